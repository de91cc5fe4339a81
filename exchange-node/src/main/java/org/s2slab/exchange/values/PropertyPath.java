package org.s2slab.exchange.values;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.content.ItemMapiConverter;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.MapiIdentity;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.property.ValueType;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlLocation;
import org.s2slab.xml.XmlWriter;

/**
 * A reference to a property in a request: by field URI, by field URI and index, or as an extended property.
 *
 * @param uri the field URI; for an entry, followed by a slash and its key; for an extended property, a key made from
 *     its identity
 * @param extended the attributes of the {@code ExtendedFieldURI}; empty for other paths
 * @param identity the MAPI identity in the {@code ExtendedFieldURI}; null for other paths
 * @param definitions the matching properties of the property table, one for each class that defines its own; empty if
 *     the table has none
 */
public record PropertyPath(
        String uri,
        Map<String, String> extended,
        @Nullable MapiIdentity identity,
        List<PropertyDefinition> definitions) {
    /** The path of a field URI. */
    public static PropertyPath of(String uri) {
        return new PropertyPath(uri, Map.of(), null, PropertyTable.EXCHANGE.byUri(uri));
    }

    /** The path of an {@code ExtendedFieldURI} with these attributes. */
    public static PropertyPath extended(Map<String, String> attributes) {
        return read(new XmlElement(
                EwsNames.TYPES.uri(), "ExtendedFieldURI", attributes, List.of(), "", new XmlLocation(1, 1)));
    }

    /** The path of a MAPI property tag. */
    public static PropertyPath tag(String tag, String type) {
        return extended(Map.of("PropertyTag", tag, "PropertyType", type));
    }

    /** The path in an expression; empty if the expression has no path. */
    public static Optional<PropertyPath> in(XmlElement holder) {
        return holder.children().stream()
                .filter(PropertyPath::isPath)
                .findFirst()
                .map(PropertyPath::read);
    }

    /**
     * Reads a {@code FieldURI}, {@code IndexedFieldURI} or {@code ExtendedFieldURI}.
     *
     * @throws EwsError if an {@code ExtendedFieldURI} is invalid
     */
    public static PropertyPath read(XmlElement path) {
        String uri = path.attribute("FieldURI", "");
        return switch (path.name()) {
            case "FieldURI" -> of(uri);
            case "IndexedFieldURI" -> of(uri + "/" + path.attribute("FieldIndex", ""));
            default -> {
                MapiIdentity identity = MapiIdentity.read(path);
                yield new PropertyPath(
                        ItemMapiConverter.key(identity),
                        path.attributes(),
                        identity,
                        PropertyTable.EXCHANGE.byMapi(identity));
            }
        };
    }

    /** Whether the values of the property are times. */
    boolean isTime() {
        return definitions.stream().anyMatch(property -> property.form().type() == ValueType.TIME);
    }

    /** Whether an element of a request is one of the three kinds of path. */
    public static boolean isPath(XmlElement element) {
        return element.name().endsWith("FieldURI");
    }

    /** Whether the path names a MAPI property and not an EWS property. */
    public boolean isExtended() {
        return identity != null;
    }

    /** The property of an item or folder class; empty if the class does not have the property. */
    public Optional<PropertyDefinition> definition(String className) {
        for (PropertyDefinition definition : definitions) {
            Optional<PropertyDefinition> own = PropertyTable.EXCHANGE.find(className, definition.uri());
            if (own.isPresent() && own.get().owner().equals(definition.owner())) {
                return own;
            }
        }
        return Optional.empty();
    }

    /** The key of the property's value in an item of this kind. A member of a list has the key of the list. */
    public String key(ItemKind kind) {
        return uri.startsWith("distributionlist:Members")
                ? "distributionlist:Members"
                : definition(kind.element()).map(PropertyDefinition::uri).orElse(uri);
    }

    /**
     * Whether this path names a property or an entry: {@code contacts:ImAddress/ImAddress1} of contacts:ImAddresses.
     */
    boolean names(String property) {
        return uri.equals(property)
                || definitions.stream()
                        .anyMatch(entry -> entry.isEntry() && property.equals(entry.family() + ":" + entry.element()));
    }

    /** Writes the {@code ExtendedFieldURI} with the attributes of the request. */
    void writeExtended(XmlWriter xml) {
        xml.open(EwsNames.TYPES, "ExtendedFieldURI");
        extended.forEach(xml::attribute);
        xml.close();
    }
}
