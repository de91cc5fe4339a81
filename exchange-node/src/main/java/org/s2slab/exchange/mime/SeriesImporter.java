package org.s2slab.exchange.mime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.contentline.ICalendarEvent;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.property.ChangeRule;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.PropertyTable;
import org.s2slab.exchange.recurrence.OccurrenceExpansion;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.values.ItemReader;
import org.s2slab.store.WriteTransaction;
import org.s2slab.xml.XmlElement;

/** Stores the exceptions and deleted occurrences of a series from an iCalendar object. */
public final class SeriesImporter {
    /** The properties that an exception does not store, because they are equal or only the series has them. */
    private static final Set<String> OF_SERIES = Set.of("Recurrence", "UID", "StartTimeZone", "EndTimeZone");

    private SeriesImporter() {}

    /** Stores the changed occurrences of an iCalendar object. Ignores occurrences that the series does not have. */
    public static void put(WriteTransaction tx, Item master, ICalendarEvent event) {
        Optional<OccurrenceExpansion> expansion = Series.expansion(master.content());
        List<ChangedOccurrence> changes = Stream.concat(
                        event.deleted().stream().map(ChangedOccurrence::deleted),
                        event.exceptions().entrySet().stream().map(exception -> change(event.properties(), exception)))
                .filter(change -> expansion
                        .flatMap(series -> series.at(change.original()))
                        .isPresent())
                .toList();
        SeriesStore.put(tx, master, changes);
    }

    private static ChangedOccurrence change(List<XmlElement> series, Map.Entry<Instant, List<XmlElement>> exception) {
        List<XmlElement> own = exception.getValue();
        ItemContent content = ItemContent.empty(ItemKind.CALENDAR_ITEM).withSpan(time(own, "Start"), time(own, "End"));
        for (XmlElement property : own) {
            boolean differs = !series.contains(property) && !OF_SERIES.contains(property.name());
            if (differs && rules(property).set() == ChangeRule.YES) {
                content = ItemReader.set(content, property);
            }
        }
        List<String> absent = series.stream()
                .filter(property -> !OF_SERIES.contains(property.name()))
                .filter(property -> own.stream().noneMatch(other -> other.name().equals(property.name())))
                .filter(property -> rules(property).delete() == ChangeRule.YES)
                .map(property -> definition(property).uri())
                .toList();
        return ChangedOccurrence.with(exception.getKey(), content, absent);
    }

    private static PropertyDefinition.Rules rules(XmlElement property) {
        return definition(property).rules();
    }

    private static PropertyDefinition definition(XmlElement property) {
        return PropertyTable.EXCHANGE
                .element(ItemKind.CALENDAR_ITEM, property.name())
                .orElseThrow();
    }

    private static Instant time(List<XmlElement> properties, String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .map(property -> Instant.parse(property.text()))
                .findFirst()
                .orElseThrow();
    }
}
