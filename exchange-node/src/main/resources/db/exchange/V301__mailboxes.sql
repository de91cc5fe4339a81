-- Accounts of the organisation, with or without a mailbox. An address may belong to two accounts: that is a mistake
-- an administrator can make, and callers must then be refused as ambiguous.
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    upn TEXT NOT NULL,
    sid TEXT,
    sip TEXT,
    enabled INTEGER NOT NULL,
    mailbox INTEGER NOT NULL,
    migration_completed INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE account_addresses (
    account TEXT NOT NULL REFERENCES accounts (id),
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (account, position)
);

-- The unified contact store: groups, contacts, and who is in what.
CREATE TABLE im_groups (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    type TEXT NOT NULL,
    smtp_address TEXT,
    UNIQUE (account, type, name_key)
);

CREATE TABLE im_contacts (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id),
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,
    name TEXT NOT NULL,
    tel_uri TEXT,
    telephone TEXT,
    created BIGINT NOT NULL,
    change BIGINT NOT NULL,
    UNIQUE (account, address_key)
);

CREATE TABLE im_members (
    group_id TEXT NOT NULL REFERENCES im_groups (id),
    contact_id TEXT NOT NULL REFERENCES im_contacts (id),
    position INTEGER NOT NULL,
    PRIMARY KEY (group_id, contact_id)
);
CREATE INDEX im_members_by_contact ON im_members (contact_id);
