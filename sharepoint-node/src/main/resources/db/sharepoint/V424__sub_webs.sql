-- Sub-webs. A row of sites is a web. path: the key, in lower case; address: as written. root_id: the top-level web, whose people
-- and groups the whole site collection has; parent_id: NULL for a top-level web; scope_id: the web whose roles apply.
ALTER TABLE sites ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE sites ADD COLUMN root_id TEXT REFERENCES sites (id) ON DELETE CASCADE;
ALTER TABLE sites ADD COLUMN parent_id TEXT REFERENCES sites (id);
ALTER TABLE sites ADD COLUMN scope_id TEXT REFERENCES sites (id);
UPDATE sites SET address = path, root_id = id, scope_id = id;
CREATE INDEX sites_of_root ON sites (root_id);
CREATE INDEX sites_of_parent ON sites (parent_id);
CREATE INDEX sites_of_scope ON sites (scope_id);

-- Who is removed from a site collection loses the roles at all its webs.
DROP TRIGGER site_roles_of_removed_user;
DROP TRIGGER site_roles_of_removed_group;

CREATE TRIGGER site_roles_of_removed_user AFTER UPDATE OF removed ON site_users WHEN NEW.removed = 1 BEGIN
    DELETE FROM site_group_members WHERE site_id = NEW.site_id AND member = NEW.number;
    DELETE FROM site_roles WHERE number = NEW.number AND site_id IN (SELECT id FROM sites WHERE root_id = NEW.site_id);
END;

CREATE TRIGGER site_roles_of_removed_group AFTER UPDATE OF removed ON site_groups WHEN NEW.removed = 1 BEGIN
    DELETE FROM site_roles WHERE number = NEW.number AND site_id IN (SELECT id FROM sites WHERE root_id = NEW.site_id);
END;

-- What was granted to applications at a web ends with it.
CREATE TRIGGER app_permissions_of_deleted_site AFTER DELETE ON sites BEGIN
    DELETE FROM app_permissions WHERE target = OLD.id;
END;
