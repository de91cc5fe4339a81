-- Instances of this server on one database see each other's changes by this number, which every change advances.
CREATE TABLE registry_version (
    id      INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    version BIGINT  NOT NULL
);
INSERT INTO registry_version (id, version) VALUES (1, 0);

-- The certificates each instance may have signed with; every instance publishes all of them.
CREATE TABLE published_keys (
    node        TEXT   NOT NULL,
    x5t         TEXT   NOT NULL,
    certificate TEXT   NOT NULL, -- DER in base64
    said        BIGINT NOT NULL, -- when the instance last said so, seconds since 1970
    PRIMARY KEY (node, x5t)
);
