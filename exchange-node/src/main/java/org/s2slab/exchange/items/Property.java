package org.s2slab.exchange.items;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.ews.EwsNames;
import org.s2slab.exchange.xml.XmlWriter;

/**
 * One property of an item or folder.
 *
 * @param uri its field URI
 * @param shape the smallest base shape that shows it
 * @param text its value for searching and sorting, or null where it cannot be searched by
 * @param content writes its element
 */
record Property(String uri, Shape shape, @Nullable String text, Consumer<XmlWriter> content) {
    /** The base shapes, each holding those before it. */
    enum Shape {
        ID_ONLY,
        DEFAULT,
        ALL_PROPERTIES
    }

    /** Where the schema has its place for extended properties. */
    static final String EXTENDED = "";

    /** A property whose element holds its value as text; the element is named after the URI's last part. */
    static Property simple(String uri, Shape shape, String value) {
        String name = uri.substring(uri.indexOf(':') + 1);
        return new Property(uri, shape, value, xml -> xml.element(EwsNames.TYPES, name, value));
    }

    /** An id with its change key. */
    static Property id(String uri, Shape shape, String id, String changeKey) {
        String name = uri.substring(uri.indexOf(':') + 1);
        return new Property(
                uri,
                shape,
                id,
                xml -> xml.open(EwsNames.TYPES, name)
                        .attribute("Id", id)
                        .attribute("ChangeKey", changeKey)
                        .close());
    }

    /** Marks the place of extended properties among the others. */
    static Property extendedPlace() {
        return new Property(EXTENDED, Shape.ID_ONLY, null, xml -> {});
    }

    /** What may be done to a thing that is changed only by the operations on the IM list. */
    static Property readOnly(String uri) {
        return new Property(
                uri,
                Shape.ALL_PROPERTIES,
                null,
                xml -> xml.open(EwsNames.TYPES, "EffectiveRights")
                        .element(EwsNames.TYPES, "CreateAssociated", "false")
                        .element(EwsNames.TYPES, "CreateContents", "false")
                        .element(EwsNames.TYPES, "CreateHierarchy", "false")
                        .element(EwsNames.TYPES, "Delete", "false")
                        .element(EwsNames.TYPES, "Modify", "false")
                        .element(EwsNames.TYPES, "Read", "true")
                        .close());
    }
}
