-- From which authorization servers the farm may get tokens (New-SPAzureAccessControlServiceApplicationProxy).
CREATE TABLE acs_proxies (
    name_key         TEXT PRIMARY KEY,
    id               TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    metadata_uri     TEXT    NOT NULL,
    in_default_group INTEGER NOT NULL
);
