-- The random part of the Internet message id by which Exchange keeps a deposit once, the same in each attempt. Null for a
-- transcript that was stored before: it has the id it may have been deposited by already, made of the conversation's.
ALTER TABLE deliveries ADD COLUMN message_id TEXT;

-- 1 where the message id is a new one by which nothing was sent yet, as Exchange held something else under the one before.
ALTER TABLE deliveries ADD COLUMN renewed INTEGER NOT NULL DEFAULT 0;
