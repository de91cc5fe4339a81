package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.properties;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.xml.XmlElement;

/** What Anna and Bert send about a meeting of hers. Each test of a class has a meeting of its own. */
public final class MeetingCalls implements AfterAllCallback, BeforeEachCallback {
    public final MailboxCalls mailbox = new MailboxCalls();
    public final EwsCalls anna = mailbox.anna;
    public final EwsCalls bert = mailbox.bert;

    private int number;

    /** The subject of the test's meeting. */
    String subject = "";

    /** When it starts. */
    String start = "";

    @Override
    public void beforeEach(ExtensionContext context) {
        subject = "Review " + ++number + ".";
        start = "2031-03-04T%02d:00:00Z".formatted(number);
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        mailbox.afterAll(context);
    }

    public static String attendees(String list, String... names) {
        StringBuilder all = new StringBuilder("<t:" + list + ">");
        for (String name : names) {
            all.append("<t:Attendee><t:Mailbox><t:EmailAddress>" + name
                    + "@contoso.com</t:EmailAddress></t:Mailbox></t:Attendee>");
        }
        return all + "</t:" + list + ">";
    }

    /** The organizer's item. The parts stand in the order of the schema: before the attendees, the attendees and behind. */
    public XmlElement meeting(String before, String behind) {
        return MailboxCalls.item(done(
                        anna,
                        "<m:CreateItem SendMeetingInvitations=\"SendToAllAndSaveCopy\"><m:Items><t:CalendarItem><t:Subject>"
                                + subject + "</t:Subject><t:Start>" + start + "</t:Start><t:End>"
                                + start.replace(":00:00Z", ":30:00Z") + "</t:End>" + before + behind
                                + "</t:CalendarItem></m:Items></m:CreateItem>"))
                .child("ItemId")
                .orElseThrow();
    }

    public void update(String id, String sending, String... properties) {
        StringBuilder updates = new StringBuilder();
        for (String property : properties) {
            String name = property.substring(3, property.indexOf('>'));
            updates.append("<t:SetItemField>" + field("calendar:" + name) + "<t:CalendarItem>" + property
                    + "</t:CalendarItem></t:SetItemField>");
        }
        done(
                anna,
                "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" SendMeetingInvitationsOrCancellations=\""
                        + sending
                        + "\"><m:ItemChanges><t:ItemChange>" + id + "<t:Updates>" + updates
                        + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>");
    }

    public void cancel(String id) {
        done(
                anna,
                "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendOnlyToAll\"><m:ItemIds>" + id
                        + "</m:ItemIds></m:DeleteItem>");
    }

    /** What somebody has of this test's meeting, oldest first. */
    public List<XmlElement> all(EwsCalls who, String place, String kind) {
        return find(who, folder(place)).stream()
                .filter(item ->
                        item.name().equals(kind) && text(item, "Subject").endsWith(subject))
                .map(item -> get(who, item.child("ItemId").orElseThrow()))
                .toList();
    }

    public XmlElement last(EwsCalls who, String place, String kind) {
        List<XmlElement> found = all(who, place, kind);
        assertThat(found).as("%s in %s", kind, place).isNotEmpty();
        return found.get(found.size() - 1);
    }

    public static XmlElement asked(EwsCalls who, XmlElement item, String... uris) {
        return get(who, item.child("ItemId").orElseThrow(), properties(uris));
    }

    public void answer(XmlElement request, String element, String parts) {
        String reference = id(request.child("ItemId").orElseThrow()).replace("<t:ItemId", "<t:ReferenceItemId");
        done(
                bert,
                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:" + element + ">" + reference + parts
                        + "</t:" + element + "></m:Items></m:CreateItem>");
    }

    public static String occurrence(XmlElement master, int index) {
        return "<t:OccurrenceItemId RecurringMasterId=\""
                + master.attribute("Id").orElseThrow() + "\" InstanceIndex=\"" + index + "\"/>";
    }
}
