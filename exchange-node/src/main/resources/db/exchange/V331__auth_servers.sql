-- What an administrator said of authorization servers (New-AuthServer) beyond what trusting one of type MicrosoftACS needs,
-- which stands with the partner applications; those of type AzureAD stand here alone. domains: one a line.
CREATE TABLE auth_servers (
    name_key               TEXT PRIMARY KEY,
    name                   TEXT    NOT NULL,
    type                   TEXT    NOT NULL,
    metadata_url           TEXT    NOT NULL,
    issuer_identifier      TEXT    NOT NULL,
    domains                TEXT    NOT NULL,
    enabled                INTEGER NOT NULL,
    is_default             INTEGER NOT NULL,
    application_identifier TEXT
);
