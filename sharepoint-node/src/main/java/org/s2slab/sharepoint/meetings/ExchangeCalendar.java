package org.s2slab.sharepoint.meetings;

import static org.s2slab.ews.EwsNames.m;
import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.s2slab.ews.EwsClient;
import org.s2slab.ews.EwsNames;
import org.s2slab.ews.EwsRefusalDetail;
import org.s2slab.ews.RecurrenceJson;
import org.s2slab.node.RetrySchedule;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.exchange.SharePointFailureMapping;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlText;

/** Appointments in a person's Exchange calendar, found by the meeting's id. Attendees get meeting requests. */
record ExchangeCalendar(EwsClient exchange) {
    /** Items of a response: the maximum of Exchange's default policy. */
    private static final int PAGE = 1000;

    private static final XmlElement CALENDAR = t("DistinguishedFolderId").with("Id", "calendar");

    /** The EWS code of an item that was deleted after it was found. */
    private static final String GONE = "ErrorItemNotFound";

    /** Books an appointment. Exchange sends the meeting requests to the attendees. */
    Future<AppointmentOutcome> book(String mark, MeetingDetails details, String joinUrl, CallContext context) {
        return outcome(context, () -> create(mark, details, joinUrl, context));
    }

    /**
     * Changes the appointment to the requested details, and books it if it does not exist.
     *
     * @param mayStillCome whether an earlier request may still create a missing appointment. If so, the call fails
     *     while the appointment is missing
     */
    Future<AppointmentOutcome> put(
            String mark, MeetingDetails details, String joinUrl, boolean mayStillCome, CallContext context) {
        return outcome(
                context,
                () -> find(mark, context).compose(found -> {
                    if (found.isPresent()) {
                        return update(found.get(), details, joinUrl, context);
                    }
                    return mayStillCome
                            ? Future.failedFuture(RetrySchedule.lookAgain("Exchange"))
                            : create(mark, details, joinUrl, context);
                }));
    }

    /** Cancels the appointment and notifies the attendees. */
    Future<AppointmentOutcome> cancel(String mark, CallContext context) {
        return outcome(
                context,
                () -> find(mark, context).compose(found -> {
                    if (found.isEmpty()) {
                        return Future.succeededFuture(AppointmentOutcome.none(
                                Refusal.notFound("the organiser's calendar at Exchange has no such appointment")));
                    }
                    XmlElement delete = m("DeleteItem", m("ItemIds", itemId(found.get())))
                            .with("DeleteType", "MoveToDeletedItems")
                            .with("SendMeetingCancellations", "SendToAllAndSaveCopy");
                    return exchange.perform(delete, context).map(AppointmentOutcome.DONE);
                }));
    }

    /**
     * Calls Exchange if the organiser has a mailbox. Fails only if the failure is temporary or the result of the call
     * is unknown.
     */
    private Future<AppointmentOutcome> outcome(CallContext context, Supplier<Future<AppointmentOutcome>> work) {
        return exchange.absence(context)
                .compose(absence -> absence.isPresent()
                        ? Future.succeededFuture(AppointmentOutcome.none(absence.get()))
                        : work.get())
                .recover(failure -> {
                    if (!(failure instanceof Refusal refusal) || MeetingStepRunner.mayPass(failure)) {
                        return Future.failedFuture(failure);
                    }
                    if (EwsRefusalDetail.isOf(refusal, GONE)) {
                        return Future.failedFuture(Refusal.unavailable(refusal.detail()));
                    }
                    return Future.succeededFuture(
                            EwsRefusalDetail.isOf(refusal, SharePointFailureMapping.NO_MAILBOX)
                                    ? AppointmentOutcome.none(refusal)
                                    : AppointmentOutcome.refused(refusal));
                });
    }

    private Future<AppointmentOutcome> create(
            String mark, MeetingDetails details, String joinUrl, CallContext context) {
        List<XmlElement> parts = new ArrayList<>(List.of(
                t("Subject", details.subject()),
                body(details, joinUrl),
                t("UID", mark),
                t("Start", details.start().toString()),
                t("End", details.end().toString()),
                t("Location", details.location())));
        if (!details.attendees().isEmpty()) {
            parts.add(attendees(details));
        }
        recurrence(details).ifPresent(parts::add);
        zone(details).ifPresent(parts::add);
        XmlElement create = m(
                        "CreateItem",
                        m("SavedItemFolderId", CALENDAR),
                        m("Items", XmlElement.of(EwsNames.TYPES, "CalendarItem", parts)))
                .with("SendMeetingInvitations", "SendToAllAndSaveCopy");
        return exchange.perform(create, context).map(AppointmentOutcome.DONE);
    }

