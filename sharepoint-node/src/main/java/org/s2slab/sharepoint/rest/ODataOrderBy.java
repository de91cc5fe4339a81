package org.s2slab.sharepoint.rest;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.rest.ODataFilter.Condition;

/**
 * The order of a list's items, {@code $orderby}, and the position at which the next page starts, {@code $skiptoken}:
 * the values of the previous item. Items that are added or deleted between two pages cause neither duplicates nor gaps.
 */
final class ODataOrderBy {
    /**
     * Maximum number of columns in a sort order. No list has as many columns, and each column nests the database query
     * deeper.
     */
    private static final int MOST = 16;

    private final List<Key> keys;

    private record Key(String name, ItemColumn column, boolean descending) {}

    private ODataOrderBy(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Parses a sort order. The default order is by item number. Throws SharePoint's error for an unsupported sort
     * order.
     *
     * @param columns finds a column by its name, or throws SharePoint's error
     */
    static ODataOrderBy of(Function<String, ItemColumn> columns, Optional<String> text) {
        List<Key> keys = new ArrayList<>();
        for (String term : text.map(given -> given.split(",", -1)).orElse(new String[0])) {
            String[] words = term.strip().split("\\s+", -1);
            String direction = words.length == 2 ? words[1] : "asc";
            if (keys.size() == MOST || words.length > 2 || !(direction.equals("asc") || direction.equals("desc"))) {
                throw RestError.query("The expression \"" + text.orElse("") + "\" is not valid.");
            }
            keys.add(new Key(words[0], columns.apply(words[0]), direction.equals("desc")));
        }
        return new ODataOrderBy(keys);
    }

    List<String> sqlKeys() {
        return keys.stream().map(key -> key.column().sql()).toList();
    }

    List<String> sqlOrder() {
        return keys.stream()
                .map(key -> key.column().sql() + (key.descending() ? " DESC NULLS LAST" : " NULLS FIRST"))
                .toList();
    }

    /** The position after an item, for the address of the next page. */
    String token(List<@Nullable String> values, int number) {
        StringBuilder token = new StringBuilder("Paged=TRUE");
        for (int i = 0; i < keys.size(); i++) {
            String value = keys.get(i).column().inToken(values.get(i));
            if (value != null) {
                token.append("&p_").append(keys.get(i).name()).append('=').append(encoded(value));
            }
        }
        return token.append("&p_ID=").append(number).toString();
    }

    /** The condition for items after a position; without a position, all items match. */
    Condition behind(Optional<String> token) {
        return token.map(this::behind).orElse(Condition.ALL);
    }

    private Condition behind(String token) {
        Map<String, String> parts = new HashMap<>();
        for (String part : token.split("&", -1)) {
            int equals = part.indexOf('=');
            parts.put(part.substring(0, Math.max(equals, 0)), part.substring(equals + 1));
        }
        try {
            if (!"TRUE".equals(parts.remove("Paged"))) {
                throw foreign();
            }
            Condition behind = new Condition("number > ?", List.of(Long.parseLong(part(parts, "p_ID"))));
            for (int i = keys.size() - 1; i >= 0; i--) {
                Key key = keys.get(i);
                String text = parts.remove("p_" + key.name());
                behind = behind(key, text == null ? null : key.column().fromToken(decoded(text)), behind);
            }
            if (!parts.isEmpty()) {
                throw foreign();
            }
            return behind;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw foreign();
        }
    }

    private static String part(Map<String, String> parts, String name) {
        return Optional.ofNullable(parts.remove(name)).orElseThrow(ODataOrderBy::foreign);
    }

    /** The condition for items later by this key, or equal and later by the next keys. Null comes first. */
    private static Condition behind(Key key, @Nullable Object value, Condition further) {
        String sql = key.column().sql();
        if (value == null) {
            return new Condition(
                    "((" + sql + " IS NULL AND " + further.sql() + ")"
                            + (key.descending() ? "" : " OR " + sql + " IS NOT NULL") + ")",
                    further.values());
        }
        List<Object> values = new ArrayList<>(List.of(value, value));
        values.addAll(further.values());
        String beyond = key.descending() ? "(" + sql + " < ? OR " + sql + " IS NULL)" : sql + " > ?";
        return new Condition("(" + beyond + " OR (" + sql + " = ? AND " + further.sql() + "))", values);
    }

    private static RestError foreign() {
        return RestError.query("The query parameter '$skiptoken' is not one of an answer's next page.");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
