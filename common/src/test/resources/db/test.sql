CREATE TABLE parent (id TEXT PRIMARY KEY);
CREATE TABLE rows (
    n      INTEGER PRIMARY KEY,
    text   TEXT NOT NULL,
    parent TEXT REFERENCES parent (id)
);
