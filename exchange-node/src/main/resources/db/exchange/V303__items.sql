-- Whether a mailbox has an archive mailbox beside it (Enable-Mailbox -Archive), with folders of its own.
ALTER TABLE accounts ADD COLUMN archive INTEGER NOT NULL DEFAULT 0;

-- Folders that people have made; those every mailbox has are known by their distinguished names and have no row.
CREATE TABLE folders (
    id TEXT PRIMARY KEY,
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    parent TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    class TEXT NOT NULL,
    entered BIGINT NOT NULL,
    change BIGINT NOT NULL,
    UNIQUE (mailbox, parent, name_key)
);

-- The number of the last change in a mailbox. Every write takes the next one in its own transaction.
CREATE TABLE mailbox_changes (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    last BIGINT NOT NULL
);

-- What lies in folders. A folder is a distinguished name or an id of folders. "entered" is the change by which the item
-- came to lie where it lies; "deposit" its Internet message id where it was put into Recoverable Items by that identity.
-- "properties" holds what has no column of its own; sender and recipients are taken from it, for whoever searches.
CREATE TABLE items (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    folder TEXT NOT NULL,
    kind TEXT NOT NULL,
    class TEXT NOT NULL,
    subject TEXT NOT NULL,
    html TEXT,
    text TEXT NOT NULL,
    sender TEXT,
    recipients TEXT NOT NULL,
    message_id TEXT,
    deposit TEXT,
    is_read INTEGER NOT NULL,
    is_draft INTEGER NOT NULL,
    associated INTEGER NOT NULL,
    created BIGINT NOT NULL,
    modified BIGINT NOT NULL,
    received BIGINT,
    sent BIGINT,
    starts BIGINT,
    ends BIGINT,
    size BIGINT NOT NULL,
    properties TEXT NOT NULL,
    entered BIGINT NOT NULL,
    change BIGINT NOT NULL,
    UNIQUE (mailbox, folder, deposit)
);
CREATE INDEX items_by_change ON items (mailbox, folder, change);
CREATE INDEX items_by_read ON items (mailbox, folder, associated, is_read);
CREATE INDEX items_by_message_id ON items (mailbox, message_id);

-- Items and folders that are gone from where they were, with the change by which they had come there. "kind" is ITEM
-- or FOLDER, "folder" what they lay in.
CREATE TABLE tombstones (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    folder TEXT NOT NULL,
    entered BIGINT NOT NULL,
    change BIGINT NOT NULL,
    PRIMARY KEY (id, change)
);
CREATE INDEX tombstones_by_change ON tombstones (mailbox, folder, change);

-- The text of the message as it came in RFC 822 form; gone as soon as the item is changed.
CREATE TABLE item_sources (
    item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE,
    content BLOB NOT NULL
);

-- "content" holds a file's bytes, or an attached item as a stream of ours; "hash" is of it.
CREATE TABLE attachments (
    id TEXT PRIMARY KEY,
    item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT,
    content_id TEXT,
    inline INTEGER NOT NULL,
    modified BIGINT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    is_item INTEGER NOT NULL,
    content BLOB NOT NULL
);
CREATE INDEX attachments_by_item ON attachments (item, position);
