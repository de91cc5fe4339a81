-- Searches that administrators and eDiscovery centres keep, and the In-Place Holds they may be. "hold_id" is how the
-- directory names the hold; "period" is in seconds from the day an item came, NULL for ever.
CREATE TABLE mailbox_searches (
    name_key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    hold INTEGER NOT NULL,
    hold_id TEXT NOT NULL UNIQUE,
    period BIGINT,
    created BIGINT NOT NULL
);

CREATE TABLE mailbox_search_sources (
    search TEXT NOT NULL REFERENCES mailbox_searches (name_key) ON DELETE CASCADE,
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (search, mailbox)
);
CREATE INDEX mailbox_search_sources_by_mailbox ON mailbox_search_sources (mailbox);

-- How long what was deleted is kept; a mailbox without a row has the product's defaults. "retain" is in seconds.
CREATE TABLE mailbox_retention (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    litigation INTEGER NOT NULL,
    single_item INTEGER NOT NULL,
    retain BIGINT NOT NULL
);

-- When an item came to lie in its folder, epoch seconds: from then on counts how long Recoverable Items keeps it.
ALTER TABLE items ADD COLUMN placed BIGINT NOT NULL DEFAULT 0;
UPDATE items SET placed = modified;
