package org.s2slab.exchange.items;

import java.util.List;
import org.s2slab.exchange.items.Property.Shape;
import org.s2slab.exchange.xml.XmlElement;

/**
 * How much of an item or folder an answer shows.
 *
 * @param base all properties of this shape
 * @param additional and these
 */
record RequestedShape(Shape base, List<PropertyPath> additional) {
    /** Reads {@code ItemShape} or {@code FolderShape} of a request. */
    static RequestedShape of(XmlElement operation, String name) {
        XmlElement shape = operation.child(name).orElse(operation);
        Shape base = switch (shape.childText("BaseShape").orElse("").strip()) {
            case "IdOnly" -> Shape.ID_ONLY;
            case "Default" -> Shape.DEFAULT;
            default -> Shape.ALL_PROPERTIES;
        };
        List<XmlElement> paths =
                shape.child("AdditionalProperties").map(XmlElement::children).orElse(List.of());
        return new RequestedShape(base, paths.stream().map(PropertyPath::read).toList());
    }

    boolean shows(Property property) {
        return property.shape().compareTo(base) <= 0
                || additional.stream()
                        .anyMatch(path -> !path.isExtended() && path.uri().equals(property.uri()));
    }

    List<PropertyPath> extended() {
        return additional.stream().filter(PropertyPath::isExtended).toList();
    }
}
