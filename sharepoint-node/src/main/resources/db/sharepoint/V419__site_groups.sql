-- The groups of a site collection. level: the right of the associated groups (FULL_CONTROL: owners, WRITE: members,
-- READ: visitors), empty for groups that people create. owner: the number of a person or a group. A removed group keeps
-- its number, which nobody else gets.
CREATE TABLE site_groups (
    site_id           TEXT    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    number            INTEGER NOT NULL,
    name              TEXT    NOT NULL COLLATE NOCASE,
    description       TEXT    NOT NULL,
    members_edit      INTEGER NOT NULL,
    only_members_view INTEGER NOT NULL,
    owner             INTEGER NOT NULL,
    level             TEXT    NOT NULL,
    removed           INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (site_id, number)
);
CREATE UNIQUE INDEX site_groups_name ON site_groups (site_id, name) WHERE removed = 0;
CREATE UNIQUE INDEX site_groups_level ON site_groups (site_id, level) WHERE removed = 0 AND level <> '';

CREATE TABLE site_group_members (
    site_id TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    member  INTEGER NOT NULL,
    PRIMARY KEY (site_id, number, member),
    FOREIGN KEY (site_id, number) REFERENCES site_groups (site_id, number) ON DELETE CASCADE,
    FOREIGN KEY (site_id, member) REFERENCES site_users (site_id, number) ON DELETE CASCADE
);
CREATE INDEX site_group_members_member ON site_group_members (site_id, member);

-- People and groups have their numbers from one series.
CREATE VIEW site_principals AS
    SELECT site_id, number FROM site_users UNION ALL SELECT site_id, number FROM site_groups;

-- Who loses the right at a site leaves its groups.
CREATE TRIGGER site_group_members_leave AFTER UPDATE OF level ON site_users WHEN NEW.level = '' BEGIN
    DELETE FROM site_group_members WHERE site_id = NEW.site_id AND member = NEW.number;
END;

CREATE TRIGGER site_group_members_gone AFTER UPDATE OF removed ON site_groups WHEN NEW.removed = 1 BEGIN
    DELETE FROM site_group_members WHERE site_id = NEW.site_id AND number = NEW.number;
END;
