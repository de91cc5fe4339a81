-- The partner applications and authorization servers that this node trusts, with their certificates.
-- trusted_since: seconds since 1970. metadata_realm, issuance_endpoint: values of the last valid metadata document.
-- act_as, app_only: permissions of an application in addition to the permissions of its linked account, one per line.
-- issuance_endpoint: the address at which an authorization server issues tokens; NULL for a partner application.
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
    certificates      TEXT    NOT NULL,    -- the DER of each certificate in base64, one per line
    metadata_realm    TEXT,
    metadata_read_at  BIGINT,              -- when the document was read, seconds since 1970
    withdrawn         TEXT    NOT NULL,    -- thumbprints that earlier documents contained and later documents did not, one per line
    act_as            TEXT    NOT NULL DEFAULT '',
    app_only          TEXT    NOT NULL DEFAULT '',
    issuer_identifier TEXT,
    issuance_endpoint TEXT
);

-- The certificates that the node's token server signs with or publishes. The keys are in the certificate store of the machine.
-- Several instances of a node can share this table on a PostgreSQL server. Each instance has its own keys, and its own rows if
-- the product assigns certificates to each server.
CREATE TABLE signing_keys (
    node        TEXT    NOT NULL, -- the name of the instance; empty if all instances have the same assignments, or in a SQLite file
    purpose     TEXT    NOT NULL, -- CURRENT, PREVIOUS or NEXT
    thumbprint  TEXT    NOT NULL, -- upper-case hex, as in the certificate store
    certificate TEXT,             -- DER in base64, for servers without the key; NULL in a SQLite file of an earlier version
    effective   BIGINT,           -- when the NEXT certificate becomes CURRENT, seconds since 1970; otherwise NULL
    place       INTEGER NOT NULL, -- the order of the rows; the latest PREVIOUS certificate is before older PREVIOUS certificates
    PRIMARY KEY (node, purpose, thumbprint)
);

-- The number of changes of the configuration. On a PostgreSQL server, each transaction that changes the configuration first
-- increases it, so these transactions run one after another, and the other instances detect the change.
CREATE TABLE configuration_changes (
    number BIGINT NOT NULL
);
INSERT INTO configuration_changes (number) VALUES (0);
