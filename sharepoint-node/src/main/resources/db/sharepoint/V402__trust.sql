-- What the security token service is set to, and what the farm's own realm was before an administrator chose another.
ALTER TABLE farm ADD COLUMN own_realm TEXT;
ALTER TABLE farm ADD COLUMN hybrid_sts_selection INTEGER NOT NULL DEFAULT 0;
ALTER TABLE farm ADD COLUMN metadata_over_http INTEGER NOT NULL DEFAULT 0;
ALTER TABLE farm ADD COLUMN oauth_over_http INTEGER NOT NULL DEFAULT 0;
UPDATE farm SET own_realm = realm;

-- What administrators wrote about trusted issuers and app principals, by the name of the partner application in lower case.
CREATE TABLE issuer_notes (
    name_key    TEXT PRIMARY KEY,
    description TEXT NOT NULL
);

-- What applications may do (Set-SPAppPrincipalPermission). target: a site collection's id, empty for the whole farm.
CREATE TABLE app_permissions (
    principal TEXT    NOT NULL,
    scope     TEXT    NOT NULL,
    target    TEXT    NOT NULL,
    level     TEXT    NOT NULL,
    app_only  INTEGER NOT NULL,
    PRIMARY KEY (principal, scope, target)
);
