-- The change of the mailbox that altered each property of an item last, by the property's key: JSON, NULL before the first
-- change. An update that was made for an older state conflicts with those that changed since.
ALTER TABLE items ADD COLUMN changed TEXT;
