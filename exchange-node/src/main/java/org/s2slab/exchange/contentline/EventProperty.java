package org.s2slab.exchange.contentline;

import static org.s2slab.ews.EwsNames.t;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.s2slab.ews.EwsSchemaTable;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.xml.XmlElement;

/**
 * A line of {@code ews/icalendar.tsv}: a property of iCalendar that stands for a property of calendar items.
 *
 * @param otherwise what is written where the item has no such property, {@code -} for nothing
 * @param values the kind of value, or pairs of values and texts
 */
public record EventProperty(String property, String element, String otherwise, String values) {
    static final List<EventProperty> ALL = EwsSchemaTable.rows("/ews/icalendar.tsv").stream()
            .map(row -> new EventProperty(row[0], row[1], row[2], row[3]))
            .toList();

    /** The element that an event has by this property; empty where it says nothing of it. */
    Optional<XmlElement> read(ContentLineComponent event) {
        if (values.equals("list")) {
            List<XmlElement> entries = event.lines(property).stream()
                    .flatMap(line -> VObjectPropertyValues.parseList(line.getValue()).stream())
                    .map(String::strip)
                    .filter(text -> !text.isEmpty())
                    .distinct()
                    .map(text -> t("String", text))
                    .toList();
            return entries.isEmpty() ? Optional.empty() : Optional.of(t(element, entries));
        }
        Optional<String> text = event.text(property).filter(found -> !found.isBlank());
        return (switch (values) {
                    case "text" -> text;
                    case "number" -> text.map(String::strip).filter(found -> found.matches("\\d{1,9}"));
                    case "written" -> Optional.<String>empty();
                    default -> text.flatMap(this::value);
                })
                .map(value -> t(element, value));
    }

    private Optional<String> value(String text) {
        String wanted = text.strip().toUpperCase(Locale.ROOT);
        return pair(".*[=<]" + Pattern.quote(wanted)).map(pair -> pair.split("[=<]", -1)[0]);
    }

    private Optional<String> pair(String form) {
        return Arrays.stream(values.split(" ", -1))
                .filter(pair -> pair.matches(form))
                .findFirst();
    }

    /** Adds the line of an item. */
    void write(ItemContent item, ContentLineComponent event) {
        if (values.equals("list")) {
            item.property(element)
                    .map(list -> list.children().stream()
                            .map(entry -> ContentLineComponent.escaped(entry.text()))
                            .collect(Collectors.joining(",")))
                    .ifPresent(texts -> event.raw(property, texts));
            return;
        }
        Optional<String> value = element.equals("Subject")
                ? Optional.of(item.subject()).filter(subject -> !subject.isEmpty())
                : item.propertyText(element);
        String text = value.flatMap(found -> !values.matches("\\w+")
                        ? pair(Pattern.quote(found.strip()) + "[=>].*").map(pair -> pair.split("[=>]", -1)[1])
                        : Optional.of(found))
                .orElse(otherwise);
        if (!text.equals("-")) {
            event.text(property, text);
        }
    }
}
