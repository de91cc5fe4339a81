-- What administrators set for the whole organization, by the name of the parameter. What is not here has the product's default.
CREATE TABLE organization_settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- Bytes of a mailbox from which nothing more is sent; none for a mailbox without a limit.
ALTER TABLE mailbox_retention ADD COLUMN send_quota BIGINT;
