-- What administrators set for the organisation as a whole.
CREATE TABLE accepted_domains (
    name TEXT PRIMARY KEY,
    domain TEXT NOT NULL,
    type TEXT NOT NULL,
    is_default INTEGER NOT NULL
);

-- One row, id 1.
CREATE TABLE auth_config (
    id INTEGER PRIMARY KEY,
    realm TEXT NOT NULL,
    service_name TEXT NOT NULL
);

-- Who may do what: an assignee is an account's UPN, or the name of a linked account.
CREATE TABLE role_assignments (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    assignee TEXT NOT NULL
);
