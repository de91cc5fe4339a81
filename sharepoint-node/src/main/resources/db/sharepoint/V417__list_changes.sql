-- The change logs of lists, in the order of commits; kind: the number of SharePoint's enumeration ChangeType (1 added, 2 updated,
-- 3 deleted, 7 restored); item: NULL for a change of the list itself. Triggers write it in the transaction of the change.
CREATE TABLE list_changes (
    number     INTEGER PRIMARY KEY AUTOINCREMENT,
    list_id    TEXT    NOT NULL REFERENCES lists (id) ON DELETE CASCADE,
    item       INTEGER,
    kind       INTEGER NOT NULL,
    changed_at BIGINT  NOT NULL
);
CREATE INDEX list_changes_of_list ON list_changes (list_id, number);
CREATE INDEX list_changes_by_time ON list_changes (changed_at);

CREATE TRIGGER change_of_new_item AFTER INSERT ON list_items
BEGIN
    INSERT INTO list_changes (list_id, item, kind, changed_at) VALUES (NEW.list_id, NEW.number, 1, NEW.created_at);
END;

CREATE TRIGGER change_of_updated_item AFTER UPDATE OF version ON list_items
BEGIN
    INSERT INTO list_changes (list_id, item, kind, changed_at) VALUES (NEW.list_id, NEW.number, 2, NEW.modified_at);
END;

-- What is restored has the time of this in recycled_at; what is deleted for ever is recycled before.
CREATE TRIGGER change_of_recycled_item AFTER UPDATE OF recycled ON list_items
BEGIN
    INSERT INTO list_changes (list_id, item, kind, changed_at)
    VALUES (NEW.list_id, NEW.number, CASE WHEN NEW.recycled IS NULL THEN 7 ELSE 3 END, NEW.recycled_at);
END;

CREATE TRIGGER change_of_new_list AFTER INSERT ON lists
BEGIN
    INSERT INTO list_changes (list_id, kind, changed_at) VALUES (NEW.id, 1, NEW.created_at);
END;

CREATE TRIGGER change_of_updated_list AFTER UPDATE OF version ON lists
BEGIN
    INSERT INTO list_changes (list_id, kind, changed_at) VALUES (NEW.id, 2, NEW.modified_at);
END;

CREATE TRIGGER change_of_recycled_list AFTER UPDATE OF recycled ON lists
BEGIN
    INSERT INTO list_changes (list_id, kind, changed_at)
    VALUES (NEW.id, CASE WHEN NEW.recycled IS NULL THEN 7 ELSE 3 END, NEW.recycled_at);
END;

-- 60 days, as ListChangeStore has it. New changes forget old ones, so the log ends with the last.
CREATE TRIGGER changes_forgotten AFTER INSERT ON list_changes
BEGIN
    DELETE FROM list_changes WHERE changed_at < NEW.changed_at - 5184000;
END;
