-- What administrators set of the processing of meeting requests (Set-CalendarProcessing); the rest has its default.
CREATE TABLE calendar_processing (
    mailbox TEXT NOT NULL REFERENCES accounts (id),
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (mailbox, name)
);
