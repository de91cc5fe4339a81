package org.s2slab.exchange.availability;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.GraphFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.timezone.TimeZoneDefinition;
import org.s2slab.exchange.timezone.TimeZoneRegistry;
import org.s2slab.http.RequestJson;
import org.s2slab.node.WorkSequence;

/**
 * Reads schedules for Microsoft Graph (<a href="https://learn.microsoft.com/graph/api/calendar-getschedule">getSchedule</a>),
 * with the calendars, the free/busy computation and the rights of GetUserAvailability.
 */
public record ScheduleReader(Vertx vertx, AddressBook book, PermissionStore permissions) {
    /** The longest time span in Exchange Online, as clients observe it. */
    private static final Duration LONGEST = Duration.ofDays(62);

    private static final int MOST_SCHEDULES = 20;

    /** The largest group whose calendars are read for one schedule. */
    private static final int MOST_MEMBERS = 100;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'.0000000'", Locale.ROOT);

    /**
     * What a request asks for.
     *
     * @param actor the user in whose name the request is made
     * @param isInScope whether the application may read a mailbox
     * @param zone the time zone of the response
     */
    public record Query(
            Mailbox actor, String account, Predicate<Mailbox> isInScope, TimeZoneDefinition zone, JsonObject body) {}

    /** The member {@code value} of the response. Fails with a GraphFault for a body that is not valid. */
    public Future<JsonArray> read(Query query) {
        RequestedSchedules asked = RequestedSchedules.of(query.body(), LONGEST);
        return WorkSequence.list(asked.schedules(), address -> one(query, asked, address.strip()))
                .map(JsonArray::new);
    }

    /** The members of the body. */
    private record RequestedSchedules(List<String> schedules, TimeWindow window, Duration interval) {
        static RequestedSchedules of(JsonObject body, Duration longest) {
            List<String> schedules = RequestJson.texts(body, "schedules", "SMTP addresses");
            if (schedules.isEmpty() || schedules.size() > MOST_SCHEDULES) {
                throw GraphFault.invalid(
                        "ErrorInvalidParameter",
                        "schedules has " + schedules.size() + " addresses; expected are 1 to " + MOST_SCHEDULES + ".");
            }
            TimeWindow window = TimeWindow.of(time(body, "startTime"), time(body, "endTime"), longest);
            return new RequestedSchedules(schedules, window, AvailabilityQuery.interval(number(body)));
        }

        /** The interval as a number, or as a text, which some clients send. */
        private static int number(JsonObject body) {
            Object interval = body.getValue("availabilityViewInterval");
            if (interval instanceof Integer number) {
                return number;
            }
            if (interval instanceof String text && text.matches("\\d{1,4}")) {
                return Integer.parseInt(text);
            }
            if (interval == null) {
                return AvailabilityQuery.INTERVAL;
            }
            throw GraphFault.invalid(
                    "ErrorInvalidParameter", "availabilityViewInterval is " + interval + ", expected 5 to 1440.");
        }

        private static Instant time(JsonObject body, String name) {
            if (!(body.getValue(name) instanceof JsonObject time)) {
                throw GraphFault.invalid("ErrorInvalidParameter", name + " must have dateTime and timeZone.");
            }
            String zone = RequestJson.text(time, "timeZone").orElse("UTC");
            return new ClientTimeZone(zone(zone))
                    .instant(RequestJson.text(time, "dateTime").orElse(""));
        }
    }

    /** The zone with a Windows id or an id of the IANA. Throws a GraphFault for another name. */
    public static TimeZoneDefinition zone(String name) {
        return TimeZoneRegistry.find(name)
                .or(() -> TimeZoneRegistry.ofIana(name))
                .orElseThrow(() -> GraphFault.invalid(
                        "TimeZoneNotSupportedException",
                        "A valid TimeZone value must be specified. The following TimeZone value is not supported: '"
                                + name + "'."));
    }

