-- The applications of each tenant. Every row belongs to one tenant; no statement reads rows of two tenants together.
-- place: the order of creation.
CREATE TABLE service_principals (
    tenant TEXT NOT NULL,
    app_id TEXT NOT NULL,
    object_id TEXT NOT NULL,
    display_name TEXT NOT NULL,
    account_enabled INTEGER NOT NULL,
    trusted_for_delegation INTEGER NOT NULL,
    first_party INTEGER NOT NULL,
    application_only INTEGER NOT NULL,  -- 1 for an application without a service principal
    names TEXT NOT NULL,      -- the service principal names, one per line
    addresses TEXT NOT NULL,  -- the redirect addresses, one per line
    place INTEGER NOT NULL,
    PRIMARY KEY (tenant, app_id)
);

-- The registrations of the applications that belong to a tenant. Name and credentials are those of the service principal.
-- place: the order of creation.
CREATE TABLE applications (
    tenant TEXT NOT NULL,
    app_id TEXT NOT NULL,
    object_id TEXT NOT NULL,
    created BIGINT NOT NULL,  -- seconds since 1970
    place INTEGER NOT NULL,
    PRIMARY KEY (tenant, app_id),
    FOREIGN KEY (tenant, app_id) REFERENCES service_principals (tenant, app_id)
);

-- The members of applications and service principals that only Microsoft Graph reads, such as a description or the owners.
CREATE TABLE object_members (
    tenant TEXT NOT NULL,
    object_id TEXT NOT NULL,
    members TEXT NOT NULL,    -- a JSON object
    PRIMARY KEY (tenant, object_id)
);

CREATE TABLE principal_credentials (
    tenant TEXT NOT NULL,
    app_id TEXT NOT NULL,
    key_id TEXT NOT NULL,
    type TEXT NOT NULL,
    usage TEXT NOT NULL,
    value TEXT NOT NULL,      -- the certificate (DER in base64), or the hash of the secret
    starts BIGINT NOT NULL,   -- start of the validity, seconds since 1970
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

-- The version of the registry. Every change increases the version, so that the other instances on this database detect the change.
CREATE TABLE registry_version (
    id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version BIGINT  NOT NULL
);
INSERT INTO registry_version (id, version) VALUES (1, 0);

-- The certificates of the current, previous and next signing keys of each instance. Every instance publishes all certificates.
CREATE TABLE published_keys (
    node        TEXT   NOT NULL,
    x5t         TEXT   NOT NULL,
    certificate TEXT   NOT NULL, -- DER in base64
    said        BIGINT NOT NULL, -- when the instance last wrote this row, seconds since 1970
    PRIMARY KEY (node, x5t)
);

-- One row for each issued token. The row is written before the client receives the token (IssuedTokenStore).
-- If one process owns the database, a replay cache in memory detects used assertions. If several instances share the database, the
-- unique index of the shared rows detects used assertions.
CREATE TABLE issued_tokens (
    issued BIGINT NOT NULL,    -- seconds since 1970
    tenant TEXT NOT NULL,
    client TEXT NOT NULL,
    credential TEXT NOT NULL,
    resource TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    expires BIGINT NOT NULL,
    trace TEXT NOT NULL,
    assertion TEXT,            -- the first characters of the hash of the replay key (AssertionReplayKey); NULL without an assertion
    assertion_until BIGINT,    -- the expiry time of the assertion plus the clock skew, seconds since 1970
    shared INTEGER NOT NULL    -- 1 if other instances may write to this database, otherwise 0
);
CREATE UNIQUE INDEX issued_tokens_shared ON issued_tokens (assertion) WHERE shared = 1;
-- For two statements: the latest tokens of a tenant, and the purge of old rows.
CREATE INDEX issued_tokens_by_time ON issued_tokens (issued, tenant);

-- The application permissions that administrators granted to the applications of a tenant.
CREATE TABLE app_role_assignments (
    tenant TEXT NOT NULL,
    app_id TEXT NOT NULL,     -- the application that has the permission
    id TEXT NOT NULL,
    resource TEXT NOT NULL,   -- the application id of the resource
    role TEXT NOT NULL,       -- the id of the permission
    created BIGINT NOT NULL,  -- seconds since 1970
    place INTEGER NOT NULL,
    PRIMARY KEY (tenant, app_id, id),
    FOREIGN KEY (tenant, app_id) REFERENCES service_principals (tenant, app_id)
);

-- The grants of people who sign in, by the hashes of their codes. A code is redeemed once; a used grant is kept for a day.
CREATE TABLE sign_in_grants (
    code      TEXT   NOT NULL PRIMARY KEY,
    user_code TEXT,              -- the hash of the code that the person types for a device; NULL without a device
    tenant    TEXT   NOT NULL,   -- empty as long as people of several tenants may sign in
    client    TEXT   NOT NULL,
    person    TEXT   NOT NULL,   -- the object id of the person; empty before the sign-in
    binding   TEXT   NOT NULL,   -- the challenge of PKCE, a blank and the redirect address; for a device, the blank
    asked     TEXT   NOT NULL,   -- the scopes
    nonce     TEXT   NOT NULL,
    expires   BIGINT NOT NULL,   -- seconds since 1970
    state     TEXT   NOT NULL,
    polled    BIGINT NOT NULL    -- the last question of the device, seconds since 1970
);
CREATE UNIQUE INDEX sign_in_grants_by_user_code ON sign_in_grants (user_code);
CREATE INDEX sign_in_grants_by_time ON sign_in_grants (expires);
