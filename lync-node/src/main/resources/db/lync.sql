-- The people of the deployment as Lync knows them. What comes from the user directory is refreshed at every start; the
-- SIP address and whether Lync is enabled belong to Lync.
CREATE TABLE lync_users (
    id TEXT NOT NULL PRIMARY KEY,
    display_name TEXT NOT NULL,
    upn TEXT NOT NULL,
    sip TEXT,
    sid TEXT,
    account_enabled INTEGER NOT NULL,
    lync_enabled INTEGER NOT NULL
);
CREATE INDEX lync_users_sip ON lync_users (sip);
CREATE INDEX lync_users_sid ON lync_users (sid);

-- Mail addresses in lower case; position 0 is the primary one.
CREATE TABLE lync_user_mail (
    user_id TEXT NOT NULL REFERENCES lync_users (id),
    position INTEGER NOT NULL,
    smtp TEXT NOT NULL,
    PRIMARY KEY (user_id, position)
);
CREATE INDEX lync_user_mail_smtp ON lync_user_mail (smtp);

-- User services policies: the global one always exists.
CREATE TABLE user_services_policies (
    policy_key TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    ucs_allowed INTEGER NOT NULL,
    migration_delay_days INTEGER NOT NULL,
    away_since INTEGER NOT NULL
);
INSERT INTO user_services_policies (policy_key, name, ucs_allowed, migration_delay_days, away_since)
VALUES ('global', 'Global', 1, 0, 0);

CREATE TABLE user_services_grants (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES lync_users (id),
    policy_key TEXT NOT NULL REFERENCES user_services_policies (policy_key)
);

-- The one OAuth configuration; NULL stands for the product's default.
CREATE TABLE oauth_configuration (
    id INTEGER NOT NULL PRIMARY KEY,
    realm TEXT,
    service_name TEXT,
    exchange_autodiscover_url TEXT,
    exchange_autodiscover_allowed_domains TEXT
);
INSERT INTO oauth_configuration (id) VALUES (1);

-- Contact lists while Lync holds them. The default groups exist in every list and have no row.
CREATE TABLE contact_groups (
    user_id TEXT NOT NULL REFERENCES lync_users (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (user_id, position)
);

-- address: a SIP address in lower case, or a tel: URI.
CREATE TABLE contacts (
    user_id TEXT NOT NULL REFERENCES lync_users (id),
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (user_id, address)
);

CREATE TABLE contact_memberships (
    user_id TEXT NOT NULL,
    address TEXT NOT NULL,
    position INTEGER NOT NULL,
    group_name TEXT NOT NULL,
    PRIMARY KEY (user_id, address, position)
);

CREATE TABLE contact_distribution_groups (
    user_id TEXT NOT NULL REFERENCES lync_users (id),
    position INTEGER NOT NULL,
    smtp TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (user_id, smtp)
);

-- Where a user's list is and how it got there. store: lync, migrating (still Lync's, an attempt was begun), exchange.
-- cause: the traceparent of the request whose migration did not end.
CREATE TABLE ucs_users (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES lync_users (id),
    store TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    last_attempt BIGINT,
    last_error TEXT,
    allowed_since BIGINT,
    rolled_back BIGINT,
    cause TEXT
);

-- What Lync has put, or may have put, into a user's Exchange list: written before the first call that puts it there.
CREATE TABLE ucs_handed_out (
    user_id TEXT NOT NULL REFERENCES lync_users (id),
    entry TEXT NOT NULL,
    PRIMARY KEY (user_id, entry)
);

-- The read-only copy of a list that Exchange holds, as JSON.
CREATE TABLE ucs_cached_lists (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES lync_users (id),
    as_of BIGINT NOT NULL,
    list TEXT NOT NULL
);

