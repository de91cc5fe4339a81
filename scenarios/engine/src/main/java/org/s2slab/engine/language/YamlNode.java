package org.s2slab.engine.language;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value of a YAML file with its line: a mapping, a sequence, or a scalar.
 *
 * @param line the line, starting at 1
 * @param entries the entries of a mapping in file order, otherwise null
 * @param items the items of a sequence, otherwise null
 * @param scalar a string, long, double or boolean; null for YAML's null, and for mappings and sequences
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

    /** A copy with another line, because an entry has the line of its key. */
    YamlNode at(int otherLine) {
        return new YamlNode(otherLine, entries, items, scalar);
    }

    /** The value of a key; null if the key is absent, or if this is not a mapping. */
    @Nullable
    YamlNode get(String key) {
        return entries == null ? null : entries.get(key);
    }

    /** The entries of a mapping in file order; empty if this is not a mapping. */
    Map<String, YamlNode> members() {
        return entries == null ? Map.of() : entries;
    }

    /** The entries of the mapping under a key; empty if there is no mapping under this key. */
    Map<String, YamlNode> members(String key) {
        YamlNode entry = get(key);
        return entry == null ? Map.of() : entry.members();
    }

    /** The items of the sequence under a key; empty if there is no sequence under this key. */
    List<YamlNode> items(String key) {
        YamlNode entry = get(key);
        return entry == null || entry.items == null ? List.of() : entry.items;
    }

    /** The scalar under a key as text, or null. */
    @Nullable
    String text(String key) {
        YamlNode entry = get(key);
        return entry == null || entry.scalar == null ? null : entry.scalar.toString();
    }

    /** The scalar under a key without spaces around it; empty if it is missing, which the schema has reported. */
    String stripped(String key) {
        String text = text(key);
        return text == null ? "" : text.strip();
    }

    /** The scalar under a key, whose presence the schema has checked. */
    String require(String key) {
        String text = text(key);
        if (text == null) {
            throw new IllegalStateException("line " + line + ": '" + key + "' was not checked");
        }
        return text;
    }

    /** The value without lines: a JsonObject, a JsonArray or the scalar. */
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

    /** A mapping without lines; empty if this is not a mapping. */
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

    /** The texts of the sequence or the single scalar under a key; empty if the key is missing. */
    List<String> texts(String key) {
        YamlNode entry = get(key);
        return entry == null ? List.of() : entry.texts();
    }

    /** The texts of a sequence of scalars. A single scalar counts as a sequence of one. */
    List<String> texts() {
        if (items == null) {
            return scalar == null ? List.of() : List.of(scalar.toString());
        }
        return items.stream().map(item -> String.valueOf(item.scalar)).toList();
    }
}
