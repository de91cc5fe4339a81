-- Which request left something to be done: the value of its traceparent (W3C Trace Context 3.2), or NULL in older rows.
ALTER TABLE meetings ADD COLUMN cause TEXT;
