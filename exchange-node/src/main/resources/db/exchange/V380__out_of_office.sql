-- The automatic replies of a mailbox, where its owner has ever set them, and whom it has replied to since.
CREATE TABLE out_of_office (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    state TEXT NOT NULL,
    audience TEXT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    internal TEXT NOT NULL,
    external TEXT NOT NULL
);

CREATE TABLE out_of_office_replies (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    sender TEXT NOT NULL,
    PRIMARY KEY (mailbox, sender)
);
