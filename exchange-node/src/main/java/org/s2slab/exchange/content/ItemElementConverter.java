package org.s2slab.exchange.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.MapiValueConverter;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.property.PropertyValueCodec;
import org.s2slab.exchange.property.StructuredValueCodec;
import org.s2slab.xml.XmlElement;

/** Converts the values of an item to EWS elements and back. */
public final class ItemElementConverter {
    private static final PropertyTable TABLE = PropertyTable.EXCHANGE;

    private ItemElementConverter() {}

    /** The key of the value for an element. */
    static String key(ItemKind kind, String element) {
        return TABLE.element(kind, element).map(PropertyDefinition::uri).orElse(PropertyValueCodec.ELEMENT + element);
    }

    /** The keys of all values for an element: a dictionary has one key per entry. */
    static List<String> keys(ItemKind kind, String element) {
        List<PropertyDefinition> entries =
                TABLE.element(kind, element).map(TABLE::entries).orElse(List.of());
        return entries.isEmpty()
                ? List.of(key(kind, element))
                : entries.stream().map(PropertyDefinition::uri).toList();
    }

    static Optional<XmlElement> of(ItemContent content, String element) {
        Optional<PropertyDefinition> property = TABLE.element(content.kind(), element);
        List<PropertyDefinition> entries = property.map(TABLE::entries).orElse(List.of());
        return entries.isEmpty()
                ? content.value(key(content.kind(), element)).map(value -> PropertyValueCodec.element(element, value))
                : dictionary(content, element, entries);
    }

    static List<XmlElement> all(ItemContent content) {
        return content.values().keySet().stream()
                .filter(key -> !key.startsWith(PropertyValueCodec.OPAQUE) && !key.startsWith("mapi:"))
                .map(key -> key.startsWith(PropertyValueCodec.ELEMENT)
                        ? key.substring(PropertyValueCodec.ELEMENT.length())
                        : TABLE.byUri(key).get(0).element())
                .distinct()
                .flatMap(element -> of(content, element).stream())
                .toList();
    }

    /** Sets the value of an element and replaces the earlier value. */
    static ItemContent with(ItemContent content, XmlElement element) {
        String text = element.text();
        return switch (element.name()) {
            case "ItemClass" -> content.withItemClass(text);
            case "Subject" -> content.withSubject(text);
            case "Body" -> content.withBody(null, text);
            case "IsRead" -> content.withRead(isTrue(text));
            case "IsDraft" -> content.withFlag(ItemFlag.DRAFT, isTrue(text));
            case "IsAssociated" -> content.withFlag(ItemFlag.ASSOCIATED, isTrue(text));
            case "DateTimeReceived" -> content.withMailTimes(PropertyValueCodec.time(text), content.sent());
            case "DateTimeSent" -> content.withMailTimes(content.received(), PropertyValueCodec.time(text));
            case "Flag" -> withValue(content.withoutValues(List.of(StructuredPartAccess.OTHER_STATUS)), element);
            case "Start" -> content.withSpan(PropertyValueCodec.time(text), content.ends());
            case "End" -> content.withSpan(content.starts(), PropertyValueCodec.time(text));
            default -> withValue(content, element);
        };
    }

    private static boolean isTrue(String text) {
        return Boolean.parseBoolean(MapiValueConverter.truth(text));
    }

    private static ItemContent withValue(ItemContent content, XmlElement element) {
        Optional<PropertyDefinition> property = TABLE.element(content.kind(), element.name());
        List<PropertyDefinition> entries = property.map(TABLE::entries).orElse(List.of());
        if (entries.isEmpty()) {
            return content.with(
                    key(content.kind(), element.name()),
                    property.map(known -> PropertyValueCodec.of(known, element))
                            .orElseGet(() -> StructuredValueCodec.of(element)));
        }
        ItemContent changed = content.without(element.name());
        for (PropertyDefinition entry : entries) {
            Optional<Object> value = element.children().stream()
                    .filter(given -> given.attribute("Key").equals(Optional.of(entry.key())))
                    .flatMap(given -> entry(entry, given).stream())
                    .findFirst();
            changed = value.isPresent() ? changed.with(entry.uri(), value.get()) : changed;
        }
        return changed;
    }

    /** The value of a dictionary entry or of a part of the entry; empty if the element does not contain it. */
    public static Optional<Object> entry(PropertyDefinition entry, XmlElement given) {
        if (entry.part().isPresent()) {
            return entry.part().flatMap(given::childText).map(Object.class::cast);
        }
        Map<String, String> attributes = new LinkedHashMap<>(given.attributes());
        attributes.remove("Key");
        return Optional.of(StructuredValueCodec.of(
                new XmlElement(given.namespace(), given.name(), attributes, List.of(), given.text(), given.place())));
    }

    private static Optional<XmlElement> dictionary(
            ItemContent content, String element, List<PropertyDefinition> entries) {
        Map<String, List<XmlElement>> parts = new LinkedHashMap<>();
        Map<String, XmlElement> plain = new LinkedHashMap<>();
        for (PropertyDefinition entry : entries) {
            Object value = content.values().get(entry.uri());
            if (value != null && entry.part().isPresent()) {
                parts.computeIfAbsent(entry.key(), key -> new ArrayList<>())
                        .add(PropertyValueCodec.element(entry.part().get(), value));
            } else if (value != null) {
                plain.put(entry.key(), PropertyValueCodec.element("Entry", value));
            }
        }
        parts.forEach((key, fields) -> plain.put(key, XmlElement.of(EwsNames.TYPES, "Entry", fields)));
        List<XmlElement> shown = new ArrayList<>();
        plain.forEach((key, entry) -> shown.add(entry.with("Key", key)));
        return shown.isEmpty() ? Optional.empty() : Optional.of(XmlElement.of(EwsNames.TYPES, element, shown));
    }
}
