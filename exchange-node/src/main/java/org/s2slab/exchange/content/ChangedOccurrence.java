package org.s2slab.exchange.content;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An occurrence of a series that differs from the pattern: an exception or a deleted occurrence.
 *
 * @param original the start according to the pattern
 * @param starts the start of an exception, null for a deleted occurrence
 * @param ends the end of an exception, null for a deleted occurrence
 * @param differences the property values of an exception that differ from the series, and the keys of removed
 *     properties; all other values come from the series
 * @param attached null if the occurrence has the attachments of its series
 */
public record ChangedOccurrence(
        Instant original,
        @Nullable Instant starts,
        @Nullable Instant ends,
        Map<String, Object> differences,
        @Nullable Attached attached) {
    /** The attachments of an item. */
    public enum Attached {
        /** The item has no attachments. */
        NONE,

        /** All attachments are inline: parts of the body. */
        INLINE,

        /** At least one attachment is not inline. */
        LISTED;

        public boolean any() {
            return this != NONE;
        }

        public boolean notInline() {
            return this == LISTED;
        }

        /** @param allInline whether all attachments are inline, as a number; null without attachments */
        public static Attached of(@Nullable Long allInline) {
            return allInline == null ? NONE : allInline == 0 ? LISTED : INLINE;
        }
    }

    private static final String ABSENT = "absent";
    private static final String SUBJECT = "item:Subject";
    private static final String TEXT = "body:text";
    private static final String HTML = "body:html";

    /** The properties that the server computes from the series. */
    private static final Set<String> COMPUTED = Set.of(
            "calendar:CalendarItemType",
            "calendar:IsRecurring",
            "calendar:OriginalStart",
            "calendar:RecurrenceId",
            "calendar:Recurrence",
            "calendar:MeetingTimeZone");

    /** A deleted occurrence. */
    public static ChangedOccurrence deleted(Instant original) {
        return new ChangedOccurrence(original, null, null, Map.of(), null);
    }

    /** This exception with only its changed times. All other values come from the series. */
    public ChangedOccurrence placed() {
        return new ChangedOccurrence(original, starts, ends, Map.of(), null);
    }

    /** Creates an exception from the difference between the regular and the changed occurrence. */
    public static ChangedOccurrence between(Instant original, ItemContent regular, ItemContent changed) {
        List<String> absent = new ArrayList<>(regular.values().keySet());
        absent.removeAll(changed.values().keySet());
        Map<String, Object> own = new LinkedHashMap<>(changed.values());
        own.entrySet()
                .removeIf(value -> value.getValue().equals(regular.values().get(value.getKey())));
        if (!regular.subject().equals(changed.subject())) {
            own.put(SUBJECT, changed.subject());
        }
        if (!regular.body().equals(changed.body())) {
            putBody(own, changed);
        }
        return of(original, changed, own, absent);
    }

    /**
     * Creates an exception with some own properties.
     *
     * @param own an item with exactly these properties
     * @param absent the keys of properties that the exception does not have
     */
    public static ChangedOccurrence with(Instant original, ItemContent own, Collection<String> absent) {
        Map<String, Object> differences = new LinkedHashMap<>(own.values());
        if (!own.subject().isEmpty()) {
            differences.put(SUBJECT, own.subject());
        }
        if (!own.text().isEmpty()) {
            putBody(differences, own);
        }
        return of(original, own, differences, absent);
    }

    private static ChangedOccurrence of(
            Instant original, ItemContent placed, Map<String, Object> own, Collection<String> absent) {
        List<String> gone =
                absent.stream().filter(key -> !COMPUTED.contains(key)).toList();
        own.keySet().removeAll(COMPUTED);
        if (!gone.isEmpty()) {
            own.put(ABSENT, gone);
        }
        return new ChangedOccurrence(original, placed.starts(), placed.ends(), own, null);
    }

    private static void putBody(Map<String, Object> differences, ItemContent content) {
        differences.put(TEXT, content.text());
        if (content.html() != null) {
            differences.put(HTML, Objects.requireNonNull(content.html()));
        }
    }

    /** Returns this change with the attachments of the occurrence. */
    public ChangedOccurrence with(Attached own) {
        return new ChangedOccurrence(original, starts, ends, differences, own);
    }

    public boolean isDeleted() {
        return starts == null;
    }

    /** The content of the exception, made from the regular occurrence. */
    public ItemContent applied(ItemContent regular) {
        ItemContent content = differences.get(ABSENT) instanceof List<?> absent
                ? regular.withoutValues(absent.stream().map(String::valueOf).toList())
                : regular;
        for (Map.Entry<String, Object> own : differences.entrySet()) {
            content = switch (own.getKey()) {
                case SUBJECT -> content.withSubject(own.getValue().toString());
                case TEXT ->
                    content.withBody(
                            differences.get(HTML) instanceof String html ? html : null,
                            own.getValue().toString());
                case HTML, ABSENT -> content;
                default -> content.with(own.getKey(), own.getValue());
            };
        }
        return content.withSpan(starts, ends);
    }
}
