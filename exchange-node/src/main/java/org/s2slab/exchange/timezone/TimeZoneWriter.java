package org.s2slab.exchange.timezone;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.s2slab.ews.EwsNames;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlWriter;

/** Writes time zones as t:TimeZoneDefinitionType, with the product's ids of periods. */
public final class TimeZoneWriter {
    private static final XmlNamespace T = EwsNames.TYPES;
    private static final String PERIOD = "trule:Microsoft/Registry/";

    /** The id of the only group of a zone, as in the product. Several groups have their first years as ids. */
    private static final String ONLY = "1";

    private TimeZoneWriter() {}

    /** Writes the attributes of a zone in the open element. */
    public static XmlWriter name(XmlWriter xml, TimeZoneDefinition zone) {
        return xml.attribute("Id", zone.id()).attribute("Name", zone.name());
    }

    /** The stored form of a zone: id and name. Contains the rules only for a custom zone. */
    public static XmlElement element(String element, TimeZoneDefinition zone) {
        XmlWriter xml = new XmlWriter();
        if (zone.id().equals(TimeZoneDefinition.CUSTOM)) {
            definition(xml, element, zone);
        } else {
            name(xml.open(T, element), zone).close();
        }
        return XmlReader.read(xml.document().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes id, name, and the rules with their periods. */
    public static void definition(XmlWriter xml, String element, TimeZoneDefinition zone) {
        List<TransitionsGroup> groups = YearTransitions.groups(zone.rules());
        name(xml.open(T, element), zone).open(T, "Periods");
        for (TransitionsGroup group : groups) {
            String id = id(zone, groups, group);
            period(xml, id, "Standard", group.standard());
            group.transitions().stream()
                    .map(DayTransition::to)
                    .filter(to -> !to.equals(group.standard()))
                    .forEach(daylight -> period(xml, id, "Daylight", daylight));
        }
        xml.close().open(T, "TransitionsGroups");
        IntStream.range(0, groups.size()).forEach(i -> group(xml, i, groups.get(i), id(zone, groups, groups.get(i))));
        xml.close().open(T, "Transitions");
        to(xml.open(T, "Transition"), "Group", "0").close();
        IntStream.range(1, groups.size())
                .forEach(i -> to(xml.open(T, "AbsoluteDateTransition"), "Group", Integer.toString(i))
                        .element(T, "DateTime", groups.get(i).firstYear() + "-01-01T00:00:00")
                        .close());
        xml.close().close();
    }

    private static String id(TimeZoneDefinition zone, List<TransitionsGroup> groups, TransitionsGroup group) {
        return PERIOD + zone.id() + "/" + (groups.size() == 1 ? ONLY : Integer.toString(group.firstYear()));
    }

    private static void period(XmlWriter xml, String id, String name, ZoneOffset offset) {
        xml.open(T, "Period")
                .attribute("Bias", duration(-offset.getTotalSeconds()))
                .attribute("Name", name)
                .attribute("Id", id + "-" + name)
                .close();
    }

    private static void group(XmlWriter xml, int number, TransitionsGroup group, String id) {
        xml.open(T, "TransitionsGroup").attribute("Id", Integer.toString(number));
        if (group.transitions().isEmpty()) {
            to(xml.open(T, "Transition"), "Period", id + "-Standard").close();
        }
        for (DayTransition change : group.transitions()) {
            String name = change.to().equals(group.standard()) ? "Standard" : "Daylight";
            to(xml.open(T, "RecurringDayTransition"), "Period", id + "-" + name)
                    .element(T, "TimeOffset", duration(change.time().toSecondOfDay()))
                    .element(T, "Month", change.month().getValue())
                    .element(T, "DayOfWeek", name(change))
                    .element(T, "Occurrence", change.occurrence())
                    .close();
        }
        xml.close();
    }

    private static String name(DayTransition change) {
        var day = change.day();
        if (day == null) {
            throw new IllegalStateException("a zone of the registry has a fixed date: " + change);
        }
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static XmlWriter to(XmlWriter xml, String kind, String target) {
        return xml.open(T, "To").attribute("Kind", kind).text(target).close();
    }

    /** A duration as xs:duration, with the sign at the front. */
    private static String duration(int seconds) {
        return (seconds < 0 ? "-" : "") + Duration.ofSeconds(Math.abs(seconds));
    }
}
