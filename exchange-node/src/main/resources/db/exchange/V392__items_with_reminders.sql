-- The items that may remind somebody, for GetReminders: the same condition as ReminderStore's.
CREATE INDEX items_with_reminders ON items (mailbox)
    WHERE kind IN ('CALENDAR_ITEM', 'TASK') AND associated = 0 AND INSTR(properties, '"item:ReminderIsSet":true') > 0;
