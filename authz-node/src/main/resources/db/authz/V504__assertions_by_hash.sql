-- Assertions are remembered by a short hash from here on: each is looked up in an index that is written to for each token, and
-- names of a hundred characters made it ten times as large as it has to be. Nothing is taken out of it by and by any more:
-- whoever finds a row that is over lets it go (IssuedTokens). What was remembered by name is still known until it is over.
CREATE TABLE assertions_by_name (
    name TEXT NOT NULL,     -- issuer and jti, or issuer and hash of the signed bytes
    until BIGINT NOT NULL
);
INSERT INTO assertions_by_name (name, until)
    SELECT assertion, assertion_until FROM issued_tokens WHERE assertion IS NOT NULL;
UPDATE issued_tokens SET assertion = NULL, assertion_until = NULL WHERE assertion IS NOT NULL;
DROP INDEX issued_tokens_assertion_until;
