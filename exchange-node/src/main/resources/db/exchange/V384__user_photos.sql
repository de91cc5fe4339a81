-- The photo of a user, a JPEG file as it was given.
CREATE TABLE user_photos (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    content BLOB NOT NULL
);
