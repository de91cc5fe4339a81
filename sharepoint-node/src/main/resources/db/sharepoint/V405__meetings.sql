-- Online meetings booked on a site's calendar. The row is there before Lync or Exchange hear of a meeting, so that whatever
-- ends midway is undone or finished. details: what holds; wanted: what is being made of it, or NULL.
-- at_exchange: whether Exchange may have an appointment.
CREATE TABLE meetings (
    id          TEXT PRIMARY KEY,
    site_id     TEXT    NOT NULL,
    site_path   TEXT    NOT NULL,
    organiser   TEXT    NOT NULL,
    state       TEXT    NOT NULL,
    details     TEXT    NOT NULL,
    wanted      TEXT,
    conference  TEXT,
    join_url    TEXT,
    at_exchange INTEGER NOT NULL DEFAULT 0,
    attempts    INTEGER NOT NULL DEFAULT 0,
    due_at      BIGINT  NOT NULL,
    last_error  TEXT
);
CREATE INDEX meetings_by_state ON meetings (state, due_at);
