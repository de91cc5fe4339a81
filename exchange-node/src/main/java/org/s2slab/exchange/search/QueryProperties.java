package org.s2slab.exchange.search;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.s2slab.exchange.search.KeywordQuery.Attribute;
import org.s2slab.exchange.search.KeywordQuery.Field;
import org.s2slab.exchange.search.KeywordQuery.Measure;

/** The properties that a query may contain, and the meaning of their values. */
final class QueryProperties {
    private static final Map<String, Field> FIELDS = Map.of(
            "subject", Field.SUBJECT,
            "body", Field.BODY,
            "from", Field.FROM,
            "to", Field.TO,
            "cc", Field.CC,
            "bcc", Field.BCC,
            "participants", Field.PARTICIPANTS,
            "category", Field.CATEGORY,
            "attachment", Field.ATTACHMENT);

    private static final Map<String, Measure> MEASURES =
            Map.of("sent", Measure.SENT, "received", Measure.RECEIVED, "size", Measure.SIZE);

    private static final String KNOWN = "from, to, cc, bcc, participants, subject, body, category, attachment, sent,"
            + " received, kind, itemclass, size, importance, hasattachment, isread, isflagged";
    private static final List<String> IMPORTANCES = List.of("low", "normal", "high");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
    private static final String RANGE = "..";

    private QueryProperties() {}

    /** The text field of a property; empty for properties of another type. */
    static Optional<Field> field(String name) {
        return Optional.ofNullable(FIELDS.get(key(name)));
    }

    static boolean isKnown(String name) {
        return List.of(KNOWN.split(", ")).contains(key(name));
    }

    /** The query for a comparison with a property value; empty for an unknown property or an invalid value. */
    static Optional<KeywordQuery> compared(String name, String comparison, String value, Instant now) {
        boolean equal = comparison.equals("=");
        Measure measure = MEASURES.get(key(name));
        if (measure == null) {
            return equal ? classes(name, value) : Optional.empty();
        }
        int range = equal ? value.indexOf(RANGE) : -1;
        if (range >= 0) {
            Optional<DateSpan> first = span(measure, value.substring(0, range), now);
            Optional<DateSpan> last = span(measure, value.substring(range + RANGE.length()), now);
            return first.flatMap(
                    from -> last.map(until -> new KeywordQuery.Range(measure, from.from(), until.until())));
        }
        return span(measure, value, now).map(span -> compared(measure, comparison, span));
    }

    private static KeywordQuery compared(Measure measure, String comparison, DateSpan span) {
        return switch (comparison) {
            case "<" -> new KeywordQuery.Range(measure, Long.MIN_VALUE, span.from());
            case "<=" -> new KeywordQuery.Range(measure, Long.MIN_VALUE, span.until());
            case ">" -> new KeywordQuery.Range(measure, span.until(), Long.MAX_VALUE);
            case ">=" -> new KeywordQuery.Range(measure, span.from(), Long.MAX_VALUE);
            case "<>" -> new KeywordQuery.Not(new KeywordQuery.Range(measure, span.from(), span.until()));
            default -> new KeywordQuery.Range(measure, span.from(), span.until());
        };
    }

    private static Optional<DateSpan> span(Measure measure, String value, Instant now) {
        if (measure != Measure.SIZE) {
            return DateSpan.of(value, now);
        }
        if (!NUMBER.matcher(value).matches()) {
            return Optional.empty();
        }
        long bytes = Long.parseLong(value);
        return Optional.of(new DateSpan(bytes, bytes + 1));
    }

    private static Optional<KeywordQuery> classes(String name, String value) {
        return switch (key(name)) {
            case "kind" -> ItemKindNames.named(value).map(KeywordQuery.class::cast);
            case "hasattachment", "isread", "isflagged" ->
                truth(value).map(truth -> new KeywordQuery.Having(attribute(name), truth));
            case "importance" ->
                Optional.of(key(value))
                        .filter(IMPORTANCES::contains)
                        .map(importance -> new KeywordQuery.Having(attribute(name), importance));
            case "itemclass" ->
                Optional.of(new KeywordQuery.ItemClass(
                        List.of(value.endsWith("*") ? withoutStar(value) : value), List.of()));
            default -> Optional.empty();
        };
    }

    private static Attribute attribute(String name) {
        return Attribute.valueOf(name.toUpperCase(Locale.ROOT));
    }

    private static Optional<Integer> truth(String value) {
        return switch (key(value)) {
            case "true", "yes", "1" -> Optional.of(1);
            case "false", "no", "0" -> Optional.of(0);
            default -> Optional.empty();
        };
    }

    private static String withoutStar(String value) {
        return value.substring(0, value.length() - 1);
    }

    /** The accepted values of a property, for an error message about an invalid value. */
    static String expected(String name, String value) {
        String requested = switch (key(name)) {
            case "kind" -> "one of " + ItemKindNames.names() + ", with ':'";
            case "itemclass" -> "an item class, with ':'";
            case "hasattachment", "isread", "isflagged" -> "true or false, with ':'";
            case "importance" -> "one of " + String.join(", ", IMPORTANCES) + ", with ':'";
            case "size" -> "a number of bytes, or two with '..' between them";
            default -> DateSpan.FORMS + ", or two with '..' between them";
        };
        return "'" + value + "' is no value of '" + name + "', expected " + requested + ".";
    }

    static String unknown(String name) {
        return "there is no property '" + name + "'; known are " + KNOWN
                + ". Put the text in quotation marks to search for it.";
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
