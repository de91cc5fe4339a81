package org.s2slab.exchange.contentline;

import com.github.mangstadt.vinnie.io.VObjectPropertyValues;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.resource.ResourceTable;
import org.s2slab.xml.XmlElement;

/**
 * A row of {@code ews/icalendar.tsv}: an iCalendar property and the corresponding calendar item property.
 *
 * @param otherwise the value to write if the item does not have the property; {@code -} for no line
 */
record EventProperty(String property, PropertyMapping mapping, String otherwise) {
    static final List<EventProperty> ALL = ResourceTable.rows("/ews/icalendar.tsv").stream()
            .map(row -> new EventProperty(row[0], new PropertyMapping(row[1], row[3]), row[2]))
            .toList();

    /** Reads the element of the property from an event; empty if the event does not have it. */
    Optional<XmlElement> read(ContentLineComponent event) {
        return mapping.read(
                mapping.isList()
                        ? event.lines(property).stream()
                                .flatMap(line -> VObjectPropertyValues.parseList(line.getValue()).stream())
                                .map(String::strip)
                                .distinct()
                                .toList()
                        : event.text(property).stream().toList());
    }

    /** Adds the line of the property to an event. */
    void write(ItemContent item, ContentLineComponent event) {
        List<String> texts = mapping.write(item);
        if (!texts.isEmpty() || !otherwise.equals("-")) {
            String escaped = texts.stream().map(ContentLineComponent::escaped).collect(Collectors.joining(","));
            event.raw(property, texts.isEmpty() ? otherwise : escaped);
        }
    }
}
