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
