-- The lists of a web.
CREATE TABLE lists (
    id        TEXT PRIMARY KEY,
    site_id   TEXT    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    title_key TEXT    NOT NULL,
    kind      TEXT    NOT NULL,
    next_item INTEGER NOT NULL,
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
    PRIMARY KEY (list_id, number)
);
