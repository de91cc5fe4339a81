package org.s2slab.exchange.ews;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
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

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private DateTimeElements() {}

    /** Whether an element of the types namespace holds a moment; a wall clock belongs to its own time zone. */
    public static boolean contain(String name) {
        return NAMES.contains(name) && !name.endsWith("WallClock");
    }

    /**
     * Converts the moments of a response into the time zone of the TimeZoneContext header and to the precision of the
     * DateTimePrecision header. Without these headers the response stays as it is.
     *
     * @param precision Seconds or Milliseconds
     */
    static String shown(String response, Optional<TimeZoneDefinition> zone, Optional<String> precision) {
        if (zone.isEmpty() && precision.isEmpty()) {
            return response;
        }
        DateTimeFormatter format = precision.filter("Milliseconds"::equals).isPresent() ? MILLISECONDS : SECONDS;
        return MOMENT.matcher(response)
                .replaceAll(found -> contain(found.group(1))
                        ? "<t:" + found.group(1) + ">"
                                + format.format(
                                        zone.orElse(TimeZoneDefinition.UTC).at(Instant.parse(found.group(2))))
                                + "<"
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
