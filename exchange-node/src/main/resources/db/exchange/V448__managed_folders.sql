-- The managed custom folders that the organization defines. A folder of a mailbox has its part in folder_properties.
CREATE TABLE managed_folders (
    name_key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folder_name TEXT NOT NULL,
    comment TEXT NOT NULL,
    must_display_comment INTEGER NOT NULL
);
