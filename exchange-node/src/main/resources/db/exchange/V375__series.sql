-- Occurrences of a series that are not as its pattern makes them: "original" is the start by the pattern. A deleted one has
-- no place in time and no updates; an exception has the updates of its properties, to be applied to those of the series.
CREATE TABLE series_changes (
    item INTEGER NOT NULL REFERENCES items (number) ON DELETE CASCADE,
    original BIGINT NOT NULL,
    starts BIGINT,
    ends BIGINT,
    updates TEXT,
    PRIMARY KEY (item, original)
);

-- The masters of series in a calendar, for calendar views: the same condition as SeriesStore's.
CREATE INDEX items_recurring ON items (mailbox, folder)
    WHERE kind = 'CALENDAR_ITEM' AND INSTR(properties, '["Recurrence",') > 0;
