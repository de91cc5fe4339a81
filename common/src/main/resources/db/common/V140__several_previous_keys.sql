-- Several previous certificates may be published at once.
CREATE TABLE signing_keys_in_order (
    node       TEXT    NOT NULL, -- the instance's name; empty in a file, which is one node's
    purpose    TEXT    NOT NULL, -- CURRENT, PREVIOUS or NEXT
    thumbprint TEXT    NOT NULL, -- upper-case hex, as the store names it
    effective  BIGINT,           -- from when NEXT becomes CURRENT, epoch seconds; else null
    place      INTEGER NOT NULL, -- previous ones from the latest to the oldest
    PRIMARY KEY (node, purpose, thumbprint)
);
INSERT INTO signing_keys_in_order (node, purpose, thumbprint, effective, place)
    SELECT node, purpose, thumbprint, effective, 0 FROM signing_keys;
DROP TABLE signing_keys;
ALTER TABLE signing_keys_in_order RENAME TO signing_keys;
