-- Which domains live in the other half of a hybrid organisation, and where that is found (New-IntraOrganizationConnector).
-- domains: one a line, in lower case.
CREATE TABLE intra_organization_connectors (
    name_key           TEXT PRIMARY KEY,
    name               TEXT    NOT NULL,
    domains            TEXT    NOT NULL,
    discovery_endpoint TEXT    NOT NULL,
    sharing_epr        TEXT,
    enabled            INTEGER NOT NULL
);
