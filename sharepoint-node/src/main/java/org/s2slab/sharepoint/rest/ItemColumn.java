package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.ListField;
import org.s2slab.sharepoint.sites.ListStore;
import org.s2slab.sharepoint.sites.WebList;

/**
 * A column of list items for filters and sort orders. Texts are compared without case, as SharePoint compares them in
 * lists.
 *
 * @param sql the SQL expression for the value in the database: a text in lower case, seconds, a number, 0 or 1
 */
record ItemColumn(String sql, Type type) {
    enum Type {
        TEXT,
        TIME,
        NUMBER,
        FLAG
    }

    /** Every whole number with this many characters is a long. */
    private static final int DIGITS_OF_A_LONG = 18;

    /** The format of times in the address of a page. */
    private static final DateTimeFormatter IN_TOKEN = DateTimeFormatter.ofPattern("uuuuMMdd HH:mm:ss", Locale.ROOT);

    /** The columns of a list's items. The function throws SharePoint's error for a name that the list does not have. */
    static Function<String, ItemColumn> of(WebList list) {
        return name -> switch (name) {
            case "Id", "ID" -> new ItemColumn("number", Type.NUMBER);
            case "AuthorId", "Author/Id" -> new ItemColumn("author", Type.NUMBER);
            case "EditorId", "Editor/Id" -> new ItemColumn("editor", Type.NUMBER);
            case "Created" -> new ItemColumn("created_at", Type.TIME);
            case "Modified" -> new ItemColumn("modified_at", Type.TIME);
            case "Attachments" -> new ItemColumn(ListStore.ATTACHMENTS, Type.FLAG);
            case "GUID" -> new ItemColumn("guid", Type.TEXT);
            default ->
                of(list.field(name.endsWith("/Id") ? name.replace("/", "") : name)
                        .filter(field -> !field.readOnly())
                        .orElseThrow(() -> RestError.noProperty(name)));
        };
    }

    /** The name of a field is a word (see {@link ListField}), so it can be a part of an SQL statement. */
    private static ItemColumn of(ListField field) {
        String value = "fields ->> '$." + field.property() + "'";
        return switch (field.kind().values) {
            case TEXT -> new ItemColumn("LOWER(" + value + ")", Type.TEXT);
            case TIME -> new ItemColumn("unixepoch(" + value + ")", Type.TIME);
            case FLAG -> new ItemColumn("COALESCE(" + flagOf(value) + ", 0)", Type.FLAG);
            case NUMBER, PERSON -> new ItemColumn(numberOf(value), Type.NUMBER);
            case TEXTS, PERSONS ->
                throw RestError.query("The field '" + field.property()
                        + "' of type Collection cannot be used in the query filter expression.");
        };
    }

    private static String flagOf(String value) {
        return "CAST(" + value + " AS INTEGER)";
    }

    /** Without the cast, PostgreSQL would compare numbers as texts. */
    private static String numberOf(String value) {
        return "CAST(" + value + " AS DOUBLE PRECISION)";
    }

    /**
     * The columns of objects in memory. Each property of the objects is a column, and the example value shows the type
     * of the column.
     */
    static Function<String, ItemColumn> of(JsonObject shown) {
        return name -> {
            Object example = shown.getValue(name);
            String value = "value ->> '$." + name + "'";
            if (example instanceof Boolean) {
                return new ItemColumn(flagOf(value), Type.FLAG);
            }
            if (example instanceof Number) {
                return new ItemColumn(numberOf(value), Type.NUMBER);
            }
            if (example instanceof String text) {
                return text.matches("\\d{4}-\\d\\d-\\d\\dT.*Z")
                        ? new ItemColumn("unixepoch(" + value + ")", Type.TIME)
                        : new ItemColumn("LOWER(" + value + ")", Type.TEXT);
            }
            throw RestError.noProperty(name);
        };
    }

    /**
     * The value of a literal for a comparison with this column; empty if a literal of this kind cannot be compared with
     * this column.
     */
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

    /** Parses a time. A time without a zone is in UTC, which is the zone of all webs of this node. */
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
        boolean isLong = text.indexOf('.') < 0 && text.length() <= DIGITS_OF_A_LONG;
        return Optional.of(isLong ? (Object) Long.valueOf(text) : Double.valueOf(text));
    }

    /** The text of a sort key in the address of the next page; null if the item has no value. */
    @Nullable
    String inToken(@Nullable String key) {
        if (key == null) {
            return null;
        }
        return switch (type) {
            case TIME ->
                IN_TOKEN.format(LocalDateTime.ofInstant(Instant.ofEpochSecond(Long.parseLong(key)), ZoneOffset.UTC));
            case NUMBER -> new BigDecimal(key).stripTrailingZeros().toPlainString();
            case TEXT, FLAG -> key;
        };
    }

    /**
     * Parses the text that {@link #inToken} writes.
     *
     * @throws IllegalArgumentException or DateTimeException for any other text
     */
    Object fromToken(String text) {
        return switch (type) {
            case TEXT -> text;
            case TIME -> LocalDateTime.parse(text, IN_TOKEN).toEpochSecond(ZoneOffset.UTC);
            case NUMBER -> number(text).orElseThrow();
            case FLAG -> Long.parseLong(text);
        };
    }
}
