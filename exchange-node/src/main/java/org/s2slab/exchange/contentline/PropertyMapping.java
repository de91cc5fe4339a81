package org.s2slab.exchange.contentline;

import static org.s2slab.ews.EwsNames.t;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.xml.XmlElement;

/**
 * How the texts of another format stand for a property of items, in both directions.
 *
 * @param element of the property
 * @param values {@code text}, {@code number}, {@code list}, {@code written} (a text that is not read), or pairs of a value
 *     and its text: with = between them, with {@code <} if the pair is only read, and with {@code >} if it is only written
 */
public record PropertyMapping(String element, String values) {
    /** Whether each entry of the property has a text. */
    public boolean isList() {
        return values.equals("list");
    }

    /** The element that these texts stand for; empty if they stand for none. */
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

    /** The text that stands for a value; empty if there is none. */
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

    /** The texts that stand for the property of an item; none if it has no such property. */
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
