-- The application that put an item into the folder for deposits, by its verified token: <id>@<realm>. Such a deposit is
-- known again by "<id>@<realm> <Internet message id>" in "deposit"; those made before have the Internet message id alone
-- there, and nobody here.
ALTER TABLE items ADD COLUMN depositor TEXT;
