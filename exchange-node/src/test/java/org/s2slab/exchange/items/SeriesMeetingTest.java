package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.ews.EwsNames.t;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Meetings that recur, as mail clients arrange them: messages about the series and about single occurrences. */
class SeriesMeetingTest {
    private static final String START = "2030-03-%02dT10:00:00Z";

    private static MailboxCalls mail;
    private static int number;

    private String subject = "";
    private XmlElement master = t("ItemId", "");

    @BeforeAll
    static void open(@TempDir Path folder) {
        mail = new MailboxCalls(folder);
    }

    @AfterAll
    static void close() {
        mail.close();
    }

    /** A daily meeting of five days, whose name no other test uses. */
    @BeforeEach
    void book() {
        subject = "Stand-up " + ++number;
        master = created("SendToAllAndSaveCopy");
    }

    private XmlElement created(String sending) {
        return MailboxCalls.item(MailboxCalls.done(
                        mail.anna,
                        "<m:CreateItem SendMeetingInvitations=\"" + sending + "\"><m:Items><t:CalendarItem><t:Subject>"
                                + subject
                                + "</t:Subject><t:Start>2030-03-04T10:00:00Z</t:Start><t:End>2030-03-04T10:30:00Z</t:End>"
                                + "<t:Location>Room 1</t:Location>" + attendees("bert@contoso.com")
                                + "<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>"
                                + "<t:NumberedRecurrence><t:StartDate>2030-03-04</t:StartDate>"
                                + "<t:NumberOfOccurrences>5</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence>"
                                + "<t:NetShowUrl>https://meet.contoso.com/show</t:NetShowUrl>"
                                + "</t:CalendarItem></m:Items></m:CreateItem>"))
                .child("ItemId")
                .orElseThrow();
    }

    private static String attendees(String... addresses) {
        StringBuilder list = new StringBuilder("<t:RequiredAttendees>");
        for (String address : addresses) {
            list.append(
                    "<t:Attendee><t:Mailbox><t:EmailAddress>" + address + "</t:EmailAddress></t:Mailbox></t:Attendee>");
        }
        return list + "</t:RequiredAttendees>";
    }

    @Test
    @Requirements("MTGS R760")
    void invitesToTheSeries() {
        XmlElement request = message(mail.bert, "inbox", "MeetingRequest");
        assertThat(text(request, "CalendarItemType")).isEqualTo("RecurringMaster");
        assertThat(text(request, "IsRecurring")).isEqualTo("true");
        assertThat(request.child("RecurrenceId")).isEmpty();
        assertThat(text(request, "NetShowUrl")).isEqualTo("https://meet.contoso.com/show");
        assertThat(request.child("AssociatedCalendarItemId").flatMap(id -> id.attribute("Id")))
                .isEqualTo(item(mail.bert, masterOf(view(mail.bert).get(0)))
                        .child("ItemId")
                        .flatMap(id -> id.attribute("Id")));
        assertThat(text(request, "HasBeenProcessed")).isEqualTo("true");
        assertThat(text(request, "IsOutOfDate")).isEqualTo("false");
        assertThat(message(mail.anna, "sentitems", "MeetingRequest").child("RequiredAttendees"))
                .isPresent();
        assertThat(text(MailboxCalls.get(mail.anna, master), "MyResponseType")).isEqualTo("Organizer");
    }

    /** The attendee's calendar shows the change before the attendee has done anything. */
    @Test
    @Requirements("MTGS R153 R277 R559 R55900 R55903 R109703 R109705")
    void tellsOfAChangeOfOneOccurrence() {
        update(occurrence(master, 2), "SendToAllAndSaveCopy", set("Location", "Room 2"));
        XmlElement request = newest(mail.bert, "inbox");
        assertThat(text(request, "RecurrenceId")).isEqualTo(day(5));
        assertThat(text(request, "CalendarItemType")).isEqualTo("Exception");
        assertThat(text(request, "MeetingRequestType")).isEqualTo("FullUpdate");
        assertThat(text(request, "AppointmentSequenceNumber")).isEqualTo("0");
        assertThat(request.child("Recurrence")).isEmpty();
        XmlElement highlights = shown(mail.bert, request, "meetingRequest:ChangeHighlights");
        assertThat(text(highlights, "ChangeHighlights", "HasLocationChanged")).isEqualTo("true");
        assertThat(text(highlights, "ChangeHighlights", "Location")).isEqualTo("Room 1");
        assertThat(text(highlights, "ChangeHighlights", "HasStartTimeChanged")).isEqualTo("false");
        assertThat(berts())
                .containsExactly(
                        "04 Room 1 Occurrence",
                        "05 Room 2 Exception",
                        "06 Room 1 Occurrence",
                        "07 Room 1 Occurrence",
                        "08 Room 1 Occurrence");
        assertThat(MailboxCalls.find(mail.anna, MailboxCalls.folder("sentitems")).stream()
                        .filter(item -> text(item, "Subject").equals(subject)))
                .hasSize(2);
    }

