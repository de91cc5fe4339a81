package org.s2slab.exchange.items;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.xml.XmlWriter;

/**
 * An item or folder with all properties it has.
 *
 * @param element the element that answers show it as, {@code Contact}
 * @param properties in the order of the schema
 */
record PropertySet(String element, List<ItemProperty> properties) {
    PropertySet {
        properties = List.copyOf(properties);
    }

    /** The value of a property, or null where it has no such property or one that cannot be searched by. */
    @Nullable
    String value(PropertyPath path) {
        for (ItemProperty property : properties) {
            if (property.uri().equals(path.uri())) {
                return property.text();
            }
        }
        return null;
    }

    /** Nothing but the values of some properties, to sort by. */
    PropertySet only(List<PropertyPath> paths) {
        return new PropertySet(
                element,
                properties.stream()
                        .filter(property ->
                                paths.stream().anyMatch(path -> path.uri().equals(property.uri())))
                        .map(property -> new ItemProperty(property.uri(), property.shape(), property.text(), xml -> {}))
                        .toList());
    }

    /** Writes what a shape shows of it. */
    void write(XmlWriter xml, ResponseShape shape) {
        xml.open(EwsNames.TYPES, element);
        for (ItemProperty property : properties) {
            if (property.uri().equals(ItemProperty.EXTENDED)) {
                shape.extended().forEach(path -> extended(xml, path));
            } else if (shape.shows(property)) {
                property.content().accept(xml);
            }
        }
        xml.close();
    }

    private void extended(XmlWriter xml, PropertyPath path) {
        for (ItemProperty property : properties) {
            if (property.uri().equals(path.uri())) {
                extended(xml, path, property);
                return;
            }
        }
    }

    /** Of a property that has a field URI as well, only the value is shown. */
    private static void extended(XmlWriter xml, PropertyPath path, ItemProperty property) {
        boolean onlyExtended = property.uri().startsWith("extended:");
        String value = property.text();
        if (!onlyExtended && value == null) {
            return;
        }
        xml.open(EwsNames.TYPES, "ExtendedProperty");
        path.writeExtended(xml);
        if (onlyExtended) {
            property.content().accept(xml);
        } else {
            xml.element(EwsNames.TYPES, "Value", value == null ? "" : value);
        }
        xml.close();
    }
}
