-- The bytes of the attachments of an item, beside those of the item itself: the sizes of folders and mailboxes are sums of both.
ALTER TABLE items ADD COLUMN attachment_size BIGINT NOT NULL DEFAULT 0;
UPDATE items SET attachment_size = (SELECT SUM(size) FROM attachments WHERE item = number)
WHERE number IN (SELECT item FROM attachments);

CREATE TRIGGER attachment_size_of_new AFTER INSERT ON attachments
BEGIN
    UPDATE items SET attachment_size = attachment_size + NEW.size WHERE number = NEW.item;
END;

CREATE TRIGGER attachment_size_of_gone AFTER DELETE ON attachments
BEGIN
    UPDATE items SET attachment_size = attachment_size - OLD.size WHERE number = OLD.item;
END;

DROP INDEX items_by_entered;
CREATE INDEX items_by_entered ON items (mailbox, folder, associated, entered, is_read, size, attachment_size);