    @Test
    @Requirements("MTGS R484")
    void asksAgainWhenOneOccurrenceMoves() {
        respond(mail.bert, newest(mail.bert, "inbox"), "AcceptItem", "SendOnly", "");
        update(
                occurrence(master, 3),
                "SendOnlyToAll",
                set("Start", "2030-03-06T14:00:00Z") + set("End", "2030-03-06T14:30:00Z"));
        XmlElement request = newest(mail.bert, "inbox");
        assertThat(text(request, "MeetingRequestType")).isEqualTo("FullUpdate");
        assertThat(text(request, "AppointmentSequenceNumber")).isEqualTo("1");
        assertThat(text(request, "Start")).isEqualTo("2030-03-06T14:00:00Z");
        List<XmlElement> view = view(mail.bert);
        assertThat(view)
                .extracting(item -> text(item, "MyResponseType"))
                .containsExactly("Accept", "Accept", "NoResponseReceived", "Accept", "Accept");
        assertThat(text(view.get(2), "Start")).isEqualTo("2030-03-06T14:00:00Z");
    }

    @Test
    void takesAnswersToTheSeriesAndToOneOccurrence() {
        respond(mail.bert, newest(mail.bert, "inbox"), "TentativelyAcceptItem", "SendAndSaveCopy", "");
        assertThat(answer(MailboxCalls.get(mail.anna, master))).isEqualTo("Tentative");
        assertThat(text(MailboxCalls.get(mail.anna, master), "RequiredAttendees", "Attendee", "LastResponseTime"))
                .isNotEmpty();
        respond(mail.bert, view(mail.bert).get(3), "DeclineItem", "SendOnly", "<t:Body BodyType=\"Text\">Ill</t:Body>");
        XmlElement response = newest(mail.anna, "inbox");
        assertThat(text(response, "ItemClass")).isEqualTo("IPM.Schedule.Meeting.Resp.Neg");
        assertThat(text(response, "RecurrenceId")).isEqualTo(day(7));
        assertThat(text(response, "Body")).contains("Ill");
        assertThat(answer(item(mail.anna, occurrence(master, 4)))).isEqualTo("Decline");
        assertThat(answer(item(mail.anna, occurrence(master, 3)))).isEqualTo("Tentative");
        assertThat(berts()).hasSize(4).noneMatch(day -> day.startsWith("07"));
        assertThat(mine(mail.bert, "sentitems")).as("SendOnly keeps no copy").hasSize(1);
    }

    @Test
    @Requirements("MTGS R1087 R1089 R80007")
    void proposesAnotherTime() {
        String proposal = "<t:ProposedStart>2030-03-05T16:00:00Z</t:ProposedStart>"
                + "<t:ProposedEnd>2030-03-05T16:30:00Z</t:ProposedEnd>";
        XmlElement second = view(mail.bert).get(1);
        respond(mail.bert, second, "AcceptItem", "SendOnly", proposal);
        respond(mail.bert, second, "TentativelyAcceptItem", "SendOnly", proposal);
        XmlElement response = shown(mail.anna, newest(mail.anna, "inbox"), "meeting:ProposedStart");
        assertThat(text(response, "ProposedStart")).isEqualTo("2030-03-05T16:00:00Z");
        assertThat(text(item(mail.anna, occurrence(master, 2)), "RequiredAttendees", "Attendee", "ResponseType"))
                .isEqualTo("Tentative");
    }

