package org.s2slab.exchange.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.CalendarWindowQuery;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.recurrence.OccurrenceItemFactory;
import org.s2slab.exchange.recurrence.OccurrenceSpan;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.values.ObjectProperties;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/**
 * Finds the items of a CalendarView: single items and the occurrences of series, the earliest first. Expands a series
 * only up to the maximum size of the response.
 */
public record CalendarViewSearch(Instant from, Instant until, int most) {
    /** The maximum length of a view in years, as in the product. */
    private static final int MOST_YEARS = 2;

    /** The first year that a view may contain ([MS-OXOCAL] allows times since 1601). */
    private static final int FIRST_YEAR = 1601;

    private static final int LAST_YEAR = 4500;

    /** The maximum number of calendar entries in one comparison, to limit memory and time. */
    private static final int MOST = 20_000;

    /** The next entry of a single item or a series, and an iterator over the later entries of the same series. */
    private record Source(Instant starts, Supplier<Item> item, Iterator<Source> rest) {}

    /**
     * Reads the view of a FindItem request.
     *
     * @throws EwsError for a window that is empty or too long, a combination with a restriction, or a folder that is
     *     not a calendar
     */
    public static CalendarViewSearch of(XmlElement search, XmlElement view, MailFolder folder, int most) {
        ResponseCode.ErrorCalendarFolderIsInvalidForCalendarView.throwIf(!folder.isCalendar());
        ResponseCode.ErrorInvalidOperation.throwIf(
                search.child("Restriction").isPresent()
                        || search.child("QueryString").isPresent(),
                "A CalendarView cannot be combined with a restriction.");
        OffsetDateTime from = time(view, "StartDate");
        OffsetDateTime until = time(view, "EndDate");
        ResponseCode.ErrorCalendarEndDateIsEarlierThanStartDate.throwIf(until.isBefore(from));
        ResponseCode.ErrorCalendarViewRangeTooBig.throwIf(until.isAfter(from.plusYears(MOST_YEARS)));
        return new CalendarViewSearch(from.toInstant(), until.toInstant(), most);
    }

    private static OffsetDateTime time(XmlElement view, String name) {
        String text = view.attribute(name, "").strip();
        try {
            OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
            if (time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR) {
                return time;
            }
        } catch (DateTimeException e) {
            throw new EwsError(ResponseCode.ErrorValueOutOfRange, name + " is '" + text + "': " + e.getMessage());
        }
        throw new EwsError(
                ResponseCode.ErrorValueOutOfRange,
                name + " is '" + text + "', expected a year from " + FIRST_YEAR + " to " + LAST_YEAR + ".");
    }

    /**
     * All entries of the calendar between two times, the earliest first, without bodies.
     *
     * @throws EwsError ErrorFreeBusyGenerationFailed for more than 20,000 entries
     */
    public static List<Item> between(ReadTransaction rx, Mailbox mailbox, Instant from, Instant until) {
        List<Item> found = first(rx, mailbox, DistinguishedFolder.CALENDAR.distinguishedName(), from, until, MOST);
        ResponseCode.ErrorFreeBusyGenerationFailed.throwIf(
                found.size() > MOST,
                "The calendar of " + mailbox.name() + " has more than " + MOST + " entries from " + from + " to "
                        + until + ".");
        return found;
    }

    /** The earliest entries between two times, without bodies; up to {@code most} + 1, so that an excess is visible. */
    public static List<Item> first(
            ReadTransaction rx, Mailbox mailbox, String folder, Instant from, Instant until, int most) {
        return new CalendarViewSearch(from, until, most).items(rx, mailbox, folder, false);
    }

    private List<Item> items(ReadTransaction rx, Mailbox mailbox, String folder, boolean bodies) {
        CalendarWindowQuery window = new CalendarWindowQuery(folder, from, until, bodies);
        List<Item> masters = window.masters(rx, mailbox);
        Map<Long, List<ChangedOccurrence>> changes = window.changes(rx, masters);
        return merged(
                window.singles(rx, mailbox),
                masters.stream()
                        .flatMap(master -> Series.readable(master, changes).stream())
                        .toList());
    }

    /** The page of the response. */
    public PagingView.Page page(
            ReadTransaction rx, Mailbox mailbox, MailFolder folder, Function<Item, ObjectProperties> show) {
        List<Item> items = items(rx, mailbox, folder.key(), true);
        return new PagingView.Page(
                items.stream().limit(most).map(show).toList(),
                attributes(Math.min(items.size(), most), items.size() <= most));
    }

    /** Merges single items and series in the order of their starts. Returns up to {@code most} + 1 items. */
    private List<Item> merged(List<Item> singles, List<Series> series) {
        PriorityQueue<Source> earliest = new PriorityQueue<>(Comparator.comparing(Source::starts));
        singles.stream()
                .sorted(Comparator.comparing(CalendarViewSearch::starts))
                .forEach(item -> earliest.add(
                        new Source(starts(item), () -> item, List.<Source>of().iterator())));
        for (Series one : series) {
            one.within(from, until).forEach(spans -> add(earliest, sources(one, spans)));
        }
        List<Item> found = new ArrayList<>();
        for (Source next = earliest.poll(); next != null && found.size() <= most; next = earliest.poll()) {
            found.add(next.item().get());
            add(earliest, next.rest());
        }
        return found;
    }

    private static void add(PriorityQueue<Source> earliest, Iterator<Source> source) {
        if (source.hasNext()) {
            earliest.add(source.next());
        }
    }

    private static Iterator<Source> sources(Series series, Iterator<OccurrenceSpan> spans) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return spans.hasNext();
            }

            @Override
            public Source next() {
                OccurrenceSpan span = spans.next();
                return new Source(span.starts(), () -> OccurrenceItemFactory.of(series, span), this);
            }
        };
    }

    private static Instant starts(Item item) {
        Instant starts = item.content().starts();
        if (starts == null) {
            throw new IllegalArgumentException("a calendar item without a start: " + item.id());
        }
        return starts;
    }

    private static Map<String, String> attributes(int total, boolean last) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("TotalItemsInView", Integer.toString(total));
        attributes.put("IncludesLastItemInRange", Boolean.toString(last));
        return attributes;
    }
}
