package org.s2slab.exchange.property;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.s2slab.ews.EwsNames;
import org.s2slab.xml.XmlElement;

/**
 * Converts elements to values that consist of named fields, for instance the Mailbox of a recipient, and back. Such a
 * value is a map whose values are texts, maps of this kind, or lists of both. The field of an attribute has the prefix
 * {@code @}. {@link #TEXT} is the field of the text beside attributes.
 */
public final class StructuredValueCodec {
    /** The field of the text of an element that has attributes. */
    public static final String TEXT = "";

    /** The field of a list of single fields, for child elements with the same name that are not adjacent. */
    private static final String MIXED = "*";

    private StructuredValueCodec() {}

    /** Converts an element to a value: a text or a map. */
    public static Object of(XmlElement element) {
        if (element.attributes().isEmpty() && element.children().isEmpty()) {
            return element.text();
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        element.attributes().forEach((name, value) -> fields.put("@" + name, value));
        if (!element.text().isEmpty()) {
            fields.put(TEXT, element.text());
        }
        if (areGrouped(element.children())) {
            element.children().stream()
                    .collect(Collectors.groupingBy(XmlElement::name, LinkedHashMap::new, Collectors.toList()))
                    .forEach((name, same) -> fields.put(name, several(same)));
        } else {
            fields.put(
                    MIXED,
                    element.children().stream()
                            .map(child -> Map.of(child.name(), of(child)))
                            .toList());
        }
        return fields;
    }

    private static boolean areGrouped(List<XmlElement> children) {
        List<String> names = children.stream().map(XmlElement::name).toList();
        return IntStream.range(1, names.size())
                .allMatch(i -> names.get(i).equals(names.get(i - 1)) || names.indexOf(names.get(i)) == i);
    }

    private static Object several(List<XmlElement> same) {
        return same.size() == 1
                ? of(same.get(0))
                : same.stream().map(StructuredValueCodec::of).toList();
    }

    /** Converts a value to an element. */
    public static XmlElement element(String name, Object value) {
        XmlElement element = XmlElement.of(EwsNames.TYPES, name, PropertyValueCodec.text(value));
        if (!(value instanceof Map<?, ?> fields)) {
            return element;
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        List<XmlElement> children = new ArrayList<>();
        fields.forEach((field, part) -> {
            String key = (String) field;
            if (key.startsWith("@")) {
                attributes.put(key.substring(1), (String) part);
            } else if (!key.isEmpty()) {
                children(key, part, children);
            }
        });
        return new XmlElement(element.namespace(), name, attributes, children, element.text(), element.place());
    }

    private static void children(String name, Object value, List<XmlElement> children) {
        if (name.equals(MIXED)) {
            ((List<?>) value)
                    .forEach(single ->
                            ((Map<?, ?>) single).forEach((key, part) -> children((String) key, part, children)));
        } else if (value instanceof List<?> several) {
            several.forEach(one -> children.add(element(name, one)));
        } else {
            children.add(element(name, value));
        }
    }

    /** All texts of a value without its attributes, for searches. */
    public static String text(Object value) {
        if (value instanceof Map<?, ?> fields) {
            return fields.entrySet().stream()
                    .filter(field -> !((String) field.getKey()).startsWith("@"))
                    .map(field -> text(field.getValue()))
                    .collect(Collectors.joining("; "));
        }
        return value instanceof List<?> several
                ? several.stream().map(StructuredValueCodec::text).collect(Collectors.joining("; "))
                : PropertyValueCodec.text(value);
    }
}
