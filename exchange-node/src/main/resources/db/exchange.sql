-- Accounts of the organisation, with or without a mailbox. An address may belong to two accounts: that is a mistake
-- an administrator can make, and callers must then be refused as ambiguous.
-- archive: whether a mailbox has an archive mailbox beside it (Enable-Mailbox -Archive), with folders of its own.
-- rid: the last part of the security identifier of each account, which is not given again.
CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    upn TEXT NOT NULL,
    sid TEXT,
    sip TEXT,
    enabled INTEGER NOT NULL,
    mailbox INTEGER NOT NULL,
    migration_completed INTEGER NOT NULL DEFAULT 0,
    archive INTEGER NOT NULL DEFAULT 0,
    rid INTEGER
);
CREATE UNIQUE INDEX accounts_by_rid ON accounts (rid);

CREATE TABLE account_addresses (
    account TEXT NOT NULL REFERENCES accounts (id),
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (account, position)
);

-- The unified contact store: groups, contacts, and who is in what.
CREATE TABLE im_groups (
    id TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    type TEXT NOT NULL,
    smtp_address TEXT,
    UNIQUE (account, type, name_key)
);

-- What administrators set for the organisation as a whole.
CREATE TABLE accepted_domains (
    name TEXT PRIMARY KEY,
    domain TEXT NOT NULL,
    type TEXT NOT NULL,
    is_default INTEGER NOT NULL
);

-- One row, id 1.
CREATE TABLE auth_config (
    id INTEGER PRIMARY KEY,
    realm TEXT NOT NULL,
    service_name TEXT NOT NULL
);

-- Who may do what: an assignee is an account's UPN, or the name of a linked account.
CREATE TABLE role_assignments (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    assignee TEXT NOT NULL
);

-- Folders that people have made; those every mailbox has are known by their distinguished names and have no row.
-- search: what a search folder looks for and where, as JSON, empty where its owner has not said yet. NULL for every other folder.
CREATE TABLE folders (
    id TEXT PRIMARY KEY,
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    parent TEXT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    class TEXT NOT NULL,
    entered BIGINT NOT NULL,
    change BIGINT NOT NULL,
    modified BIGINT NOT NULL DEFAULT 0,
    search TEXT,
    UNIQUE (mailbox, parent, name_key)
);

-- The number of the last change in a mailbox. Every write takes the next one in its own transaction.
CREATE TABLE mailbox_changes (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    last BIGINT NOT NULL
);

-- What lies in folders. A folder is a distinguished name or an id of folders. "entered" is the change by which the item
-- came to lie where it lies; "deposit" its Internet message id where it was put into Recoverable Items by that identity.
-- "properties" holds what has no column of its own; sender and recipients are taken from it, for whoever searches.
-- content_change: the last change that was of more than the read flag: clients are told of a flag alone in few words.
-- placed: when an item came to lie in its folder, epoch seconds; from then on counts how long Recoverable Items keeps it.
-- depositor: the application that put an item into the folder for deposits, by its verified token: <id>@<realm>. Such a
-- deposit is known again by "<id>@<realm> <Internet message id>" in "deposit".
-- changed: the change of the mailbox that altered each property last, by the property's key, as JSON; NULL before the first
-- change. An update that was made for an older state conflicts with those that changed since.
-- conversation: the key of the conversation that an item belongs to; empty for an item of a kind that belongs to none.
-- attachment_size: the bytes of the attachments, beside those of the item itself: the sizes of folders and mailboxes are sums of both.
CREATE TABLE items (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    folder TEXT NOT NULL,
    kind TEXT NOT NULL,
    class TEXT NOT NULL,
    subject TEXT NOT NULL,
    html TEXT,
    text TEXT NOT NULL,
    sender TEXT,
    recipients TEXT NOT NULL,
    message_id TEXT,
    deposit TEXT,
    is_read INTEGER NOT NULL,
    is_draft INTEGER NOT NULL,
    associated INTEGER NOT NULL,
    created BIGINT NOT NULL,
    modified BIGINT NOT NULL,
    received BIGINT,
    sent BIGINT,
    starts BIGINT,
    ends BIGINT,
    size BIGINT NOT NULL,
    properties TEXT NOT NULL,
    entered BIGINT NOT NULL,
    change BIGINT NOT NULL,
    content_change BIGINT NOT NULL DEFAULT 0,
    placed BIGINT NOT NULL DEFAULT 0,
    depositor TEXT,
    changed TEXT,
    conversation TEXT,
    attachment_size BIGINT NOT NULL DEFAULT 0,
    UNIQUE (mailbox, folder, deposit)
);
CREATE INDEX items_by_change ON items (mailbox, folder, change);
CREATE INDEX items_by_message_id ON items (mailbox, message_id);
-- A meeting is looked for among the calendar items of a mailbox.
CREATE INDEX items_of_calendars ON items (mailbox) WHERE kind = 'CALENDAR_ITEM';
-- The masters of series in a calendar, for calendar views: the same condition as SeriesStore's.
CREATE INDEX items_recurring ON items (mailbox, folder)
    WHERE kind = 'CALENDAR_ITEM' AND INSTR(properties, '"calendar:Recurrence":') > 0;
