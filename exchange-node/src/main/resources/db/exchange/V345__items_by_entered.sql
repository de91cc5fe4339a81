-- The items of a folder in the order they came there, which a page of a search begins with; with it the unread are counted.
DROP INDEX items_by_read;
CREATE INDEX items_by_entered ON items (mailbox, folder, associated, entered, is_read);
