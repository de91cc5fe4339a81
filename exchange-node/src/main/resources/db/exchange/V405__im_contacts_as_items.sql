-- The contacts of IM lists become contact items in the folder quickcontacts, with the keys that they had. Each gets a change number
-- of its mailbox. im_members names items; who leaves the folder leaves the list.
INSERT INTO mailbox_changes (mailbox, last) SELECT DISTINCT account, 0 FROM im_contacts WHERE TRUE ON CONFLICT (mailbox) DO NOTHING;

INSERT INTO items (id, mailbox, folder, kind, class, subject, text, recipients, is_read, is_draft, associated, created, modified,
    placed, size, properties, conversation, entered, change, content_change)
SELECT id, account, 'quickcontacts', 'CONTACT', 'IPM.Contact', SUBSTR(name, 1, 255), '', '', 1, 0, 0, created, created,
    created, LENGTH(CAST(name AS BLOB)) + LENGTH(CAST(properties AS BLOB)), properties, '', number, number, number
FROM (
    SELECT c.id, c.account, c.name, c.created, c.position,
        m.last + ROW_NUMBER() OVER (PARTITION BY c.account ORDER BY c.position) AS number,
        JSON_PATCH('{}', JSON_OBJECT(
            'contacts:DisplayName', c.name,
            'contacts:ImAddress/ImAddress1', c.address,
            'contacts:EmailAddress/EmailAddress1', IIF(c.tel_uri IS NULL,
                TRIM(IIF(LOWER(SUBSTR(c.address, 1, 4)) = 'sip:', SUBSTR(c.address, 5), c.address)), NULL),
            'contacts:PhoneNumber/BusinessPhone', c.telephone,
            'extended:00020329-0000-0000-c000-000000000046:teluri:string', c.tel_uri)) AS properties
    FROM im_contacts c JOIN mailbox_changes m ON m.mailbox = c.account)
ORDER BY account, position;

UPDATE mailbox_changes SET last = last + (SELECT COUNT(*) FROM im_contacts WHERE account = mailbox);

CREATE TABLE im_list_members (
    group_id TEXT NOT NULL REFERENCES im_groups (id),
    contact_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (group_id, contact_id)
);
INSERT INTO im_list_members SELECT group_id, contact_id, position FROM im_members;
DROP TABLE im_members;
DROP TABLE im_contacts;
ALTER TABLE im_list_members RENAME TO im_members;
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
