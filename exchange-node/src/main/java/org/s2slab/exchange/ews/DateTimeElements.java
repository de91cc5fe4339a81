package org.s2slab.exchange.ews;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** The elements of the schema that hold a moment (xs:dateTime). */
public final class DateTimeElements {
    private static final Set<String> NAMES = names();

    private static final Pattern MOMENT =
            Pattern.compile("<t:(\\w+)>(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z)<");

    private DateTimeElements() {}

    /** Whether an element of the types namespace holds a moment; a wall clock belongs to its own time zone. */
    public static boolean contain(String name) {
        return NAMES.contains(name) && !name.endsWith("WallClock");
    }

    /** A response with its moments in a time zone instead of UTC, as the TimeZoneContext header asks for. */
    static String inZone(String response, TimeZoneDefinition zone) {
        return MOMENT.matcher(response)
                .replaceAll(found -> contain(found.group(1))
                        ? "<t:" + found.group(1) + ">" + zone.text(Instant.parse(found.group(2))) + "<"
                        : found.group());
    }

    private static Set<String> names() {
        return XmlReader.read(SchemaFile.TYPES.content())
                .tree()
                .filter(element -> element.name().equals("element"))
                .map(XmlElement::attributes)
                .filter(attributes -> attributes.getOrDefault("type", "").equals("xs:dateTime"))
                .map(attributes -> attributes.getOrDefault("name", ""))
                .collect(Collectors.toUnmodifiableSet());
    }
}
