package org.s2slab.exchange.values;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.content.MapiView;
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
 * A property as requests name it: by field URI, by field URI and index, or as an extended property.
 *
 * @param uri the field URI, that of an entry with its key behind a slash; of an extended property a name made of what
 *     identifies it, by which it is found where it is none of those of the property table
 * @param extended attributes of the {@code ExtendedFieldURI} it was named by; empty for the other kinds
 * @param identity what the {@code ExtendedFieldURI} identifies; null for the other kinds
 * @param definitions what it means, a property for each class that has one of its own; none where the property table has none
 */
public record PropertyPath(
        String uri,
        Map<String, String> extended,
        @Nullable MapiIdentity identity,
        List<PropertyDefinition> definitions) {
    /** The property of a field URI. */
    public static PropertyPath of(String uri) {
        return new PropertyPath(uri, Map.of(), null, PropertyTable.EXCHANGE.byUri(uri));
    }

    /** The property of an {@code ExtendedFieldURI} with these attributes. */
    public static PropertyPath extended(Map<String, String> attributes) {
        return read(new XmlElement(
                EwsNames.TYPES.uri(), "ExtendedFieldURI", attributes, List.of(), "", new XmlLocation(1, 1)));
    }

    /** The property of a MAPI tag. */
    public static PropertyPath tag(String tag, String type) {
        return extended(Map.of("PropertyTag", tag, "PropertyType", type));
    }

    /** The path that an expression holds; empty if it holds none. */
    public static Optional<PropertyPath> in(XmlElement holder) {
        return holder.children().stream()
                .filter(PropertyPath::isPath)
                .findFirst()
                .map(PropertyPath::read);
    }

    /**
     * Reads a {@code FieldURI}, {@code IndexedFieldURI} or {@code ExtendedFieldURI}.
     *
     * @throws EwsError where an {@code ExtendedFieldURI} identifies no property
     */
    public static PropertyPath read(XmlElement path) {
        String uri = path.attribute("FieldURI", "");
        return switch (path.name()) {
            case "FieldURI" -> of(uri);
            case "IndexedFieldURI" -> of(uri + "/" + path.attribute("FieldIndex", ""));
            default -> {
                MapiIdentity identity = MapiIdentity.read(path);
                yield new PropertyPath(
                        MapiView.key(identity), path.attributes(), identity, PropertyTable.EXCHANGE.byMapi(identity));
            }
        };
    }

    /** Whether the values of the property are times. */
    boolean isTime() {
        return definitions.stream().anyMatch(property -> property.type() == ValueType.TIME);
    }

    /** Whether an element of a request is one of the three kinds of path. */
    public static boolean isPath(XmlElement element) {
        return element.name().endsWith("FieldURI");
    }

    /** Whether the path names a MAPI property instead of an element. */
    public boolean isExtended() {
        return identity != null;
    }

    /** What it means to an item or folder class; empty where the class has no such property. */
    public Optional<PropertyDefinition> definition(String className) {
        for (PropertyDefinition definition : definitions) {
            Optional<PropertyDefinition> own = PropertyTable.EXCHANGE.find(className, definition.uri());
            if (own.isPresent() && own.get().owner().equals(definition.owner())) {
                return own;
            }
        }
        return Optional.empty();
    }

    /** The key of its value in an item of a kind; that of the whole list for a member of one. */
    public String key(ItemKind kind) {
        return uri.startsWith("distributionlist:Members")
                ? "distributionlist:Members"
                : definition(kind.element()).map(PropertyDefinition::uri).orElse(uri);
    }

    /** Whether it names a property, or an entry of it: {@code contacts:ImAddress/ImAddress1} of contacts:ImAddresses. */
    boolean names(String property) {
        return uri.equals(property)
                || definitions.stream()
                        .anyMatch(entry -> entry.isEntry() && property.equals(entry.family() + ":" + entry.element()));
    }

    /** {@code ExtendedFieldURI}, as it was asked for. */
    void writeExtended(XmlWriter xml) {
        xml.open(EwsNames.TYPES, "ExtendedFieldURI");
        extended.forEach(xml::attribute);
        xml.close();
    }
}
