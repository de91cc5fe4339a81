package org.s2slab.exchange.views;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.content.CalendarItemTimeZones;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.property.PropertyDefinition;
import org.s2slab.exchange.property.StructuredValueCodec;
import org.s2slab.exchange.recurrence.RecurrenceDateFormat;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneWriter;
import org.s2slab.exchange.values.ItemProperty;
import org.s2slab.xml.XmlElement;

/** The time zone properties of a calendar item, and its start and end in local time. */
final class TimeZoneView {
    private TimeZoneView() {}

    /** The value of one of these properties; null for an item without times. */
    static @Nullable ItemProperty property(PropertyDefinition field, ItemContent content) {
        boolean end = field.element().startsWith("End");
        Instant moment = end ? content.ends() : content.starts();
        if (moment == null) {
            return null;
        }
        CalendarItemTimeZones zones = CalendarItemTimeZones.of(content);
        TimeZoneDefinition zone = end ? zones.end() : zones.start();
        return switch (field.element()) {
            case "TimeZone" -> ItemProperty.simple(field.uri(), zone.name());
            case "StartTimeZoneId", "EndTimeZoneId" -> ItemProperty.simple(field.uri(), zone.id());
            case "StartWallClock", "EndWallClock" -> ItemProperty.simple(field.uri(), zone.text(moment));
            default -> {
                XmlElement whole = TimeZoneWriter.element(field.element(), zone);
                yield ItemProperty.of(field.uri(), whole.attribute("Id", ""), whole);
            }
        };
    }

    /** The recurrence of an item. The dates of a calendar item have the offset of the start's time zone. */
    static @Nullable ItemProperty recurrence(PropertyDefinition field, ItemContent content) {
        return content.property(field.element())
                .map(found -> content.kind() == ItemKind.TASK
                        ? found
                        : RecurrenceDateFormat.zoned(
                                found, CalendarItemTimeZones.of(content).start()))
                .map(found -> ItemProperty.stored(field, StructuredValueCodec.of(found)))
                .orElse(null);
    }
}
