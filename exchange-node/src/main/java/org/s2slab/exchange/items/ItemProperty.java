package org.s2slab.exchange.items;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.property.BaseShape;
import org.s2slab.xml.XmlWriter;

/**
 * One property of an item or folder.
 *
 * @param uri its field URI
 * @param shape the smallest base shape that shows it
 * @param values its values for searching and sorting, none where it cannot be searched by
 * @param content writes its element
 */
record ItemProperty(String uri, BaseShape shape, List<String> values, Consumer<XmlWriter> content) {
    /** Where the schema has its place for extended properties. */
    static final String EXTENDED = "";

    ItemProperty {
        values = List.copyOf(values);
    }

    /** A property of one value, or of none that can be searched by. */
    ItemProperty(String uri, BaseShape shape, @Nullable String value, Consumer<XmlWriter> content) {
        this(uri, shape, value == null ? List.of() : List.of(value), content);
    }

    /** Its values as one text, or null where it cannot be searched by. */
    @Nullable
    String text() {
        return values.isEmpty() ? null : String.join("; ", values);
    }

    /** A property whose element holds its value as text; the element is named after the URI's last part. */
    static ItemProperty simple(String uri, BaseShape shape, String value) {
        String name = uri.substring(uri.indexOf(':') + 1);
        return new ItemProperty(uri, shape, value, xml -> xml.element(EwsNames.TYPES, name, value));
    }

    /** An id with its change key. */
    static ItemProperty id(String uri, BaseShape shape, String id, String changeKey) {
        String name = uri.substring(uri.indexOf(':') + 1);
        return new ItemProperty(
                uri,
                shape,
                id,
                xml -> xml.open(EwsNames.TYPES, name)
                        .attribute("Id", id)
                        .attribute("ChangeKey", changeKey)
                        .close());
    }

    /** Marks the place of extended properties among the others. */
    static ItemProperty extendedPlace() {
        return new ItemProperty(EXTENDED, BaseShape.ID_ONLY, List.of(), xml -> {});
    }

    /** What is found by a path and shown as an extended property only. */
    static ItemProperty hidden(String uri, String value) {
        return new ItemProperty(uri, BaseShape.WHEN_ASKED, value, xml -> {});
    }

    /** What the owner may do with an item: everything, or only read what other operations change. */
    static ItemProperty rights(String uri, boolean all) {
        return rights(uri, new EffectiveRights(false, false, all, all, true, true));
    }

    /** The rights of the caller. */
    static ItemProperty rights(String uri, EffectiveRights rights) {
        return new ItemProperty(uri, BaseShape.ALL_PROPERTIES, List.of(), rights::write);
    }
}
