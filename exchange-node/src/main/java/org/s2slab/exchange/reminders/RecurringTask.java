package org.s2slab.exchange.reminders;

import static org.s2slab.ews.EwsNames.t;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.recurrence.RecurrenceReader;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.values.DependentValues;
import org.s2slab.store.WriteTransaction;
import org.s2slab.xml.XmlElement;

/**
 * A recurring task: one item that represents the current occurrence. When this occurrence is completed, the server
 * stores it in a copy without recurrence and moves the item to the next date of the pattern. A regenerating pattern
 * counts from the day of completion ([MS-OXWSTASK] 2.2.7.1).
 */
public record RecurringTask(ItemContent content) {
    private static final String CHANGE_COUNT = "ChangeCount";
    private static final String DUE = "DueDate";
    private static final String START = "StartDate";
    private static final String NUMBER = "NumberOfOccurrences";
    private static final String REGENERATION = "Regeneration";
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    /**
     * Adds the server's values to a new task.
     *
     * @throws org.s2slab.exchange.responsecode.EwsError for an invalid recurrence
     */
    public static ItemContent created(ItemContent content) {
        if (content.kind() != ItemKind.TASK) {
            return content;
        }
        RecurringTask task = new RecurringTask(dated(content));
        ItemContent counted = task.content.with(t(CHANGE_COUNT, "1")).with(t("IsRecurring", task.recurs()));
        if (!task.recurs() || task.regenerates() || content.property(DUE).isPresent()) {
            return counted;
        }
        return RecurrenceReader.read(task.recurrence())
                .first()
                .map(first -> counted.with(time(DUE, first)))
                .orElse(counted);
    }

    /**
     * Changes a task. If the change ends an occurrence of a recurring task (completed, or moved to another day),
     * returns the new single task that stores this occurrence.
     */
    public static Item update(
            ItemStore items, WriteTransaction tx, Mailbox mailbox, Item item, ItemContent changed, Instant now) {
        if (item.content().kind() != ItemKind.TASK) {
            return items.update(tx, item, changed);
        }
        RecurringTask before = new RecurringTask(dated(item.content()));
        RecurringTask after = new RecurringTask(dated(changed));
        ItemContent counted = before.counted(after.content).with(t("IsRecurring", after.recurs()));
        Optional<ItemContent> next = before.isOver(after)
                ? before.next(today(now)).map(task -> after.begun(task, before))
                : Optional.empty();
        if (next.isEmpty()) {
            return items.update(tx, item, counted);
        }
        Item copy = items.create(tx, mailbox, item.folder(), before.single(after.content));
        items.update(tx, item, next.get());
        return copy;
    }

    /** Adds a time zone to the dates of a recurrence, as the product does: exchangelib reads other dates as times. */
    private static ItemContent dated(ItemContent content) {
        RecurringTask task = new RecurringTask(content);
        return task.recurs()
                ? content.with(task.ranged(
                        part -> DAY.matcher(part.text()).matches() ? t(part.name(), part.text() + "Z") : part))
                : content;
    }

    /** The task at its next date. The range starts anew if the change gives the recurrence another first day. */
    private ItemContent begun(ItemContent next, RecurringTask before) {
        return rangeStart().equals(before.rangeStart())
                ? next
                : next.with(new RecurringTask(next)
                        .ranged(part -> part.name().equals(START) ? t(START, rangeStart() + "Z") : part));
    }

    /** The ended occurrence as a single task. If the recurrence has a new start, the dates move with it. */
    private ItemContent single(ItemContent changed) {
        long days = ChronoUnit.DAYS.between(rangeStart(), new RecurringTask(changed).rangeStart());
        ItemContent moved = counted(changed);
        for (String name : List.of(START, DUE)) {
            Optional<String> date = days == 0 ? Optional.empty() : changed.propertyText(name);
            moved = date.isEmpty()
                    ? moved
                    : moved.with(time(name, today(Instant.parse(date.get())).plusDays(days)));
        }
        return moved.without(Series.RECURRENCE).with(t("IsRecurring", "false"));
    }

