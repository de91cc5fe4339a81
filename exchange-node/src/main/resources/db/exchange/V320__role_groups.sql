-- Who is in a role group. Which groups there are, and which roles they have, is the product's.
CREATE TABLE role_group_members (
    role_group TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (role_group, account)
);
