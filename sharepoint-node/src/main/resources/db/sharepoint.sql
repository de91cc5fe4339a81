-- The realm of the farm (Get-SPAuthenticationRealm): one row, created at the first start.
-- own_realm: the original realm of the farm, which stays after an administrator changes the realm.
-- digest_key: the key of form digests, in base64; all servers of the farm use it.
-- hybrid_sts_selection, metadata_over_http, oauth_over_http: settings of the security token service.
CREATE TABLE farm (
    id                   INTEGER PRIMARY KEY CHECK (id = 1),
    realm                TEXT    NOT NULL,
    own_realm            TEXT,
    hybrid_sts_selection INTEGER NOT NULL DEFAULT 0,
    metadata_over_http   INTEGER NOT NULL DEFAULT 0,
    oauth_over_http      INTEGER NOT NULL DEFAULT 0,
    digest_key           TEXT
);

-- A setting of SharePoint Online (Set-SPOTenant): at most one row.
-- disabled: 1 if SharePoint Online refuses applications with tokens from Access Control Service.
CREATE TABLE custom_app_authentication (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    disabled INTEGER NOT NULL
);

-- The descriptions of trusted issuers and the display names of app principals. name_key: the registered name in lower case.
CREATE TABLE issuer_notes (
    name_key    TEXT PRIMARY KEY,
    description TEXT NOT NULL
);

-- The permissions of applications (Set-SPAppPrincipalPermission).
-- target: the id of a web or of a site collection; empty for the whole farm.
CREATE TABLE app_permissions (
    principal TEXT    NOT NULL,
    scope     TEXT    NOT NULL,
    target    TEXT    NOT NULL,
    level     TEXT    NOT NULL,
    app_only  INTEGER NOT NULL,
    PRIMARY KEY (principal, scope, target)
);

-- The webs: the top-level webs of site collections, and their sub-webs.
-- path: the path in lower case, empty for the web at the root of the host. In a further web application, the host is before the path
-- ('//intranet.contoso.com/sites/x'). address: the path with its original case.
-- root_id: the top-level web of the site collection; the people and groups of the site collection belong to this web.
-- parent_id: the parent web; NULL for a top-level web. scope_id: the web whose roles apply.
-- host: the host of a further web application, in the row of a top-level web; otherwise empty.
CREATE TABLE sites (
    id          TEXT    PRIMARY KEY,
    path        TEXT    NOT NULL UNIQUE,
    title       TEXT    NOT NULL,
    template    TEXT    NOT NULL,
    owner       TEXT    NOT NULL,
    created_at  BIGINT  NOT NULL,
    description TEXT    NOT NULL DEFAULT '',
    address     TEXT    NOT NULL DEFAULT '',
    root_id     TEXT    REFERENCES sites (id) ON DELETE CASCADE,
    parent_id   TEXT    REFERENCES sites (id),
    scope_id    TEXT    REFERENCES sites (id),
    host        TEXT    NOT NULL DEFAULT ''
);
-- The web applications of the farm besides the first one. host: a host of the farm in lower case.
CREATE TABLE web_applications (
    host     TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE
);

CREATE INDEX sites_of_root ON sites (root_id);
CREATE INDEX sites_of_parent ON sites (parent_id);
CREATE INDEX sites_of_scope ON sites (scope_id);

-- The people of site collections. number: the Id in REST.
-- removed: 1 if the person was removed. The row of a removed person stays, because items refer to their authors by number.
-- changed: the changed properties of the person, as a JSON object with the property names of REST.
CREATE TABLE site_users (
    site_id TEXT    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    upn     TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0,
    changed TEXT    NOT NULL DEFAULT '{}',
    PRIMARY KEY (site_id, upn),
    UNIQUE (site_id, number)
);

-- The lists of webs. title: the title with its original case. name: the name in the entity types of the list, which never changes.
-- settings, fields: JSON. version: the number in the ETag.
-- recycled: the id in the recycle bin; NULL if the list is not in the recycle bin.
CREATE TABLE lists (
    id          TEXT    PRIMARY KEY,
    site_id     TEXT    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    title_key   TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    next_item   INTEGER NOT NULL,
    title       TEXT    NOT NULL DEFAULT '',
    name        TEXT    NOT NULL DEFAULT '',
    settings    TEXT    NOT NULL DEFAULT '{}',
    fields      TEXT    NOT NULL DEFAULT '[]',
    created_at  BIGINT  NOT NULL DEFAULT 0,
    modified_at BIGINT  NOT NULL DEFAULT 0,
    version     INTEGER NOT NULL DEFAULT 1,
    recycled    TEXT,
    recycled_at BIGINT,
    recycled_by INTEGER,
    UNIQUE (site_id, title_key)
);

