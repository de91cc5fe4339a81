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

-- The storage service's queue: transcripts on their way to Exchange, a row for each mailbox.
-- failures: attempts in a row that failed; last_error: why, or null.
CREATE TABLE storage_queue (
    transcript_id TEXT NOT NULL REFERENCES transcripts (id),
    user_id TEXT NOT NULL,
    stored BIGINT NOT NULL,
    next_attempt BIGINT NOT NULL,
    failures INTEGER NOT NULL,
    last_error TEXT,
    PRIMARY KEY (transcript_id, user_id)
);
CREATE INDEX storage_queue_due ON storage_queue (next_attempt);

-- Lync's own archive: for whom a transcript is kept here. exported: when Export-CsArchivingData wrote it, or null.
CREATE TABLE lync_archive (
    transcript_id TEXT NOT NULL REFERENCES transcripts (id),
    user_id TEXT NOT NULL,
    stored BIGINT NOT NULL,
    exported BIGINT,
    PRIMARY KEY (transcript_id, user_id)
);
CREATE INDEX lync_archive_stored ON lync_archive (stored);
