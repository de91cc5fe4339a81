-- By tenant and time the latest tokens are shown; by time alone old records are purged.
CREATE INDEX issued_tokens_by_time ON issued_tokens (issued, tenant);