-- The items of lists. fields: the values of the list's columns, as a JSON object. version: the number in the ETag.
-- recycled: the id in the recycle bin; NULL if the item is not in the recycle bin.
CREATE TABLE list_items (
    list_id     TEXT    NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
    number      INTEGER NOT NULL,
    guid        TEXT    NOT NULL,
    fields      TEXT    NOT NULL,
    author      INTEGER NOT NULL,
    editor      INTEGER NOT NULL,
    created_at  BIGINT  NOT NULL,
    modified_at BIGINT  NOT NULL,
    version     INTEGER NOT NULL,
    recycled    TEXT,
    recycled_at BIGINT,
    recycled_by INTEGER,
    PRIMARY KEY (list_id, number)
);
CREATE INDEX list_items_recycled ON list_items (list_id) WHERE recycled IS NOT NULL;

-- Online meetings on the calendar of a site. A row is written before the first call to Lync or Exchange, so that the server can undo
-- or complete an interrupted operation.
-- details: the current details of the meeting. wanted: the details after the running change, or NULL.
-- at_exchange: 1 if Exchange may have an appointment.
-- cause: the traceparent (W3C Trace Context 3.2) of the request that left the operation unfinished.
-- since: when the unfinished operation was first due, seconds since 1970.
CREATE TABLE meetings (
    id          TEXT    PRIMARY KEY,
    site_id     TEXT    NOT NULL,
    site_path   TEXT    NOT NULL,
    organiser   TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    details     TEXT    NOT NULL,
    wanted      TEXT,
    conference  TEXT,
    join_url    TEXT,
    at_exchange INTEGER NOT NULL DEFAULT 0,
    attempts    INTEGER NOT NULL DEFAULT 0,
    due_at      BIGINT  NOT NULL,
    last_error  TEXT,
    cause       TEXT,
    since       BIGINT
);
CREATE INDEX meetings_by_state ON meetings (state, due_at);

-- The cases of eDiscovery centres.
-- content: JSON with the sources (mail addresses), the searches (query and items by id), and the holds (query by name).
CREATE TABLE cases (
    id         TEXT   PRIMARY KEY,
    site_id    TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    owner      TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    content    TEXT   NOT NULL
);

-- The proxies of the authorization servers from which the farm may request tokens (New-SPAzureAccessControlServiceApplicationProxy).
CREATE TABLE acs_proxies (
    name_key         TEXT    PRIMARY KEY,
    id               TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    metadata_uri     TEXT    NOT NULL,
    in_default_group INTEGER NOT NULL
);

-- The groups of site collections. number: never reused, even after the group was removed.
-- level: the initial right of an associated group (FULL_CONTROL: owners, WRITE: members, READ: visitors); empty for other groups.
-- owner: the number of the person or the group that owns the group.
CREATE TABLE site_groups (
    site_id           TEXT    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    number            INTEGER NOT NULL,
    name              TEXT    NOT NULL,
    description       TEXT    NOT NULL,
    members_edit      INTEGER NOT NULL,
    only_members_view INTEGER NOT NULL,
    owner             INTEGER NOT NULL,
    level             TEXT    NOT NULL,
    removed           INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (site_id, number)
);
CREATE UNIQUE INDEX site_groups_name ON site_groups (site_id, LOWER(name)) WHERE removed = 0;
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

-- The numbers of the people and the groups of site collections, which are from one common series.
CREATE VIEW site_principals AS
    SELECT site_id, number FROM site_users UNION ALL SELECT site_id, number FROM site_groups;

CREATE TRIGGER site_group_members_gone AFTER UPDATE OF removed ON site_groups WHEN NEW.removed = 1 BEGIN
    DELETE FROM site_group_members WHERE site_id = NEW.site_id AND number = NEW.number;
END;

-- The changes of lists and their items, in the order of their commits, for the change logs of lists and webs. The change log of a web
-- contains the changes of a list even after the list was deleted for ever. Triggers write the rows in the transaction of the change.
-- kind: the number in SharePoint's enumeration ChangeType (1 added, 2 updated, 3 deleted, 7 restored).
-- item: the number of the item; NULL for a change of the list itself.
CREATE TABLE list_changes (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id    TEXT    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    list_id    TEXT    NOT NULL,
    item       INTEGER,
    kind       INTEGER NOT NULL,
    changed_at BIGINT  NOT NULL
);
CREATE INDEX list_changes_of_list ON list_changes (list_id, number);
CREATE INDEX list_changes_of_site ON list_changes (site_id, number);
CREATE INDEX list_changes_by_time ON list_changes (changed_at);

CREATE TRIGGER change_of_new_item AFTER INSERT ON list_items
BEGIN
    INSERT INTO list_changes (site_id, list_id, item, kind, changed_at)
    SELECT site_id, id, NEW.number, 1, NEW.created_at FROM lists WHERE id = NEW.list_id;
END;

CREATE TRIGGER change_of_updated_item AFTER UPDATE OF version ON list_items
BEGIN
    INSERT INTO list_changes (site_id, list_id, item, kind, changed_at)
    SELECT site_id, id, NEW.number, 2, NEW.modified_at FROM lists WHERE id = NEW.list_id;