-- Instant messages. A conversation has parts: what of it goes to the archive together. kind: im (two people), conference.
-- What was said leaves with the end of a conversation; what mailboxes still wait for is in "deliveries".
-- last_forgotten: the number of the last event whose text has left an open conversation.
-- cause: the traceparent (W3C Trace Context 3.2) of the request that began the conversation.
CREATE TABLE conversations (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    organizer TEXT NOT NULL,
    started BIGINT NOT NULL,
    ended BIGINT,
    part INTEGER NOT NULL,
    part_began BIGINT NOT NULL,
    last_forgotten INTEGER NOT NULL DEFAULT 0,
    cause TEXT
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
-- Whether somebody heard an event is decided by the last time that they joined or left before it.
CREATE INDEX conversation_events_of_presence ON conversation_events (conversation_id, sip, sequence)
    WHERE kind IN ('JOIN', 'LEAVE');

-- Files uploaded to conferences, in base64: they stay until Exchange has them.
CREATE TABLE conversation_files (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (conversation_id, sequence)
);

-- The one archiving configuration (CsArchivingConfiguration), with the values the product installs.
CREATE TABLE archiving_configuration (
    id INTEGER NOT NULL PRIMARY KEY,
    enable_archiving TEXT NOT NULL,
    enable_exchange_archiving INTEGER NOT NULL,
    block_on_failure INTEGER NOT NULL,
    archive_duplicates INTEGER NOT NULL,
    cache_purging_hours INTEGER NOT NULL,
    enable_purging INTEGER NOT NULL,
    purge_exported_only INTEGER NOT NULL,
    keep_days INTEGER NOT NULL,
    purge_hour INTEGER NOT NULL,
    cache_purged BIGINT NOT NULL,
    archive_purged BIGINT NOT NULL
);
INSERT INTO archiving_configuration VALUES (1, 'None', 0, 0, 1, 24, 0, 0, 14, 2, 0, 0);

-- Archiving policies: the global one always exists.
CREATE TABLE archiving_policies (
    policy_key TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    archive_internal INTEGER NOT NULL,
    archive_external INTEGER NOT NULL
);
INSERT INTO archiving_policies VALUES ('global', 'Global', 0, 0);

CREATE TABLE archiving_grants (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES lync_users (id),
    policy_key TEXT NOT NULL REFERENCES archiving_policies (policy_key)
);

-- ExchangeArchivingPolicy of users (Set-CsUser); Uninitialized where there is no row.
CREATE TABLE archiving_users (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES lync_users (id),
    exchange_policy TEXT NOT NULL
);

-- What was said, as JSON: one row for each part of a conversation that is archived for anybody.
CREATE TABLE transcripts (
    id TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    stored BIGINT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX transcripts_by_conversation ON transcripts (conversation_id);

-- Lync's own archive: for whom a transcript is kept here. exported: when Export-CsArchivingData wrote it, or null.
CREATE TABLE lync_archive (
    transcript_id TEXT NOT NULL REFERENCES transcripts (id),
    user_id TEXT NOT NULL,
    stored BIGINT NOT NULL,
    exported BIGINT,
    PRIMARY KEY (transcript_id, user_id)
);
CREATE INDEX lync_archive_stored ON lync_archive (stored);

-- The queue of the storage service: what still has to come into mailboxes, a row for each transcript and mailbox, what was said
-- included, as JSON. Rows are added at the end and read from the front, so that storing a transcript touches nothing else.
-- number: rises in the order they were stored, and is not used twice while the node runs.
-- failures: attempts in a row that failed; last_error: why, or null.
-- files: how many uploaded files belong to the transcript; they stay while any delivery of the conversation has some.
-- refused: 1 where Exchange refuses the transcript for what is in it, 0 where the failure is about the mailbox or the server.
-- message_id: the random part of the Internet message id by which Exchange keeps a deposit once, the same in each attempt.
-- cause: the traceparent of the request that began the conversation.
-- renewed: 1 where the message id is a new one by which nothing was sent yet, as Exchange held something else under the one before.
CREATE TABLE deliveries (
    number INTEGER NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    stored BIGINT NOT NULL,
    content TEXT NOT NULL,
    next_attempt BIGINT NOT NULL,
    failures INTEGER NOT NULL,
    last_error TEXT,
    files INTEGER NOT NULL DEFAULT 0,
    cause TEXT,
    refused INTEGER NOT NULL DEFAULT 0,
    message_id TEXT NOT NULL,
    renewed INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX deliveries_again ON deliveries (next_attempt) WHERE failures > 0;
CREATE INDEX deliveries_with_files ON deliveries (conversation_id) WHERE files > 0;

-- Conferences people scheduled, and the one that is assigned to each person who asked for it.
-- Times are epoch seconds; attendees and leaders JSON lists of sip: addresses. The version grows with each change.
CREATE TABLE meetings (
    id TEXT NOT NULL PRIMARY KEY,
    owner TEXT NOT NULL REFERENCES lync_users (id),
    assigned INTEGER NOT NULL,
    subject TEXT,
    description TEXT,
    access_level TEXT NOT NULL,
    leader_assignment TEXT NOT NULL,
    announcement INTEGER NOT NULL,
    phone_admission INTEGER NOT NULL,
    phone_lobby_bypass INTEGER NOT NULL,
    attendees TEXT NOT NULL,
    leaders TEXT NOT NULL,
    expires BIGINT NOT NULL,
    put_key TEXT NOT NULL,
    version BIGINT NOT NULL
);
CREATE INDEX meetings_owner ON meetings (owner, expires);
CREATE UNIQUE INDEX meetings_assigned ON meetings (owner) WHERE assigned = 1;

-- Meeting configurations: the global one always exists; 'service' is the pool's own, which counts instead if there.
-- settings: a JSON object with the cmdlet's parameter names.
CREATE TABLE meeting_configurations (
    scope TEXT NOT NULL PRIMARY KEY,
    settings TEXT NOT NULL
);
INSERT INTO meeting_configurations (scope, settings) VALUES ('global', '{}');
