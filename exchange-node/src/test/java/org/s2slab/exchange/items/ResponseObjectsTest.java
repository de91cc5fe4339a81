package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** The answers that an item lists in its ResponseObjects are those that CreateItem makes to it. */
class ResponseObjectsTest {
    private static final List<String> ALL = List.of(
            "AcceptItem",
            "TentativelyAcceptItem",
            "DeclineItem",
            "ReplyToItem",
            "ReplyAllToItem",
            "ForwardItem",
            "CancelCalendarItem",
            "RemoveItem",
            "SuppressReadReceipt",
            "PostReplyItem");

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private enum Sample {
        DRAFT,
        RECEIVED,
        WITH_RECEIPT,
        APPOINTMENT,
        OWN_MEETING,
        OTHER_MEETING,
        REQUEST,
        OUTDATED_REQUEST,
        CANCELLATION,
        ANSWER,
        POST,
        CONTACT,
        TASK
    }

    private static int number;

    private static EwsCalls owner(Sample sample) {
        return switch (sample) {
            case DRAFT, APPOINTMENT, OWN_MEETING, ANSWER, POST, CONTACT, TASK -> mailbox.anna;
            default -> mailbox.bert;
        };
    }

    private static XmlElement made(Sample sample) {
        String name = sample + " " + number++;
        return switch (sample) {
            case DRAFT -> saved(mailbox.anna, "drafts", item("Message", name, ""));
            case RECEIVED -> received(name, "");
            case WITH_RECEIPT -> received(name, "<t:IsReadReceiptRequested>true</t:IsReadReceiptRequested>");
            case APPOINTMENT -> saved(mailbox.anna, "calendar", item("CalendarItem", name, TIME));
            case OWN_MEETING -> meeting(name, "");
            case OTHER_MEETING -> {
                meeting(name, "");
                yield named(mailbox.bert, "calendar", name);
            }
            case REQUEST -> {
                meeting(name, "");
                yield named(mailbox.bert, "inbox", name);
            }
            case OUTDATED_REQUEST -> {
                XmlElement meeting = meeting(name, "");
                XmlElement request = named(mailbox.bert, "inbox", name);
                done(mailbox.anna, moved(meeting));
                yield request;
            }
            case CANCELLATION -> {
                XmlElement meeting = meeting(name, "");
                done(
                        mailbox.anna,
                        "<m:DeleteItem DeleteType=\"MoveToDeletedItems\" SendMeetingCancellations=\"SendToAllAndSaveCopy\"><m:ItemIds>"
                                + MailboxCalls.id(meeting) + "</m:ItemIds></m:DeleteItem>");
                yield named(mailbox.bert, "inbox", "Canceled: " + name);
            }
            case ANSWER -> {
                meeting(name, "");
                done(
                        mailbox.bert,
                        answer("AcceptItem", named(mailbox.bert, "inbox", name)).replace("SaveOnly", "SendOnly"));
                yield named(mailbox.anna, "inbox", "Accepted: " + name);
            }
            case POST -> saved(mailbox.anna, "inbox", item("PostItem", name, ""));
            case CONTACT -> saved(mailbox.anna, "contacts", item("Contact", name, ""));
            case TASK -> saved(mailbox.anna, "tasks", item("Task", name, ""));
        };
    }

    private static final String TIME = "<t:Start>2026-12-01T10:00:00Z</t:Start><t:End>2026-12-01T11:00:00Z</t:End>";

    private static String item(String element, String name, String more) {
        return "<t:" + element + "><t:Subject>" + name + "</t:Subject>" + more + "</t:" + element + ">";
    }

    private static XmlElement received(String name, String more) {
        String to =
                "<t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients>";
        done(
                mailbox.anna,
                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items>" + item("Message", name, to + more)
                        + "</m:Items></m:CreateItem>");
        return named(mailbox.bert, "inbox", name);
    }

    private static XmlElement meeting(String name, String more) {
        String attendee =
                "<t:RequiredAttendees><t:Attendee><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox>"
                        + "</t:Attendee></t:RequiredAttendees>";
        return MailboxCalls.item(done(
                        mailbox.anna,
                        "<m:CreateItem SendMeetingInvitations=\"SendOnlyToAll\"><m:Items>"
                                + item("CalendarItem", name, TIME + attendee + more) + "</m:Items></m:CreateItem>"))
                .child("ItemId")
                .orElseThrow();
    }

