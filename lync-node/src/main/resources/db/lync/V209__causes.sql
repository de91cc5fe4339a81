-- Which request caused what is done later: the value of its traceparent (W3C Trace Context 3.2), or NULL in rows of an older
-- version. For a conversation the request that began it, for a contact list the one whose migration did not end.
ALTER TABLE conversations ADD COLUMN cause TEXT;
ALTER TABLE deliveries ADD COLUMN cause TEXT;
ALTER TABLE ucs_users ADD COLUMN cause TEXT;
