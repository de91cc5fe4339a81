-- The items of a folder by the time they were received, the order in which clients show mail.
CREATE INDEX items_by_received ON items (mailbox, folder, associated, COALESCE(received, created));
