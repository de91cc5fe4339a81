-- What a mailbox treats as junk mail, in the order of JunkConfiguration; a mailbox without a row has the defaults.
-- A list has one entry a line.
CREATE TABLE junk_configurations (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    enabled INTEGER NOT NULL,
    trusted_lists_only INTEGER NOT NULL,
    trusted TEXT NOT NULL,
    blocked TEXT NOT NULL
);
