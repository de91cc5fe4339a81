package org.s2slab.engine.language;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a YAML file with its line: a mapping, a sequence, or a scalar.
 *
 * @param line counted from 1
 * @param entries the entries of a mapping in file order, else null
 * @param items the items of a sequence, else null
 * @param scalar a string, long, double or boolean, or null for YAML's null and for the other two kinds
 */
public record YamlNode(
        int line,
        @Nullable Map<String, YamlNode> entries,
        @Nullable List<YamlNode> items,
        @Nullable Object scalar) {

    static YamlNode mapping(int line, Map<String, YamlNode> entries) {
        return new YamlNode(line, entries, null, null);
    }

    static YamlNode sequence(int line, List<YamlNode> items) {
        return new YamlNode(line, null, items, null);
    }

    /** A scalar. */
    public static YamlNode scalar(int line, @Nullable Object value) {
        return new YamlNode(line, null, null, value);
    }

    /** A copy with another line: an entry has the line of its key. */
    YamlNode at(int otherLine) {
        return new YamlNode(otherLine, entries, items, scalar);
    }

    /** The entry of a mapping, or null if it has no such entry or is not a mapping. */
    @Nullable
    YamlNode get(String key) {
        return entries == null ? null : entries.get(key);
    }

    /** The entries of a mapping in file order; empty for another kind. */
    Map<String, YamlNode> members() {
        return entries == null ? Map.of() : entries;
    }

    /** The entries of an entry that is a mapping; empty for another kind. */
    Map<String, YamlNode> members(String key) {
        YamlNode entry = get(key);
        return entry == null ? Map.of() : entry.members();
    }

    /** The items of an entry that is a list; empty for another kind. */
    List<YamlNode> items(String key) {
        YamlNode entry = get(key);
        return entry == null || entry.items == null ? List.of() : entry.items;
    }

    /** The scalar of an entry as text, or null. */
    @Nullable
    String text(String key) {
        YamlNode entry = get(key);
        return entry == null || entry.scalar == null ? null : entry.scalar.toString();
    }

    /** The scalar of an entry without spaces around it; empty if it is missing, which the schema has reported. */
    String stripped(String key) {
        String text = text(key);
        return text == null ? "" : text.strip();
    }

    /** The scalar of an entry, which the schema has checked. */
    String require(String key) {
        String text = text(key);
        if (text == null) {
            throw new IllegalStateException("line " + line + ": '" + key + "' was not checked");
        }
        return text;
    }

    /** The value without lines: JsonObject, JsonArray, or the scalar. */
    @Nullable
    Object plain() {
        if (entries != null) {
            return object();
        }
        if (items != null) {
            JsonArray plain = new JsonArray();
            items.forEach(item -> plain.add(item.plain()));
            return plain;
        }
        return scalar;
    }

    /** A mapping without lines; empty for another kind. */
    JsonObject object() {
        JsonObject plain = new JsonObject();
        if (entries != null) {
            entries.forEach((key, value) -> plain.put(key, value.plain()));
        }
        return plain;
    }

    /** The kind of the value, as a word for messages. */
    String kind() {
        if (entries != null) {
            return "a mapping";
        }
        if (items != null) {
            return "a list";
        }
        return scalar == null ? "nothing" : "'" + scalar + "'";
    }

    /** The texts of an entry that is a sequence of scalars, or a single scalar in its place; empty if it is missing. */
    List<String> texts(String key) {
        YamlNode entry = get(key);
        return entry == null ? List.of() : entry.texts();
    }

    /** The texts of a sequence of scalars, or of a single scalar in its place. */
    List<String> texts() {
        if (items == null) {
            return scalar == null ? List.of() : List.of(scalar.toString());
        }
        return items.stream().map(item -> String.valueOf(item.scalar)).toList();
    }
}
