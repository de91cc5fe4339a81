-- Accounts of the organisation, with or without a mailbox. Administrators can assign one address to two accounts by mistake.
-- The server then refuses callers with this address as ambiguous.
-- archive: 1 if the mailbox has an archive mailbox with separate folders (Enable-Mailbox -Archive).
-- mailbox_database: the database to which the mailbox was moved (New-MoveRequest), or NULL.
-- rid: the last part of the account's security identifier; never reused.
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
    rid INTEGER,
    mailbox_database TEXT
);
CREATE UNIQUE INDEX accounts_by_rid ON accounts (rid);

CREATE TABLE account_addresses (
    account TEXT NOT NULL REFERENCES accounts (id),
    position INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (account, position)
);

-- The groups of the unified contact store. The table im_members contains the contacts of each group.
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

-- The accepted domains of the organisation (New-AcceptedDomain).
CREATE TABLE accepted_domains (
    name TEXT PRIMARY KEY,
    domain TEXT NOT NULL,
    type TEXT NOT NULL,
    is_default INTEGER NOT NULL
);

-- The OAuth settings of the organisation: one row with the id 1.
CREATE TABLE auth_config (
    id INTEGER PRIMARY KEY,
    realm TEXT NOT NULL,
    service_name TEXT NOT NULL
);

-- The assignments of management roles to accounts. assignee: the id of the account.
CREATE TABLE role_assignments (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    assignee TEXT NOT NULL
);

-- The applications of the tenant with management roles (New-ServicePrincipal), the scopes of these roles, and the roles of applications.
-- scope: the name of the scope; empty for the organization.
CREATE TABLE application_principals (
    name_key     TEXT PRIMARY KEY,
    object_id    TEXT NOT NULL,
    app_id       TEXT NOT NULL,
    display_name TEXT NOT NULL
);
CREATE TABLE management_scopes (
    name_key TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    filter   TEXT NOT NULL
);
CREATE TABLE application_assignments (
    name_key  TEXT PRIMARY KEY,
    name      TEXT NOT NULL,
    role      TEXT NOT NULL,
    principal TEXT NOT NULL,
    scope     TEXT NOT NULL
);

-- The policies that narrow the consents of applications (New-ApplicationAccessPolicy). access_right: RestrictAccess or DenyAccess.
CREATE TABLE access_policies (
    name_key     TEXT PRIMARY KEY,
    identity     TEXT NOT NULL,
    app_id       TEXT NOT NULL,
    access_right TEXT NOT NULL,
    group_id     TEXT NOT NULL,
    description  TEXT NOT NULL
);

-- The folders that users create. The distinguished folders, which every mailbox has, have no row.
-- entered: the number of the mailbox change that put the folder into its parent. change: the number of the folder's last change.
-- search: the criteria of a search folder as JSON, empty until the criteria are set; NULL for every other folder.
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

-- The number of the last change in each mailbox. Every write allocates the next number in its own transaction.
CREATE TABLE mailbox_changes (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    last BIGINT NOT NULL
);

-- The items in folders. All times are in seconds since 1970.
-- folder: a distinguished folder name, or an id in the table folders.
-- entered: the number of the mailbox change that put the item into its folder. change: the number of the item's last change.
-- content_change: the number of the last change that changed more than the read flag. A synchronization reports a change of only
-- the read flag in a shorter form.
-- changed: the number of the last change of each property, by property key, as JSON; NULL before the first change. An update from
-- a client with an older state conflicts with properties that have changed since.
-- properties: the properties without a column, as JSON. sender, recipients: copies of values in properties, for searches.
-- placed: when the item was put into its folder. The retention period of Recoverable Items starts at this time.
-- depositor: the application that deposited the item, according to its validated token: <id>@<realm>; NULL for other items.
-- deposit: the identity by which a repeated deposit is recognized: "<id>@<realm> <Internet message id>"; NULL for other items.
-- conversation: the key of the item's conversation; empty for a kind of item that does not belong to a conversation.
-- size: the bytes of the item without attachments. attachment_size: the bytes of the attachments. The size of a folder or mailbox
-- is the sum of both columns.
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
-- For the search for a meeting in the calendar items of a mailbox.
CREATE INDEX items_of_calendars ON items (mailbox) WHERE kind = 'CALENDAR_ITEM';
-- sqlite only
-- The series masters in a calendar, for calendar views. The condition is the same as in SeriesStore.
CREATE INDEX items_recurring ON items (mailbox, folder)
    WHERE kind = 'CALENDAR_ITEM' AND INSTR(properties, '"calendar:Recurrence":') > 0;
