-- The functions of SQLite that the statements of the stores use. On PostgreSQL they have the same results.

-- The order of texts by their bytes, in which LOWER converts only ASCII letters. A parameter has it only with COLLATE "BINARY".
CREATE COLLATION "BINARY" FROM "C";

-- A JSON text as a value. The type jsonb has no character U+0000, so this character gets the form that the class TextForm reads.
CREATE FUNCTION json_document(document TEXT) RETURNS jsonb LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN strpos(document, '\u0000') = 0 THEN document
        ELSE regexp_replace(document, '(?<!\\)((?:\\\\)*)\\u0000', '\1\\ufdd00', 'g') END::jsonb
$$;

-- The value of a column: 1 or 0 for true or false, NULL for null, and JSON for an array or an object.
CREATE FUNCTION json_column(found jsonb) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE found WHEN 'true' THEN '1' WHEN 'false' THEN '0' ELSE found #>> '{}' END
$$;

-- document ->> path: the value at a path such as '$.Title' or '$."item:Title"', as a text.
CREATE FUNCTION json_at(document TEXT, path TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT json_column(jsonb_path_query_first(json_document(document), path::jsonpath))
$$;
CREATE OPERATOR ->> (LEFTARG = TEXT, RIGHTARG = TEXT, FUNCTION = json_at);

-- The members of an array or of an object. key: the position in the array, or the name in the object, as a text.
CREATE TYPE json_member AS (key TEXT COLLATE "C", value TEXT COLLATE "C");
CREATE FUNCTION json_each(document TEXT) RETURNS SETOF json_member LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT (place - 1)::TEXT, json_column(element) FROM jsonb_array_elements(CASE WHEN jsonb_typeof(json_document(document)) = 'array'
        THEN json_document(document) ELSE '[]' END) WITH ORDINALITY AS elements (element, place)
    UNION ALL
    SELECT name, json_column(member) FROM jsonb_each(CASE WHEN jsonb_typeof(json_document(document)) = 'object'
        THEN json_document(document) ELSE '{}' END) AS members (name, member)
$$;

CREATE FUNCTION instr(whole TEXT, part TEXT) RETURNS INTEGER LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT strpos(whole, part)
$$;

-- The seconds since 1970 at a time with its zone, such as 2013-07-01T10:00:00Z; NULL for a text that SQLite does not read either.
CREATE FUNCTION unixepoch(moment TEXT) RETURNS BIGINT LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN moment ~ '^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-](0\d|1[0-4]):\d\d)$'
        THEN floor(extract(epoch FROM moment::TIMESTAMPTZ))::BIGINT END
$$;
