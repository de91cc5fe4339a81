package org.s2slab.exchange.contentline;

import static org.s2slab.ews.EwsNames.t;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.xml.XmlElement;

/**
 * Maps the texts of another format to an item property and back.
 *
 * @param element the element name of the property
 * @param values {@code text}, {@code number}, {@code list}, {@code written} (a text that is only written), or pairs of
 *     a value and its text: with = between them, with {@code <} for a pair that is only read, and with {@code >} for a
 *     pair that is only written
 */
public record PropertyMapping(String element, String values) {
    /** Whether each entry of the property has its own text. */
    public boolean isList() {
        return values.equals("list");
    }

    /** Converts texts to the element; empty if they have no meaning for the property. */
    public Optional<XmlElement> read(List<String> texts) {
        List<String> given = texts.stream().filter(text -> !text.isBlank()).toList();
        if (isList()) {
            List<XmlElement> entries =
                    given.stream().map(text -> t("String", text.strip())).toList();
            return entries.isEmpty() ? Optional.empty() : Optional.of(t(element, entries));
        }
        return given.stream().findFirst().flatMap(this::value).map(value -> t(element, value));
    }

    private Optional<String> value(String text) {
        return switch (values) {
            case "text" -> Optional.of(text);
            case "number" -> Optional.of(text.strip()).filter(number -> number.matches("\\d{1,9}"));
            case "written" -> Optional.empty();
            default ->
                pairs("[=<]")
                        .filter(pair -> pair[1].equalsIgnoreCase(text.strip()))
                        .map(pair -> pair[0])
                        .findFirst();
        };
    }

    /** Converts a value to its text in the other format; empty if the value has no text in that format. */
    Optional<String> text(String value) {
        return values.matches("\\w+")
                ? Optional.of(value)
                : pairs("[=>]")
                        .filter(pair -> pair[0].equals(value.strip()))
                        .map(pair -> pair[1])
                        .findFirst();
    }

    private Stream<String[]> pairs(String signs) {
        return Stream.of(values.split(" ", -1))
                .map(pair -> pair.split(signs, -1))
                .filter(pair -> pair.length == 2);
    }

    /** The texts of an item's property; empty if the item does not have it. */
    public List<String> write(ItemContent item) {
        return isList()
                ? item.entries(element).stream().map(XmlElement::text).toList()
                : value(item).flatMap(this::text).stream().toList();
    }

    private Optional<String> value(ItemContent item) {
        return element.equals("Subject")
                ? Optional.of(item.subject()).filter(subject -> !subject.isEmpty())
                : item.propertyText(element);
    }
}
