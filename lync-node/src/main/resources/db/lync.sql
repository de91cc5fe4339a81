-- The people of the deployment. Every start of the node refreshes the data of the user directory.
-- sip, lync_enabled, pool: settings of Lync, which a start does not change. pool: the home pool, or NULL for the first pool.
CREATE TABLE lync_users (
    id TEXT NOT NULL PRIMARY KEY,
    display_name TEXT NOT NULL,
    upn TEXT NOT NULL,
    sip TEXT,
    sid TEXT,
    account_enabled INTEGER NOT NULL,
    lync_enabled INTEGER NOT NULL,
    pool TEXT
);
CREATE INDEX lync_users_sip ON lync_users (sip);
CREATE INDEX lync_users_sid ON lync_users (sid);

-- Mail addresses in lower case. Position 0 is the primary address.
CREATE TABLE lync_user_mail (
    user_id TEXT NOT NULL REFERENCES lync_users (id),
    position INTEGER NOT NULL,
    smtp TEXT NOT NULL,
    PRIMARY KEY (user_id, position)
);
CREATE INDEX lync_user_mail_smtp ON lync_user_mail (smtp);

-- User services policies. The policy 'global' always exists.
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

-- The OAuth configuration: one row. NULL means the default of the product.
CREATE TABLE oauth_configuration (
    id INTEGER NOT NULL PRIMARY KEY,
    realm TEXT,
    service_name TEXT,
    exchange_autodiscover_url TEXT,
    exchange_autodiscover_allowed_domains TEXT
);
INSERT INTO oauth_configuration (id) VALUES (1);

-- The organisation's own application in its tenant, with which Lync authenticates to Exchange Online: at most one row.
-- host: the host of the token endpoint.
CREATE TABLE own_application (
    application TEXT NOT NULL PRIMARY KEY,
    host TEXT NOT NULL
);

