package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Meetings as mail clients arrange them by Exchange Web Services. */
class MeetingTest {
    private ReadMailbox anna;
    private EwsCalls bert;

    @BeforeEach
    void open(@TempDir Path folder) {
        anna = new ReadMailbox(folder);
        bert = anna.callsOf("bert");
    }

    @AfterEach
    void close() {
        anna.close();
    }

    @Test
    @Requirements("MTGS R488")
    void invitesByMessageAndEntersIntoCalendars() {
        book("SendToAllAndSaveCopy");
        XmlElement request = only(bert, "inbox", "MeetingRequest");
        assertThat(request.childText("Subject")).hasValue("Budget");
        assertThat(request.childText("ItemClass")).hasValue("IPM.Schedule.Meeting.Request");
        assertThat(request.childText("MeetingRequestType")).hasValue("NewMeetingRequest");
        XmlElement entry = only(bert, "calendar", "CalendarItem");
        assertThat(entry.childText("MyResponseType")).hasValue("NoResponseReceived");
        assertThat(entry.childText("LegacyFreeBusyStatus")).hasValue("Tentative");
        assertThat(items(anna.calls, "sentitems")).hasSize(1);
    }

    @Test
    void invitesNobodyWhenToldSo() {
        book("SendToNone");
        assertThat(items(bert, "inbox")).isEmpty();
        assertThat(items(anna.calls, "calendar")).hasSize(1);
    }

    @Test
    void takesTheAnswerToTheOrganiserAndTheRequestOutOfTheInbox() {
        book("SendOnlyToAll");
        answer("AcceptItem");
        assertThat(only(anna.calls, "inbox", "MeetingResponse").childText("ItemClass"))
                .hasValue("IPM.Schedule.Meeting.Resp.Pos");
        assertThat(only(anna.calls, "calendar", "CalendarItem")
                        .at("RequiredAttendees", "Attendee", "ResponseType")
                        .map(XmlElement::text))
                .hasValue("Accept");
        assertThat(only(bert, "calendar", "CalendarItem").childText("MyResponseType"))
                .hasValue("Accept");
        assertThat(items(bert, "inbox")).isEmpty();
    }

    @Test
    void takesADeclinedMeetingOutOfTheCalendar() {
        book("SendOnlyToAll");
        answer("DeclineItem");
        assertThat(items(bert, "calendar")).isEmpty();
        assertThat(only(anna.calls, "inbox", "MeetingResponse").childText("Subject"))
                .hasValue("Declined: Budget");
    }

