-- Site collections, each with one web. path: empty for the root, else /sites/x in lower case.
CREATE TABLE sites (
    id         TEXT PRIMARY KEY,
    path       TEXT NOT NULL UNIQUE,
    title      TEXT NOT NULL,
    template   TEXT NOT NULL,
    owner      TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- The people of a site collection: the number REST knows them by, and their right; empty for one who lost it.
CREATE TABLE site_users (
    site_id TEXT    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    upn     TEXT    NOT NULL,
    number  INTEGER NOT NULL,
    level   TEXT    NOT NULL,
    PRIMARY KEY (site_id, upn),
    UNIQUE (site_id, number)
);
