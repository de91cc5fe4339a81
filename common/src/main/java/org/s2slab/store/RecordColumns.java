package org.s2slab.store;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Converts between a record and a row. The row has a column for each component, in the same order and with the same
 * name in snake case. A boolean is 0 or 1, a moment is seconds since 1970. A list of texts is a text with a line for
 * each. A URI is its text, a constant of an enum its name. The constructor refuses other types.
 */
public final class RecordColumns<R extends Record> {
    /** The types of components, besides enums. */
    private static final Set<Class<?>> TYPES =
            Set.of(long.class, boolean.class, Instant.class, String.class, List.class, URI.class);

    private final List<RecordComponent> components;
    private final List<String> names;
    private final Constructor<R> constructor;

    public RecordColumns(Class<R> type) {
        components = List.of(type.getRecordComponents());
        for (RecordComponent component : components) {
            if (!TYPES.contains(component.getType()) && !component.getType().isEnum()) {
                throw new IllegalArgumentException(type + ": no column can hold '" + component + "'");
            }
        }
        names = components.stream().map(RecordColumns::column).toList();
        try {
            constructor = type.getDeclaredConstructor(
                    components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
        constructor.setAccessible(true);
        components.forEach(component -> component.getAccessor().setAccessible(true));
    }

    /** The names of the columns, separated by commas. */
    public String names() {
        return String.join(", ", names);
    }

    private static String column(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** Reads the record from a row that has these columns. */
    public R read(ResultRow row) {
        @Nullable Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(components.get(i).getType(), row, names.get(i));
        }
        return made(values);
    }

    private R made(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("row of " + constructor.getDeclaringClass() + ": " + e.getCause(), e);
        }
    }

    private static @Nullable Object value(Class<?> type, ResultRow row, String column) {
        if (type == long.class) {
            return row.integer(column);
        }
        if (type == boolean.class) {
            return row.integer(column) == 1;
        }
        return type == Instant.class
                ? Instant.ofEpochSecond(row.integer(column))
                : value(type, row.optionalText(column));
    }

    private static @Nullable Object value(Class<?> type, @Nullable String text) {
        if (text == null || type == String.class) {
            return text;
        }
        if (type == List.class) {
            return text.lines().toList();
        }
        return type == URI.class ? URI.create(text) : constant(type, text);
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has no constant '" + name + "'"));
    }

    /** Writes a record as the row with this key, and replaces an existing row with this key. */
    public void put(WriteTransaction tx, String table, String keyColumn, String key, R record) {
        List<@Nullable Object> values = values(record);
        values.add(0, key);
        tx.execute(
                "INSERT INTO " + table + " (" + keyColumn + ", " + names() + ") VALUES ("
                        + String.join(", ", Collections.nCopies(values.size(), "?")) + ") ON CONFLICT (" + keyColumn
                        + ") DO UPDATE SET "
                        + names.stream()
                                .map(column -> column + " = excluded." + column)
                                .collect(Collectors.joining(", ")),
                values.toArray());
    }

    /** The values of a record, in the order of the columns. The list may be changed. */
    public List<@Nullable Object> values(R record) {
        return components.stream()
                .map(component -> {
                    try {
                        return column(component.getAccessor().invoke(record));
                    } catch (ReflectiveOperationException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static @Nullable Object column(@Nullable Object value) {
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        if (value instanceof Instant moment) {
            return moment.getEpochSecond();
        }
        if (value instanceof List<?> texts) {
            return texts.stream().map(String::valueOf).collect(Collectors.joining("\n"));
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        return value == null || value instanceof Long ? value : value.toString();
    }
}
