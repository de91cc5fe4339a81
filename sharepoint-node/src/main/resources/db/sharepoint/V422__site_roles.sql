-- The rights that people and groups have at a site; number: of the person or the group. A person has those of the groups too.
CREATE TABLE site_roles (
    site_id TEXT    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    level   TEXT    NOT NULL,
    PRIMARY KEY (site_id, number, level)
);
INSERT INTO site_roles (site_id, number, level)
SELECT site_id, number, level FROM site_users WHERE level <> ''
UNION ALL SELECT site_id, number, level FROM site_groups WHERE level <> '' AND removed = 0;

-- The level of a group from now on only says which of the associated groups it is.
DROP TRIGGER site_group_members_leave;
ALTER TABLE site_users DROP COLUMN level;

CREATE TRIGGER site_roles_of_removed_user AFTER UPDATE OF removed ON site_users WHEN NEW.removed = 1 BEGIN
    DELETE FROM site_group_members WHERE site_id = NEW.site_id AND member = NEW.number;
    DELETE FROM site_roles WHERE site_id = NEW.site_id AND number = NEW.number;
END;

CREATE TRIGGER site_roles_of_removed_group AFTER UPDATE OF removed ON site_groups WHEN NEW.removed = 1 BEGIN
    DELETE FROM site_roles WHERE site_id = NEW.site_id AND number = NEW.number;
END;

CREATE TRIGGER site_roles_of_associated_group AFTER INSERT ON site_groups WHEN NEW.level <> '' BEGIN
    INSERT INTO site_roles (site_id, number, level) VALUES (NEW.site_id, NEW.number, NEW.level);
END;
