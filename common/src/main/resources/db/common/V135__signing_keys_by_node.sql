-- On a server, instances of a role share this table and not the keys: each has its own, in its own certificate store.
CREATE TABLE signing_keys_by_node (
    node       TEXT   NOT NULL, -- the instance's name; empty in a file, which is one node's
    purpose    TEXT   NOT NULL, -- CURRENT, PREVIOUS or NEXT
    thumbprint TEXT   NOT NULL, -- upper-case hex, as the store names it
    effective  BIGINT,          -- from when NEXT becomes CURRENT, epoch seconds; else null
    PRIMARY KEY (node, purpose)
);
INSERT INTO signing_keys_by_node (node, purpose, thumbprint, effective)
    SELECT '', purpose, thumbprint, effective FROM signing_keys;
DROP TABLE signing_keys;
ALTER TABLE signing_keys_by_node RENAME TO signing_keys;
