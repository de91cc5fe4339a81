-- What has happened in mailboxes, numbered over all of them in the order it was committed: what subscribers are told.
-- Triggers keep it, so that it is written in the transaction that changes something and cannot be forgotten by any. An
-- item in another place has another id, so a move tells both; "folder" is where a thing lies, or lay when it went.
ALTER TABLE tombstones ADD COLUMN time BIGINT NOT NULL DEFAULT 0;
ALTER TABLE folders ADD COLUMN modified BIGINT NOT NULL DEFAULT 0;

CREATE TABLE mailbox_events (
    number INTEGER PRIMARY KEY,
    mailbox TEXT NOT NULL,
    kind TEXT NOT NULL,
    is_folder INTEGER NOT NULL,
    id TEXT NOT NULL,
    folder TEXT NOT NULL,
    old_id TEXT,
    old_folder TEXT,
    change BIGINT NOT NULL,
    time BIGINT NOT NULL
);

CREATE TRIGGER event_of_new_item AFTER INSERT ON items
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    VALUES (NEW.mailbox, 'CREATED', 0, NEW.id, NEW.folder, NEW.change, NEW.created);
END;

CREATE TRIGGER event_of_changed_item AFTER UPDATE OF change ON items WHEN NEW.id = OLD.id
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    VALUES (NEW.mailbox, 'MODIFIED', 0, NEW.id, NEW.folder, NEW.change, NEW.modified);
END;

CREATE TRIGGER event_of_moved_item AFTER UPDATE OF id ON items WHEN NEW.id <> OLD.id AND NEW.mailbox = OLD.mailbox
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, old_id, old_folder, change, time)
    VALUES (NEW.mailbox, 'MOVED', 0, NEW.id, NEW.folder, OLD.id, OLD.folder, NEW.change, NEW.placed);
END;

CREATE TRIGGER event_of_item_in_another_mailbox AFTER UPDATE OF id ON items WHEN NEW.mailbox <> OLD.mailbox
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    VALUES (OLD.mailbox, 'DELETED', 0, OLD.id, OLD.folder, OLD.change, NEW.placed),
           (NEW.mailbox, 'CREATED', 0, NEW.id, NEW.folder, NEW.change, NEW.placed);
END;

CREATE TRIGGER event_of_gone_item AFTER DELETE ON items
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    SELECT OLD.mailbox, 'DELETED', 0, OLD.id, OLD.folder, change, time FROM tombstones WHERE id = OLD.id;
END;

CREATE TRIGGER event_of_new_folder AFTER INSERT ON folders
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    VALUES (NEW.mailbox, 'CREATED', 1, NEW.id, NEW.parent, NEW.change, NEW.modified);
END;

CREATE TRIGGER event_of_changed_folder AFTER UPDATE OF change ON folders WHEN NEW.parent = OLD.parent
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    VALUES (NEW.mailbox, 'MODIFIED', 1, NEW.id, NEW.parent, NEW.change, NEW.modified);
END;

CREATE TRIGGER event_of_moved_folder AFTER UPDATE OF change ON folders WHEN NEW.parent <> OLD.parent
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, old_id, old_folder, change, time)
    VALUES (NEW.mailbox, 'MOVED', 1, NEW.id, NEW.parent, OLD.id, OLD.parent, NEW.change, NEW.modified);
END;

CREATE TRIGGER event_of_gone_folder AFTER DELETE ON folders
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    SELECT OLD.mailbox, 'DELETED', 1, OLD.id, OLD.parent, change, time FROM tombstones WHERE id = OLD.id;
END;
