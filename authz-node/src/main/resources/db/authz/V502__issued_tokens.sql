-- One row for each token, written before the client has it. The assertion it was given for is remembered in the same row, so
-- that the record of the token and the memory of the assertion cannot come apart; it is forgotten when it could not be used
-- again anyway.
CREATE TABLE issued_tokens (
    issued BIGINT NOT NULL,    -- seconds since 1970
    tenant TEXT NOT NULL,
    client TEXT NOT NULL,
    credential TEXT NOT NULL,
    resource TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    expires BIGINT NOT NULL,
    trace TEXT NOT NULL,
    assertion TEXT UNIQUE,     -- issuer and jti, or issuer and hash of the signed bytes
    assertion_until BIGINT     -- the end of its life and the clock skew
);

CREATE INDEX issued_tokens_assertion_until ON issued_tokens (assertion_until);
