-- More functions of SQLite, see common-postgres.sql.

CREATE FUNCTION json_valid(document TEXT) RETURNS BOOLEAN IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql AS $$
BEGIN
    RETURN document::json IS NOT NULL;
EXCEPTION WHEN OTHERS THEN
    RETURN FALSE;
END
$$;

CREATE FUNCTION json_extract(document TEXT, path TEXT) RETURNS TEXT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE SQL AS $$
    SELECT document ->> path
$$;

CREATE FUNCTION json_each(document TEXT, path TEXT) RETURNS SETOF json_member
IMMUTABLE STRICT PARALLEL SAFE LANGUAGE SQL AS $$
    SELECT e.key, e.value FROM json_each(document ->> path) e
$$;

-- The members of an object without some members, in their order.
CREATE FUNCTION json_remove(document TEXT, VARIADIC paths TEXT[]) RETURNS TEXT IMMUTABLE PARALLEL SAFE LANGUAGE SQL AS $$
    SELECT '{' || COALESCE(string_agg(to_json(m.key)::text || ':' || m.value::text, ',' ORDER BY m.place), '') || '}'
    FROM json_each(document::json) WITH ORDINALITY m (key, value, place)
    WHERE document IS NOT NULL AND '$."' || m.key || '"' <> ALL (paths)
    HAVING document IS NOT NULL
$$;

-- The patch of an object whose values are numbers.
CREATE FUNCTION json_patch(document TEXT, patch TEXT) RETURNS TEXT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE SQL AS $$
    SELECT (document::jsonb || patch::jsonb)::text
$$;

-- pattern: a regular expression, and not a pattern of SQLite.
CREATE FUNCTION glob(pattern TEXT, value TEXT) RETURNS BOOLEAN IMMUTABLE STRICT PARALLEL SAFE LANGUAGE SQL AS $$
    SELECT value ~ pattern
$$;

-- The seconds of a day since 1970; NULL if PostgreSQL knows no such day. format: always '%s'.
CREATE FUNCTION strftime(format TEXT, day TEXT) RETURNS TEXT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql AS $$
BEGIN
    RETURN EXTRACT(EPOCH FROM day::date)::bigint::text;
EXCEPTION WHEN OTHERS THEN
    RETURN NULL;
END
$$;

-- As in the script for both engines.
CREATE INDEX items_recurring ON items (mailbox, folder)
    WHERE kind = 'CALENDAR_ITEM' AND INSTR(properties, '"calendar:Recurrence":') > 0;
CREATE INDEX items_with_reminders ON items (mailbox)
    WHERE kind IN ('CALENDAR_ITEM', 'TASK') AND associated = 0 AND INSTR(properties, '"item:ReminderIsSet":true') > 0;

-- The names and addresses in two properties, in their order.
CREATE FUNCTION names_in(properties TEXT, one TEXT, other TEXT) RETURNS TEXT IMMUTABLE PARALLEL SAFE LANGUAGE SQL AS $$
    SELECT string_agg(found.name #>> '{}', ' ')
    FROM unnest(ARRAY[one, other]) property, jsonb_path_query(json_document(properties) -> property,
        'strict $.** ? (@.type() == "object").keyvalue() ? (@.key == "Name" || @.key == "EmailAddress").value') found (name)
$$;

CREATE VIEW item_words AS
SELECT
    i.number AS number,
    i.subject AS subject,
    i.text AS body,
    COALESCE(i.sender, '') AS sender,
    names_in(i.properties, 'message:ToRecipients', 'calendar:RequiredAttendees') AS to_names,
    names_in(i.properties, 'message:CcRecipients', 'calendar:OptionalAttendees') AS cc_names,
    names_in(i.properties, 'message:BccRecipients', 'calendar:Resources') AS bcc_names
FROM items i;

-- The full-text index. tokens: the words of an item in their order, each after the code of its column, with a space before and after
-- each word. words: the same words as a set. PostgresWordIndex writes both.
CREATE TABLE item_tokens (
    number BIGINT PRIMARY KEY,
    tokens TEXT COLLATE "C" NOT NULL,
    words TSVECTOR NOT NULL
);
CREATE INDEX item_tokens_by_word ON item_tokens USING GIN (words);

-- The items that are not indexed, or whose index is older than their texts.
CREATE TABLE waiting_items (
    number BIGINT PRIMARY KEY,
    mailbox TEXT COLLATE "C" NOT NULL
);
CREATE INDEX waiting_items_by_mailbox ON waiting_items (mailbox);

CREATE VIEW word_index_state AS
SELECT COALESCE(MAX(number), 0) AS stored, COUNT(*) AS waiting FROM waiting_items;

-- An item that waits is locked, so that PostgresWordIndex does not take it before the commit of its change.
CREATE FUNCTION item_waits() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO waiting_items (number, mailbox) VALUES (NEW.number, NEW.mailbox)
    ON CONFLICT (number) DO UPDATE SET mailbox = excluded.mailbox;
    RETURN NULL;
END
$$;
CREATE TRIGGER item_text_of_new AFTER INSERT ON items FOR EACH ROW EXECUTE FUNCTION item_waits();
CREATE TRIGGER item_text_of_changed AFTER UPDATE OF mailbox, subject, text, sender, properties ON items FOR EACH ROW
WHEN (OLD.mailbox <> NEW.mailbox OR OLD.subject <> NEW.subject OR OLD.text <> NEW.text
   OR OLD.sender IS DISTINCT FROM NEW.sender OR OLD.properties <> NEW.properties)
EXECUTE FUNCTION item_waits();

CREATE FUNCTION item_gone() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM waiting_items WHERE number = OLD.number;
    DELETE FROM item_tokens WHERE number = OLD.number;
    RETURN NULL;
END
$$;
CREATE TRIGGER item_text_of_gone AFTER DELETE ON items FOR EACH ROW EXECUTE FUNCTION item_gone();

-- The numbers of the items that a query finds. PostgresQueryWriter writes its two lines.
CREATE FUNCTION item_text(query TEXT) RETURNS TABLE (rowid BIGINT) STABLE PARALLEL SAFE LANGUAGE SQL AS $$
    SELECT number FROM item_tokens
    WHERE words @@ split_part(query, E'\n', 1)::tsquery AND to_jsonb(tokens) @@ split_part(query, E'\n', 2)::jsonpath
$$;