    private Future<AppointmentOutcome> update(String id, MeetingDetails details, String joinUrl, CallContext context) {
        List<XmlElement> changes = new ArrayList<>(List.of(
                set("item:Subject", t("Subject", details.subject())),
                set("item:Body", body(details, joinUrl)),
                set("calendar:Start", t("Start", details.start().toString())),
                set("calendar:End", t("End", details.end().toString())),
                set("calendar:Location", t("Location", details.location())),
                details.attendees().isEmpty()
                        ? t("DeleteItemField", field("calendar:RequiredAttendees"))
                        : set("calendar:RequiredAttendees", attendees(details)),
                recurrence(details)
                        .map(found -> set("calendar:Recurrence", found))
                        .orElse(t("DeleteItemField", field("calendar:Recurrence")))));
        zone(details).ifPresent(zone -> changes.add(set("calendar:StartTimeZone", zone)));
        XmlElement update = m(
                        "UpdateItem",
                        m(
                                "ItemChanges",
                                t("ItemChange", itemId(id), XmlElement.of(EwsNames.TYPES, "Updates", changes))))
                .with("ConflictResolution", "AlwaysOverwrite")
                .with("SendMeetingInvitationsOrCancellations", "SendToAllAndSaveCopy");
        return exchange.perform(update, context).map(AppointmentOutcome.DONE);
    }

    private static Optional<XmlElement> recurrence(MeetingDetails details) {
        return Optional.ofNullable(details.recurrence()).map(RecurrenceJson::element);
    }

    private static Optional<XmlElement> zone(MeetingDetails details) {
        return Optional.ofNullable(details.timeZone())
                .map(id -> t("StartTimeZone").with("Id", id));
    }

    /** The id of the appointment with this UID, anywhere in the calendar. */
    private Future<Optional<String>> find(String mark, CallContext context) {
        return find(mark, 0, -1, context);
    }

    /** @param all the number of items in the calendar at the previous page; -1 for the first page */
    private Future<Optional<String>> find(String mark, int offset, int all, CallContext context) {
        XmlElement page = m("IndexedPageItemView")
                .with("MaxEntriesReturned", Integer.toString(PAGE))
                .with("Offset", Integer.toString(offset))
                .with("BasePoint", "Beginning");
        XmlElement shape = m("ItemShape", t("BaseShape", "IdOnly"), t("AdditionalProperties", field("calendar:UID")));
        XmlElement find =
                m("FindItem", shape, page, m("ParentFolderIds", CALENDAR)).with("Traversal", "Shallow");
        return exchange.perform(find, context).map(CalendarPage::of).compose(read -> {
            Optional<String> found = read.marked(mark);
            boolean changed = all >= 0 && all != read.all();
            if (found.isPresent() || (read.isLast() && !changed)) {
                return Future.succeededFuture(found);
            }
            if (changed || read.next() <= offset) {
                // An added or deleted item may have moved another item between the pages, so the result is not
                // reliable.
                return Future.failedFuture(
                        Refusal.unavailable("the calendar at Exchange changed while it was looked through"));
            }
            return find(mark, read.next(), read.all(), context);
        });
    }

    private static XmlElement itemId(String id) {
        return t("ItemId").with("Id", id);
    }

    private static XmlElement field(String uri) {
        return t("FieldURI").with("FieldURI", uri);
    }

    private static XmlElement set(String uri, XmlElement element) {
        return t("SetItemField", field(uri), t("CalendarItem", element));
    }

    private static XmlElement body(MeetingDetails details, String joinUrl) {
        String html = "<p>" + XmlText.escape(details.description()) + "</p><p>Join the online meeting: <a href=\""
                + XmlText.escape(joinUrl) + "\">" + XmlText.escape(joinUrl) + "</a></p>";
        return t("Body", html).with("BodyType", "HTML");
    }

    private static XmlElement attendees(MeetingDetails details) {
        return t(
                "RequiredAttendees",
                details.attendees().stream()
                        .map(address -> t("Attendee", t("Mailbox", t("EmailAddress", address))))
                        .toArray(XmlElement[]::new));
    }
}
