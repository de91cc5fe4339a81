package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.parsed;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.set;
import static org.s2slab.exchange.items.MailboxCalls.text;
import static org.s2slab.exchange.items.MailboxCalls.values;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Calendar items and messages about meetings as MS-OXWSMTGS describes them. */
class MeetingRequirementsTest {
    private static final String TIMES = "<t:Start>2026-12-02T10:00:00Z</t:Start><t:End>2026-12-02T11:30:00Z</t:End>";

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static String idOf(XmlElement element) {
        return element.attribute("Id").orElseThrow();
    }

    private XmlElement appointment(String properties) {
        return saved(mailbox.anna, "calendar", "<t:CalendarItem>" + properties + "</t:CalendarItem>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<t:IsAllDayEvent>true</t:IsAllDayEvent>",
                "<t:IsAllDayEvent>false</t:IsAllDayEvent>",
                "<t:LegacyFreeBusyStatus>Busy</t:LegacyFreeBusyStatus>",
                "<t:LegacyFreeBusyStatus>Free</t:LegacyFreeBusyStatus>",
                "<t:LegacyFreeBusyStatus>OOF</t:LegacyFreeBusyStatus>",
                "<t:LegacyFreeBusyStatus>NoData</t:LegacyFreeBusyStatus>",
                "<t:LegacyFreeBusyStatus>Tentative</t:LegacyFreeBusyStatus>",
                "<t:LegacyFreeBusyStatus>WorkingElsewhere</t:LegacyFreeBusyStatus>",
                "<t:Location>Room 1</t:Location>",
                "<t:When>at ten</t:When>",
                "<t:IsResponseRequested>true</t:IsResponseRequested>",
                "<t:IsResponseRequested>false</t:IsResponseRequested>",
                "<t:AllowNewTimeProposal>true</t:AllowNewTimeProposal>",
                "<t:AllowNewTimeProposal>false</t:AllowNewTimeProposal>",
                "<t:MeetingWorkspaceUrl>http://contoso.com/w</t:MeetingWorkspaceUrl>",
                "<t:NetShowUrl>http://contoso.com/n</t:NetShowUrl>"
            })
    @Requirements(
            "MTGS R163 R720 R721 R165 R16500 R16501 R16502 R159b R16503 R16504 R167 R169 R179 R736 R737 R229 R744 R745 R233 R235"
                    + " R157b R158b R160b R161b R16101 R4001 R593")
    void keepsEachProperty(String property) {
        XmlElement given = parsed(property).get(0);
        XmlElement id = appointment(TIMES + property);
        assertThat(get(mailbox.anna, id).child(given.name()).map(MailboxCalls::values))
                .hasValue(values(given));
    }

    @Test
    @Requirements("MTGS R729 R151 R157 R159 R175 R733 R181 R53 R201 R514 R209 R207 R171 R173 R731 R735 R177")
    void derivesWhatAnAppointmentIs() {
        XmlElement read = get(mailbox.anna, appointment("<t:UID>uid-1</t:UID>" + TIMES));
        assertThat(text(read, "UID")).isEqualTo("uid-1");
        assertThat(text(read, "Start")).isEqualTo("2026-12-02T10:00:00Z");
        assertThat(text(read, "End")).isEqualTo("2026-12-02T11:30:00Z");
        assertThat(text(read, "Duration")).isEqualTo("PT1H30M");
        assertThat(text(read, "CalendarItemType")).isEqualTo("Single");
        assertThat(text(read, "AppointmentState")).isEqualTo("0");
        assertThat(text(read, "AppointmentSequenceNumber")).isEqualTo("0");
        for (String flag : List.of("IsRecurring", "IsMeeting", "IsCancelled", "MeetingRequestWasSent")) {
            assertThat(text(read, flag)).as(flag).isEqualTo("false");
        }
    }

    @Test
    @Requirements("MTGS R188b R18407")
    void needsACharacterAtLeastInAnAddress() {
        String meeting = meeting("SendToNone", "addressed", "2027-04-01");
        assertThat(code(only(mailbox.anna, meeting.replace("bert@contoso.com", "b"))))
                .isEqualTo("NoError");
        String organized = meeting.replace(
                "<t:RequiredAttendees>",
                "<t:Organizer><t:Mailbox><t:EmailAddress>carla@contoso.com</t:EmailAddress></t:Mailbox></t:Organizer>"
                        + "<t:RequiredAttendees>");
        assertThat(code(only(mailbox.anna, organized)))
                .as("of the schema, but read-only")
                .isEqualTo("ErrorInvalidPropertySet");
        for (String address : List.of("bert@contoso.com", "carla@contoso.com")) {
            assertThatThrownBy(() -> mailbox.anna.call(organized.replace(address, "")))
                    .as(address)
                    .isInstanceOfSatisfying(
                            EwsFault.class,
                            fault -> assertThat(fault.code()).isEqualTo(ResponseCode.ErrorSchemaValidation));
        }
    }

