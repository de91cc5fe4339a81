-- Where the content of an attachment comes from, as a URI (ContentLocation); null where none was given.
ALTER TABLE attachments ADD COLUMN content_location TEXT;
