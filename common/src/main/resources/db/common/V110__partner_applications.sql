-- The applications this node's administrator trusts, and the keys that count for them.
CREATE TABLE partner_applications (
    name_key         TEXT PRIMARY KEY,   -- the name in lower case
    name             TEXT NOT NULL,
    application_id   TEXT NOT NULL,
    realm            TEXT,
    metadata_url     TEXT,
    use_oauth_server INTEGER NOT NULL,
    trust_level      TEXT NOT NULL,
    accepts_sids     INTEGER NOT NULL,
    enabled          INTEGER NOT NULL,
    broker           INTEGER NOT NULL,
    linked_account   TEXT,
    trusted_since    BIGINT NOT NULL,
    certificates     TEXT NOT NULL,      -- base64 of each, one a line
    metadata_realm   TEXT,               -- of the last good document
    metadata_read_at BIGINT,             -- when that was read
    withdrawn        TEXT NOT NULL       -- thumbprints documents had once and have no more, one a line
);