    @Test
    @Requirements("MTGS R730 R741 R492")
    void cancelsOneOccurrence() {
        cancel(occurrence(master, 2), "SendToAllAndSaveCopy");
        XmlElement cancellation = message(mail.bert, "inbox", "MeetingCancellation");
        assertThat(text(cancellation, "RecurrenceId")).isEqualTo(day(5));
        XmlElement theirs = view(mail.bert).get(1);
        assertThat(text(theirs, "IsCancelled")).isEqualTo("true");
        assertThat(text(theirs, "AppointmentState")).isEqualTo("7");
        assertThat(text(theirs, "Subject")).isEqualTo("Canceled: " + subject);
        assertThat(text(MailboxCalls.get(mail.anna, master), "DeletedOccurrences", "DeletedOccurrence", "Start"))
                .isEqualTo(day(5));
        XmlElement sent = message(mail.anna, "sentitems", "MeetingCancellation");
        assertThat(sent.childText("Subject")).hasValue("Canceled: " + subject);
        assertThat(code(mail.anna, responding(sent, "RemoveItem", "SendOnly", "")))
                .isEqualTo("ErrorCalendarIsOrganizerForRemove");
        Map.of(
                        "AcceptItem", "ErrorCalendarIsCancelledForAccept",
                        "DeclineItem", "ErrorCalendarIsCancelledForDecline",
                        "TentativelyAcceptItem", "ErrorCalendarIsCancelledForTentative")
                .forEach((element, refusal) -> assertThat(code(mail.bert, responding(theirs, element, "SendOnly", "")))
                        .isEqualTo(refusal));
        assertThat(code(mail.bert, responding(cancellation, "RemoveItem", "SendOnly", "")))
                .isEqualTo("NoError");
        assertThat(berts()).hasSize(4);
        assertThat(mine(mail.bert, "inbox")).extracting(XmlElement::name).containsExactly("MeetingRequest");
    }

    @Test
    @Requirements("MTGS R490 R491 R740 R1052")
    void cancelsTheSeries() {
        String cancelling = responding(
                        MailboxCalls.get(mail.anna, master),
                        "CancelCalendarItem",
                        "SendAndSaveCopy",
                        "<t:NewBodyContent BodyType=\"Text\">No need any more</t:NewBodyContent>")
                .replace(
                        "<m:Items>",
                        "<m:SavedItemFolderId>" + MailboxCalls.folder("notes") + "</m:SavedItemFolderId><m:Items>");
        XmlElement answer = mail.anna.messages(cancelling).get(0);
        assertThat(text(answer, "ResponseCode")).isEqualTo("NoError");
        assertThat(MailboxCalls.id(answer.find("ItemId").orElseThrow()))
                .isEqualTo(MailboxCalls.id(
                        mine(mail.anna, "deleteditems").get(0).find("ItemId").orElseThrow()));
        assertThat(mine(mail.anna, "notes")).extracting(XmlElement::name).containsExactly("MeetingCancellation");
        assertThat(mine(mail.anna, "sentitems"))
                .extracting(XmlElement::name)
                .as("the copies of other messages")
                .doesNotContain("MeetingCancellation");
        assertThat(code(mail.anna, cancelling)).isEqualTo("ErrorItemNotFound");
        XmlElement cancellation = message(mail.bert, "inbox", "MeetingCancellation");
        assertThat(text(cancellation, "Body")).contains("No need any more");
        XmlElement gone = mine(mail.anna, "deleteditems").get(0);
        assertThat(text(gone, "AppointmentState")).isEqualTo("5");
        assertThat(berts()).hasSize(5);
        assertThat(code(mail.bert, responding(cancellation, "RemoveItem", "SaveOnly", "")))
                .isEqualTo("NoError");
        assertThat(berts()).isEmpty();
    }

    /** Who is invited later gets the series as it is by then. */
    @Test
    void invitesALaterAttendeeToTheSeriesAsItIs() {
        update(occurrence(master, 1), "SendToNone", set("Location", "Room 9"));
        cancel(occurrence(master, 2), "SendToNone");
        EwsCalls carla = mail.anna;
        XmlElement before = MailboxCalls.get(
                mail.bert, view(mail.bert).get(0).child("ItemId").orElseThrow());
        assertThat(text(before, "Location")).as("nobody was told").isEqualTo("Room 1");
        MailboxCalls.done(
                carla,
                updating(
                        MailboxCalls.id(master),
                        "SendOnlyToChanged",
                        "<t:DeleteItemField><t:FieldURI FieldURI=\"calendar:RequiredAttendees\"/></t:DeleteItemField>"));
        assertThat(text(view(mail.bert).get(0), "IsCancelled")).isEqualTo("true");
        MailboxCalls.done(
                carla,
                updating(
                        MailboxCalls.id(master),
                        "SendOnlyToChanged",
                        "<t:SetItemField><t:FieldURI FieldURI=\"calendar:RequiredAttendees\"/><t:CalendarItem>"
                                + attendees("bert@contoso.com") + "</t:CalendarItem></t:SetItemField>"));
        assertThat(berts())
                .containsExactly(
                        "04 Room 9 Exception", "06 Room 1 Occurrence", "07 Room 1 Occurrence", "08 Room 1 Occurrence");
    }