    private LocalDate rangeStart() {
        return LocalDate.parse(range().childText(START, "").substring(0, 10));
    }

    /** Whether the item is a task with a recurrence. */
    public boolean recurs() {
        return content.kind() == ItemKind.TASK
                && content.property(Series.RECURRENCE).isPresent();
    }

    private XmlElement recurrence() {
        return content.property(Series.RECURRENCE).orElseThrow();
    }

    private boolean regenerates() {
        return recurrence().children().get(0).name().endsWith(REGENERATION);
    }

    /** Whether a change ends an occurrence: it completes the task, or moves only this occurrence to another day. */
    private boolean isOver(RecurringTask after) {
        if (!recurs() || !after.recurs() || !undated().equals(after.undated())) {
            return false;
        }
        boolean done = DependentValues.isComplete(after.content) && !DependentValues.isComplete(content);
        return done || (!regenerates() && !dates().equals(after.dates()));
    }

    /** The recurrence without its start date, for comparison. */
    private XmlElement undated() {
        return ranged(part -> part.name().equals(START) ? t(START, "") : part);
    }

    private List<Object> dates() {
        return List.of(content.propertyText(START), content.propertyText(DUE), rangeStart());
    }

    private ItemContent counted(ItemContent changed) {
        int count = Integer.parseInt(content.propertyText(CHANGE_COUNT, "1"));
        return changed.with(t(CHANGE_COUNT, count + 1));
    }

    /** The task at its next date; empty after the last date. */
    public Optional<ItemContent> next(LocalDate today) {
        LocalDate current = Stream.of(DUE, START)
                .flatMap(name -> content.propertyText(name).stream())
                .findFirst()
                .map(text -> today(Instant.parse(text)))
                .orElse(today);
        int left = range().childText(NUMBER).map(Integer::parseInt).orElse(Integer.MAX_VALUE);
        return left <= 1 ? Optional.empty() : nextDate(current, today).map(date -> at(current, date, left - 1));
    }

    private Optional<LocalDate> nextDate(LocalDate current, LocalDate today) {
        if (!regenerates()) {
            return RecurrenceReader.read(recurrence()).from(current.plusDays(1)).findFirst();
        }
        XmlElement pattern = recurrence().children().get(0);
        int interval = Integer.parseInt(pattern.childText("Interval", "1"));
        ChronoUnit unit = switch (pattern.name()) {
            case "Daily" + REGENERATION -> ChronoUnit.DAYS;
            case "Weekly" + REGENERATION -> ChronoUnit.WEEKS;
            case "Monthly" + REGENERATION -> ChronoUnit.MONTHS;
            default -> ChronoUnit.YEARS;
        };
        LocalDate next = today.plus(interval, unit);
        return range().childText("EndDate")
                        .filter(end -> next.isAfter(LocalDate.parse(end.substring(0, 10))))
                        .isPresent()
                ? Optional.empty()
                : Optional.of(next);
    }

    private XmlElement range() {
        return recurrence().children().get(1);
    }

    private ItemContent at(LocalDate current, LocalDate date, int left) {
        long days = ChronoUnit.DAYS.between(current, date);
        ItemContent next =
                ReminderTimes.moved(counted(content), Duration.ofDays(days)).with(time(DUE, date));
        Optional<String> start = content.propertyText(START);
        if (start.isPresent()) {
            next = next.with(time(START, today(Instant.parse(start.get())).plusDays(days)));
        }
        return next.with(ranged(part -> switch (part.name()) {
            case START -> t(START, date + "Z");
            case NUMBER -> t(NUMBER, left);
            default -> part;
        }));
    }

    /** The recurrence with all parts of its range converted. */
    private XmlElement ranged(UnaryOperator<XmlElement> other) {
        List<XmlElement> range = range().children().stream().map(other).toList();
        return t(Series.RECURRENCE, recurrence().children().get(0), t(range().name(), range));
    }

    private static XmlElement time(String name, LocalDate date) {
        return t(name, date.atStartOfDay(ZoneOffset.UTC).toInstant().toString());
    }

    /** The UTC date of an instant, which is the date of tasks. */
    public static LocalDate today(Instant now) {
        return now.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
