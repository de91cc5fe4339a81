-- Which certificates of the machine's store the node's token server signs with: at most one for each use.
CREATE TABLE signing_keys (
    purpose    TEXT   NOT NULL PRIMARY KEY, -- CURRENT, PREVIOUS or NEXT
    thumbprint TEXT   NOT NULL,             -- upper-case hex, as the store names it
    effective  BIGINT                       -- from when NEXT becomes CURRENT, epoch seconds; else null
);
