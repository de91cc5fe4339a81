-- Up to which change the tombstones of a folder were purged; "folder" is empty for the tombstones of folders. A client whose
-- state is older cannot be told what is gone, so it has to synchronise anew.
CREATE TABLE purged_tombstones (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    folder TEXT NOT NULL,
    change BIGINT NOT NULL,
    PRIMARY KEY (mailbox, folder)
);
CREATE INDEX tombstones_by_time ON tombstones (time);