    @Test
    @Requirements("MTGS R2000")
    void createsNoItemThatSaysItIsAMeeting() {
        assertThat(code(only(
                        mailbox.anna,
                        "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem>" + TIMES
                                + "<t:IsMeeting>true</t:IsMeeting></t:CalendarItem></m:Items></m:CreateItem>")))
                .isEqualTo("ErrorInvalidPropertySet");
    }

    @Test
    @Requirements("MTGS R54 R55 R56 R732 R213 R215 R217 R219 R161 R373 R377 R381 R383 R385 R387 R390 R391 R252 R254")
    void showsASeriesWithItsOccurrences() {
        XmlElement series = appointment(
                "<t:Subject>series</t:Subject><t:Start>2027-01-04T10:00:00Z</t:Start><t:End>2027-01-04T11:00:00Z</t:End>"
                        + "<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence>"
                        + "<t:StartDate>2027-01-04</t:StartDate><t:NumberOfOccurrences>4</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence>");
        XmlElement first = get(mailbox.anna, series);
        assertThat(text(first, "CalendarItemType")).isEqualTo("RecurringMaster");
        assertThat(text(first, "FirstOccurrence", "Start")).isEqualTo("2027-01-04T10:00:00Z");
        assertThat(text(first, "LastOccurrence", "Start")).isEqualTo("2027-01-07T10:00:00Z");
        String second = "<t:OccurrenceItemId RecurringMasterId=\"" + idOf(series) + "\" InstanceIndex=\"2\"/>";
        done(
                mailbox.anna,
                set(
                                series,
                                field("calendar:Start"),
                                "<t:CalendarItem><t:Start>2027-01-05T10:30:00Z</t:Start></t:CalendarItem>")
                        .replaceFirst("<t:ItemId [^>]*>", second));
        done(
                mailbox.anna,
                "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToNone\"><m:ItemIds>"
                        + second.replace("\"2\"", "\"3\"") + "</m:ItemIds></m:DeleteItem>");
        XmlElement read = get(mailbox.anna, series);
        XmlElement modified = read.at("ModifiedOccurrences", "Occurrence").orElseThrow();
        assertThat(text(modified, "Start")).isEqualTo("2027-01-05T10:30:00Z");
        assertThat(text(modified, "End")).isEqualTo("2027-01-05T11:00:00Z");
        assertThat(text(modified, "OriginalStart")).isEqualTo("2027-01-05T10:00:00Z");
        assertThat(modified.child("ItemId")).isPresent();
        assertThat(text(read, "DeletedOccurrences", "DeletedOccurrence", "Start"))
                .isEqualTo("2027-01-06T10:00:00Z");
        List<XmlElement> view = done(
                        mailbox.anna,
                        "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape>"
                                + "<m:CalendarView StartDate=\"2027-01-04T00:00:00Z\" EndDate=\"2027-01-08T00:00:00Z\"/><m:ParentFolderIds>"
                                + folder("calendar") + "</m:ParentFolderIds></m:FindItem>")
                .at("RootFolder", "Items")
                .orElseThrow()
                .children();
        assertThat(view)
                .extracting(item -> text(item, "CalendarItemType") + " " + text(item, "IsRecurring"))
                .containsExactly("Occurrence true", "Exception true", "Occurrence true");
    }

    private static String meeting(String sending, String subject, String day) {
        return "<m:CreateItem SendMeetingInvitations=\"" + sending + "\"><m:Items><t:CalendarItem><t:Subject>" + subject
                + "</t:Subject><t:Start>" + day + "T10:00:00Z</t:Start><t:End>" + day
                + "T11:00:00Z</t:End><t:Location>Room</t:Location><t:RequiredAttendees><t:Attendee><t:Mailbox>"
                + "<t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:Attendee></t:RequiredAttendees>"
                + "</t:CalendarItem></m:Items></m:CreateItem>";
    }

    private static boolean has(EwsCalls who, String place, String element, String subject) {
        return find(who, folder(place)).stream()
                .anyMatch(item ->
                        item.name().equals(element) && text(item, "Subject").endsWith(subject));
    }

