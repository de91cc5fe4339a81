-- Instant messages. A conversation has parts: what of it goes to the archive together. kind: im (two people), conference.
CREATE TABLE conversations (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    organizer TEXT NOT NULL,
    started BIGINT NOT NULL,
    ended BIGINT,
    part INTEGER NOT NULL,
    part_began BIGINT NOT NULL
);
CREATE INDEX conversations_open ON conversations (ended, part_began);

-- Who is, was, or is invited to be in it, by SIP address; user_id is null for somebody of another organisation.
-- state: invited, present, left
CREATE TABLE conversation_people (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    sip TEXT NOT NULL,
    name TEXT NOT NULL,
    user_id TEXT,
    state TEXT NOT NULL,
    PRIMARY KEY (conversation_id, sip)
);
CREATE INDEX conversation_people_user ON conversation_people (user_id);

-- What happened, in order. kind: message, join, leave, upload; text: the message, or the file's name.
CREATE TABLE conversation_events (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    part INTEGER NOT NULL,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    sip TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (conversation_id, sequence)
);

-- Files uploaded to conferences, in base64: they stay until Exchange has them.
CREATE TABLE conversation_files (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (conversation_id, sequence)
);
