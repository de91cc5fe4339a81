package org.s2slab.sharepoint.meetings;

import static org.s2slab.ews.EwsNames.MESSAGES;
import static org.s2slab.ews.EwsNames.TYPES;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.s2slab.ews.EwsClient;
import org.s2slab.ews.EwsItemId;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.sharepoint.exchange.SharePointFailureMapping;
import org.s2slab.trace.CallContext;
import org.s2slab.xml.XmlText;
import org.s2slab.xml.XmlWriter;

/** Appointments in a person's Exchange calendar, with meeting requests to the attendees; found by the meeting's mark. */
final class ExchangeCalendar {
    /** Items of a calendar in one answer: as many as Exchange gives by its default policy. */
    private static final int PAGE = 1000;

    /** The EWS code of an item that was there when it was looked for. */
    private static final String GONE = "ErrorItemNotFound";

    private final EwsClient exchange;

    ExchangeCalendar(EwsClient exchange) {
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
                    return exchange.perform(delete(found.get()), context).map(AppointmentOutcome.DONE);
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
                    if (SharePointFailureMapping.isAbout(refusal, GONE)) {
                        return Future.failedFuture(new Refusal(RefusalCode.UNAVAILABLE, refusal.detail()));
                    }
                    return Future.succeededFuture(
                            SharePointFailureMapping.isAbout(refusal, SharePointFailureMapping.NO_MAILBOX)
                                    ? AppointmentOutcome.none(refusal)
                                    : AppointmentOutcome.refused(refusal));
                });
    }

    private static Consumer<XmlWriter> delete(String id) {
        return xml -> {
            xml.open(MESSAGES, "DeleteItem")
                    .attribute("DeleteType", "MoveToDeletedItems")
                    .attribute("SendMeetingCancellations", "SendToAllAndSaveCopy")
                    .open(MESSAGES, "ItemIds");
            itemId(xml, id).close().close();
        };
    }

    private Future<AppointmentOutcome> create(
            String mark, MeetingDetails details, String joinUrl, CallContext context) {
        Consumer<XmlWriter> operation = xml -> {
            xml.open(MESSAGES, "CreateItem").attribute("SendMeetingInvitations", "SendToAllAndSaveCopy");
            calendar(xml.open(MESSAGES, "SavedItemFolderId")).close();
            xml.open(MESSAGES, "Items").open(TYPES, "CalendarItem").element(TYPES, "Subject", details.subject());
            body(xml, details, joinUrl)
                    .element(TYPES, "UID", mark)
                    .element(TYPES, "Start", details.start().toString())
                    .element(TYPES, "End", details.end().toString())
                    .element(TYPES, "Location", details.location());
            if (!details.attendees().isEmpty()) {
                attendees(xml, details);
            }
            xml.close().close().close();
        };
        return exchange.perform(operation, context).map(AppointmentOutcome.DONE);
    }

    private Future<AppointmentOutcome> update(String id, MeetingDetails details, String joinUrl, CallContext context) {
        Consumer<XmlWriter> operation = xml -> {
            xml.open(MESSAGES, "UpdateItem")
                    .attribute("ConflictResolution", "AlwaysOverwrite")
                    .attribute("SendMeetingInvitationsOrCancellations", "SendToAllAndSaveCopy")
                    .open(MESSAGES, "ItemChanges")
                    .open(TYPES, "ItemChange");
            itemId(xml, id).open(TYPES, "Updates");
            set(xml, "item:Subject", item -> item.element(TYPES, "Subject", details.subject()));
            set(xml, "item:Body", item -> body(item, details, joinUrl));
            set(xml, "calendar:Start", item -> item.element(TYPES, "Start", details.start().toString()));
            set(xml, "calendar:End", item -> item.element(TYPES, "End", details.end().toString()));
            set(xml, "calendar:Location", item -> item.element(TYPES, "Location", details.location()));
            if (details.attendees().isEmpty()) {
                field(xml.open(TYPES, "DeleteItemField"), "calendar:RequiredAttendees").close();
            } else {
                set(xml, "calendar:RequiredAttendees", item -> attendees(item, details));
            }
            xml.close().close().close().close();
        };
        return exchange.perform(operation, context).map(AppointmentOutcome.DONE);
    }

    /** The id of the appointment that bears a mark, wherever in the calendar it is. */
    private Future<Optional<String>> find(String mark, CallContext context) {
        return find(mark, 0, -1, context);
    }

    /** @param all how many items the calendar had at the page before; -1 at the first */
    private Future<Optional<String>> find(String mark, int offset, int all, CallContext context) {
        return exchange.perform(xml -> find(xml, offset), context)
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

    private static void find(XmlWriter xml, int offset) {
        xml.open(MESSAGES, "FindItem").attribute("Traversal", "Shallow").open(MESSAGES, "ItemShape");
        xml.element(TYPES, "BaseShape", "IdOnly").open(TYPES, "AdditionalProperties");
        field(xml, "calendar:UID")
                .close()
                .close()
                .open(MESSAGES, "IndexedPageItemView")
                .attribute("MaxEntriesReturned", Integer.toString(PAGE))
                .attribute("Offset", Integer.toString(offset))
                .attribute("BasePoint", "Beginning")
                .close();
        calendar(xml.open(MESSAGES, "ParentFolderIds")).close().close();
    }

    private static XmlWriter calendar(XmlWriter xml) {
        return xml.open(TYPES, "DistinguishedFolderId").attribute("Id", "calendar").close();
    }

    private static XmlWriter itemId(XmlWriter xml, String id) {
        return new EwsItemId(id, "").write(xml, TYPES, "ItemId");
    }

    private static XmlWriter field(XmlWriter xml, String uri) {
        return xml.open(TYPES, "FieldURI").attribute("FieldURI", uri).close();
    }

    private static void set(XmlWriter xml, String uri, Consumer<XmlWriter> element) {
        field(xml.open(TYPES, "SetItemField"), uri);
        element.accept(xml.open(TYPES, "CalendarItem"));
        xml.close().close();
    }

    private static XmlWriter body(XmlWriter xml, MeetingDetails details, String joinUrl) {
        String html = "<p>" + XmlText.escape(details.description()) + "</p><p>Join the online meeting: <a href=\""
                + XmlText.escape(joinUrl) + "\">" + XmlText.escape(joinUrl) + "</a></p>";
        return xml.open(TYPES, "Body").attribute("BodyType", "HTML").text(html).close();
    }

    private static void attendees(XmlWriter xml, MeetingDetails details) {
        xml.open(TYPES, "RequiredAttendees");
        details.attendees()
                .forEach(address -> xml.open(TYPES, "Attendee")
                        .open(TYPES, "Mailbox")
                        .element(TYPES, "EmailAddress", address)
                        .close()
                        .close());
        xml.close();
    }
}
