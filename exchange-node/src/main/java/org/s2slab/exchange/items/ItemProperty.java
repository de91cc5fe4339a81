package org.s2slab.exchange.items;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.xml.XmlWriter;

/**
 * One property of an item or folder.
 *
 * @param uri its field URI
 * @param shape the smallest base shape that shows it
 * @param text its value for searching and sorting, or null where it cannot be searched by
 * @param content writes its element
 */
record ItemProperty(String uri, Shape shape, @Nullable String text, Consumer<XmlWriter> content) {
    /** The base shapes, each holding those before it, and what is beyond them. */
    enum Shape {
        ID_ONLY,
        DEFAULT,
        ALL_PROPERTIES,
        /** Shown by no base shape, only when asked for by name. */
        WHEN_ASKED
    }

    /** Where the schema has its place for extended properties. */
    static final String EXTENDED = "";

    /** A property whose element holds its value as text; the element is named after the URI's last part. */
    static ItemProperty simple(String uri, Shape shape, String value) {
        String name = uri.substring(uri.indexOf(':') + 1);
        return new ItemProperty(uri, shape, value, xml -> xml.element(EwsNames.TYPES, name, value));
    }

    /** An id with its change key. */
    static ItemProperty id(String uri, Shape shape, String id, String changeKey) {
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
        return new ItemProperty(EXTENDED, Shape.ID_ONLY, null, xml -> {});
    }

    /** What the owner may do with a thing: everything, or only read what other operations change. */
    static ItemProperty rights(String uri, boolean all) {
        String may = Boolean.toString(all);
        return new ItemProperty(
                uri,
                Shape.ALL_PROPERTIES,
                null,
                xml -> xml.open(EwsNames.TYPES, "EffectiveRights")
                        .element(EwsNames.TYPES, "CreateAssociated", may)
                        .element(EwsNames.TYPES, "CreateContents", may)
                        .element(EwsNames.TYPES, "CreateHierarchy", may)
                        .element(EwsNames.TYPES, "Delete", may)
                        .element(EwsNames.TYPES, "Modify", may)
                        .element(EwsNames.TYPES, "Read", "true")
                        .close());
    }
}