-- The items that may remind somebody, for GetReminders: the same condition as that of ReminderQuery.
CREATE INDEX items_with_reminders ON items (mailbox)
    WHERE kind IN ('CALENDAR_ITEM', 'TASK') AND associated = 0 AND INSTR(properties, '"item:ReminderIsSet":true') > 0;
-- The items of a folder by the time they were received, the order in which clients show mail.
CREATE INDEX items_by_received ON items (mailbox, folder, associated, COALESCE(received, created));
CREATE INDEX items_by_conversation ON items (mailbox, conversation);
-- The items of a folder in the order in which they came there; how many there are, how many are unread and their size are read from
-- this index alone.
CREATE INDEX items_by_entered ON items (mailbox, folder, associated, entered, is_read, size, attachment_size);

-- Items and folders that are gone from where they were, with the change by which they had come there. "kind" is ITEM
-- or FOLDER, "folder" what they lay in.
CREATE TABLE tombstones (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    folder TEXT NOT NULL,
    entered BIGINT NOT NULL,
    change BIGINT NOT NULL,
    time BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (id, change)
);
CREATE INDEX tombstones_by_change ON tombstones (mailbox, folder, change);
CREATE INDEX tombstones_by_time ON tombstones (time);

-- The text of the message as it came in RFC 822 form; gone as soon as the item is changed.
CREATE TABLE item_sources (
    item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE,
    content BLOB NOT NULL
);

-- "content" holds a file's bytes, or an attached item as a stream of ours; "hash" is of it.
-- content_location: where the content of an attachment comes from, as a URI (ContentLocation); null where none was given.
-- occurrence: the original start of the occurrence that has an attachment; NULL for attachments of the item itself.
CREATE TABLE attachments (
    id TEXT PRIMARY KEY,
    item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT,
    content_id TEXT,
    inline INTEGER NOT NULL,
    modified BIGINT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    is_item INTEGER NOT NULL,
    content BLOB NOT NULL,
    content_location TEXT,
    occurrence BIGINT
);
CREATE INDEX attachments_by_item ON attachments (item, position);

-- Distribution groups of the organisation. A member is an account's id or another group's.
CREATE TABLE distribution_groups (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL UNIQUE,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL UNIQUE
);

CREATE TABLE distribution_group_members (
    group_id TEXT NOT NULL REFERENCES distribution_groups (id) ON DELETE CASCADE,
    member TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (group_id, member)
);

-- Lync's conferences for meetings of this organisation's people. "uid" is the meeting's UID, which Lync keeps in the
-- conference's description; "conference" Lync's key, null as long as its answer is open. "version" rises with every wish,
-- so that the answer to an older one does not count for a newer.
-- cause: the traceparent (W3C Trace Context 3.2) of the request that Lync has to follow; since: from when it has to, in seconds
-- since 1970.
CREATE TABLE conferences (
    uid TEXT PRIMARY KEY,
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    conference TEXT,
    state TEXT NOT NULL,
    version BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt BIGINT NOT NULL,
    last_error TEXT,
    cause TEXT,
    since BIGINT
);
CREATE INDEX conferences_by_mailbox ON conferences (mailbox);

-- Who is in a role group. Which groups there are, and which roles they have, is the product's.
CREATE TABLE role_group_members (
    role_group TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (role_group, account)
);