    private static XmlElement the(EwsCalls who, String place, String element, String subject) {
        return find(who, folder(place)).stream()
                .filter(item ->
                        item.name().equals(element) && text(item, "Subject").endsWith(subject))
                .findFirst()
                .flatMap(item -> item.child("ItemId"))
                .map(id -> get(who, id))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"SendToNone, false, false", "SendOnlyToAll, true, false", "SendToAllAndSaveCopy, true, true"})
    @Requirements(
            "MTGS R44 R4400 R4401 R46 R4600 R4601 R4602 R48 R4800 R4801 R4802 R45 R4500 R47 R4700 R4701 R49 R4900 R4901"
                    + " R494 R60 R6000 R61 R6100 R6101 R64 R6400 R6401")
    void tellsAttendeesAndKeepsCopiesAsTheRequestSays(String sending, boolean sent, boolean copied) {
        String subject = "sending " + sending;
        XmlElement id = MailboxCalls.item(done(mailbox.anna, meeting(sending, subject, "2027-02-01")))
                .child("ItemId")
                .orElseThrow();
        assertThat(has(mailbox.anna, "calendar", "CalendarItem", subject)).isTrue();
        assertThat(has(mailbox.bert, "inbox", "MeetingRequest", subject)).isEqualTo(sent);
        assertThat(has(mailbox.bert, "calendar", "CalendarItem", subject)).isEqualTo(sent);
        assertThat(has(mailbox.anna, "sentitems", "MeetingRequest", subject)).isEqualTo(copied);
        String renamed = "updated " + sending;
        done(
                mailbox.anna,
                set(
                                id,
                                field("item:Subject"),
                                "<t:CalendarItem><t:Subject>" + renamed + "</t:Subject></t:CalendarItem>")
                        .replace("OrCancellations=\"SendToNone\"", "OrCancellations=\"" + sending + "\""));
        assertThat(has(mailbox.anna, "calendar", "CalendarItem", renamed)).isTrue();
        assertThat(has(mailbox.bert, "inbox", "MeetingRequest", renamed)).isEqualTo(sent);
        assertThat(has(mailbox.anna, "sentitems", "MeetingRequest", renamed)).isEqualTo(copied);
        done(
                mailbox.anna,
                "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"" + sending
                        + "\"><m:ItemIds><t:ItemId Id=\"" + idOf(id) + "\"/></m:ItemIds></m:DeleteItem>");
        assertThat(has(mailbox.anna, "calendar", "CalendarItem", renamed)).isFalse();
        assertThat(has(mailbox.bert, "inbox", "MeetingCancellation", renamed)).isEqualTo(sent);
        assertThat(has(mailbox.anna, "sentitems", "MeetingCancellation", renamed))
                .isEqualTo(copied);
    }

    @ParameterizedTest
    @CsvSource({"AcceptItem, Accept", "TentativelyAcceptItem, Tentative", "DeclineItem, Decline"})
    @Requirements(
            "MTGS R137 R139 R141 R185 R187 R512 R80 R81 R82 R83 R84 R728 R734 R738 R264 R275 R283 R72 R500 R287 R297 R301 R756"
                    + " R7561 R307 R762 R763 R311 R313 R315 R489")
    void bringsTheAnswerOfAnAttendeeToTheOrganizer(String element, String response) {
        String subject = "answered by " + element;
        XmlElement id = MailboxCalls.item(done(mailbox.anna, meeting("SendToAllAndSaveCopy", subject, "2027-03-01")))
                .child("ItemId")
                .orElseThrow();
        XmlElement mine = get(mailbox.anna, id);
        assertThat(text(mine, "IsMeeting")).isEqualTo("true");
        assertThat(text(mine, "MeetingRequestWasSent")).isEqualTo("true");
        assertThat(text(mine, "AppointmentState")).isEqualTo("1");
        assertThat(text(mine, "MyResponseType")).isEqualTo("Organizer");
        assertThat(text(mine, "Organizer", "Mailbox", "EmailAddress")).startsWithIgnoringCase("anna");
        XmlElement request = the(mailbox.bert, "inbox", "MeetingRequest", subject);
        assertThat(text(request, "MeetingRequestType")).isEqualTo("NewMeetingRequest");
        assertThat(text(request, "Start")).isEqualTo("2027-03-01T10:00:00Z");
        assertThat(text(request, "End")).isEqualTo("2027-03-01T11:00:00Z");
        assertThat(text(request, "Location")).isEqualTo("Room");
        assertThat(text(request, "IsMeeting")).isEqualTo("true");
        assertThat(text(request, "MeetingRequestWasSent")).isEqualTo("true");
        assertThat(text(request, "UID")).isEqualTo(text(mine, "UID")).isNotEmpty();
        assertThat(text(request, "Organizer", "Mailbox", "EmailAddress")).startsWithIgnoringCase("anna");
        assertThat(request.child("RequiredAttendees").orElseThrow().children())
                .as("the organizer first")
                .extracting(one -> text(one, "Mailbox", "EmailAddress"))
                .containsExactly("anna@contoso.com", "bert@contoso.com");
        XmlElement entered = the(mailbox.bert, "calendar", "CalendarItem", subject);
        assertThat(request.child("AssociatedCalendarItemId").map(MeetingRequirementsTest::idOf))
                .isEqualTo(entered.child("ItemId").map(MeetingRequirementsTest::idOf));
        assertThat(text(entered, "MyResponseType")).isEqualTo("NoResponseReceived");
        done(
                mailbox.bert,
                "<m:CreateItem MessageDisposition=\"SendAndSaveCopy\"><m:Items><t:" + element
                        + "><t:ReferenceItemId Id=\""
                        + idOf(request.child("ItemId").orElseThrow()) + "\"/></t:" + element
                        + "></m:Items></m:CreateItem>");
        assertThat(has(mailbox.anna, "inbox", "MeetingResponse", subject)).isTrue();
        XmlElement attendee =
                get(mailbox.anna, id).at("RequiredAttendees", "Attendee").orElseThrow();
        assertThat(text(attendee, "ResponseType")).isEqualTo(response);
        assertThat(text(attendee, "LastResponseTime")).isNotEmpty();
    }
}
