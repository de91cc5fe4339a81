-- The last change of an item that was of more than its read flag: clients are told of a flag alone in few words.
ALTER TABLE items ADD COLUMN content_change BIGINT NOT NULL DEFAULT 0;