-- The words of every item, in whatever folder it lies: only the words, as the text itself lies with the item.
CREATE VIRTUAL TABLE item_text USING fts5 (
    subject, body, sender, to_names, cc_names, bcc_names,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER item_text_of_gone AFTER DELETE ON items
BEGIN
    DELETE FROM item_text WHERE rowid = OLD.number;
END;

-- Searches that administrators and eDiscovery centres keep, and the In-Place Holds they may be. "hold_id" is how the
-- directory names the hold; "period" is in seconds from the day an item came, NULL for ever.
CREATE TABLE mailbox_searches (
    name_key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    hold INTEGER NOT NULL,
    hold_id TEXT NOT NULL UNIQUE,
    period BIGINT,
    created BIGINT NOT NULL
);

CREATE TABLE mailbox_search_sources (
    search TEXT NOT NULL REFERENCES mailbox_searches (name_key) ON DELETE CASCADE,
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (search, mailbox)
);
CREATE INDEX mailbox_search_sources_by_mailbox ON mailbox_search_sources (mailbox);

-- How long what was deleted is kept; a mailbox without a row has the product's defaults. "retain" is in seconds.
-- send_quota: bytes of a mailbox from which nothing more is sent; none for a mailbox without a limit.
CREATE TABLE mailbox_retention (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    litigation INTEGER NOT NULL,
    single_item INTEGER NOT NULL,
    retain BIGINT NOT NULL,
    send_quota BIGINT
);

-- What has happened in mailboxes, numbered over all of them in the order it was committed: what subscribers are told.
-- Triggers keep it, so that it is written in the transaction that changes something and cannot be forgotten by any. An
-- item in another place has another id, so a move tells both; "folder" is where a thing lies, or lay when it went.
CREATE TABLE mailbox_events (
    number INTEGER PRIMARY KEY,
    mailbox TEXT NOT NULL,
    kind TEXT NOT NULL,
    is_folder INTEGER NOT NULL,
    id TEXT NOT NULL,
    folder TEXT NOT NULL,
    old_id TEXT,
    old_folder TEXT,
    change BIGINT NOT NULL,
    time BIGINT NOT NULL
);

CREATE TRIGGER event_of_new_item AFTER INSERT ON items
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    VALUES (NEW.mailbox, 'CREATED', 0, NEW.id, NEW.folder, NEW.change, NEW.created);
END;

CREATE TRIGGER event_of_changed_item AFTER UPDATE OF change ON items WHEN NEW.id = OLD.id
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    VALUES (NEW.mailbox, 'MODIFIED', 0, NEW.id, NEW.folder, NEW.change, NEW.modified);
END;

CREATE TRIGGER event_of_moved_item AFTER UPDATE OF id ON items WHEN NEW.id <> OLD.id AND NEW.mailbox = OLD.mailbox
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, old_id, old_folder, change, time)
    VALUES (NEW.mailbox, 'MOVED', 0, NEW.id, NEW.folder, OLD.id, OLD.folder, NEW.change, NEW.placed);
END;

CREATE TRIGGER event_of_item_in_another_mailbox AFTER UPDATE OF id ON items WHEN NEW.mailbox <> OLD.mailbox
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    VALUES (OLD.mailbox, 'DELETED', 0, OLD.id, OLD.folder, OLD.change, NEW.placed),
           (NEW.mailbox, 'CREATED', 0, NEW.id, NEW.folder, NEW.change, NEW.placed);
END;

CREATE TRIGGER event_of_gone_item AFTER DELETE ON items
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    SELECT OLD.mailbox, 'DELETED', 0, OLD.id, OLD.folder, change, time FROM tombstones WHERE id = OLD.id;
END;

CREATE TRIGGER event_of_new_folder AFTER INSERT ON folders
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    VALUES (NEW.mailbox, 'CREATED', 1, NEW.id, NEW.parent, NEW.change, NEW.modified);
END;

CREATE TRIGGER event_of_changed_folder AFTER UPDATE OF change ON folders WHEN NEW.parent = OLD.parent
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    VALUES (NEW.mailbox, 'MODIFIED', 1, NEW.id, NEW.parent, NEW.change, NEW.modified);
END;

CREATE TRIGGER event_of_moved_folder AFTER UPDATE OF change ON folders WHEN NEW.parent <> OLD.parent
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, old_id, old_folder, change, time)
    VALUES (NEW.mailbox, 'MOVED', 1, NEW.id, NEW.parent, OLD.id, OLD.parent, NEW.change, NEW.modified);
END;

