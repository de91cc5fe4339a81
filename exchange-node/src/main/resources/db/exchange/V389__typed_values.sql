-- Properties are values by their keys from now on: {"message:ToRecipients": {"Mailbox": {"Name": ...}}}. What has the form
-- of before, a list of [name, content] pairs, is converted by the node at its start, which this index makes cheap.
CREATE INDEX items_of_elements ON items (number) WHERE SUBSTR(properties, 1, 1) = '[';

DROP INDEX items_recurring;
CREATE INDEX items_recurring ON items (mailbox, folder)
    WHERE kind = 'CALENDAR_ITEM' AND INSTR(properties, '"calendar:Recurrence":') > 0;

-- Names and addresses out of the properties.
DROP VIEW item_words;
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
