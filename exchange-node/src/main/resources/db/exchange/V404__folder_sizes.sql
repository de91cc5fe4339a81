-- How many items a folder has, how many are unread and their size are read from this index alone.
DROP INDEX items_by_entered;
CREATE INDEX items_by_entered ON items (mailbox, folder, associated, entered, is_read, size);