-- The items with a reminder, for GetReminders. The condition is the same as in ReminderQuery.
CREATE INDEX items_with_reminders ON items (mailbox)
    WHERE kind IN ('CALENDAR_ITEM', 'TASK') AND associated = 0 AND INSTR(properties, '"item:ReminderIsSet":true') > 0;
-- end
-- The items of a folder in the order of their receipt. Clients show mail in this order.
CREATE INDEX items_by_received ON items (mailbox, folder, associated, COALESCE(received, created));
CREATE INDEX items_by_conversation ON items (mailbox, conversation);
-- The items of a folder in the order of their arrival in the folder. The server computes the number of items, the number of unread
-- items and their size from this index only.
CREATE INDEX items_by_entered ON items (mailbox, folder, associated, entered, is_read, size, attachment_size);

-- The tombstones of items and folders that were deleted or moved away.
-- kind: ITEM or FOLDER. folder: the folder or the parent that contained the object.
-- entered: the number of the change that put the object there. change: the number of the change that removed the object.
-- time: when the object was removed, seconds since 1970.
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

-- The original RFC 822 text of a message. A change of the item that makes the text outdated deletes the row.
CREATE TABLE item_sources (
    item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE,
    content BLOB NOT NULL
);

-- The attachments of items.
-- content: the bytes of a file, or an attached item as serialized by the server. hash: the SHA-256 of content, in hex.
-- content_location: the URI of the content (ContentLocation), or NULL.
-- occurrence: the original start of the occurrence that has the attachment; NULL for an attachment of the item itself.
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

-- The distribution groups of the organisation. member: the id of an account or of another group.
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

-- The Lync conferences of meetings, and the updates that Lync has not received yet.
-- uid: the UID of the meeting, which is also in the description of the conference.
-- conference: the id of the conference in Lync; NULL if it is unknown whether the conference exists.
-- version: increases with every change of the meeting. The server ignores a response of Lync to an older version.
-- cause: the traceparent (W3C Trace Context 3.2) of the request that caused the pending update.
-- since: when the update was first due, seconds since 1970.
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

-- The members of role groups. The role groups and their roles are built in.
CREATE TABLE role_group_members (
    role_group TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (role_group, account)
);

