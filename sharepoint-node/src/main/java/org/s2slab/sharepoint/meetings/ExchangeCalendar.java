package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Supplier;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.sharepoint.exchange.ExchangeServices;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlText;

/** Appointments in a person's Exchange calendar, with meeting requests to the attendees; found by the meeting's mark. */
final class ExchangeCalendar {
    /** Items of a calendar in one answer: as many as Exchange gives by its default policy. */
    private static final int PAGE = 1000;

    /** The EWS code of an item that was there when it was looked for. */
    private static final String GONE = "ErrorItemNotFound";

    private final ExchangeServices exchange;

    ExchangeCalendar(ExchangeServices exchange) {
        this.exchange = exchange;
    }

    /** Books, and has Exchange send the meeting requests. */
    Future<AppointmentOutcome> book(String mark, MeetingDetails details, String joinUrl, CallContext context) {
        return outcome(context, () -> create(mark, details, joinUrl, context));
    }

    /** Makes the appointment what is wanted now, and books it where there is none. */
    Future<AppointmentOutcome> put(String mark, MeetingDetails details, String joinUrl, CallContext context) {
        return outcome(
                context,
                () -> find(mark, context)
                        .compose(found -> found.isEmpty()
                                ? create(mark, details, joinUrl, context)
                                : update(found.get(), details, joinUrl, context)));
    }

    /** Removes the appointment with word to the attendees. */
    Future<AppointmentOutcome> cancel(String mark, CallContext context) {
        return outcome(
                context,
                () -> find(mark, context).compose(found -> {
                    if (found.isEmpty()) {
                        return Future.succeededFuture(AppointmentOutcome.none(new Refusal(
                                RefusalCode.NOT_FOUND,
                                "the organiser's calendar at Exchange has no such appointment")));
                    }
                    return exchange.perform(
                                    "<m:DeleteItem DeleteType=\"MoveToDeletedItems\""
                                            + " SendMeetingCancellations=\"SendToAllAndSaveCopy\"><m:ItemIds><t:ItemId Id=\""
                                            + XmlText.escape(found.get()) + "\"/></m:ItemIds></m:DeleteItem>",
                                    context)
                            .map(AppointmentOutcome.DONE);
                }));
    }

    /** Does something where there is a mailbox; fails only with what may pass or leaves open whether it was done. */
    private Future<AppointmentOutcome> outcome(CallContext context, Supplier<Future<AppointmentOutcome>> work) {
        return exchange.absence(context)
                .compose(absence -> absence.isPresent()
                        ? Future.succeededFuture(AppointmentOutcome.none(absence.get()))
                        : work.get())
                .recover(failure -> {
                    if (!(failure instanceof Refusal refusal) || MeetingSteps.mayPass(failure)) {
                        return Future.failedFuture(failure);
                    }
                    if (ExchangeServices.isAbout(refusal, GONE)) {
                        return Future.failedFuture(new Refusal(RefusalCode.UNAVAILABLE, refusal.detail()));
                    }
                    return Future.succeededFuture(
                            ExchangeServices.isAbout(refusal, ExchangeServices.NO_MAILBOX)
                                    ? AppointmentOutcome.none(refusal)
                                    : AppointmentOutcome.refused(refusal));
                });
    }

    private Future<AppointmentOutcome> create(
            String mark, MeetingDetails details, String joinUrl, CallContext context) {
        String item = "<t:CalendarItem><t:Subject>" + XmlText.escape(details.subject()) + "</t:Subject>"
                + body(details, joinUrl)
                + "<t:UID>" + XmlText.escape(mark) + "</t:UID>"
                + "<t:Start>" + details.start() + "</t:Start><t:End>" + details.end() + "</t:End>"
                + "<t:Location>" + XmlText.escape(details.location()) + "</t:Location>"
                + attendees(details)
                + "</t:CalendarItem>";
        return exchange.perform(
                        "<m:CreateItem SendMeetingInvitations=\"SendToAllAndSaveCopy\"><m:SavedItemFolderId>"
                                + "<t:DistinguishedFolderId Id=\"calendar\"/></m:SavedItemFolderId><m:Items>" + item
                                + "</m:Items></m:CreateItem>",
                        context)
                .map(AppointmentOutcome.DONE);
    }

