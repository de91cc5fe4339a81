-- Whether a person was removed from a site collection. The row stays, because items name their authors by its number.
ALTER TABLE site_users ADD COLUMN removed INTEGER NOT NULL DEFAULT 0;

-- What somebody changed of the data of a person in a site: properties of the REST interface as a JSON object.
ALTER TABLE site_users ADD COLUMN changed TEXT NOT NULL DEFAULT '{}';
