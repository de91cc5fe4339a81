package org.s2slab.engine.language;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a YAML file and the line it was written on: a mapping, a sequence, or a scalar.
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

    /** A value by itself. */
    public static YamlNode scalar(int line, @Nullable Object value) {
        return new YamlNode(line, null, null, value);
    }

    /** The same value, said to stand on another line: an entry stands where its key does. */
    YamlNode at(int otherLine) {
        return new YamlNode(otherLine, entries, items, scalar);
    }

    /** The entry of a mapping, or null when it has none of that name or is no mapping. */
    @Nullable
    YamlNode get(String key) {
        return entries == null ? null : entries.get(key);
    }

    /** The entries of a mapping in file order; none of anything else. */
    Map<String, YamlNode> members() {
        return entries == null ? Map.of() : entries;
    }

    /** The items of an entry that is a list; none of anything else. */
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

    /** The scalar of an entry that the file's shape has made sure of. */
    String require(String key) {
        String text = text(key);
        if (text == null) {
            throw new IllegalStateException("line " + line + ": '" + key + "' was not checked");
        }
        return text;
    }

    /** The value without places: JsonObject, JsonArray, or the scalar. */
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

    /** A mapping without places; empty for anything else. */
    JsonObject object() {
        JsonObject plain = new JsonObject();
        if (entries != null) {
            entries.forEach((key, value) -> plain.put(key, value.plain()));
        }
        return plain;
    }

    /** What kind of value this is, for people. */
    String kind() {
        if (entries != null) {
            return "a mapping";
        }
        if (items != null) {
            return "a list";
        }
        return scalar == null ? "nothing" : "'" + scalar + "'";
    }

    /** The texts of a sequence of scalars, or of the single scalar that may stand for one. */
    List<String> texts() {
        if (items == null) {
            return scalar == null ? List.of() : List.of(scalar.toString());
        }
        return items.stream().map(item -> String.valueOf(item.scalar)).toList();
    }
}
