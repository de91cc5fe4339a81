package org.s2slab.exchange.availability;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.availability.FreeBusy.Status;
import org.s2slab.exchange.content.GlobalObjectIdConverter;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlNamespace;
import org.s2slab.xml.XmlWriter;

/**
 * The suggested times of GetUserAvailability for a meeting, the best time of each day first ({@code
 * t:SuggestionsViewOptionsType}).
 *
 * @param goodThreshold the quality of a time is Good if 50 plus this percentage of the attendees are available
 * @param mostADay the maximum number of suggestions per day
 * @param mostOutside the maximum number of suggestions per day outside of working hours
 * @param length the duration of the meeting
 * @param least the minimum quality of a suggestion
 * @param moved the UID of a meeting to move; this meeting is not a conflict
 */
record MeetingSuggestions(
        ClientTimeZone zone,
        TimeWindow window,
        int goodThreshold,
        int mostADay,
        int mostOutside,
        Duration length,
        Quality least,
        Optional<String> moved) {
    private static final XmlNamespace M = EwsNames.MESSAGES;
    private static final XmlNamespace T = EwsNames.TYPES;

    /** The number of possible starts per day: a suggested meeting starts at a full or half hour. */
    private static final int STARTS_A_DAY = 48;

    /** The quality of a time, best first, by the number of available attendees. */
    enum Quality {
        Excellent,
        Good,
        Fair,
        Poor
    }

    private record Suggestion(
            Instant time, boolean isWorkTime, Quality quality, List<List<Optional<Status>>> statuses) {}

    private record Day(LocalDate date, List<Suggestion> suggestions) {}

    /**
     * Reads the options of a request. The defaults are the product's.
     *
     * @param definition the time zone of the SOAP header
     * @throws EwsFault if the window, the time zone or a number is not valid
     */
    static MeetingSuggestions of(XmlElement operation, XmlElement options, Optional<XmlElement> definition) {
        ClientTimeZone zone = ClientTimeZone.of(operation.child("TimeZone"), definition);
        return new MeetingSuggestions(
                zone,
                TimeWindow.of(zone, options.child("DetailedSuggestionsWindow")),
                number(options, "GoodThreshold", 0, 25, 50),
                number(options, "MaximumResultsByDay", 0, 10, STARTS_A_DAY),
                number(options, "MaximumNonWorkHourResultsByDay", 0, 0, STARTS_A_DAY),
                Duration.ofMinutes(number(options, "MeetingDurationInMinutes", 30, 60, 1440)),
                Quality.valueOf(
                        options.childText("MinimumSuggestionQuality", "Fair").strip()),
                options.childText("GlobalObjectId").map(MeetingSuggestions::uid));
    }

    private static int number(XmlElement options, String name, int least, int usual, int most) {
        int number = options.childNumber(name, usual);
        ResponseCode.ErrorInvalidArgument.faultIf(
                number < least || number > most, name + " is " + number + ", expected " + least + " to " + most + ".");
        return number;
    }

    private static String uid(String id) {
        try {
            return GlobalObjectIdConverter.uid(id.strip());
        } catch (IllegalArgumentException e) {
            throw new EwsFault(
                    ResponseCode.ErrorInvalidArgument, "GlobalObjectId is not in Base64: " + e.getMessage() + ".");
        }
    }

    /** Whether a calendar item can be a conflict. */
    boolean counts(Item item) {
        return moved.isEmpty() || !item.content().propertyText("UID").equals(moved);
    }

    /** Computes the suggestions for each day of the window, which can take long. */
    EwsPayload answer(List<SuggestionAttendee> attendees) {
        List<Day> days = date(window.from())
                .datesUntil(date(window.until().minusNanos(1)).plusDays(1))
                .map(date -> new Day(date, best(date, attendees)))
                .toList();
        return EwsPayload.in(
                "SuggestionsResponse",
                xml -> EwsMessage.success(EwsPayload.NONE)
                        .write(xml, "ResponseMessage")
                        .list(M, "SuggestionDayResultArray", days, day -> write(xml, day, attendees)));
    }

    private List<Suggestion> best(LocalDate date, List<SuggestionAttendee> attendees) {
        TimeWindow near = new TimeWindow(
                start(date.atStartOfDay()), start(date.plusDays(2).atStartOfDay()));
        List<SuggestionAttendee> there =
                attendees.stream().map(attendee -> attendee.within(near)).toList();
        List<Suggestion> all = IntStream.range(0, STARTS_A_DAY)
                .mapToObj(half -> start(date.atTime(half / 2, half % 2 * 30)))
                .filter(start ->
                        !start.isBefore(window.from()) && !start.plus(length).isAfter(window.until()))
                .flatMap(start -> suggestion(start, there).stream())
                .filter(suggestion -> suggestion.quality().compareTo(least) <= 0)
                .sorted(Comparator.comparing(Suggestion::quality))
                .toList();
        return Stream.concat(
                        all.stream().filter(Suggestion::isWorkTime),
                        all.stream()
                                .filter(suggestion -> !suggestion.isWorkTime())
                                .limit(mostOutside))
                .sorted(Comparator.comparing(Suggestion::quality).thenComparing(Suggestion::time))
                .limit(mostADay)
                .toList();
    }

    /** The suggestion for a start time; empty if an attendee with {@code ExcludeConflicts} has a conflict. */
    private Optional<Suggestion> suggestion(Instant start, List<SuggestionAttendee> attendees) {
        TimeWindow span = new TimeWindow(start, start.plus(length));
        List<List<Optional<Status>>> statuses =
                attendees.stream().map(attendee -> attendee.statuses(span)).toList();
        boolean excluded = IntStream.range(0, statuses.size())
                .anyMatch(i -> attendees.get(i).excludes() && SuggestionAttendee.conflicts(statuses.get(i)) > 0);
        List<Optional<Status>> all = statuses.stream().flatMap(List::stream).toList();
        return excluded
                ? Optional.empty()
                : Optional.of(new Suggestion(
                        start,
                        isWorkTime(span),
                        quality(SuggestionAttendee.known(all), SuggestionAttendee.conflicts(all)),
                        statuses));
    }

    private Quality quality(long known, long conflicts) {
        long available = 100 * (known - conflicts);
        return conflicts == 0
                ? Quality.Excellent
                : available >= (50 + goodThreshold) * known
                        ? Quality.Good
                        : available >= 50 * known ? Quality.Fair : Quality.Poor;
    }

    private boolean isWorkTime(TimeWindow span) {
        LocalDateTime begin = zone.zone().wallTime(span.from());
        LocalDateTime end = zone.zone().wallTime(span.until());
        return begin.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
                && begin.toLocalDate().equals(end.toLocalDate())
                && !begin.toLocalTime().isBefore(FreeBusy.WORK_BEGINS)
                && !end.toLocalTime().isAfter(FreeBusy.WORK_ENDS);
    }

    private Instant start(LocalDateTime time) {
        return zone.zone().instant(time);
    }

    private LocalDate date(Instant time) {
        return zone.zone().wallTime(time).toLocalDate();
    }

    /** Writes a day. The quality of a day is the quality of its best suggestion. */
    private void write(XmlWriter xml, Day day, List<SuggestionAttendee> attendees) {
        List<Suggestion> suggestions = day.suggestions();
        Quality best = suggestions.isEmpty() ? Quality.Poor : suggestions.get(0).quality();
        xml.open(T, "SuggestionDayResult")
                .element(T, "Date", zone.text(start(day.date().atStartOfDay())))
                .element(T, "DayQuality", best.name())
                .open(T, "SuggestionArray");
        for (Suggestion suggestion : suggestions) {
            xml.open(T, "Suggestion")
                    .element(T, "MeetingTime", zone.text(suggestion.time()))
                    .element(T, "IsWorkTime", suggestion.isWorkTime())
                    .element(T, "SuggestionQuality", suggestion.quality().name())
                    .open(T, "AttendeeConflictDataArray");
            for (int i = 0; i < attendees.size(); i++) {
                attendees.get(i).write(xml, suggestion.statuses().get(i));
            }
            xml.close().close();
        }
        xml.close().close();
    }
}