END;

-- recycled_at contains the time of the deletion or of the restoration. An item is recycled before it is deleted for ever.
CREATE TRIGGER change_of_recycled_item AFTER UPDATE OF recycled ON list_items
BEGIN
    INSERT INTO list_changes (site_id, list_id, item, kind, changed_at)
    SELECT site_id, id, NEW.number, CASE WHEN NEW.recycled IS NULL THEN 7 ELSE 3 END, NEW.recycled_at
    FROM lists WHERE id = NEW.list_id;
END;

CREATE TRIGGER change_of_new_list AFTER INSERT ON lists
BEGIN
    INSERT INTO list_changes (site_id, list_id, kind, changed_at) VALUES (NEW.site_id, NEW.id, 1, NEW.created_at);
END;

CREATE TRIGGER change_of_updated_list AFTER UPDATE OF version ON lists
BEGIN
    INSERT INTO list_changes (site_id, list_id, kind, changed_at) VALUES (NEW.site_id, NEW.id, 2, NEW.modified_at);
END;

CREATE TRIGGER change_of_recycled_list AFTER UPDATE OF recycled ON lists
BEGIN
    INSERT INTO list_changes (site_id, list_id, kind, changed_at)
    VALUES (NEW.site_id, NEW.id, CASE WHEN NEW.recycled IS NULL THEN 7 ELSE 3 END, NEW.recycled_at);
END;

-- Each new change deletes the changes older than 60 days, the same period as in ListChangeStore. The last change always stays.
CREATE TRIGGER changes_forgotten AFTER INSERT ON list_changes
BEGIN
    DELETE FROM list_changes WHERE changed_at < NEW.changed_at - 5184000;
END;

-- The rights of people and groups at a web. number: the number of the person or the group.
-- A person also has the rights of the person's groups.
CREATE TABLE site_roles (
    site_id TEXT    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    level   TEXT    NOT NULL,
    PRIMARY KEY (site_id, number, level)
);

CREATE TRIGGER site_roles_of_associated_group AFTER INSERT ON site_groups WHEN NEW.level <> '' BEGIN
    INSERT INTO site_roles (site_id, number, level) VALUES (NEW.site_id, NEW.number, NEW.level);
END;

-- The files attached to items.
-- name_key: the name in lower case. A file in the recycle bin has another name_key, so that a new file can have its name.
-- recycled: the id in the recycle bin; NULL if the file is not in the recycle bin.
-- changed_at, changed_by: the time and the person of the last change. The move into the recycle bin is also a change.
CREATE TABLE list_attachments (
    list_id    TEXT    NOT NULL,
    item       INTEGER NOT NULL,
    name_key   TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    recycled   TEXT,
    changed_at BIGINT  NOT NULL,
    changed_by INTEGER NOT NULL,
    content    BLOB    NOT NULL,
    PRIMARY KEY (list_id, item, name_key),
    FOREIGN KEY (list_id, item) REFERENCES list_items (list_id, number) ON DELETE CASCADE
);
CREATE INDEX list_attachments_recycled ON list_attachments (recycled) WHERE recycled IS NOT NULL;

-- Each change of an attachment is also a change of its item, so that the change log contains this change.
CREATE TRIGGER item_of_new_attachment AFTER INSERT ON list_attachments
BEGIN
    UPDATE list_items SET version = version + 1, modified_at = NEW.changed_at, editor = NEW.changed_by
    WHERE list_id = NEW.list_id AND number = NEW.item;
END;

CREATE TRIGGER item_of_changed_attachment AFTER UPDATE OF changed_at ON list_attachments
BEGIN
    UPDATE list_items SET version = version + 1, modified_at = NEW.changed_at, editor = NEW.changed_by
    WHERE list_id = NEW.list_id AND number = NEW.item;
END;

-- A person or a group that is removed from a site collection loses the roles at all its webs.
CREATE TRIGGER site_roles_of_removed_user AFTER UPDATE OF removed ON site_users WHEN NEW.removed = 1 BEGIN
    DELETE FROM site_group_members WHERE site_id = NEW.site_id AND member = NEW.number;
    DELETE FROM site_roles WHERE number = NEW.number AND site_id IN (SELECT id FROM sites WHERE root_id = NEW.site_id);
END;

CREATE TRIGGER site_roles_of_removed_group AFTER UPDATE OF removed ON site_groups WHEN NEW.removed = 1 BEGIN
    DELETE FROM site_roles WHERE number = NEW.number AND site_id IN (SELECT id FROM sites WHERE root_id = NEW.site_id);
END;

-- The deletion of a web deletes the permissions of applications at this web.
CREATE TRIGGER app_permissions_of_deleted_site AFTER DELETE ON sites BEGIN
    DELETE FROM app_permissions WHERE target = OLD.id;
END;
