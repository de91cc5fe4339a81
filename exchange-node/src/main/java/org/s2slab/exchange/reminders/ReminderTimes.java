package org.s2slab.exchange.reminders;

import static org.s2slab.ews.EwsNames.t;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.recurrence.OccurrenceItemFactory;
import org.s2slab.exchange.recurrence.OccurrenceSpan;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.values.RequestTimeConverter;
import org.s2slab.exchange.values.ValueRules;

/** Computes signal times of reminders ([MS-OXORMDR] 2.2.1, 3.1.4). A series stores only its next signal time. */
public final class ReminderTimes {
    static final String NEXT = "ReminderNextTime";

    /** The signal time of a series whose reminders are all dismissed ([MS-OXORMDR] 3.1.4.6.2). */
    static final Instant NEVER = Instant.parse("4501-01-01T00:00:00Z");

    private static final Instant EVER = Instant.parse("1601-01-01T00:00:00Z");

    private static final String IS_SET = "ReminderIsSet";
    private static final String RESET = "mapi:TaskResetReminder";
    private static final String DUE = "ReminderDueBy";
    private static final String MINUTES = "ReminderMinutesBeforeStart";

    /** The default minutes before the start ([MS-OXORMDR] 2.2.1.3), for a missing number or the default's number. */
    private static final long USUAL_MINUTES = 15;

    private ReminderTimes() {}

    static boolean isSet(ItemContent content) {
        return content.isTrue(IS_SET);
    }

    /** The time at which a reminder signals; empty if no reminder is set or the item has no time. */
    public static Optional<Instant> signal(ItemContent content) {
        return isSet(content)
                ? content.propertyText(NEXT).flatMap(ReminderTimes::time).or(() -> natural(content))
                : Optional.empty();
    }

    /** Reads a stored signal time; empty for a time that stands for no reminder. */
    private static Optional<Instant> time(String text) {
        return Optional.of(Instant.parse(text)).filter(time -> time.isAfter(EVER) && !time.isAfter(NEVER));
    }

    /** The signal time of a reminder that nobody postponed. */
    private static Optional<Instant> natural(ItemContent content) {
        Instant starts = content.starts();
        return content.kind() == ItemKind.CALENDAR_ITEM
                ? Optional.ofNullable(starts).map(start -> start.minus(before(content)))
                : Stream.of(DUE, "DueDate", "StartDate")
                        .flatMap(name -> content.propertyText(name).stream())
                        .map(Instant::parse)
                        .findFirst();
    }

    private static Duration before(ItemContent content) {
        return Duration.ofMinutes(content.propertyText(MINUTES)
                .map(Long::parseLong)
                .filter(ValueRules::isReminderSpan)
                .orElse(USUAL_MINUTES));
    }

    /** Sets a reminder for a new appointment, unless the client sets no reminder. */
    public static ItemContent created(ItemContent content) {
        boolean usual = content.kind() == ItemKind.CALENDAR_ITEM
                && content.propertyText(IS_SET).isEmpty();
        return usual ? content.with(t(IS_SET, "true")) : content;
    }

    /** The default minutes before the start, for an appointment with a reminder. */
    public static Optional<String> minutes(ItemContent content) {
        return content.kind() == ItemKind.CALENDAR_ITEM && isSet(content)
                ? Optional.of(Long.toString(USUAL_MINUTES))
                : Optional.empty();
    }

    /** The due time of a reminder: the start of an appointment, or the reminder time of a task. */
    public static Optional<Instant> dueBy(ItemContent content) {
        return content.kind() == ItemKind.TASK
                ? Optional.of(content).filter(ReminderTimes::isSet).flatMap(ReminderTimes::natural)
                : Optional.ofNullable(content.starts());
    }

