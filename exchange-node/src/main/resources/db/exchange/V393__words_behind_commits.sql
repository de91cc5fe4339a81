-- New items are indexed behind the commit that stores them, in the order of their numbers (WordIndexWriter). An item is
-- indexed where its number is not above the highest number in the index. Only an indexed item is indexed again when it
-- changes; another one is indexed as it reads by then.
DROP TRIGGER item_text_of_new;
DROP TRIGGER item_text_of_changed;
CREATE TRIGGER item_text_of_changed AFTER UPDATE OF subject, text, sender, properties ON items
WHEN NEW.number <= (SELECT MAX(id) FROM item_text_docsize)
 AND (OLD.subject IS NOT NEW.subject OR OLD.text IS NOT NEW.text OR OLD.sender IS NOT NEW.sender
   OR OLD.properties IS NOT NEW.properties)
BEGIN
    DELETE FROM item_text WHERE rowid = NEW.number;
    INSERT INTO item_text (rowid, subject, body, sender, to_names, cc_names, bcc_names)
    SELECT number, subject, body, sender, to_names, cc_names, bcc_names FROM item_words WHERE number = NEW.number;
END;
