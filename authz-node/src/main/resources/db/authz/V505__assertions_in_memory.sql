-- Whether an assertion was used is asked of memory where one process owns the database (IssuedTokens), so that rows are only
-- appended there. Where instances share it, the row decides between them, by a unique index of the shared rows alone.
ALTER TABLE issued_tokens RENAME TO issued_tokens_504;

CREATE TABLE issued_tokens (
    issued BIGINT NOT NULL,    -- seconds since 1970
    tenant TEXT NOT NULL,
    client TEXT NOT NULL,
    credential TEXT NOT NULL,
    resource TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    expires BIGINT NOT NULL,
    trace TEXT NOT NULL,
    assertion TEXT,            -- by its hash (AssertionUse)
    assertion_until BIGINT,    -- the end of its life and the clock skew
    shared INTEGER NOT NULL    -- 1 where other instances may write to this database
);

INSERT INTO issued_tokens (issued, tenant, client, credential, resource, token_hash, expires, trace, assertion,
    assertion_until, shared)
    SELECT issued, tenant, client, credential, resource, token_hash, expires, trace, assertion, assertion_until, 1
    FROM issued_tokens_504;

DROP TABLE issued_tokens_504;

CREATE UNIQUE INDEX issued_tokens_shared ON issued_tokens (assertion) WHERE shared = 1;
