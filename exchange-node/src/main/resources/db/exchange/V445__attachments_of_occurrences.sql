-- The original start of the occurrence that has an attachment; NULL for attachments of the item itself.
ALTER TABLE attachments ADD COLUMN occurrence BIGINT;

-- Whether an exception has a list of attachments of its own, which may be empty. Other occurrences have those of the series.
ALTER TABLE series_changes ADD COLUMN attached INTEGER NOT NULL DEFAULT 0;

CREATE TRIGGER attachments_of_gone_exception AFTER DELETE ON series_changes WHEN OLD.attached = 1
BEGIN
    DELETE FROM attachments WHERE item = OLD.item AND occurrence = OLD.original;
END;

CREATE TRIGGER attachments_of_deleted_occurrence AFTER UPDATE ON series_changes WHEN NEW.starts IS NULL AND OLD.attached = 1
BEGIN
    DELETE FROM attachments WHERE item = OLD.item AND occurrence = OLD.original;
END;
