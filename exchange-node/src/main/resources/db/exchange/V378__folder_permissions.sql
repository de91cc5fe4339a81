-- What people may do in the folders of others. "folder" is a distinguished name or an id of folders, "member" the id of
-- an account, Default or Anonymous. "rights" are the flags of PidTagMemberRights ([MS-OXCPERM] 2.2.7). A folder without
-- rows has the permissions of a new mailbox.
CREATE TABLE folder_permissions (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    folder TEXT NOT NULL,
    member TEXT NOT NULL,
    rights INTEGER NOT NULL,
    PRIMARY KEY (mailbox, folder, member)
);

-- A new folder has the permissions of the folder it is made in; with a folder its permissions go.
CREATE TRIGGER folder_permissions_inherited AFTER INSERT ON folders
BEGIN
    INSERT INTO folder_permissions (mailbox, folder, member, rights)
        SELECT mailbox, NEW.id, member, rights FROM folder_permissions WHERE mailbox = NEW.mailbox AND folder = NEW.parent;
END;

CREATE TRIGGER folder_permissions_gone AFTER DELETE ON folders
BEGIN
    DELETE FROM folder_permissions WHERE mailbox = OLD.mailbox AND folder = OLD.id;
END;

-- Rights in whole mailboxes: FullAccess, SendAs or SendOnBehalf.
CREATE TABLE mailbox_permissions (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    account TEXT NOT NULL REFERENCES accounts (id),
    permission TEXT NOT NULL,
    PRIMARY KEY (mailbox, account, permission)
);

-- Who created an item in the mailbox of somebody else.
CREATE TABLE item_creators (
    item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE,
    account TEXT NOT NULL
);

-- Delegates in the order in which they were added, and who gets the meeting requests of their principal.
CREATE TABLE delegates (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    account TEXT NOT NULL REFERENCES accounts (id),
    copies INTEGER NOT NULL,
    views_private INTEGER NOT NULL,
    added INTEGER NOT NULL,
    PRIMARY KEY (mailbox, account)
);
CREATE TABLE delegate_deliveries (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    scope TEXT NOT NULL
);