    /** Adds the signal time of the next occurrence to a series without a signal time. */
    public static ItemContent settled(ItemContent content, Instant now) {
        return !isSet(content) || content.propertyText(NEXT).isPresent()
                ? content
                : Series.expansion(RequestTimeConverter.wholeDays(content))
                        .map(series -> series.within(now, NEVER)
                                .map(span -> span.starts().minus(before(content)))
                                .filter(now::isBefore)
                                .findFirst()
                                .orElse(NEVER))
                        .map(next -> with(content, next))
                        .orElse(content);
    }

    static ItemContent with(ItemContent content, Instant signal) {
        return content.with(t(NEXT, signal.toString()));
    }

    /** Removes the stored signal time if a change alters the times or the reminder of an item. */
    public static ItemContent rescheduled(Item before, ItemContent changed) {
        return CalendarItemEditor.isOccurrence(before)
                        || basis(before.content()).equals(basis(changed))
                ? changed
                : changed.without(NEXT);
    }

    private static List<Object> basis(ItemContent content) {
        List<Object> basis = new ArrayList<>();
        Stream.of(NEXT, IS_SET, MINUTES, DUE, "DueDate", Series.RECURRENCE)
                .forEach(name -> basis.add(content.propertyText(name)));
        basis.add(Optional.ofNullable(content.starts()));
        return basis;
    }

    /** Dismisses the reminder of an item. A recurring task stores that it had a reminder ([MS-OXOTASK] 2.2.2.2.6). */
    static ItemContent dismissed(ItemContent content) {
        ItemContent done = content.with(t(IS_SET, "false")).without(NEXT);
        return new RecurringTask(content).recurs() ? done.with(RESET, true) : done;
    }

    /** Moves the reminder of a recurring task to its next date, and sets a dismissed reminder again. */
    static ItemContent moved(ItemContent task, Duration by) {
        ItemContent next = task.without(NEXT).withoutValues(List.of(RESET));
        ItemContent due = next.propertyText(DUE)
                .map(text -> next.with(t(DUE, Instant.parse(text).plus(by).toString())))
                .orElse(next);
        return task.value(RESET).isPresent() ? due.with(t(IS_SET, "true")) : due;
    }

    /** The occurrence for a signal time: the last occurrence whose reminder signals at or before this time. */
    static Optional<OccurrenceSpan> pending(Series series, Instant signal) {
        ItemContent master = series.master().content();
        Stream<OccurrenceSpan> regular =
                isSet(master) ? series.regularUntil(signal.plus(before(master))) : Stream.empty();
        Stream<OccurrenceSpan> exceptions = series.modified().stream()
                .filter(span -> natural(series, span)
                        .filter(time -> !time.isAfter(signal))
                        .isPresent());
        return Stream.concat(regular.limit(1), exceptions).max(Comparator.comparing(OccurrenceSpan::original));
    }

    /** The next future signal time of the occurrences after a given one; empty if there is none. */
    static Optional<Instant> next(Series series, OccurrenceSpan one, Instant now) {
        Instant from = now.isAfter(one.original()) ? now : one.original();
        Iterator<OccurrenceSpan> exceptions = series.within(now, NEVER).get(1);
        Stream<OccurrenceSpan> regular = isSet(series.master().content())
                ? stream(series.within(from, NEVER).get(0))
                : Stream.empty();
        return Stream.of(regular, stream(exceptions))
                .flatMap(spans -> spans.filter(span -> span.original().isAfter(one.original()))
                        .flatMap(span -> natural(series, span).stream())
                        .filter(now::isBefore)
                        .limit(1))
                .min(Comparator.naturalOrder());
    }

    private static Optional<Instant> natural(Series series, OccurrenceSpan span) {
        ItemContent content = series.isException(span)
                ? OccurrenceItemFactory.of(series, span).content()
                : series.master().content().withSpan(span.starts(), span.ends());
        return Optional.of(content).filter(ReminderTimes::isSet).flatMap(ReminderTimes::natural);
    }

    private static Stream<OccurrenceSpan> stream(Iterator<OccurrenceSpan> spans) {
        return Stream.iterate(spans, Iterator::hasNext, UnaryOperator.identity())
                .map(Iterator::next);
    }
}