    @Test
    @Requirements("MTGS R193 R195 R197 R199 R885 R8852")
    void countsMeetingsAtTheSameTimeAndNextToIt() {
        XmlElement day = single("2030-05-06T09:00:00Z", "2030-05-06T10:00:00Z", "Busy");
        single("2030-05-06T09:30:00Z", "2030-05-06T09:45:00Z", "Tentative");
        single("2030-05-06T09:30:00Z", "2030-05-06T09:45:00Z", "Free");
        single("2030-05-06T08:00:00Z", "2030-05-06T09:00:00Z", "OOF");
        single("2030-05-06T10:00:00Z", "2030-05-06T11:00:00Z", "Busy");
        XmlElement shown = MailboxCalls.get(mail.anna, day);
        assertThat(text(shown, "ConflictingMeetingCount")).isEqualTo("1");
        assertThat(text(shown, "AdjacentMeetingCount")).isEqualTo("2");
        assertThat(text(shown, "ConflictingMeetings", "CalendarItem", "Start")).isEqualTo("2030-05-06T09:30:00Z");
        assertThat(shown.at("AdjacentMeetings").orElseThrow().children())
                .extracting(item -> text(item, "LegacyFreeBusyStatus"))
                .containsExactly("OOF", "Busy");
    }

    private static XmlElement single(String start, String end, String status) {
        return MailboxCalls.item(MailboxCalls.done(
                        mail.anna,
                        "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem><t:Start>" + start
                                + "</t:Start><t:End>" + end + "</t:End><t:LegacyFreeBusyStatus>" + status
                                + "</t:LegacyFreeBusyStatus></t:CalendarItem></m:Items></m:CreateItem>"))
                .child("ItemId")
                .orElseThrow();
    }

    private static String masterOf(XmlElement occurrence) {
        return "<t:RecurringMasterItemId OccurrenceId=\""
                + occurrence.child("ItemId").flatMap(id -> id.attribute("Id")).orElseThrow() + "\"/>";
    }

    @ParameterizedTest
    @CsvSource({
        "AcceptItem, ErrorCalendarIsOrganizerForAccept, ErrorInvalidItemForOperationAcceptItem",
        "DeclineItem, ErrorCalendarIsOrganizerForDecline, ErrorInvalidItemForOperationDeclineItem",
        "TentativelyAcceptItem, ErrorCalendarIsOrganizerForTentative, ErrorInvalidItemForOperationTentative"
    })
    void refusesAnswersOfTheOrganizerAndToNoMeeting(String element, String organizers, String others) {
        XmlElement own = MailboxCalls.get(mail.anna, master);
        assertThat(code(mail.anna, responding(own, element, "SendOnly", ""))).isEqualTo(organizers);
        assertThat(code(mail.bert, responding(note(), element, "SendOnly", ""))).isEqualTo(others);
    }

