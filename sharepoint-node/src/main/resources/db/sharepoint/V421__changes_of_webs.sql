-- The changes of lists are the change log of their web too, which still has them after a list was deleted for ever.
DROP TRIGGER change_of_new_item;
DROP TRIGGER change_of_updated_item;
DROP TRIGGER change_of_recycled_item;
DROP TRIGGER change_of_new_list;
DROP TRIGGER change_of_updated_list;
DROP TRIGGER change_of_recycled_list;
DROP TRIGGER changes_forgotten;
DROP INDEX list_changes_of_list;
DROP INDEX list_changes_by_time;
ALTER TABLE list_changes RENAME TO list_changes_before;

CREATE TABLE list_changes (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id    TEXT    NOT NULL REFERENCES sites (id) ON DELETE CASCADE,
    list_id    TEXT    NOT NULL,
    item       INTEGER,
    kind       INTEGER NOT NULL,
    changed_at BIGINT  NOT NULL
);
INSERT INTO list_changes (number, site_id, list_id, item, kind, changed_at)
SELECT c.number, l.site_id, c.list_id, c.item, c.kind, c.changed_at
FROM list_changes_before c JOIN lists l ON l.id = c.list_id;
-- No number is given twice, also not that of a list that is gone.
DELETE FROM sqlite_sequence WHERE name = 'list_changes';
INSERT INTO sqlite_sequence (name, seq) SELECT 'list_changes', seq FROM sqlite_sequence WHERE name = 'list_changes_before';
DROP TABLE list_changes_before;
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
