-- Since when Lync has to follow, in seconds since 1970; NULL in rows of an older version.
ALTER TABLE conferences ADD COLUMN since BIGINT;