    @Test
    @Requirements("MTGS R750")
    void refusesAnswersThatAreNone() {
        XmlElement request = newest(mail.bert, "inbox");
        assertThat(code(
                        mail.bert,
                        responding(request, "AcceptItem", "SendOnly", "")
                                .replace(" MessageDisposition=\"SendOnly\"", "")))
                .isEqualTo("ErrorMessageDispositionRequired");
        assertThat(code(mail.bert, responding(view(mail.bert).get(0), "CancelCalendarItem", "SendOnly", "")))
                .isEqualTo("ErrorCalendarIsNotOrganizer");
        assertThat(code(mail.bert, responding(request, "CancelCalendarItem", "SendOnly", "")))
                .isEqualTo("ErrorInvalidItemForOperationCancelItem");
        assertThat(code(mail.bert, responding(request, "RemoveItem", "SendOnly", "")))
                .isEqualTo("ErrorInvalidItemForOperationRemoveItem");
        assertThat(
                        code(
                                mail.bert,
                                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:AcceptItem/></m:Items></m:CreateItem>"))
                .isEqualTo("ErrorMissingInformationReferenceItemId");
        update(
                MailboxCalls.id(master),
                "SendOnlyToAll",
                set("Start", "2030-03-04T11:00:00Z") + set("End", "2030-03-04T11:30:00Z"));
        assertThat(code(mail.bert, responding(request, "AcceptItem", "SendOnly", "")))
                .isEqualTo("ErrorCalendarMeetingRequestIsOutOfDate");
        assertThat(text(MailboxCalls.get(mail.bert, request.child("ItemId").orElseThrow()), "IsOutOfDate"))
                .isEqualTo("true");
        cancel(MailboxCalls.id(master), "SendToNone");
        assertThat(code(
                        mail.anna,
                        updating(
                                MailboxCalls.id(mine(mail.anna, "deleteditems")
                                        .get(0)
                                        .child("ItemId")
                                        .orElseThrow()),
                                "SendOnlyToAll",
                                set("Location", "Room 3"))))
                .isEqualTo("ErrorCalendarCannotUpdateDeletedItem");
    }

    private static XmlElement note() {
        return MailboxCalls.get(mail.bert, MailboxCalls.message(mail.bert, "inbox", "A note"));
    }

    private static String day(int day) {
        return START.formatted(day);
    }

    private static String answer(XmlElement meeting) {
        return text(meeting, "RequiredAttendees", "Attendee", "ResponseType");
    }

    private List<String> berts() {
        return view(mail.bert).stream()
                .map(item -> text(item, "Start").substring(8, 10) + " " + text(item, "Location") + " "
                        + text(item, "CalendarItemType"))
                .toList();
    }

    /** What a calendar shows of this test's meeting. */
    private List<XmlElement> view(EwsCalls who) {
        return MailboxCalls.done(
                        who,
                        "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape>"
                                + "<m:CalendarView StartDate=\"2030-03-01T00:00:00Z\" EndDate=\"2030-04-01T00:00:00Z\"/>"
                                + "<m:ParentFolderIds>" + MailboxCalls.folder("calendar")
                                + "</m:ParentFolderIds></m:FindItem>")
                .at("RootFolder", "Items")
                .orElseThrow()
                .children()
                .stream()
                .filter(item -> text(item, "Subject").endsWith(subject))
                .toList();
    }

    private XmlElement message(EwsCalls who, String folder, String kind) {
        List<XmlElement> found = mine(who, folder).stream()
                .filter(item -> item.name().equals(kind))
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private XmlElement newest(EwsCalls who, String folder) {
        List<XmlElement> found = mine(who, folder);
        return found.get(found.size() - 1);
    }

    private List<XmlElement> mine(EwsCalls who, String folder) {
        return MailboxCalls.find(who, MailboxCalls.folder(folder)).stream()
                .filter(item -> text(item, "Subject").endsWith(subject))
                .map(item -> MailboxCalls.get(who, item.child("ItemId").orElseThrow()))
                .toList();
    }

    private static XmlElement shown(EwsCalls who, XmlElement item, String path) {
        return MailboxCalls.get(
                who,
                item.child("ItemId").orElseThrow(),
                "<t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties><t:FieldURI FieldURI=\"" + path
                        + "\"/></t:AdditionalProperties>");
    }

    private static XmlElement item(EwsCalls who, String id) {
        return MailboxCalls.item(MailboxCalls.done(
                who,
                "<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:ItemIds>" + id
                        + "</m:ItemIds></m:GetItem>"));
    }

    private static String responding(XmlElement item, String element, String disposition, String parts) {
        String reference =
                MailboxCalls.id(item.child("ItemId").orElseThrow()).replace("<t:ItemId", "<t:ReferenceItemId");
        boolean first = parts.startsWith("<t:Body");
        return "<m:CreateItem MessageDisposition=\"" + disposition + "\"><m:Items><t:" + element + ">"
                + (first ? parts + reference : reference + parts) + "</t:" + element + "></m:Items></m:CreateItem>";
    }

    private static void respond(EwsCalls who, XmlElement item, String element, String disposition, String parts) {
        MailboxCalls.done(who, responding(item, element, disposition, parts));
    }

    private static String occurrence(XmlElement master, int index) {
        return "<t:OccurrenceItemId RecurringMasterId=\""
                + master.attribute("Id").orElseThrow() + "\" InstanceIndex=\"" + index + "\"/>";
    }

    private static String set(String property, String value) {
        return "<t:SetItemField><t:FieldURI FieldURI=\"calendar:" + property + "\"/><t:CalendarItem><t:" + property
                + ">" + value + "</t:" + property + "></t:CalendarItem></t:SetItemField>";
    }

    private static String updating(String id, String sending, String updates) {
        return "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" SendMeetingInvitationsOrCancellations=\"" + sending
                + "\"><m:ItemChanges><t:ItemChange>" + id + "<t:Updates>" + updates
                + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
    }

    private static void update(String id, String sending, String updates) {
        MailboxCalls.done(mail.anna, updating(id, sending, updates));
    }

    private static void cancel(String id, String sending) {
        MailboxCalls.done(
                mail.anna,
                "<m:DeleteItem DeleteType=\"MoveToDeletedItems\" SendMeetingCancellations=\"" + sending
                        + "\"><m:ItemIds>" + id + "</m:ItemIds></m:DeleteItem>");
    }

    private static String code(EwsCalls who, String body) {
        return MailboxCalls.code(MailboxCalls.only(who, body));
    }

    private static String text(XmlElement element, String... path) {
        return MailboxCalls.text(element, path);
    }
}
