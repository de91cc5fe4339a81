package org.s2slab.exchange.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.exchange.values.PropertyComparator;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.xml.XmlElement;

/** The sort order of a search result: properties in order of precedence. Items without a property come first. */
public record SortOrder(List<Key> keys) implements Comparator<ObjectProperties> {
    record Key(PropertyPath path, boolean descending) {}

    /**
     * Reads the {@code FieldOrder} elements of a request.
     *
     * @throws EwsError for a property that does not support sorting
     */
    public static SortOrder of(List<XmlElement> fieldOrders) {
        return new SortOrder(fieldOrders.stream().map(SortOrder::key).toList());
    }

    private static Key key(XmlElement fieldOrder) {
        PropertyPath path = PropertyPath.read(fieldOrder.children().get(0));
        SearchRules.requireSortable(path);
        return new Key(path, fieldOrder.attribute("Order", "").equals("Descending"));
    }

    /** The order of equal items: newest first if the first key is descending, otherwise oldest first. */
    String ties() {
        return keys.isEmpty() || !keys.get(0).descending() ? "i.entered" : "i.entered DESC";
    }

    List<PropertyPath> paths() {
        return keys.stream().map(Key::path).toList();
    }

    /** The order as SQL terms, an empty text without keys; empty if the database does not support a key. */
    Optional<String> sql() {
        List<String> terms = new ArrayList<>();
        for (Key key : keys) {
            Optional<SearchColumn> column = SearchColumn.of(key.path());
            if (column.isEmpty()) {
                return Optional.empty();
            }
            terms.add(column.get().order() + (key.descending() ? " DESC NULLS LAST" : " NULLS FIRST"));
        }
        return Optional.of(String.join(", ", terms));
    }

    @Override
    public int compare(ObjectProperties one, ObjectProperties other) {
        for (Key key : keys) {
            int order = compare(first(one, key.path()), first(other, key.path()));
            if (order != 0) {
                return key.descending() ? -order : order;
            }
        }
        return 0;
    }

    private static @Nullable String first(ObjectProperties item, PropertyPath path) {
        List<String> values = item.comparable(path);
        return values.isEmpty() ? null : String.join("; ", values);
    }

    private static int compare(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return Boolean.compare(one != null, other != null);
        }
        return PropertyComparator.compare(one, other);
    }
}
