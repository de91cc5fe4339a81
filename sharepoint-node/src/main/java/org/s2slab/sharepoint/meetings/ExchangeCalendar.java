package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import java.util.Optional;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.sharepoint.exchange.ExchangeServices;
import org.s2slab.sharepoint.exchange.Xml;
import org.s2slab.trace.CallContext;

/** Appointments in a person's Exchange calendar, with meeting requests to the attendees; found by the meeting's mark. */
final class ExchangeCalendar {
    /** Appointments looked through for a mark: more than a calendar's year holds. */
    private static final int PAGE = 1000;

    private final ExchangeServices exchange;

    ExchangeCalendar(ExchangeServices exchange) {
        this.exchange = exchange;
    }

    /** Books, and has Exchange send the meeting requests. */
    Future<Void> book(String mark, MeetingDetails details, String joinUrl, CallContext context) {
        String item = "<t:CalendarItem><t:Subject>" + Xml.escaped(details.subject()) + "</t:Subject>"
                + body(details, joinUrl)
                + "<t:UID>" + Xml.escaped(mark) + "</t:UID>"
                + "<t:Start>" + details.start() + "</t:Start><t:End>" + details.end() + "</t:End>"
                + "<t:Location>" + Xml.escaped(details.location()) + "</t:Location>"
                + attendees(details)
                + "</t:CalendarItem>";
        return exchange.perform(
                        "<m:CreateItem SendMeetingInvitations=\"SendToAllAndSaveCopy\"><m:SavedItemFolderId>"
                                + "<t:DistinguishedFolderId Id=\"calendar\"/></m:SavedItemFolderId><m:Items>" + item
                                + "</m:Items></m:CreateItem>",
                        context)
                .mapEmpty();
    }

    /** Makes the appointment what is wanted now; fails with NOT_FOUND where there is none. */
    Future<Void> change(String mark, MeetingDetails details, String joinUrl, CallContext context) {
        return find(mark, context).compose(found -> {
            String id = found.orElseThrow(() -> new Refusal(
                    RefusalCode.NOT_FOUND, "the appointment is no more in the organiser's calendar at Exchange"));
            String changes = set("item:Subject", "<t:Subject>" + Xml.escaped(details.subject()) + "</t:Subject>")
                    + set("item:Body", body(details, joinUrl))
                    + set("calendar:Start", "<t:Start>" + details.start() + "</t:Start>")
                    + set("calendar:End", "<t:End>" + details.end() + "</t:End>")
                    + set("calendar:Location", "<t:Location>" + Xml.escaped(details.location()) + "</t:Location>")
                    + (details.attendees().isEmpty()
                            ? "<t:DeleteItemField><t:FieldURI FieldURI=\"calendar:RequiredAttendees\"/></t:DeleteItemField>"
                            : set("calendar:RequiredAttendees", attendees(details)));
            return exchange.perform(
                            "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\""
                                    + " SendMeetingInvitationsOrCancellations=\"SendToAllAndSaveCopy\"><m:ItemChanges>"
                                    + "<t:ItemChange><t:ItemId Id=\"" + Xml.escaped(id) + "\"/><t:Updates>" + changes
                                    + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>",
                            context)
                    .mapEmpty();
        });
    }

    /** Removes the appointment with word to the attendees; one that is gone already is as good. */
    Future<Void> cancel(String mark, CallContext context) {
        return find(mark, context)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : exchange.perform(
                                        "<m:DeleteItem DeleteType=\"MoveToDeletedItems\""
                                                + " SendMeetingCancellations=\"SendToAllAndSaveCopy\"><m:ItemIds>"
                                                + "<t:ItemId Id=\"" + Xml.escaped(found.get())
                                                + "\"/></m:ItemIds></m:DeleteItem>",
                                        context)
                                .mapEmpty());
    }

    private Future<Optional<String>> find(String mark, CallContext context) {
        return exchange.perform(
                        "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape>"
                                + "</m:ItemShape><m:IndexedPageItemView MaxEntriesReturned=\"" + PAGE
                                + "\" Offset=\"0\" BasePoint=\"Beginning\"/><m:ParentFolderIds>"
                                + "<t:DistinguishedFolderId Id=\"calendar\"/></m:ParentFolderIds></m:FindItem>",
                        context)
                .map(answer -> answer.at("RootFolder", "Items").stream()
                        .flatMap(items -> items.children("CalendarItem").stream())
                        .filter(item -> mark.equals(item.textAt("UID")))
                        .flatMap(item -> item.at("ItemId").stream())
                        .map(id -> id.attribute("Id"))
                        .findFirst());
    }

    private static String body(MeetingDetails details, String joinUrl) {
        String html = "<p>" + Xml.escaped(details.description()) + "</p><p>Join the online meeting: <a href=\""
                + Xml.escaped(joinUrl) + "\">" + Xml.escaped(joinUrl) + "</a></p>";
        return "<t:Body BodyType=\"HTML\">" + Xml.escaped(html) + "</t:Body>";
    }

    private static String attendees(MeetingDetails details) {
        if (details.attendees().isEmpty()) {
            return "";
        }
        StringBuilder all = new StringBuilder("<t:RequiredAttendees>");
        details.attendees()
                .forEach(address -> all.append("<t:Attendee><t:Mailbox><t:EmailAddress>")
                        .append(Xml.escaped(address))
                        .append("</t:EmailAddress></t:Mailbox></t:Attendee>"));
        return all.append("</t:RequiredAttendees>").toString();
    }

    private static String set(String uri, String element) {
        return "<t:SetItemField><t:FieldURI FieldURI=\"" + uri + "\"/><t:CalendarItem>" + element
                + "</t:CalendarItem></t:SetItemField>";
    }
}
