-- The applications this node's administrator trusts, and the keys that count for them.
-- act_as, app_only: permissions of an application besides those of its linked account, one a line.
-- issuance_endpoint: where an authorization server issues tokens, by its last good document.
CREATE TABLE partner_applications (
    name_key          TEXT    PRIMARY KEY, -- the name in lower case
    name              TEXT    NOT NULL,
    application_id    TEXT    NOT NULL,
    realm             TEXT,
    metadata_url      TEXT,
    use_oauth_server  INTEGER NOT NULL,
    trust_level       TEXT    NOT NULL,
    accepts_sids      INTEGER NOT NULL,
    enabled           INTEGER NOT NULL,
    broker            INTEGER NOT NULL,
    linked_account    TEXT,
    trusted_since     BIGINT  NOT NULL,
    certificates      TEXT    NOT NULL,    -- base64 of each, one a line
    metadata_realm    TEXT,                -- of the last good document
    metadata_read_at  BIGINT,              -- when that was read
    withdrawn         TEXT    NOT NULL,    -- thumbprints documents had once and have no more, one a line
    act_as            TEXT    NOT NULL DEFAULT '',
    app_only          TEXT    NOT NULL DEFAULT '',
    issuer_identifier TEXT,
    issuance_endpoint TEXT
);

-- The certificates of the machine's store that the node's token server signs with or still publishes. On a server, instances of a
-- role share this table and not the keys: each has its own, in its own certificate store.
CREATE TABLE signing_keys (
    node       TEXT    NOT NULL, -- the instance's name; empty in a file, which is one node's
    purpose    TEXT    NOT NULL, -- CURRENT, PREVIOUS or NEXT
    thumbprint TEXT    NOT NULL, -- upper-case hex, as the store names it
    effective  BIGINT,           -- from when NEXT becomes CURRENT, epoch seconds; else null
    place      INTEGER NOT NULL, -- previous ones from the latest to the oldest
    PRIMARY KEY (node, purpose, thumbprint)
);
