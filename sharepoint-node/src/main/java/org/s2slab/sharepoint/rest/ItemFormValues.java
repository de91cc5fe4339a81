package org.s2slab.sharepoint.rest;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.sharepoint.sites.ListField;
import org.s2slab.sharepoint.sites.Site;
import org.s2slab.store.WriteTransaction;

/** The values of items in a form: texts in the web's language and time zone, English (United States) and UTC. */
record ItemFormValues(UserResource users) {
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("M/d/uuuu[ h:mm[:ss] a]")
            .parseDefaulting(ChronoField.CLOCK_HOUR_OF_AMPM, 12)
            .parseDefaulting(ChronoField.AMPM_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .toFormatter(Locale.US);

    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("M/d/uuuu h:mm a", Locale.US);

    /** Separates several choices. */
    private static final String NEXT = ";#";

    /**
     * The text of a value.
     *
     * @param people the people of the site by their numbers
     */
    static String text(ListField field, @Nullable Object value, Map<Integer, RestEntity> people) {
        if (value == null) {
            return "";
        }
        return switch (field.kind().values) {
            case TEXT, NUMBER -> value.toString();
            case TIME -> SHOWN.format(OffsetDateTime.parse(value.toString()).withOffsetSameInstant(ZoneOffset.UTC));
            case FLAG -> Boolean.TRUE.equals(value) ? "Yes" : "No";
            case TEXTS -> ((JsonArray) value).stream().map(one -> NEXT + one).collect(Collectors.joining("", "", NEXT));
            case PERSON -> picked(List.of(value), people);
            case PERSONS -> picked(((JsonArray) value).getList(), people);
        };
    }

    /** People in the form of the people picker. */
    private static String picked(List<?> numbers, Map<Integer, RestEntity> people) {
        JsonArray picked = new JsonArray();
        for (Object number : numbers) {
            RestEntity person = people.get(number);
            if (person != null) {
                picked.add(new JsonObject()
                        .put("Key", person.properties().getString("Name"))
                        .put("DisplayText", person.properties().getString("Title")));
            }
        }
        return picked.encode();
    }

    /** Parses the text of a value. Fails with the sentence for the form. */
    @Nullable
    Object value(WriteTransaction tx, ListField field, String text, Site site) {
        if (text.isEmpty()) {
            return null;
        }
        return switch (field.kind().values) {
            case TEXT -> text;
            case NUMBER -> number(text);
            case TIME -> time(text);
            case FLAG -> flag(field, text);
            case TEXTS ->
                new JsonArray(Arrays.stream(text.split(NEXT, -1))
                        .filter(one -> !one.isEmpty())
                        .toList());
            case PERSON -> {
                JsonArray people = people(tx, text, site);
                yield people.size() == 1 ? people.getInteger(0) : people;
            }
            case PERSONS -> people(tx, text, site);
        };
    }

    private static Number number(String text) {
        String plain = text.strip().replaceFirst("^(-?)\\$", "$1");
        if (!plain.matches("-?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\\.[0-9]+)?") || !plain.matches(".*[0-9].*")) {
            throw RestError.formValue("The value of this field is not a valid number.");
        }
        double number = Double.parseDouble(plain.replace(",", ""));
        boolean whole = number == Math.rint(number) && Math.abs(number) <= Integer.MAX_VALUE;
        return whole ? (Number) (int) number : (Number) number;
    }

    private static String time(String text) {
        try {
            return LocalDateTime.parse(text.strip(), TIME)
                    .toInstant(ZoneOffset.UTC)
                    .toString();
        } catch (DateTimeException e) {
            throw RestError.formValue("You must specify a valid date within the range of 1/1/1900 and 12/31/8900.");
        }
    }

    private static boolean flag(ListField field, String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "1", "yes", "true" -> true;
            case "0", "no", "false" -> false;
            default -> throw EntityBody.unusable(field.name());
        };
    }

    /** The numbers of people from the form of a people picker: {@code [{"Key":"i:0#.w|contoso\\anna"}]}. */
    private JsonArray people(WriteTransaction tx, String text, Site site) {
        JsonArray numbers = new JsonArray();
        try {
            for (Object one : new JsonArray(text)) {
                String key =
                        one instanceof JsonObject person && person.getValue("Key") instanceof String name ? name : "";
                numbers.add(users.ensured(tx, key, site).properties().getInteger("Id"));
            }
        } catch (DecodeException e) {
            throw RestError.unknownUser(text);
        }
        return numbers;
    }
}
