-- Everything is of one tenant; no statement joins two.
CREATE TABLE service_principals (
    tenant TEXT NOT NULL,
    app_id TEXT NOT NULL,
    object_id TEXT NOT NULL,
    display_name TEXT NOT NULL,
    account_enabled INTEGER NOT NULL,
    trusted_for_delegation INTEGER NOT NULL,
    first_party INTEGER NOT NULL,
    names TEXT NOT NULL,      -- one a line
    addresses TEXT NOT NULL,  -- one a line
    place INTEGER NOT NULL,
    PRIMARY KEY (tenant, app_id)
);

CREATE TABLE principal_credentials (
    tenant TEXT NOT NULL,
    app_id TEXT NOT NULL,
    key_id TEXT NOT NULL,
    type TEXT NOT NULL,
    usage TEXT NOT NULL,
    value TEXT NOT NULL,      -- a certificate's DER in base64; of a secret the hash
    starts BIGINT NOT NULL,   -- seconds since 1970
    ends BIGINT NOT NULL,
    origin TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (tenant, app_id, key_id),
    FOREIGN KEY (tenant, app_id) REFERENCES service_principals (tenant, app_id)
);

CREATE TABLE tenant_settings (
    tenant TEXT NOT NULL PRIMARY KEY,
    dedicated_applications INTEGER NOT NULL
);

-- Instances of this server on one database see each other's changes by this number, which every change advances.
CREATE TABLE registry_version (
    id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version BIGINT  NOT NULL
);
INSERT INTO registry_version (id, version) VALUES (1, 0);

-- The certificates each instance may have signed with; every instance publishes all of them.
CREATE TABLE published_keys (
    node        TEXT   NOT NULL,
    x5t         TEXT   NOT NULL,
    certificate TEXT   NOT NULL, -- DER in base64
    said        BIGINT NOT NULL, -- when the instance last said so, seconds since 1970
    PRIMARY KEY (node, x5t)
);

-- A row for each token, written before the client has it. In a file, memory knows whether an assertion was used, and rows are only
-- appended (IssuedTokens). Where instances share the database, the row decides between them, by a unique index of the shared rows.
CREATE TABLE issued_tokens (
    issued BIGINT NOT NULL,    -- seconds since 1970
    tenant TEXT NOT NULL,
    client TEXT NOT NULL,
    credential TEXT NOT NULL,
    resource TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    expires BIGINT NOT NULL,
    trace TEXT NOT NULL,
    assertion TEXT,            -- by its hash (AssertionUse)
    assertion_until BIGINT,    -- the end of its life and the clock skew
    shared INTEGER NOT NULL    -- 1 where other instances may write to this database
);
CREATE UNIQUE INDEX issued_tokens_shared ON issued_tokens (assertion) WHERE shared = 1;
-- By tenant and time the latest tokens are shown; by time alone old records are purged.
CREATE INDEX issued_tokens_by_time ON issued_tokens (issued, tenant);

-- The application permissions that administrators granted to the applications of a tenant.
CREATE TABLE app_role_assignments (
    tenant TEXT NOT NULL,
    app_id TEXT NOT NULL,     -- the application that has the permission
    id TEXT NOT NULL,
    resource TEXT NOT NULL,   -- the application id of the resource
    role TEXT NOT NULL,       -- the permission's id
    created BIGINT NOT NULL,  -- seconds since 1970
    place INTEGER NOT NULL,
    PRIMARY KEY (tenant, app_id, id),
    FOREIGN KEY (tenant, app_id) REFERENCES service_principals (tenant, app_id)
);
