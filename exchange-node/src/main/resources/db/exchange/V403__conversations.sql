-- The key of the conversation that an item belongs to; empty for an item of a kind that belongs to none. An item without a key was
-- stored before this column was there: the next start stores it anew.
ALTER TABLE items ADD COLUMN conversation TEXT;
CREATE INDEX items_by_conversation ON items (mailbox, conversation);
CREATE INDEX items_without_conversation ON items (number) WHERE conversation IS NULL;