    private Future<AppointmentOutcome> update(String id, MeetingDetails details, String joinUrl, CallContext context) {
        String changes = set("item:Subject", "<t:Subject>" + XmlText.escape(details.subject()) + "</t:Subject>")
                + set("item:Body", body(details, joinUrl))
                + set("calendar:Start", "<t:Start>" + details.start() + "</t:Start>")
                + set("calendar:End", "<t:End>" + details.end() + "</t:End>")
                + set("calendar:Location", "<t:Location>" + XmlText.escape(details.location()) + "</t:Location>")
                + (details.attendees().isEmpty()
                        ? "<t:DeleteItemField><t:FieldURI FieldURI=\"calendar:RequiredAttendees\"/></t:DeleteItemField>"
                        : set("calendar:RequiredAttendees", attendees(details)));
        return exchange.perform(
                        "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\""
                                + " SendMeetingInvitationsOrCancellations=\"SendToAllAndSaveCopy\"><m:ItemChanges>"
                                + "<t:ItemChange><t:ItemId Id=\"" + XmlText.escape(id) + "\"/><t:Updates>" + changes
                                + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>",
                        context)
                .map(AppointmentOutcome.DONE);
    }

    /** The id of the appointment that bears a mark, wherever in the calendar it is. */
    private Future<Optional<String>> find(String mark, CallContext context) {
        return find(mark, 0, -1, context);
    }

    /** @param all how many items the calendar had at the page before; -1 at the first */
    private Future<Optional<String>> find(String mark, int offset, int all, CallContext context) {
        return exchange.perform(
                        "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>"
                                + "<t:AdditionalProperties><t:FieldURI FieldURI=\"calendar:UID\"/>"
                                + "</t:AdditionalProperties></m:ItemShape><m:IndexedPageItemView MaxEntriesReturned=\""
                                + PAGE + "\" Offset=\"" + offset + "\" BasePoint=\"Beginning\"/><m:ParentFolderIds>"
                                + "<t:DistinguishedFolderId Id=\"calendar\"/></m:ParentFolderIds></m:FindItem>",
                        context)
                .map(CalendarPage::of)
                .compose(page -> {
                    Optional<String> found = page.marked(mark);
                    boolean changed = all >= 0 && all != page.all();
                    if (found.isPresent() || (page.isLast() && !changed)) {
                        return Future.succeededFuture(found);
                    }
                    if (changed || page.next() <= offset) {
                        // An item that went or came may have moved another one past the pages: nothing is known for
                        // sure.
                        return Future.failedFuture(new Refusal(
                                RefusalCode.UNAVAILABLE,
                                "the calendar at Exchange changed while it was looked through"));
                    }
                    return find(mark, page.next(), page.all(), context);
                });
    }

    private static String body(MeetingDetails details, String joinUrl) {
        String html = "<p>" + XmlText.escape(details.description()) + "</p><p>Join the online meeting: <a href=\""
                + XmlText.escape(joinUrl) + "\">" + XmlText.escape(joinUrl) + "</a></p>";
        return "<t:Body BodyType=\"HTML\">" + XmlText.escape(html) + "</t:Body>";
    }

    private static String attendees(MeetingDetails details) {
        if (details.attendees().isEmpty()) {
            return "";
        }
        StringBuilder all = new StringBuilder("<t:RequiredAttendees>");
        details.attendees()
                .forEach(address -> all.append("<t:Attendee><t:Mailbox><t:EmailAddress>")
                        .append(XmlText.escape(address))
                        .append("</t:EmailAddress></t:Mailbox></t:Attendee>"));
        return all.append("</t:RequiredAttendees>").toString();
    }

    private static String set(String uri, String element) {
        return "<t:SetItemField><t:FieldURI FieldURI=\"" + uri + "\"/><t:CalendarItem>" + element
                + "</t:CalendarItem></t:SetItemField>";
    }
}
