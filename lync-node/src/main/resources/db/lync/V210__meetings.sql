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