CREATE TRIGGER event_of_gone_folder AFTER DELETE ON folders
BEGIN
    INSERT INTO mailbox_events (mailbox, kind, is_folder, id, folder, change, time)
    SELECT OLD.mailbox, 'DELETED', 1, OLD.id, OLD.parent, change, time FROM tombstones WHERE id = OLD.id;
END;

-- Which domains live in the other half of a hybrid organisation, and where that is found (New-IntraOrganizationConnector).
-- domains: one a line, in lower case.
CREATE TABLE intra_organization_connectors (
    name_key           TEXT    PRIMARY KEY,
    name               TEXT    NOT NULL,
    domains            TEXT    NOT NULL,
    discovery_endpoint TEXT    NOT NULL,
    sharing_epr        TEXT,
    enabled            INTEGER NOT NULL
);

-- What an administrator said of authorization servers (New-AuthServer) beyond what trusting one of type MicrosoftACS needs,
-- which stands with the partner applications; those of type AzureAD stand here alone. domains: one a line.
CREATE TABLE auth_servers (
    name_key               TEXT    PRIMARY KEY,
    name                   TEXT    NOT NULL,
    type                   TEXT    NOT NULL,
    metadata_url           TEXT    NOT NULL,
    issuer_identifier      TEXT    NOT NULL,
    domains                TEXT    NOT NULL,
    enabled                INTEGER NOT NULL,
    is_default             INTEGER NOT NULL,
    application_identifier TEXT
);

-- Up to which change the tombstones of a folder were purged; "folder" is empty for the tombstones of folders. A client whose
-- state is older cannot be told what is gone, so it has to synchronise anew.
CREATE TABLE purged_tombstones (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    folder TEXT NOT NULL,
    change BIGINT NOT NULL,
    PRIMARY KEY (mailbox, folder)
);

-- Occurrences of a series that are not as its pattern makes them: "original" is the start by the pattern. A deleted one has
-- no place in time and no updates; an exception has the updates of its properties, to be applied to those of the series.
-- attached: whether an exception has a list of attachments of its own, which may be empty. Other occurrences have those of the series.
CREATE TABLE series_changes (
    item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
    original BIGINT NOT NULL,
    starts BIGINT,
    ends BIGINT,
    updates TEXT,
    attached INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (item, original)
);

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

-- What administrators set of the processing of meeting requests (Set-CalendarProcessing); the rest has its default.
CREATE TABLE calendar_processing (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (mailbox, name)
);

-- The automatic replies of a mailbox, where its owner has ever set them, and whom it has replied to since.
CREATE TABLE out_of_office (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    state TEXT NOT NULL,
    audience TEXT NOT NULL,
    starts BIGINT NOT NULL,
    ends BIGINT NOT NULL,
    internal TEXT NOT NULL,
    external TEXT NOT NULL
);

CREATE TABLE out_of_office_replies (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    sender TEXT NOT NULL,
    PRIMARY KEY (mailbox, sender)
);

-- Which accounts are room mailboxes, and which distribution groups are room lists: their ids.
CREATE TABLE rooms (
    id TEXT PRIMARY KEY
);

-- The inbox rules of a mailbox, in their order: the list of the web services as an XML document.
CREATE TABLE inbox_rules (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    rules TEXT NOT NULL
);

-- What is always done with the messages of a conversation: an inbox rule without conditions as an XML document.
CREATE TABLE conversation_actions (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    conversation TEXT NOT NULL,
    action TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (mailbox, conversation, action)
);

-- The photo of a user, a JPEG file as it was given.
CREATE TABLE user_photos (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    content BLOB NOT NULL
);

-- Names and addresses out of the properties: {"message:ToRecipients": {"Mailbox": {"Name": ...}}}.
CREATE VIEW item_words AS
SELECT
    i.number AS number,
    i.subject AS subject,
    i.text AS body,
    COALESCE(i.sender, '') AS sender,
    (SELECT group_concat(value, ' ') FROM (
         SELECT key, value FROM json_tree(i.properties, '$."message:ToRecipients"')
         UNION ALL SELECT key, value FROM json_tree(i.properties, '$."calendar:RequiredAttendees"'))
     WHERE key IN ('Name', 'EmailAddress')) AS to_names,
    (SELECT group_concat(value, ' ') FROM (
         SELECT key, value FROM json_tree(i.properties, '$."message:CcRecipients"')
         UNION ALL SELECT key, value FROM json_tree(i.properties, '$."calendar:OptionalAttendees"'))
     WHERE key IN ('Name', 'EmailAddress')) AS cc_names,
    (SELECT group_concat(value, ' ') FROM (
         SELECT key, value FROM json_tree(i.properties, '$."message:BccRecipients"')
         UNION ALL SELECT key, value FROM json_tree(i.properties, '$."calendar:Resources"'))
     WHERE key IN ('Name', 'EmailAddress')) AS bcc_names
