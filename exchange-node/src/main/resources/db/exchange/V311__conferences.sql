-- Lync's conferences for meetings of this organisation's people. "uid" is the meeting's UID, which Lync keeps in the
-- conference's description; "conference" Lync's key, null as long as its answer is open. "version" rises with every wish,
-- so that the answer to an older one does not count for a newer.
CREATE TABLE conferences (
    uid TEXT PRIMARY KEY,
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    conference TEXT,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt BIGINT NOT NULL,
    last_error TEXT
);
CREATE INDEX conferences_by_mailbox ON conferences (mailbox);

-- A meeting is looked for among the calendar items of a mailbox.
CREATE INDEX items_of_calendars ON items (mailbox) WHERE kind = 'CALENDAR_ITEM';
