-- Which accounts are room mailboxes, and which distribution groups are room lists: their ids.
CREATE TABLE rooms (
    id TEXT PRIMARY KEY
);
