-- What a search folder looks for and where: JSON, empty where its owner has not said yet. NULL for every other folder.
ALTER TABLE folders ADD COLUMN search TEXT;
