-- Distribution groups of the organisation. A member is an account's id or another group's.
CREATE TABLE distribution_groups (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL UNIQUE
);

CREATE TABLE distribution_group_members (
    group_id TEXT NOT NULL REFERENCES distribution_groups (id) ON DELETE CASCADE,
    member TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (group_id, member)
);
