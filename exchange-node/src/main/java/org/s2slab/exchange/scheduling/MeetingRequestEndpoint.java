package org.s2slab.exchange.scheduling;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.CalendarWindowQuery;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.owa.OwaRequestReader;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.recurrence.OccurrenceItemFactory;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.scheduling.ConferenceStore.Entry;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.RequestIdentity;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.ReadTransaction;

/**
 * {@code /owa/meetings}: the actions of a user in the calendar of Outlook on the web. The product's own client uses an
 * undocumented protocol. This JSON interface replaces it.
 */
record MeetingRequestEndpoint(
        MailboxDirectory mailboxes,
        ItemStore items,
        MeetingBooking booking,
        OrganizerMeetings invitations,
        MeetingItems writer)
        implements Endpoint {
    private static final String ONE = "/owa/meetings/:id";

    /** The occurrences of a series. A single occurrence is identified by its original start. */
    private static final String OCCURRENCES = ONE + "/occurrences";

    private static final int MOST_OCCURRENCES = 100;

    /** The maximum number of meetings in a response, as in one EWS list. */
    private static final int MOST_MEETINGS = 1000;

    @Override
    public void mount(EndpointRoutes routes) {
        routes.get("/owa/meetings").respond(this::list);
        routes.post("/owa/meetings").respond(this::book);
        routes.get(OCCURRENCES).respond(this::occurrences);
        for (String path : List.of(ONE, OCCURRENCES + "/:original")) {
            routes.get(path).respond(this::show);
            routes.put(path).respond(this::change);
            routes.delete(path).respond(this::cancel);
            routes.post(path + "/response").respond(this::respond);
        }
    }

    /** Returns the last 1,000 calendar items by start. */
    private Future<JsonObject> list(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        String calendar = DistinguishedFolder.CALENDAR.distinguishedName();
        return items.database()
                .read(rx -> {
                    Map<String, Entry> all = ConferenceStore.of(rx, mailbox);
                    return CalendarWindowQuery.latest(rx, mailbox, calendar, MOST_MEETINGS).stream()
                            .map(item ->
                                    OwaMeetingJson.write(mailbox, item, all.get(OrganizerMeetings.uid(item.content()))))
                            .toList();
                })
                .map(found -> new JsonObject().put("meetings", new JsonArray(found)));
    }

    /** Returns the first occurrences of a series, with their changes. */
    private Future<JsonObject> occurrences(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        return items.database()
                .read(rx -> {
                    Series series = series(rx, request, mailbox);
                    return series.all()
                            .limit(MOST_OCCURRENCES)
                            .map(span -> OwaMeetingJson.write(mailbox, OccurrenceItemFactory.of(series, span), null))
                            .toList();
                })
                .map(found -> new JsonObject().put("occurrences", new JsonArray(found)));
    }

    /** Returns a meeting. Pending updates are sent to Lync first. */
    private Future<JsonObject> show(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        return items.database()
                .read(rx -> item(rx, request, mailbox))
                .compose(item -> booking.followed(item.content(), mailbox, RequestIdentity.context(request))
                        .compose(tried -> shown(mailbox, item)));
    }

    private Future<JsonObject> book(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        JsonObject requested = OwaRequestReader.body(request);
        ItemContent meeting = MeetingItems.set(
                OwaMeetingJson.read(requested, ItemContent.empty(ItemKind.CALENDAR_ITEM)),
                MeetingItems.UID,
                writer.newUid());
        if (meeting.starts() == null
                || meeting.ends() == null
                || meeting.subject().isBlank()) {
            throw Refusal.invalid("'subject', 'start' and 'end' are needed");
        }
        return booking.book(mailbox, meeting, OwaMeetingJson.online(requested), RequestIdentity.context(request))
                .compose(item -> {
                    request.response().setStatusCode(201);
                    return shown(mailbox, item);
                })
                .recover(failure -> failure instanceof MeetingBooking.NotBooked not
                        ? Future.succeededFuture(notBooked(request, not))
                        : Future.failedFuture(failure));
    }

    private static JsonObject notBooked(RoutingContext request, MeetingBooking.NotBooked not) {
        FailureHandler.note(request, not.refusal);
        request.response().setStatusCode(not.refusal.code().status());
        return new JsonObject()
                .put("booked", false)
                .put("undone", not.undoneLater ? "later" : "now")
                .put("error", not.refusal.code().name())
                .put(
                        "message",
                        not.undoneLater
                                ? "There is no meeting and nobody was invited. Lync did not answer; if it made a"
                                        + " conference, that is removed as soon as Lync responds."
                                : "There is no meeting, nobody was invited, and Lync keeps no conference for it.")
                .put("traceId", RequestIdentity.context(request).trace().traceId());
    }

    private Future<JsonObject> change(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        JsonObject requested = OwaRequestReader.body(request);
        return booking.change(
                        mailbox,
                        rx -> organised(rx, request, mailbox),
                        content -> OwaMeetingJson.read(requested, content),
                        RequestIdentity.context(request))
                .compose(followed -> items.database().read(rx -> item(rx, request, mailbox)))
                .compose(changed -> shown(mailbox, changed));
    }

    private Future<JsonObject> cancel(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        return booking.cancel(mailbox, rx -> organised(rx, request, mailbox), RequestIdentity.context(request))
                .map(followed -> new JsonObject().put("cancelled", true).put("lync", followed ? "followed" : "later"));
    }

    private Future<JsonObject> respond(RoutingContext request) {
        Mailbox mailbox = mailbox(request);
        JsonObject body = OwaRequestReader.body(request);
        String word = String.valueOf(body.getValue("answer"));
        MeetingResponse answer = Optional.of(word.toUpperCase(Locale.ROOT))
                .flatMap(name -> Arrays.stream(MeetingResponse.values())
                        .filter(one -> one.name().equals(name))
                        .findFirst())
                .orElseThrow(
                        () -> Refusal.invalid("'answer' is '" + word + "', expected accept, tentative or decline"));
        MeetingAnswer given = new MeetingAnswer(
                answer,
                ItemContent.Body.NONE,
                List.of(),
                true,
                Optional.of(SentCopy.of(mailbox, MailboxRights.own(mailbox))));
        return items.database()
                .write(tx -> invitations.answers().respond(tx, mailbox, item(tx, request, mailbox), given))
                .map(item -> OwaMeetingJson.write(mailbox, item, null));
    }

    private Future<JsonObject> shown(Mailbox mailbox, Item item) {
        return items.database()
                .read(rx -> ConferenceStore.of(rx, mailbox))
                .map(all -> OwaMeetingJson.write(mailbox, item, all.get(OrganizerMeetings.uid(item.content()))));
    }

    private Item organised(ReadTransaction rx, RoutingContext request, Mailbox mailbox) {
        Item item = item(rx, request, mailbox);
        if (!OwaMeetingJson.write(mailbox, item, null).getBoolean("isOrganizer")) {
            throw new Refusal(RefusalCode.ACCESS_DENIED, "only the organiser changes a meeting or calls it off");
        }
        return item;
    }

    private Item item(ReadTransaction rx, RoutingContext request, Mailbox mailbox) {
        String original = request.pathParam("original");
        if (original == null) {
            return found(rx, request, mailbox);
        }
        Instant start = original(original);
        Series series = series(rx, request, mailbox);
        return series.at(start)
                .map(span -> OccurrenceItemFactory.of(series, span))
                .orElseThrow(() -> Refusal.notFound("the series has no occurrence of " + start));
    }

    private static Instant original(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid("'" + text + "' is no original start such as 2030-03-11T09:00:00Z");
        }
    }

    private Series series(ReadTransaction rx, RoutingContext request, Mailbox mailbox) {
        Item item = found(rx, request, mailbox);
        if (!SeriesStore.isMaster(item)) {
            throw Refusal.notFound("the meeting does not recur");
        }
        return CalendarItemEditor.series(rx, item);
    }

    private Item found(ReadTransaction rx, RoutingContext request, Mailbox mailbox) {
        return items.find(rx, mailbox, request.pathParam("id"))
                .filter(item -> item.content().kind() == ItemKind.CALENDAR_ITEM)
                .orElseThrow(() -> Refusal.notFound("no calendar item of that id"));
    }

    private Mailbox mailbox(RoutingContext request) {
        return OwaRequestReader.mailbox(request, mailboxes);
    }
}