    private Future<JsonObject> one(Query query, RequestedSchedules asked, String address) {
        List<Mailbox> reached = book.reachedBy(address);
        Optional<EwsError> refused = reached.isEmpty()
                ? Optional.of(new EwsError(
                        ResponseCode.ErrorMailRecipientNotFound,
                        "Unable to resolve e-mail address " + address + " to an Active Directory object."))
                : reached.size() > MOST_MEMBERS
                        ? Optional.of(new EwsError(ResponseCode.ErrorFreeBusyDLLimitReached))
                        : reached.stream().allMatch(query.isInScope())
                                ? Optional.empty()
                                : Optional.of(new EwsError(ResponseCode.ErrorNoFreeBusyAccess));
        JsonObject schedule = new JsonObject().put("scheduleId", address);
        return refused.map(error -> Future.<JsonObject>failedFuture(error))
                .orElseGet(() -> found(query, asked, address, reached))
                .map(schedule::mergeIn)
                .recover(failure -> failure instanceof EwsError error
                        ? Future.succeededFuture(schedule.put("error", error(error)))
                        : Future.failedFuture(failure));
    }

    private static JsonObject error(EwsError error) {
        return new JsonObject()
                .put("message", error.text())
                .put("responseCode", error.code().name());
    }

    private Future<JsonObject> found(Query query, RequestedSchedules asked, String address, List<Mailbox> reached) {
        boolean isGroup = book.groupAt(address).isPresent();
        return WorkSequence.list(
                        reached,
                        mailbox ->
                                OpenCalendar.read(permissions, query.account(), query.actor(), asked.window(), mailbox))
                .map(all -> all.stream().filter(OpenCalendar::isOpen).toList())
                .compose(open -> open.isEmpty()
                        ? Future.failedFuture(new EwsError(ResponseCode.ErrorNoFreeBusyAccess))
                        : vertx.executeBlocking(() -> schedule(query, asked, open, isGroup), false));
    }

    private static JsonObject schedule(
            Query query, RequestedSchedules asked, List<OpenCalendar> open, boolean isGroup) {
        FreeBusy freeBusy = FreeBusy.of(open.stream().flatMap(calendar -> calendar.items().stream()));
        JsonArray items = new JsonArray();
        if (!isGroup) {
            freeBusy.events().forEach(event -> items.add(item(event, open.get(0), query.zone())));
        }
        // Graph writes 0 also for "working elsewhere".
        return new JsonObject()
                .put(
                        "availabilityView",
                        freeBusy.merged(asked.window(), asked.interval()).replace('4', '0'))
                .put("scheduleItems", items)
                .put("workingHours", workingHours(query.zone()));
    }

    private static JsonObject item(FreeBusy.Event event, OpenCalendar calendar, TimeZoneDefinition zone) {
        JsonObject item = new JsonObject()
                .put("status", graphName(event.status()))
                .put("start", time(event.starts(), zone))
                .put("end", time(event.ends(), zone));
        if (calendar.isDetailed()) {
            ItemContent content = event.item().content();
            boolean isPrivate = content.propertyText("Sensitivity", "").equals("Private");
            item.put("isPrivate", isPrivate);
            if (!isPrivate || calendar.rights().viewsPrivate()) {
                item.put("subject", content.subject()).put("location", content.propertyText("Location", ""));
            }
        }
        return item;
    }

    private static String graphName(FreeBusy.Status status) {
        String name = status.name();
        return status == FreeBusy.Status.OOF
                ? "oof"
                : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    /** A time of the response, local to a zone. */
    public static JsonObject time(Instant time, TimeZoneDefinition zone) {
        return new JsonObject()
                .put("dateTime", TIME.format(zone.wallTime(time)))
                .put("timeZone", zone.id());
    }

    private static JsonObject workingHours(TimeZoneDefinition zone) {
        return new JsonObject()
                .put("daysOfWeek", new JsonArray(List.of("monday", "tuesday", "wednesday", "thursday", "friday")))
                .put("startTime", FreeBusy.WORK_BEGINS + ":00.0000000")
                .put("endTime", FreeBusy.WORK_ENDS + ":00.0000000")
                .put("timeZone", new JsonObject().put("name", zone.id()));
    }
}
