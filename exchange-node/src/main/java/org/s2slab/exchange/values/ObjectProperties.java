package org.s2slab.exchange.values;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.property.MapiValueConverter;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.property.ValueType;
import org.s2slab.xml.XmlText;
import org.s2slab.xml.XmlWriter;

/**
 * The properties of an item or folder.
 *
 * @param element the name of the element in responses, for instance {@code Contact}
 * @param properties returns the property with a field URI or with the key of an extended property; null if it does not
 *     exist
 */
public record ObjectProperties(String element, Function<String, @Nullable ItemProperty> properties) {
    /** The pseudo property for elements outside of the property table. It writes all elements of the object. */
    public static final String WHOLE = "";

    /** A set of exactly these properties. */
    public static ObjectProperties of(String element, List<ItemProperty> properties) {
        Map<String, ItemProperty> named = new HashMap<>();
        properties.forEach(property -> named.put(property.uri(), property));
        return new ObjectProperties(element, named::get);
    }

    /** A property found by a path. Its definition is null if the property table does not have it. */
    private record Found(ItemProperty property, @Nullable PropertyDefinition definition) {
        /** The values in the path's form: EWS values for a field URI, MAPI values for an ExtendedFieldURI. */
        List<String> values(PropertyPath path) {
            return definition != null && path.isExtended()
                    ? MapiValueConverter.of(definition, property.values())
                    : property.values();
        }

        List<String> comparable() {
            return definition == null
                    ? property.values()
                    : PropertyComparator.comparable(definition, property.values());
        }
    }

    /** The values of a property by its field URI; empty if the property does not exist. */
    public List<String> texts(String uri) {
        return named(uri).map(ItemProperty::values).orElse(List.of());
    }

    /** The value of a property, or null if the property does not exist or is not searchable. */
    @Nullable
    public String value(PropertyPath path) {
        List<String> values = find(path).map(found -> found.values(path)).orElse(List.of());
        return values.isEmpty() ? null : String.join("; ", values);
    }

    /** The values of a property in a comparable form; empty if the property does not exist. */
    public List<String> comparable(PropertyPath path) {
        return find(path)
                .map(found -> path.isExtended() ? found.values(path) : found.comparable())
                .orElse(List.of());
    }

    private Optional<Found> find(PropertyPath path) {
        for (PropertyDefinition definition : path.definitions()) {
            Optional<ItemProperty> own = named(definition.uri());
            if (own.isPresent()) {
                return Optional.of(new Found(own.get(), definition));
            }
        }
        return named(path.uri()).map(opaque -> new Found(opaque, null));
    }

    private Optional<ItemProperty> named(String uri) {
        return Optional.ofNullable(properties.apply(uri));
    }

    /** This set with some properties replaced. */
    public ObjectProperties with(Map<String, ItemProperty> others) {
        return new ObjectProperties(element, uri -> others.containsKey(uri) ? others.get(uri) : properties.apply(uri));
    }

    /** A set with only the values of some properties, for sorting. */
    public ObjectProperties only(List<PropertyPath> paths) {
        return of(
                element,
                paths.stream()
                        .flatMap(path -> find(path).stream())
                        .map(found -> new ItemProperty(
                                found.property().uri(), found.property().values(), xml -> {}))
                        .toList());
    }

    /** Writes the properties that a response shape contains, in the order of the schema. */
    public void write(XmlWriter xml, ResponseShape shape) {
        xml.open(EwsNames.TYPES, element);
        named(WHOLE).ifPresent(whole -> whole.content().accept(xml));
        for (PropertyDefinition property : PropertyTable.EXCHANGE.of(element)) {
            if (property.element().equals("ExtendedProperty")) {
                shape.extended().forEach(path -> extended(xml, path, shape.search()));
            } else if (property.isElement() && shape.shows(property)) {
                named(property.uri())
                        .map(shown ->
                                shape.search() && property.form().type() == ValueType.TEXT ? shown.shortened() : shown)
                        .ifPresent(shown -> shown.content().accept(xml));
            }
        }
        xml.close();
    }

    private void extended(XmlWriter xml, PropertyPath path, boolean search) {
        find(path).ifPresent(found -> {
            List<String> values = found.values(path);
            if (found.definition() != null && values.isEmpty()) {
                return;
            }
            xml.open(EwsNames.TYPES, "ExtendedProperty");
            path.writeExtended(xml);
            String type = path.extended().getOrDefault("PropertyType", "");
            if (type.endsWith("Array")) {
                xml.list(EwsNames.TYPES, "Values", values, value -> xml.element(EwsNames.TYPES, "Value", value));
            } else {
                String value = String.join("; ", values);
                xml.element(
                        EwsNames.TYPES,
                        "Value",
                        search && type.equals("String") ? XmlText.start(value, ItemProperty.LONGEST) : value);
            }
            xml.close();
        });
    }
}
