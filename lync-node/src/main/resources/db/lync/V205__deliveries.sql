-- The storage service's queue: what still has to come into mailboxes, a row for each transcript and mailbox, what was said
-- included, as JSON. Rows are added at the end and read from the front, so that storing a transcript touches nothing else.
-- number: rises in the order they were stored, and is not used twice while the node runs.
-- failures: attempts in a row that failed; last_error: why, or null.
CREATE TABLE deliveries (
    number INTEGER NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    stored BIGINT NOT NULL,
    content TEXT NOT NULL,
    next_attempt BIGINT NOT NULL,
    failures INTEGER NOT NULL,
    last_error TEXT
);
CREATE INDEX deliveries_again ON deliveries (next_attempt) WHERE failures > 0;

INSERT INTO deliveries (number, conversation_id, user_id, stored, content, next_attempt, failures, last_error)
SELECT ROW_NUMBER() OVER (ORDER BY q.stored, q.transcript_id, q.user_id),
    t.conversation_id, q.user_id, q.stored, t.content, q.next_attempt, q.failures, q.last_error
FROM storage_queue q JOIN transcripts t ON t.id = q.transcript_id;

DROP TABLE storage_queue;

-- What is left is what Lync's own archive keeps.
DELETE FROM transcripts WHERE id NOT IN (SELECT transcript_id FROM lync_archive);
