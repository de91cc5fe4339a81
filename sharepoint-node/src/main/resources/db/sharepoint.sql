-- The farm's realm (Get-SPAuthenticationRealm): one row, made at the first start.
-- own_realm: the farm's own realm, before an administrator chose another. The others are settings of the security token service.
CREATE TABLE farm (
    id                   INTEGER PRIMARY KEY CHECK (id = 1),
    realm                TEXT    NOT NULL,
    own_realm            TEXT,
    hybrid_sts_selection INTEGER NOT NULL DEFAULT 0,
    metadata_over_http   INTEGER NOT NULL DEFAULT 0,
    oauth_over_http      INTEGER NOT NULL DEFAULT 0
);

-- What administrators wrote about trusted issuers and app principals, by the name of the partner application in lower case.
CREATE TABLE issuer_notes (
    name_key    TEXT PRIMARY KEY,
    description TEXT NOT NULL
);

-- What applications may do (Set-SPAppPrincipalPermission). target: a site collection's id, empty for the whole farm.
CREATE TABLE app_permissions (
    principal TEXT    NOT NULL,
    scope     TEXT    NOT NULL,
    target    TEXT    NOT NULL,
    level     TEXT    NOT NULL,
    app_only  INTEGER NOT NULL,
    PRIMARY KEY (principal, scope, target)
);

-- Webs: the top-level ones of site collections, and sub-webs. path: the key, in lower case, empty for the root; address: as written.
-- root_id: the top-level web, whose people and groups the whole site collection has; parent_id: NULL for a top-level web;
-- scope_id: the web whose roles apply.
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
    scope_id    TEXT    REFERENCES sites (id)
);
CREATE INDEX sites_of_root ON sites (root_id);
CREATE INDEX sites_of_parent ON sites (parent_id);
CREATE INDEX sites_of_scope ON sites (scope_id);

-- The people of a site collection. number: the Id in REST; removed: whether the person was removed from it: the row
-- stays, because items name their authors by its number; changed: what somebody changed of the person's
-- data, properties of the REST interface as a JSON object.
CREATE TABLE site_users (
    site_id TEXT    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    upn     TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    removed INTEGER NOT NULL DEFAULT 0,
    changed TEXT    NOT NULL DEFAULT '{}',
    PRIMARY KEY (site_id, upn),
    UNIQUE (site_id, number)
);

-- The lists of a web. title: as written; name: in the types of the list, for ever; settings and fields: JSON.
-- version: what the ETag says. recycled: the id in the recycle bin, NULL for what is not in it.
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

-- Their items; fields: the columns of the list as a JSON object. version: what the ETag says.
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

-- Online meetings booked on a site's calendar. The row is there before Lync or Exchange hear of a meeting, so that whatever
-- ends midway is undone or finished. details: what holds; wanted: what is being made of it, or NULL.
-- at_exchange: whether Exchange may have an appointment.
-- cause: the traceparent (W3C Trace Context 3.2) of the request that left something to be done;
-- since: when what is unfinished was due for the first time, in seconds since 1970.
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

-- Cases of eDiscovery centres. content: sources (mail addresses), searches (by id: query, items), holds (by name: query).
CREATE TABLE cases (
    id         TEXT   PRIMARY KEY,
    site_id    TEXT   NOT NULL,
    name       TEXT   NOT NULL,
    owner      TEXT   NOT NULL,
    created_at BIGINT NOT NULL,
    content    TEXT   NOT NULL
);

-- From which authorization servers the farm may get tokens (New-SPAzureAccessControlServiceApplicationProxy).
CREATE TABLE acs_proxies (
    name_key         TEXT    PRIMARY KEY,
    id               TEXT    NOT NULL,
    name             TEXT    NOT NULL,
    metadata_uri     TEXT    NOT NULL,
    in_default_group INTEGER NOT NULL
);

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

CREATE TRIGGER site_group_members_gone AFTER UPDATE OF removed ON site_groups WHEN NEW.removed = 1 BEGIN
    DELETE FROM site_group_members WHERE site_id = NEW.site_id AND number = NEW.number;
END;

-- The changes of lists, in the order of commits: the change logs of lists and of their webs, which still have them after a list
-- was deleted for ever. kind: the number of SharePoint's enumeration ChangeType (1 added, 2 updated, 3 deleted, 7 restored);
-- item: NULL for a change of the list itself. Triggers write it in the transaction of the change.
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

-- What is restored has the time of this in recycled_at; what is deleted for ever is recycled before.
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

-- 60 days, as ListChangeStore has it. New changes forget old ones, so the log ends with the last.
CREATE TRIGGER changes_forgotten AFTER INSERT ON list_changes
BEGIN
    DELETE FROM list_changes WHERE changed_at < NEW.changed_at - 5184000;
END;

-- The rights that people and groups have at a site; number: of the person or the group. A person has those of the groups too.
CREATE TABLE site_roles (
    site_id TEXT    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    number  INTEGER NOT NULL,
    level   TEXT    NOT NULL,
    PRIMARY KEY (site_id, number, level)
);

CREATE TRIGGER site_roles_of_associated_group AFTER INSERT ON site_groups WHEN NEW.level <> '' BEGIN
    INSERT INTO site_roles (site_id, number, level) VALUES (NEW.site_id, NEW.number, NEW.level);
END;

-- The files attached to items. name_key: the name in small letters; recycled: the id in the recycle bin, NULL for what is not in it, and
-- then the key is free for another file. changed_at and changed_by: of the last change, also of the one that recycles it.
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

-- Each change of an attachment is one of its item, which the change log then has too.
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

-- Who is removed from a site collection loses the roles at all its webs.
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
