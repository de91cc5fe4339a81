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
