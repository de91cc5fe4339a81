package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonArray;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.ListKind;
import org.s2slab.sharepoint.sites.ListKind.Column;

/**
 * A column of list items for filters and sort orders. Texts are compared without case, as in lists.
 *
 * @param sql its value in the database: a text in small letters, seconds, a number, 0 or 1
 */
record ItemColumn(String sql, Type type) {
    enum Type {
        TEXT,
        TIME,
        NUMBER,
        FLAG
    }

    /** The format of times in the address of a page. */
    private static final DateTimeFormatter IN_TOKEN = DateTimeFormatter.ofPattern("uuuuMMdd HH:mm:ss", Locale.ROOT);

    /** The column with this name; empty when the list has none, or the column has several values. */
    static Optional<ItemColumn> of(ListKind kind, String name) {
        return switch (name) {
            case "Id", "ID" -> Optional.of(new ItemColumn("number", Type.NUMBER));
            case "AuthorId" -> Optional.of(new ItemColumn("author", Type.NUMBER));
            case "EditorId" -> Optional.of(new ItemColumn("editor", Type.NUMBER));
            case "Created" -> Optional.of(new ItemColumn("created_at", Type.TIME));
            case "Modified" -> Optional.of(new ItemColumn("modified_at", Type.TIME));
            case "GUID" -> Optional.of(new ItemColumn("guid", Type.TEXT));
            default -> Optional.ofNullable(kind.columns.get(name)).flatMap(column -> ofList(name, column));
        };
    }

    private static Optional<ItemColumn> ofList(String name, Column column) {
        String value = "fields ->> '$." + name + "'";
        return switch (column) {
            case TEXT -> Optional.of(new ItemColumn("LOWER(" + value + ")", Type.TEXT));
            case DATE -> Optional.of(new ItemColumn("CAST(strftime('%s', " + value + ") AS INTEGER)", Type.TIME));
            case FLAG -> Optional.of(new ItemColumn("COALESCE(" + value + ", 0)", Type.FLAG));
            case NUMBERS -> Optional.empty();
        };
    }

    /** The value of a literal in this column; empty when the literal has another type. */
    Optional<Object> value(ODataLiteral literal) {
        return switch (type) {
            case TEXT ->
                literal.kind() == ODataLiteral.Kind.TEXT || literal.kind() == ODataLiteral.Kind.GUID
                        ? Optional.of(literal.text().toLowerCase(Locale.ROOT))
                        : Optional.empty();
            case TIME ->
                literal.kind() == ODataLiteral.Kind.TIME || literal.kind() == ODataLiteral.Kind.TEXT
                        ? time(literal.text())
                        : Optional.empty();
            case NUMBER -> literal.kind() == ODataLiteral.Kind.NUMBER ? number(literal.text()) : Optional.empty();
            case FLAG ->
                switch (literal.text().toLowerCase(Locale.ROOT)) {
                    case "true", "1" -> Optional.of(1L);
                    case "false", "0" -> Optional.of(0L);
                    default -> Optional.empty();
                };
        };
    }

    /** Parses a time; without a zone it is UTC, the zone of all webs of this node. */
    private static Optional<Object> time(String text) {
        try {
            if (text.indexOf('T') < 0) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toEpochSecond(ZoneOffset.UTC));
            }
            return Optional.of(
                    text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                            ? OffsetDateTime.parse(text).toEpochSecond()
                            : LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> number(String text) {
        return text.matches("-?[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    /** The text of a sort key in the address of the next page; null when the item has no value. */
    @Nullable
    String inToken(JsonArray keys, int place) {
        Object key = keys.getValue(place);
        if (key == null) {
            return null;
        }
        return type == Type.TIME
                ? IN_TOKEN.format(LocalDateTime.ofInstant(Instant.ofEpochSecond(keys.getLong(place)), ZoneOffset.UTC))
                : key.toString();
    }

    /**
     * Parses the text that {@link #inToken} writes.
     *
     * @throws IllegalArgumentException or DateTimeException for anything else
     */
    Object fromToken(String text) {
        return switch (type) {
            case TEXT -> text;
            case TIME -> LocalDateTime.parse(text, IN_TOKEN).toEpochSecond(ZoneOffset.UTC);
            case NUMBER, FLAG -> Long.parseLong(text);
        };
    }
}
