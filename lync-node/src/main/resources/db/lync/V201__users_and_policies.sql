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