    @Test
    void movesInAllCalendarsAndTellsTheAttendees() {
        String id = book("SendOnlyToAll");
        XmlElement message = anna.calls
                .messages("<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\""
                        + " SendMeetingInvitationsOrCancellations=\"SendToAllAndSaveCopy\"><m:ItemChanges><t:ItemChange>"
                        + "<t:ItemId Id=\"" + id + "\"/><t:Updates>" + time("Start", "2030-03-05T09:00:00Z")
                        + time("End", "2030-03-05T10:00:00Z")
                        + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>")
                .get(0);
        assertThat(ReadMailbox.code(message)).isEqualTo("NoError");
        assertThat(only(bert, "calendar", "CalendarItem").childText("Start")).hasValue("2030-03-05T09:00:00Z");
        assertThat(items(bert, "inbox"))
                .extracting(item -> item.childText("MeetingRequestType").orElse(""))
                .containsExactly("Outdated", "FullUpdate");
    }

    @Test
    void callsOffByDeletingOrByCancelling() {
        String id = book("SendOnlyToAll");
        anna.calls.messages("<m:DeleteItem DeleteType=\"MoveToDeletedItems\""
                + " SendMeetingCancellations=\"SendOnlyToAll\"><m:ItemIds><t:ItemId Id=\"" + id
                + "\"/></m:ItemIds></m:DeleteItem>");
        assertThat(items(bert, "inbox"))
                .extracting(XmlElement::name)
                .containsExactly("MeetingRequest", "MeetingCancellation");
        assertThat(only(bert, "calendar", "CalendarItem").childText("IsCancelled"))
                .hasValue("true");

        String second = book("SendOnlyToAll");
        XmlElement message = anna.calls
                .messages("<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:CancelCalendarItem>"
                        + "<t:ReferenceItemId Id=\"" + second
                        + "\"/></t:CancelCalendarItem></m:Items></m:CreateItem>")
                .get(0);
        assertThat(ReadMailbox.code(message)).isEqualTo("NoError");
        assertThat(items(anna.calls, "calendar")).isEmpty();
    }

    /** As the tests of exchangelib see it. */
    @Test
    void cancelsNothingWhereOnlyTheOrganizerIsInvited() {
        String meeting = meeting(" SendMeetingInvitations=\"SendToNone\"", "2030-03-04T10:00:00Z")
                .replace("bert@contoso.com", "anna@contoso.com");
        assertThat(meeting).contains("anna@contoso.com");
        String id = anna.calls
                .messages(meeting)
                .get(0)
                .find("ItemId")
                .flatMap(found -> found.attribute("Id"))
                .orElseThrow();
        assertThat(ReadMailbox.code(anna.calls
                        .messages("<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:CancelCalendarItem>"
                                + "<t:ReferenceItemId Id=\"" + id
                                + "\"/></t:CancelCalendarItem></m:Items></m:CreateItem>")
                        .get(0)))
                .isEqualTo("ErrorInvalidRecipients");
        assertThat(items(anna.calls, "calendar")).hasSize(1);
    }

    @Test
    void wantsToKnowWhomToTell() {
        assertThat(ReadMailbox.code(
                        anna.calls.messages(meeting("", "2030-03-04T10:00:00Z")).get(0)))
                .isEqualTo("ErrorSendMeetingInvitationsRequired");
        assertThat(ReadMailbox.code(anna.calls
                        .messages(meeting(" SendMeetingInvitations=\"SendToNone\"", "2030-03-04T08:00:00Z"))
                        .get(0)))
                .isEqualTo("ErrorCalendarEndDateIsEarlierThanStartDate");
    }

    @Test
    void showsWhatFallsIntoACalendarView() {
        book("SendToNone");
        assertThat(view("2030-03-04T09:30:00Z", "2030-03-04T09:45:00Z")).hasSize(1);
        assertThat(view("2030-03-04T10:00:00Z", "2030-03-04T11:00:00Z"))
                .as("ends there")
                .hasSize(1);
        assertThat(view("2030-03-04T10:00:01Z", "2030-03-04T11:00:00Z")).isEmpty();
        assertThat(view("2030-03-03T00:00:00Z", "2030-03-04T09:00:00Z")).isEmpty();
    }

    private List<XmlElement> view(String start, String end) {
        return anna.found(ReadMailbox.find(
                ReadMailbox.base("IdOnly"),
                "<m:CalendarView StartDate=\"" + start + "\" EndDate=\"" + end + "\"/>",
                ReadMailbox.distinguished("calendar")));
    }

    private void answer(String element) {
        String id = only(bert, "inbox", "MeetingRequest")
                .child("ItemId")
                .flatMap(found -> found.attribute("Id"))
                .orElseThrow();
        XmlElement message = bert.messages("<m:CreateItem MessageDisposition=\"SendAndSaveCopy\"><m:Items><t:" + element
                        + "><t:ReferenceItemId Id=\"" + id + "\"/></t:" + element + "></m:Items></m:CreateItem>")
                .get(0);
        assertThat(ReadMailbox.code(message)).isEqualTo("NoError");
    }

    private String book(String sending) {
        XmlElement message = anna.calls
                .messages(meeting(" SendMeetingInvitations=\"" + sending + "\"", "2030-03-04T10:00:00Z"))
                .get(0);
        assertThat(ReadMailbox.code(message)).isEqualTo("NoError");
        return message.at("Items", "CalendarItem", "ItemId")
                .flatMap(id -> id.attribute("Id"))
                .orElseThrow();
    }

    private static String meeting(String attribute, String end) {
        return "<m:CreateItem" + attribute + "><m:Items><t:CalendarItem><t:Subject>Budget</t:Subject>"
                + "<t:Start>2030-03-04T09:00:00Z</t:Start><t:End>" + end + "</t:End><t:RequiredAttendees><t:Attendee>"
                + "<t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:Attendee></t:RequiredAttendees>"
                + "</t:CalendarItem></m:Items></m:CreateItem>";
    }

    private static String time(String name, String value) {
        return "<t:SetItemField><t:FieldURI FieldURI=\"calendar:" + name + "\"/><t:CalendarItem><t:" + name + ">"
                + value + "</t:" + name + "></t:CalendarItem></t:SetItemField>";
    }

    private static XmlElement only(EwsCalls calls, String folder, String kind) {
        List<XmlElement> found = items(calls, folder);
        assertThat(found).extracting(XmlElement::name).containsExactly(kind);
        return found.get(0);
    }

    private static List<XmlElement> items(EwsCalls calls, String folder) {
        List<XmlElement> found = calls.messages(
                        ReadMailbox.find(ReadMailbox.base("IdOnly"), "", ReadMailbox.distinguished(folder)))
                .get(0)
                .at("RootFolder", "Items")
                .orElseThrow()
                .children();
        return found.stream()
                .map(item ->
                        item.child("ItemId").flatMap(id -> id.attribute("Id")).orElseThrow())
                .map(id -> calls.messages(ReadMailbox.getItem(ReadMailbox.base("AllProperties"), id))
                        .get(0)
                        .child("Items")
                        .orElseThrow()
                        .children()
                        .get(0))
                .toList();
    }
}
