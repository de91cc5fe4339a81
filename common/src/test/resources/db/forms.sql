-- The forms of a script; this comment has a ' and a word: BEGIN.
CREATE TABLE things (
    number  INTEGER PRIMARY KEY,
    name    TEXT    NOT NULL UNIQUE, -- the TEXT of a name
    kind    TEXT    DEFAULT 'the ''INTEGER'' kind',
    size    REAL,
    content BLOB
);
CREATE UNIQUE INDEX things_by_kind ON things (kind, number) WHERE kind IS NOT NULL;

CREATE TABLE log (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    text   TEXT NOT NULL
);
CREATE VIEW names AS SELECT name, CASE WHEN kind IS NULL THEN 0 ELSE 1 END AS named FROM things;

CREATE TRIGGER thing_new AFTER INSERT ON things
BEGIN
    INSERT INTO log (text) VALUES ('new ' || NEW.name);
END;

CREATE TRIGGER thing_named AFTER UPDATE OF name, size ON things BEGIN
    INSERT INTO log (text) SELECT 'named ' || CASE WHEN NEW.name = '' THEN ';' ELSE NEW.name END;
    DELETE FROM log WHERE text = 'never';
END;

-- A comparison with NULL is not true.
CREATE TRIGGER thing_of_another_kind AFTER UPDATE OF kind ON things WHEN NEW.kind <> OLD.kind
BEGIN
    INSERT INTO log (text) VALUES ('kind -- it''s ' || NEW.kind);
END;

CREATE TRIGGER thing_gone AFTER DELETE ON things
BEGIN
    INSERT INTO log (text) VALUES ('gone ' || OLD.name);
END;

-- sqlite only
CREATE VIRTUAL TABLE words USING fts5 (word);
-- end
