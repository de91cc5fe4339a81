-- What was said leaves with the end of a conversation; what mailboxes still wait for is in "deliveries".
-- last_forgotten: the number of the last event whose text has left an open conversation.
ALTER TABLE conversations ADD COLUMN last_forgotten INTEGER NOT NULL DEFAULT 0;

-- files: how many uploaded files belong to the transcript; they stay while any delivery of the conversation has some.
ALTER TABLE deliveries ADD COLUMN files INTEGER NOT NULL DEFAULT 0;
UPDATE deliveries SET files = 1 WHERE content LIKE '%,"UPLOAD",%';
CREATE INDEX deliveries_with_files ON deliveries (conversation_id) WHERE files > 0;
CREATE INDEX transcripts_by_conversation ON transcripts (conversation_id);

DELETE FROM conversation_files WHERE conversation_id IN (SELECT id FROM conversations WHERE ended IS NOT NULL)
    AND conversation_id NOT IN (SELECT conversation_id FROM deliveries)
    AND conversation_id NOT IN (SELECT conversation_id FROM transcripts);
DELETE FROM conversation_events WHERE conversation_id IN (SELECT id FROM conversations WHERE ended IS NOT NULL);
UPDATE conversations SET subject = '' WHERE ended IS NOT NULL;