-- sqlite only
-- The full-text index of all items. The index contains only the words; the table items contains the text.
CREATE VIRTUAL TABLE item_text USING fts5 (
    subject, body, sender, to_names, cc_names, bcc_names,
    content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER item_text_of_gone AFTER DELETE ON items
BEGIN
    DELETE FROM item_text WHERE rowid = OLD.number;
END;
-- end

-- The eDiscovery searches that administrators and eDiscovery centres stored. A search can be an In-Place Hold.
-- hold: 1 if the search is an In-Place Hold. hold_id: the value in the directory attribute msExchUserHoldPolicies.
-- period: how long an item is held after its arrival, in seconds; NULL for an unlimited time.
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

-- The retention settings and the send quota of mailboxes. A mailbox without a row has the defaults of the product.
-- litigation: 1 for a litigation hold. single_item: 1 for single item recovery.
-- retain: how long items stay in Recoverable Items, in seconds.
-- send_quota: the size in bytes above which the mailbox cannot send; NULL for no limit.
CREATE TABLE mailbox_retention (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    litigation INTEGER NOT NULL,
    single_item INTEGER NOT NULL,
    retain BIGINT NOT NULL,
    send_quota BIGINT
);

-- The events of all mailboxes, in the order of their commits, for subscriptions.
-- Triggers write the events, so each event is written in the transaction of its change.
-- id: the id of the item or folder after the change. old_id: the previous id, because a move changes the id of an item.
-- folder: the folder that contains the object, or that contained the deleted object. time: seconds since 1970.
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

-- The connectors to the other part of a hybrid organisation (New-IntraOrganizationConnector).
-- domains: the mail domains of the other part in lower case, one per line.
-- discovery_endpoint: the Autodiscover address of the other part.
CREATE TABLE intra_organization_connectors (
    name_key           TEXT    PRIMARY KEY,
    name               TEXT    NOT NULL,
    domains            TEXT    NOT NULL,
    discovery_endpoint TEXT    NOT NULL,
    sharing_epr        TEXT,
    enabled            INTEGER NOT NULL
);

-- The relationships to other organisations (New-OrganizationRelationship). domains, properties: one per line.
CREATE TABLE organization_relationships (
    name_key   TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    domains    TEXT NOT NULL,
    properties TEXT NOT NULL
);

-- The settings of authorization servers (New-AuthServer). The trust in a server of type MicrosoftACS is in the table
-- partner_applications. A server of type AzureAD has a row in this table only.
-- domains: the mail domains of the server, one per line.
CREATE TABLE auth_servers (
    name_key               TEXT    PRIMARY KEY,
    name                   TEXT    NOT NULL,
    type                   TEXT    NOT NULL,
    metadata_url           TEXT    NOT NULL,
    issuer_identifier      TEXT    NOT NULL,
    domains                TEXT    NOT NULL,
    enabled                INTEGER NOT NULL,
    is_default             INTEGER NOT NULL,
    application_identifier TEXT,
    graph_base_url         TEXT
);

-- The number of the last change in each folder whose tombstone was purged. folder: empty for the tombstones of folders.
-- The server cannot report the deletions to a client with an older state. This client must start its synchronization again.
CREATE TABLE purged_tombstones (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    folder TEXT NOT NULL,
    change BIGINT NOT NULL,
    PRIMARY KEY (mailbox, folder)
);

-- The occurrences of a series that differ from the pattern: exceptions and deleted occurrences.
-- item: the row number of the series master. original: the start according to the pattern.
-- starts, ends, updates: NULL for a deleted occurrence. updates: the properties of an exception that differ from the series, as JSON.
-- attached: 1 if an exception has its own list of attachments, which may be empty. All other occurrences have the attachments of
-- the series.
CREATE TABLE series_changes (
    item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
    original BIGINT NOT NULL,
    starts BIGINT,
    ends BIGINT,
    updates TEXT,
    attached INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (item, original)
);

-- The permissions of users in folders of other mailboxes. A folder without rows has the permissions of a new mailbox.
-- folder: a distinguished folder name, or an id in the table folders. member: the id of an account, Default or Anonymous.
-- rights: the flags of PidTagMemberRights ([MS-OXCPERM] 2.2.7).
CREATE TABLE folder_permissions (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    folder TEXT NOT NULL,
    member TEXT NOT NULL,
    rights INTEGER NOT NULL,
    PRIMARY KEY (mailbox, folder, member)
);

-- A new folder gets the permissions of its parent. The deletion of a folder deletes its permissions.
CREATE TRIGGER folder_permissions_inherited AFTER INSERT ON folders
BEGIN
    INSERT INTO folder_permissions (mailbox, folder, member, rights)
        SELECT mailbox, NEW.id, member, rights FROM folder_permissions WHERE mailbox = NEW.mailbox AND folder = NEW.parent;
END;

CREATE TRIGGER folder_permissions_gone AFTER DELETE ON folders
BEGIN
    DELETE FROM folder_permissions WHERE mailbox = OLD.mailbox AND folder = OLD.id;
END;

-- The permissions of accounts for whole mailboxes: FullAccess, SendAs or SendOnBehalf.
CREATE TABLE mailbox_permissions (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    account TEXT NOT NULL REFERENCES accounts (id),
    permission TEXT NOT NULL,
    PRIMARY KEY (mailbox, account, permission)
);

-- The creator of an item, if the creator is not the owner of the mailbox.
CREATE TABLE item_creators (
    item INTEGER PRIMARY KEY REFERENCES items (number) ON DELETE CASCADE,
    account TEXT NOT NULL
);

-- The delegates of mailboxes. added: increases with each added delegate.
-- copies: 1 if the delegate receives the meeting messages of the mailbox. views_private: 1 if the delegate sees private items.
CREATE TABLE delegates (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    account TEXT NOT NULL REFERENCES accounts (id),
    copies INTEGER NOT NULL,
    views_private INTEGER NOT NULL,
    added INTEGER NOT NULL,
    PRIMARY KEY (mailbox, account)
);

-- The recipients of a mailbox's meeting messages: the delegates, the owner or both (DeliverMeetingRequests).
CREATE TABLE delegate_deliveries (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    scope TEXT NOT NULL
);

-- The settings for the processing of meeting requests (Set-CalendarProcessing). A setting without a row has its default.
CREATE TABLE calendar_processing (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (mailbox, name)
);

-- The automatic reply settings of mailboxes. A mailbox has no row until its owner sets automatic replies.
-- The table out_of_office_replies contains the senders who got a reply since the last change of the settings.
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

-- The ids of the accounts that are room mailboxes, and of the distribution groups that are room lists.
CREATE TABLE rooms (
    id TEXT PRIMARY KEY
);

-- The inbox rules of each mailbox in their order, as one XML document in the form of Exchange Web Services.
CREATE TABLE inbox_rules (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    rules TEXT NOT NULL
);

-- The actions that the server applies to all messages of a conversation. rule: an inbox rule without conditions, as an XML document.
CREATE TABLE conversation_actions (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    conversation TEXT NOT NULL,
    action TEXT NOT NULL,
    rule TEXT NOT NULL,
    PRIMARY KEY (mailbox, conversation, action)
);

-- The photo of each user: an unchanged JPEG file.
CREATE TABLE user_photos (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    content BLOB NOT NULL
);

-- sqlite only
-- The searchable texts of items. The names and addresses are from JSON properties: {"message:ToRecipients": {"Mailbox": {"Name": ...}}}.
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
-- end

-- The overrides of settings (New-SettingOverride). parameters, server: one per line.
CREATE TABLE setting_overrides (
    name_key    TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    component   TEXT NOT NULL,
    section     TEXT NOT NULL,
    parameters  TEXT NOT NULL,
    reason      TEXT NOT NULL,
    server      TEXT NOT NULL,
    min_version TEXT,
    max_version TEXT
);

-- sqlite only
-- The items that are not indexed. The plus sign makes SQLite read only such items. stored: the number of the last item.
CREATE VIEW waiting_items AS
SELECT number, +mailbox AS mailbox FROM items WHERE number > (SELECT COALESCE(MAX(id), 0) FROM item_text_docsize);

CREATE VIEW word_index_state AS
SELECT last.number AS stored, last.number - (SELECT COALESCE(MAX(id), 0) FROM item_text_docsize) AS waiting
FROM (SELECT COALESCE(MAX(number), 0) AS number FROM items) last;

-- WordIndexWriter indexes new items after the commit that stores the items, in the order of their numbers. An item is indexed if its
-- number is not above the highest number in the index. This trigger indexes a changed item again, but only if the item is indexed.
-- WordIndexWriter later indexes the current text of the other items.
CREATE TRIGGER item_text_of_changed AFTER UPDATE OF subject, text, sender, properties ON items
WHEN NEW.number <= (SELECT MAX(id) FROM item_text_docsize)
 AND (OLD.subject IS NOT NEW.subject OR OLD.text IS NOT NEW.text OR OLD.sender IS NOT NEW.sender
   OR OLD.properties IS NOT NEW.properties)
BEGIN
    DELETE FROM item_text WHERE rowid = NEW.number;
    INSERT INTO item_text (rowid, subject, body, sender, to_names, cc_names, bcc_names)
    SELECT number, subject, body, sender, to_names, cc_names, bcc_names FROM item_words WHERE number = NEW.number;
END;
-- end

-- The extended properties of folders, as JSON with the same property keys as for items.
-- folder: a distinguished folder name, or an id in the table folders.
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

-- The contacts in the groups of IM lists. A contact that leaves the folder quickcontacts also leaves the groups.
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

-- The settings of the organisation, by parameter name. A setting without a row has the default of the product.
CREATE TABLE organization_settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

-- The EWS settings of Exchange Online.
-- name: the parameter for a setting of the organisation, or <mailbox id>/<parameter> for a setting of a mailbox.
-- effective: when value takes effect, seconds since 1970. Before this time, previous is in effect.
CREATE TABLE ews_settings (
    name TEXT PRIMARY KEY,
    value TEXT,
    previous TEXT,
    effective BIGINT NOT NULL
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

-- The junk mail configuration of mailboxes. A mailbox without a row has the default configuration.
-- trusted, blocked: addresses and domains in lower case, one per line.
CREATE TABLE junk_configurations (
    mailbox TEXT PRIMARY KEY REFERENCES accounts (id),
    enabled INTEGER NOT NULL,
    trusted_lists_only INTEGER NOT NULL,
    trusted TEXT NOT NULL,
    blocked TEXT NOT NULL
);

-- The managed custom folders of the organisation. The table folder_properties contains the managed folder information of each
-- mailbox folder.
CREATE TABLE managed_folders (
    name_key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    folder_name TEXT NOT NULL,
    comment TEXT NOT NULL,
    must_display_comment INTEGER NOT NULL
);
