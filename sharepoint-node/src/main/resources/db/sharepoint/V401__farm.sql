-- The farm's realm (Get-SPAuthenticationRealm): one row, made at the first start.
CREATE TABLE farm (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    realm TEXT NOT NULL
);
