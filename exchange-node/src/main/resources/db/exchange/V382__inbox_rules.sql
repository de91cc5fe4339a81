-- The inbox rules of a mailbox, in their order: the list of the web services as an XML document.
CREATE TABLE inbox_rules (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    rules TEXT NOT NULL
);
