-- The files attached to items. name_key: the name in small letters; recycled: the id in the recycle bin, NULL for what is not in it, and
-- then the key is free for another file. changed_at and changed_by: of the last change, also of the one that recycles it.
CREATE TABLE list_attachments (
    list_id    TEXT    NOT NULL,
    item       INTEGER NOT NULL,
    name_key   TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    recycled   TEXT,
    changed_at BIGINT  NOT NULL,
    changed_by INTEGER NOT NULL,
    content    BLOB    NOT NULL,
    PRIMARY KEY (list_id, item, name_key),
    FOREIGN KEY (list_id, item) REFERENCES list_items (list_id, number) ON DELETE CASCADE
);
CREATE INDEX list_attachments_recycled ON list_attachments (recycled) WHERE recycled IS NOT NULL;

-- Each change of an attachment is one of its item, which the change log then has too.
CREATE TRIGGER item_of_new_attachment AFTER INSERT ON list_attachments
BEGIN
    UPDATE list_items SET version = version + 1, modified_at = NEW.changed_at, editor = NEW.changed_by
    WHERE list_id = NEW.list_id AND number = NEW.item;
END;

CREATE TRIGGER item_of_changed_attachment AFTER UPDATE OF changed_at ON list_attachments
BEGIN
    UPDATE list_items SET version = version + 1, modified_at = NEW.changed_at, editor = NEW.changed_by
    WHERE list_id = NEW.list_id AND number = NEW.item;
END;
