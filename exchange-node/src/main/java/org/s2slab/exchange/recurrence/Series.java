package org.s2slab.exchange.recurrence;

import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.s2slab.exchange.content.CalendarItemTimeZones;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A recurring calendar item: its master, its occurrences according to the pattern, and its changed occurrences.
 *
 * @param changes exceptions and deleted occurrences by their original starts
 */
public record Series(Item master, OccurrenceExpansion expansion, Map<Instant, ChangedOccurrence> changes) {
    private static final Logger LOG = LoggerFactory.getLogger(Series.class);

    /** The property of a master with pattern and range. */
    public static final String RECURRENCE = "Recurrence";

    public static Series of(Item master, List<ChangedOccurrence> changes) {
        return new Series(
                master,
                expansion(master.content()).orElseThrow(),
                changes.stream().collect(Collectors.toMap(ChangedOccurrence::original, Function.identity())));
    }

    /**
     * The series of a master. {@code changes} contains the changed occurrences of several masters, by the row number of
     * the master.
     */
    public static Series of(Item master, Map<Long, List<ChangedOccurrence>> changes) {
        return of(master, changes.getOrDefault(master.number(), List.of()));
    }

    /** As {@link #of(Item, Map)}, but logs an error and returns empty for an invalid stored master. */
    public static Optional<Series> readable(Item master, Map<Long, List<ChangedOccurrence>> changes) {
        try {
            return Optional.of(of(master, changes));
        } catch (RuntimeException e) {
            LOG.error("The item with the number {} is no series", master.number(), e);
            return Optional.empty();
        }
    }

    /**
     * The occurrences of a calendar item according to the pattern; empty for an item without a recurrence or without
     * times.
     *
     * @throws org.s2slab.exchange.responsecode.EwsError for an invalid recurrence
     */
    public static Optional<OccurrenceExpansion> expansion(ItemContent content) {
        Instant starts = content.starts();
        Instant ends = content.ends();
        return starts == null || ends == null
                ? Optional.empty()
                : content.property(RECURRENCE)
                        .map(RecurrenceReader::read)
                        .map(rule -> OccurrenceExpansion.of(
                                rule, CalendarItemTimeZones.of(content).start(), starts, ends));
    }

    /**
     * A calendar item with its start and end moved to the first occurrence of its recurrence, if it has one.
     *
     * @throws org.s2slab.exchange.responsecode.EwsError for an invalid recurrence
     */
    public static ItemContent begun(ItemContent content) {
        content.property(RECURRENCE).ifPresent(RecurrenceReader::read);
        return expansion(content)
                .map(OccurrenceExpansion::required)
                .map(OccurrenceExpansion::first)
                .map(first ->
                        content.withSpan(first.starts(), first.ends()).with(t("CalendarItemType", "RecurringMaster")))
                .orElse(content);
    }

    /** The occurrence with this original start; empty if it does not exist or is deleted. */
    public Optional<OccurrenceSpan> at(Instant original) {
        return expansion.at(original).flatMap(this::changed);
    }

    /** Whether an occurrence of the pattern was deleted. */
    public boolean isDeleted(OccurrenceSpan span) {
        ChangedOccurrence change = changes.get(span.original());
        return change != null && change.isDeleted();
    }

    /** Whether an occurrence was changed or deleted. */
    public boolean isException(OccurrenceSpan span) {
        return changes.containsKey(span.original());
    }

    /** The current time range of an occurrence of the pattern; empty if it is deleted. */
    public Optional<OccurrenceSpan> changed(OccurrenceSpan span) {
        ChangedOccurrence change = changes.get(span.original());
        return change == null ? Optional.of(span) : exception(change);
    }

    private static Optional<OccurrenceSpan> exception(ChangedOccurrence change) {
        Instant starts = change.starts();
        Instant ends = change.ends();
        return starts == null || ends == null
                ? Optional.empty()
                : Optional.of(new OccurrenceSpan(change.original(), starts, ends));
    }

    /** The first occurrence that is not deleted. */
    public Optional<OccurrenceSpan> first() {
        return all().findFirst();
    }

    /** The last occurrence that is not deleted; empty for a series without an end. */
    public Optional<OccurrenceSpan> last() {
        long count = expansion.count();
        return LongStream.iterate(count, index -> index > 0, index -> index - 1)
                .mapToObj(expansion::at)
                .flatMap(Optional::stream)
                .map(this::changed)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** The current occurrences in the order of their original starts; infinite for a series without an end. */
    public Stream<OccurrenceSpan> all() {
        return expansion.all().map(this::changed).flatMap(Optional::stream);
    }

    /** The exceptions, in the order of their original starts. */
    public List<OccurrenceSpan> modified() {
        return inOrder().map(Series::exception).flatMap(Optional::stream).toList();
    }

    /** The original starts of the deleted occurrences, in their order. */
    public List<Instant> deleted() {
        return inOrder()
                .filter(ChangedOccurrence::isDeleted)
                .map(ChangedOccurrence::original)
                .toList();
    }

    private Stream<ChangedOccurrence> inOrder() {
        return changes.values().stream().sorted(Comparator.comparing(ChangedOccurrence::original));
    }

    /** Two iterators for a calendar view, each sorted by start: the unchanged occurrences, and the exceptions. */
    public List<Iterator<OccurrenceSpan>> within(Instant from, Instant until) {
        Stream<OccurrenceSpan> regular = expansion.within(from, until).filter(span -> !isException(span));
        Stream<OccurrenceSpan> exceptions = modified().stream()
                .filter(span -> span.isWithin(from, until))
                .sorted(Comparator.comparing(OccurrenceSpan::starts));
        return List.of(regular.iterator(), exceptions.iterator());
    }

    /** The unchanged occurrences that start at or before a time, the latest first. */
    public Stream<OccurrenceSpan> regularUntil(Instant moment) {
        return expansion.until(moment).filter(span -> !isException(span));
    }

    /** Whether an occurrence can move to another time: it must stay between its current neighbours. */
    public boolean hasRoom(Instant original, Instant starts, Instant ends) {
        long index = expansion.indexOf(original);
        return next(index, -1).filter(before -> starts.isBefore(before.ends())).isEmpty()
                && next(index, 1).filter(after -> ends.isAfter(after.starts())).isEmpty();
    }

    private Optional<OccurrenceSpan> next(long index, int step) {
        return LongStream.iterate(index + step, next -> next + step)
                .mapToObj(expansion::at)
                .takeWhile(Optional::isPresent)
                .map(found -> changed(found.orElseThrow()).orElse(null))
                .filter(Objects::nonNull)
                .findFirst();
    }
}
