package org.s2slab.exchange.ews;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** The elements of the EWS schema with a date and time (xs:dateTime). */
public final class DateTimeElements {
    private static final Set<String> NAMES = names("xs:dateTime");

    private static final Set<String> DATES = names("xs:dateTime", "xs:date");

    private static final Pattern LEXICAL =
            Pattern.compile("(?<date>(?<year>-?\\d{4,})-\\d\\d-\\d\\d)(?:T(?<time>\\d\\d:\\d\\d:\\d\\d)"
                    + "(?<fraction>\\.\\d{1,7})?\\d*)?(?<offset>Z|[+-]\\d\\d:\\d\\d)?");

    private static final int LAST_YEAR = 9999;

    private static final DateTimeFormatter SECONDS_OF_DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private static final Pattern MOMENT =
            Pattern.compile("<t:(\\w+)>(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z)<");

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private DateTimeElements() {}

    /** Whether an element of the types namespace is a date and time in UTC. Wall-clock elements are local times. */
    public static boolean contain(String name) {
        return NAMES.contains(name) && !name.endsWith("WallClock");
    }

    /**
     * Converts the times of a response into the time zone of the TimeZoneContext header and to the precision of the
     * DateTimePrecision header. Without these headers the response does not change.
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

    /**
     * Normalizes the times of a request as .NET does: 24:00 becomes 00:00 of the next day, and fractions keep at most
     * seven digits.
     *
     * @throws EwsFault ErrorSchemaValidation for a year outside of 1 to 9999, also after conversion to UTC
     */
    static XmlElement normalized(XmlElement element) {
        XmlElement read = element;
        for (String name : List.of("StartDate", "EndDate")) {
            String text = element.attribute(name).orElse(null);
            read = text == null ? read : read.with(name, normalized(text, element));
        }
        List<XmlElement> before = element.children();
        if (before.isEmpty()) {
            return DATES.contains(element.name()) ? read.withText(normalized(element.text(), element)) : read;
        }
        List<XmlElement> children =
                before.stream().map(DateTimeElements::normalized).toList();
        return before.equals(children) ? read : read.withChildren(children);
    }

    /** Normalizes one text. Text that is not a date does not change. The schema validation refuses it. */
    private static String normalized(String text, XmlElement element) {
        Matcher found = LEXICAL.matcher(text.strip());
        if (!found.matches()) {
            return text;
        }
        requireYear(found.group("year").length() == 4, text, element);
        String time = found.group("time");
        if (time == null) {
            return text;
        }
        try {
            LocalDate day = LocalDate.parse(found.group("date"));
            boolean next = time.equals("24:00:00");
            LocalDateTime local = (next ? day.plusDays(1) : day).atTime(LocalTime.parse(next ? "00:00:00" : time));
            String offset = Objects.requireNonNullElse(found.group("offset"), "");
            int year = offset.isEmpty()
                    ? local.getYear()
                    : local.atOffset(ZoneOffset.of(offset))
                            .withOffsetSameInstant(ZoneOffset.UTC)
                            .getYear();
            requireYear(year > 0 && year <= LAST_YEAR, text, element);
            return SECONDS_OF_DAY.format(local) + Objects.requireNonNullElse(found.group("fraction"), "") + offset;
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static void requireYear(boolean fits, String text, XmlElement element) {
        if (!fits) {
            throw EwsFault.schema(
                    element.place(), "The year of '" + text + "' in " + element.name() + " is not one of 1 to 9999.");
        }
    }

    private static Set<String> names(String... types) {
        return XmlReader.read(SchemaFile.TYPES.content())
                .tree()
                .filter(element -> element.name().equals("element"))
                .map(XmlElement::attributes)
                .filter(attributes -> List.of(types).contains(attributes.getOrDefault("type", "")))
                .map(attributes -> attributes.getOrDefault("name", ""))
                .collect(Collectors.toUnmodifiableSet());
    }
}
