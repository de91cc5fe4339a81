-- Whether somebody heard an event is decided by the last time that they joined or left before it.
CREATE INDEX conversation_events_of_presence ON conversation_events (conversation_id, sip, sequence)
    WHERE kind IN ('JOIN', 'LEAVE');
