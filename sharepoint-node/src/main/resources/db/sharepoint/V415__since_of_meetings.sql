-- When what is unfinished was due for the first time, in seconds since 1970; NULL in rows of an older version.
ALTER TABLE meetings ADD COLUMN since BIGINT;
