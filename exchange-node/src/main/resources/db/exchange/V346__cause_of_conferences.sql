-- Which request made Lync have to follow: the value of its traceparent (W3C Trace Context 3.2), or NULL in older rows.
ALTER TABLE conferences ADD COLUMN cause TEXT;
