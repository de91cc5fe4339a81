-- The extended properties of a folder, by their keys as those of items: JSON. A folder is a distinguished name or an id of folders.
CREATE TABLE folder_properties (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    folder TEXT NOT NULL,
    properties TEXT NOT NULL,
    PRIMARY KEY (mailbox, folder)
);

CREATE TRIGGER folder_properties_of_gone AFTER DELETE ON folders
BEGIN
    DELETE FROM folder_properties WHERE folder = OLD.id;
END;