    private static String moved(XmlElement meeting) {
        return MailboxCalls.set(
                        meeting,
                        MailboxCalls.field("calendar:Start"),
                        "<t:CalendarItem><t:Start>2026-12-01T09:00:00Z</t:Start></t:CalendarItem>")
                .replace("\"SendToNone\"", "\"SendOnlyToAll\"");
    }

    private static XmlElement named(EwsCalls who, String place, String subject) {
        return find(who, folder(place)).stream()
                .filter(found -> text(found, "Subject").equals(subject))
                .findFirst()
                .flatMap(found -> found.child("ItemId"))
                .orElseThrow();
    }

    private static String answer(String element, XmlElement id) {
        return answer(element, id, "");
    }

    private static String answer(String element, XmlElement id, String more) {
        return "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items><t:" + element + ">"
                + MailboxCalls.id(id).replace("t:ItemId", "t:ReferenceItemId") + more + "</t:" + element
                + "></m:Items></m:CreateItem>";
    }

    private static List<String> listed(EwsCalls who, XmlElement id) {
        return get(who, id).child("ResponseObjects").stream()
                .flatMap(list -> list.children().stream())
                .map(XmlElement::name)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void listsWhatCreateItemMakes(Sample sample) {
        EwsCalls who = owner(sample);
        XmlElement id = made(sample);
        List<String> listed = listed(who, id).stream()
                .filter(element -> !element.equals("ProposeNewTime"))
                .toList();
        List<String> accepted = new ArrayList<>();
        for (String element : ALL) {
            if (code(only(who, answer(element, id))).equals("NoError")) {
                accepted.add(element);
                id = made(sample);
            }
        }
        assertThat(listed).containsExactlyInAnyOrderElementsOf(accepted);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Requirements("CORE R2136 R2302")
    void listsTheProposalOfAnotherTimeWhereItIsAllowed(boolean allowed) {
        String name = "proposal " + allowed;
        meeting(name, "<t:AllowNewTimeProposal>" + allowed + "</t:AllowNewTimeProposal>");
        XmlElement request = named(mailbox.bert, "inbox", name);
        assertThat(listed(mailbox.bert, request).contains("ProposeNewTime")).isEqualTo(allowed);
        String proposal =
                "<t:ProposedStart>2026-12-02T10:00:00Z</t:ProposedStart><t:ProposedEnd>2026-12-02T11:00:00Z</t:ProposedEnd>";
        assertThat(code(only(mailbox.bert, answer("DeclineItem", request, proposal))))
                .isEqualTo(allowed ? "NoError" : "ErrorInvalidOperation");
    }

    @Test
    void postsAReplyWhereThePostIs() {
        XmlElement post = made(Sample.POST);
        String text = "<t:NewBodyContent BodyType=\"Text\">I agree</t:NewBodyContent>";
        XmlElement reply = MailboxCalls.item(done(mailbox.anna, answer("PostReplyItem", post, text)));
        assertThat(reply.name()).isEqualTo("PostItem");
        XmlElement read = get(mailbox.anna, reply.child("ItemId").orElseThrow());
        assertThat(text(read, "Subject")).startsWith("RE: POST");
        assertThat(text(read, "Body")).startsWith("I agree");
        assertThat(read.child("ParentFolderId").flatMap(id -> id.attribute("Id")))
                .isEqualTo(get(mailbox.anna, post).child("ParentFolderId").flatMap(id -> id.attribute("Id")));
        assertThat(text(read, "ConversationTopic")).isEqualTo(text(get(mailbox.anna, post), "ConversationTopic"));
    }

    @Test
    void repliesToAndForwardsWhatIsInTheCalendar() {
        XmlElement meeting = made(Sample.OTHER_MEETING);
        XmlElement reply = get(
                mailbox.bert,
                MailboxCalls.item(done(mailbox.bert, answer("ReplyAllToItem", meeting)))
                        .child("ItemId")
                        .orElseThrow());
        assertThat(text(reply, "ToRecipients", "Mailbox", "EmailAddress")).isEqualTo("anna@contoso.com");
        assertThat(reply.at("ToRecipients").orElseThrow().children()).hasSize(1);
        XmlElement forward = get(
                mailbox.bert,
                MailboxCalls.item(done(mailbox.bert, answer("ForwardItem", meeting)))
                        .child("ItemId")
                        .orElseThrow());
        assertThat(text(forward, "Subject")).startsWith("FW: ");
        assertThat(text(forward, "Attachments", "ItemAttachment", "Name")).startsWith("OTHER_MEETING");
    }
}
