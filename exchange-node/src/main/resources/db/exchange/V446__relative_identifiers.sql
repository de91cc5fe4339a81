-- The last part of the security identifier of each account, which is not given again.
ALTER TABLE accounts ADD COLUMN rid INTEGER;
UPDATE accounts SET rid = 1100 + rowid;
CREATE UNIQUE INDEX accounts_by_rid ON accounts (rid);