FROM items i;

-- The overrides of settings (New-SettingOverride). parameters: one a line.
CREATE TABLE setting_overrides (
    name_key   TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    component  TEXT NOT NULL,
    section    TEXT NOT NULL,
    parameters TEXT NOT NULL,
    reason     TEXT NOT NULL
);

-- New items are indexed behind the commit that stores them, in the order of their numbers (WordIndexWriter). An item is
-- indexed where its number is not above the highest number in the index. Only an indexed item is indexed again when it
-- changes; another one is indexed as it reads by then.
CREATE TRIGGER item_text_of_changed AFTER UPDATE OF subject, text, sender, properties ON items
WHEN NEW.number <= (SELECT MAX(id) FROM item_text_docsize)
 AND (OLD.subject IS NOT NEW.subject OR OLD.text IS NOT NEW.text OR OLD.sender IS NOT NEW.sender
   OR OLD.properties IS NOT NEW.properties)
BEGIN
    DELETE FROM item_text WHERE rowid = NEW.number;
    INSERT INTO item_text (rowid, subject, body, sender, to_names, cc_names, bcc_names)
    SELECT number, subject, body, sender, to_names, cc_names, bcc_names FROM item_words WHERE number = NEW.number;
END;

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

-- The items in the groups of IM lists. Who leaves the folder quickcontacts leaves the list.
CREATE TABLE im_members (
    group_id TEXT NOT NULL REFERENCES im_groups (id),
    contact_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (group_id, contact_id)
);
CREATE INDEX im_members_by_contact ON im_members (contact_id);

CREATE TRIGGER im_contact_moved AFTER UPDATE OF id ON items WHEN NEW.id <> OLD.id AND OLD.folder = 'quickcontacts'
BEGIN
    UPDATE im_members SET contact_id = NEW.id
    WHERE contact_id = OLD.id AND NEW.folder = 'quickcontacts' AND NEW.mailbox = OLD.mailbox;
    DELETE FROM im_members WHERE contact_id = OLD.id;
END;

CREATE TRIGGER im_contact_deleted AFTER DELETE ON items WHEN OLD.folder = 'quickcontacts'
BEGIN
    DELETE FROM im_members WHERE contact_id = OLD.id;
END;

-- What administrators set for the whole organization, by the name of the parameter. What is not here has the product's default.
CREATE TABLE organization_settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TRIGGER attachment_size_of_new AFTER INSERT ON attachments
BEGIN
    UPDATE items SET attachment_size = attachment_size + NEW.size WHERE number = NEW.item;
END;

CREATE TRIGGER attachment_size_of_gone AFTER DELETE ON attachments
BEGIN
    UPDATE items SET attachment_size = attachment_size - OLD.size WHERE number = OLD.item;
END;

CREATE TRIGGER attachments_of_gone_exception AFTER DELETE ON series_changes WHEN OLD.attached = 1
BEGIN
    DELETE FROM attachments WHERE item = OLD.item AND occurrence = OLD.original;
END;

CREATE TRIGGER attachments_of_deleted_occurrence AFTER UPDATE ON series_changes WHEN NEW.starts IS NULL AND OLD.attached = 1
BEGIN
    DELETE FROM attachments WHERE item = OLD.item AND occurrence = OLD.original;
END;

-- What a mailbox treats as junk mail, in the order of JunkConfiguration; a mailbox without a row has the defaults.
-- A list has one entry a line.
CREATE TABLE junk_configurations (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    enabled INTEGER NOT NULL,
    trusted_lists_only INTEGER NOT NULL,
    trusted TEXT NOT NULL,
    blocked TEXT NOT NULL
);

-- The managed custom folders that the organization defines. A folder of a mailbox has its part in folder_properties.
CREATE TABLE managed_folders (
    name_key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folder_name TEXT NOT NULL,
    comment TEXT NOT NULL,
    must_display_comment INTEGER NOT NULL
);
