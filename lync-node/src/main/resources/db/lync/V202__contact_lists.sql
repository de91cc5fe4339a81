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
CREATE TABLE ucs_users (
    user_id TEXT NOT NULL PRIMARY KEY REFERENCES lync_users (id),
    store TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    last_attempt BIGINT,
    last_error TEXT,
    allowed_since BIGINT,
    rolled_back BIGINT
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