-- The groups of the contact lists that Lync stores. The default groups exist in every list and have no row.
CREATE TABLE contact_groups (
    user_id TEXT NOT NULL REFERENCES lync_users (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (user_id, position)
);

-- The contacts of the contact lists that Lync stores. address: a SIP address in lower case, or a tel: URI.
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

-- The store of each user's contact list, and the state of its migration.
-- store: 'lync'; 'migrating' (the list is in Lync, and a migration has begun); 'exchange'.
-- cause: the traceparent of the request that caused an unfinished migration or rollback.
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

-- The entries that Lync has added, or may have added, to a user's list in Exchange. A row is written before the entry is sent.
CREATE TABLE ucs_handed_out (
    user_id TEXT NOT NULL REFERENCES lync_users (id),
    entry TEXT NOT NULL,
    PRIMARY KEY (user_id, entry)
);

-- The cached read-only copy of a contact list that Exchange stores, as JSON.
CREATE TABLE ucs_cached_lists (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES lync_users (id),
    as_of BIGINT NOT NULL,
    list TEXT NOT NULL
);

-- Conversations of instant messages. A conversation has parts; the events of one part are archived together.
-- The end of a conversation deletes its events. The table deliveries contains the transcripts that Exchange has not received.
-- kind: im (two people) or conference.
-- last_forgotten: the number of the last event that was deleted from an open conversation.
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

-- The present, past and invited members of a conversation, by SIP address.
-- user_id: NULL for a person of another organisation. state: invited, present or left.
CREATE TABLE conversation_people (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    sip TEXT NOT NULL,
    name TEXT NOT NULL,
    user_id TEXT,
    state TEXT NOT NULL,
    PRIMARY KEY (conversation_id, sip)
);
CREATE INDEX conversation_people_user ON conversation_people (user_id);

-- The events of a conversation, in the order of their sequence numbers.
-- kind: MESSAGE, JOIN, LEAVE or UPLOAD. text: the message, or the name of the uploaded file.
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
-- The last JOIN or LEAVE event of a person before another event shows whether the person heard this event.
CREATE INDEX conversation_events_of_presence ON conversation_events (conversation_id, sip, sequence)
    WHERE kind IN ('JOIN', 'LEAVE');

-- Files uploaded to conferences, in base64. A file stays until no current part, queued transcript or archived transcript needs it.
CREATE TABLE conversation_files (
    conversation_id TEXT NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (conversation_id, sequence)
);

-- The archiving configuration (CsArchivingConfiguration): one row, initially with the defaults of the product.
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

-- Archiving policies. The policy 'global' always exists.
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

-- The ExchangeArchivingPolicy of each user (Set-CsUser). A user without a row has the value Uninitialized.
CREATE TABLE archiving_users (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES lync_users (id),
    exchange_policy TEXT NOT NULL
);

-- The transcripts in Lync's own archive, as JSON: one row for each archived part of a conversation.
CREATE TABLE transcripts (
    id TEXT NOT NULL PRIMARY KEY,
    conversation_id TEXT NOT NULL,
    stored BIGINT NOT NULL,
    content TEXT NOT NULL
);
CREATE INDEX transcripts_by_conversation ON transcripts (conversation_id);

-- The users for whom Lync's own archive retains a transcript.
-- exported: when Export-CsArchivingData exported the transcript; NULL before the export.
CREATE TABLE lync_archive (
    transcript_id TEXT NOT NULL REFERENCES transcripts (id),
    user_id TEXT NOT NULL,
    stored BIGINT NOT NULL,
    exported BIGINT,
    PRIMARY KEY (transcript_id, user_id)
);
CREATE INDEX lync_archive_stored ON lync_archive (stored);

-- The queue of the storage service: transcripts to be delivered to Exchange, one row for each transcript and mailbox.
-- Each row contains the whole transcript. Rows are added at the end and read from the front, so a new row changes no other row.
-- number: increases in the order of storage. PostgreSQL generates it. On SQLite the node gives it, because AUTOINCREMENT would
-- write to another table for each row.
-- claim: the instance that delivers the transcript, if several instances share a database on a PostgreSQL server. NULL before the
-- first attempt; empty if an instance may have delivered it, or if Exchange can be tried again.
-- content: the transcript as JSON.
-- next_attempt: the time of the next delivery attempt, seconds since 1970.
-- failures: the number of failed attempts. last_error: the reason of the last failure, or NULL.
-- files: the number of uploaded files in the transcript. The files stay as long as a delivery of the conversation needs files.
-- refused: 1 if Exchange refuses the content of the transcript; 0 if the failure concerns the mailbox or the server.
-- message_id: the Internet message id. Exchange stores one item for each message id, even after several attempts.
-- cause: the traceparent of the request that began the conversation.
-- renewed: 1 if message_id is new and was not sent yet, because Exchange had another item with the previous message id.
CREATE TABLE deliveries (
    number INTEGER PRIMARY KEY,
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
    renewed INTEGER NOT NULL DEFAULT 0,
    claim TEXT
);
CREATE INDEX deliveries_again ON deliveries (next_attempt) WHERE failures > 0;
CREATE INDEX deliveries_claimed ON deliveries (claim) WHERE claim <> '';
CREATE INDEX deliveries_with_files ON deliveries (conversation_id) WHERE files > 0;

-- The scheduled online meetings, and the standing meeting of each person who requested a standing meeting.
-- assigned: 1 for a standing meeting. attendees, leaders: JSON lists of sip: addresses. version: increases with each change.
-- expires: when the meeting ceases to exist, seconds since 1970; a standing meeting does not expire.
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

-- Meeting configurations. The configuration 'global' always exists. The configuration 'service' belongs to the pool and, if it
-- exists, replaces the global configuration.
-- settings: a JSON object with the parameter names of the cmdlet.
CREATE TABLE meeting_configurations (
    scope TEXT NOT NULL PRIMARY KEY,
    settings TEXT NOT NULL
);
INSERT INTO meeting_configurations (scope, settings) VALUES ('global', '{}');

-- The people in the lobbies of meetings. holder: the hash of what identifies a returning person. place: the id for leaders.
-- state: WAITING, ADMITTED or DENIED. entered: seconds since 1970.
CREATE TABLE lobby_guests (
    meeting_id TEXT NOT NULL REFERENCES meetings (id) ON DELETE CASCADE,
    holder TEXT NOT NULL,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    state TEXT NOT NULL,
    entered BIGINT NOT NULL,
    PRIMARY KEY (meeting_id, holder)
);
CREATE INDEX lobby_guests_entered ON lobby_guests (entered);

-- The web tickets of people, by their hashes, until they expire (seconds since 1970).
CREATE TABLE web_tickets (
    hash TEXT NOT NULL PRIMARY KEY,
    upn TEXT NOT NULL,
    expires BIGINT NOT NULL
);
CREATE INDEX web_tickets_expires ON web_tickets (expires);

-- The UCWA applications. partner: the partner that acts for the user, or empty.
-- used: the latest recorded request, seconds since 1970. It is recorded at most once a minute.
CREATE TABLE ucwa_applications (
    id TEXT NOT NULL PRIMARY KEY,
    user_id TEXT NOT NULL REFERENCES lync_users (id),
    partner TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    culture TEXT NOT NULL,
    used BIGINT NOT NULL
);
CREATE INDEX ucwa_applications_of_user ON ucwa_applications (user_id, partner);
CREATE INDEX ucwa_applications_used ON ucwa_applications (used);
