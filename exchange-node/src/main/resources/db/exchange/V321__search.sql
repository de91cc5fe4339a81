-- The words of every item, in whatever folder it lies: only the words, as the text itself lies with the item. Triggers
-- keep it, so that it changes in the transaction that changes an item and cannot be forgotten by any.
CREATE VIRTUAL TABLE item_text USING fts5 (
    subject, body, sender, to_names, cc_names, bcc_names,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- Names and addresses out of the properties, which are [name, content] pairs all the way down.
CREATE VIEW item_words AS
SELECT
    i.number AS number,
    i.subject AS subject,
    i.text AS body,
    COALESCE(i.sender, '') AS sender,
    (SELECT group_concat(part.value ->> 1, ' ')
     FROM json_each(i.properties) AS list, json_tree(list.value, '$[1]') AS part
     WHERE list.value ->> 0 IN ('ToRecipients', 'RequiredAttendees')
       AND part.type = 'array' AND part.value ->> 0 IN ('Name', 'EmailAddress')) AS to_names,
    (SELECT group_concat(part.value ->> 1, ' ')
     FROM json_each(i.properties) AS list, json_tree(list.value, '$[1]') AS part
     WHERE list.value ->> 0 IN ('CcRecipients', 'OptionalAttendees')
       AND part.type = 'array' AND part.value ->> 0 IN ('Name', 'EmailAddress')) AS cc_names,
    (SELECT group_concat(part.value ->> 1, ' ')
     FROM json_each(i.properties) AS list, json_tree(list.value, '$[1]') AS part
     WHERE list.value ->> 0 IN ('BccRecipients', 'Resources')
       AND part.type = 'array' AND part.value ->> 0 IN ('Name', 'EmailAddress')) AS bcc_names
FROM items i;

CREATE TRIGGER item_text_of_new AFTER INSERT ON items
BEGIN
    INSERT INTO item_text (rowid, subject, body, sender, to_names, cc_names, bcc_names)
    SELECT number, subject, body, sender, to_names, cc_names, bcc_names FROM item_words WHERE number = NEW.number;
END;

CREATE TRIGGER item_text_of_changed AFTER UPDATE OF subject, text, sender, properties ON items
WHEN OLD.subject IS NOT NEW.subject OR OLD.text IS NOT NEW.text OR OLD.sender IS NOT NEW.sender
  OR OLD.properties IS NOT NEW.properties
BEGIN
    DELETE FROM item_text WHERE rowid = NEW.number;
    INSERT INTO item_text (rowid, subject, body, sender, to_names, cc_names, bcc_names)
    SELECT number, subject, body, sender, to_names, cc_names, bcc_names FROM item_words WHERE number = NEW.number;
END;

CREATE TRIGGER item_text_of_gone AFTER DELETE ON items
BEGIN
    DELETE FROM item_text WHERE rowid = OLD.number;
END;

INSERT INTO item_text (rowid, subject, body, sender, to_names, cc_names, bcc_names)
SELECT number, subject, body, sender, to_names, cc_names, bcc_names FROM item_words;
