package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.text;
import static org.s2slab.exchange.items.MeetingCalls.asked;
import static org.s2slab.exchange.items.MeetingCalls.attendees;
import static org.s2slab.exchange.items.MeetingCalls.occurrence;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** How far a meeting has come, as MS-OXWSMTGS describes it: who organizes it, who has answered, what an update is. */
class MeetingStateRequirementsTest {
    private static final String BERT = attendees("RequiredAttendees", "bert");
    private static final String SERIES =
            "<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>"
                    + "<t:NumberedRecurrence><t:StartDate>2031-03-04</t:StartDate><t:NumberOfOccurrences>4</t:NumberOfOccurrences>"
                    + "</t:NumberedRecurrence></t:Recurrence>";

    @RegisterExtension
    static final MeetingCalls mailbox = new MeetingCalls();

    @Test
    @Requirements("MTGS R80001 R80005 R80048 R80049 R266 R749 R79 R1282")
    void saysWhoOrganizesAndThatNobodyHasAnsweredYet() {
        XmlElement mine = get(mailbox.anna, mailbox.meeting(BERT + attendees("OptionalAttendees", "carla"), ""));
        XmlElement request = mailbox.last(mailbox.bert, "inbox", "MeetingRequest");
        XmlElement entered = mailbox.last(mailbox.bert, "calendar", "CalendarItem");
        String asked = "calendar:IsOrganizer";
        assertThat(text(asked(mailbox.anna, mine, asked), "IsOrganizer")).isEqualTo("true");
        for (XmlElement theirs : List.of(request, entered)) {
            assertThat(text(asked(mailbox.bert, theirs, asked), "IsOrganizer")).isEqualTo("false");
            assertThat(theirs.at("RequiredAttendees", "Attendee", "ResponseType"))
                    .isEmpty();
        }
        XmlElement sent = mailbox.last(mailbox.anna, "sentitems", "MeetingRequest");
        assertThat(text(asked(mailbox.anna, sent, asked), "IsOrganizer")).isEqualTo("true");
        assertThat(text(request, "IsDelegated")).isEqualTo("false");
        assertThat(text(request, "ResponseType")).isEqualTo("NoResponseReceived");
        for (String list : List.of("RequiredAttendees", "OptionalAttendees")) {
            assertThat(text(mine, list, "Attendee", "ResponseType")).isEqualTo("Unknown");
        }
        assertThat(text(entered, "MyResponseType")).isEqualTo("NoResponseReceived");
    }

    @Test
    void keepsTheAnswersOfAttendeesWhenTheListIsSetAgain() {
        XmlElement mine = mailbox.meeting(BERT, "");
        mailbox.answer(mailbox.last(mailbox.bert, "inbox", "MeetingRequest"), "AcceptItem", "");
        mailbox.update(id(mine), "SendToNone", attendees("RequiredAttendees", "bert", "carla"));
        assertThat(mailbox.last(mailbox.anna, "calendar", "CalendarItem")
                        .child("RequiredAttendees")
                        .orElseThrow()
                        .children())
                .extracting(one -> text(one, "ResponseType"))
                .containsExactly("Accept", "Unknown");
    }

    /** By what Bert answered, an update of the place alone, and one of the time. */
    @ParameterizedTest
    @CsvSource({
        "'', FullUpdate, FullUpdate",
        "AcceptItem, InformationalUpdate, FullUpdate",
        "TentativelyAcceptItem, InformationalUpdate, FullUpdate"
    })
    @Requirements("MTGS R71 R485 R587 R73")
    void tellsOfAnUpdateByWhatTheAttendeeAnswered(String response, String place, String time) {
        XmlElement mine = mailbox.meeting(BERT, "");
        if (!response.isEmpty()) {
            mailbox.answer(mailbox.last(mailbox.bert, "inbox", "MeetingRequest"), response, "");
        }
        mailbox.update(id(mine), "SendOnlyToAll", "<t:Location>Hall</t:Location>");
        assertThat(text(mailbox.last(mailbox.bert, "inbox", "MeetingRequest"), "MeetingRequestType"))
                .isEqualTo(place);
        mailbox.update(id(mine), "SendOnlyToAll", "<t:Start>2031-03-04T00:30:00Z</t:Start>");
        List<XmlElement> requests = mailbox.all(mailbox.bert, "inbox", "MeetingRequest");
        assertThat(requests)
                .extracting(request -> text(request, "MeetingRequestType"))
                .endsWith("Outdated", time);
        assertThat(requests).extracting(request -> text(request, "IsOutOfDate")).endsWith("true", "false");
        XmlElement old = requests.get(requests.size() - 2);
        assertThat(code(only(
                        mailbox.bert,
                        "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:AcceptItem>"
                                + id(old.child("ItemId").orElseThrow()).replace("<t:ItemId", "<t:ReferenceItemId")
                                + "</t:AcceptItem></m:Items></m:CreateItem>")))
                .isEqualTo("ErrorCalendarMeetingRequestIsOutOfDate");
    }

    @Test
    @Requirements("MTGS R341 R343 R345 R347")
    void showsTheOccurrencesOfASeriesInItsRequest() {
        XmlElement series = mailbox.meeting(BERT, SERIES);
        mailbox.update(occurrence(series, 2), "SendToNone", "<t:Location>Room</t:Location>");
        done(
                mailbox.anna,
                "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToNone\"><m:ItemIds>"
                        + occurrence(series, 3) + "</m:ItemIds></m:DeleteItem>");
        mailbox.update(id(series), "SendToAllAndSaveCopy", attendees("RequiredAttendees", "bert", "carla"));
        XmlElement request = mailbox.last(mailbox.anna, "sentitems", "MeetingRequest");
        assertThat(Stream.of("FirstOccurrence", "LastOccurrence").map(name -> text(request, name, "OriginalStart")))
                .containsExactly(mailbox.start, mailbox.start.replace("-04T", "-07T"));
        assertThat(text(request, "ModifiedOccurrences", "Occurrence", "OriginalStart"))
                .isEqualTo(mailbox.start.replace("-04T", "-05T"));
        assertThat(text(request, "DeletedOccurrences", "DeletedOccurrence", "Start"))
                .isEqualTo(mailbox.start.replace("-04T", "-06T"));
        assertThat(text(mailbox.last(mailbox.bert, "inbox", "MeetingRequest"), "LastOccurrence", "Start"))
                .isEqualTo(mailbox.start.replace("-04T", "-07T"));
    }

    @Test
    @Requirements("MTGS R203 R331 R3311 R2189 R528 R703 R29500 R333 R758 R80011")
    void showsAttendeesTheZoneTheIntendedStatusAndWhatBecameOfTheMeeting() {
        XmlElement mine = mailbox.meeting(
                "<t:LegacyFreeBusyStatus>OOF</t:LegacyFreeBusyStatus>" + BERT,
                "<t:StartTimeZone Id=\"Tokyo Standard Time\"/><t:EnhancedLocation><t:DisplayName>Hall</t:DisplayName>"
                        + "<t:PostalAddress><t:City>Lyon</t:City></t:PostalAddress></t:EnhancedLocation>");
        XmlElement request = mailbox.last(mailbox.bert, "inbox", "MeetingRequest");
        XmlElement entered = mailbox.last(mailbox.bert, "calendar", "CalendarItem");
        for (XmlElement one : List.of(get(mailbox.anna, mine), request, entered)) {
            assertThat(text(one, "TimeZone")).isEqualTo("(UTC+09:00) Osaka, Sapporo, Tokyo");
        }
        assertThat(text(entered, "IntendedFreeBusyStatus")).isEqualTo("OOF");
        XmlElement requestId = request.child("ItemId").orElseThrow();
        done(
                mailbox.bert,
                MailboxCalls.set(
                        requestId,
                        MailboxCalls.field("calendar:LegacyFreeBusyStatus"),
                        "<t:MeetingRequest><t:LegacyFreeBusyStatus>Free</t:LegacyFreeBusyStatus></t:MeetingRequest>"));
        assertThat(text(request, "IsCancelled")).isEqualTo("false");
        assertThat(request.child("AppointmentReplyTime")).isEmpty();
        mailbox.answer(mailbox.last(mailbox.bert, "inbox", "MeetingRequest"), "AcceptItem", "");
        XmlElement accepted = mailbox.last(mailbox.bert, "calendar", "CalendarItem");
        assertThat(text(accepted, "LegacyFreeBusyStatus")).isEqualTo("OOF");
        XmlElement response = mailbox.last(mailbox.anna, "inbox", "MeetingResponse");
        assertThat(text(
                        asked(mailbox.anna, response, "calendar:EnhancedLocation"),
                        "EnhancedLocation",
                        "PostalAddress",
                        "City"))
                .isEqualTo("Lyon");
        mailbox.cancel(id(mine));
        XmlElement old = mailbox.last(mailbox.bert, "deleteditems", "MeetingRequest");
        assertThat(text(old, "IsCancelled")).isEqualTo("true");
        assertThat(text(old, "AppointmentReplyTime"))
                .isEqualTo(text(accepted, "AppointmentReplyTime"))
                .isNotEmpty();
    }

    @Test
    @Requirements("MTGS R69 R1174 R757")
    void hasNoKindOfRequestWhereNobodyInvited() {
        XmlElement request = get(
                mailbox.bert,
                MailboxCalls.saved(
                        mailbox.bert, "drafts", "<t:MeetingRequest><t:Subject>By hand</t:Subject></t:MeetingRequest>"));
        assertThat(text(request, "MeetingRequestType")).isEqualTo("None");
        assertThat(text(request, "IsMeeting")).isEqualTo("false");
    }

    @Test
    @Requirements("MTGS R55905")
    void saysThatTheEndStays() {
        XmlElement mine = mailbox.meeting(BERT, "");
        mailbox.update(id(mine), "SendOnlyToAll", "<t:Location>Hall</t:Location>");
        XmlElement request = mailbox.last(mailbox.bert, "inbox", "MeetingRequest");
        XmlElement changes = asked(mailbox.bert, request, "meetingRequest:ChangeHighlights")
                .child("ChangeHighlights")
                .orElseThrow();
        assertThat(text(changes, "HasLocationChanged") + text(changes, "HasEndTimeChanged"))
                .isEqualTo("truefalse");
    }

    /** Exchange 2013 shows another time that somebody proposes in the answer alone, not beside the attendee. */
    @Test
    @Requirements("MTGS R2178 R2180 R80009 R1292")
    void bringsTheTimesThatAnAttendeeProposes() {
        XmlElement mine = mailbox.meeting(BERT, "");
        XmlElement request = mailbox.last(mailbox.bert, "inbox", "MeetingRequest");
        assertThat(request.at("ResponseObjects", "ProposeNewTime")).isPresent();
        mailbox.answer(
                request,
                "TentativelyAcceptItem",
                "<t:ProposedStart>2031-03-05T16:00:00Z</t:ProposedStart><t:ProposedEnd>2031-03-05T17:00:00Z</t:ProposedEnd>");
        XmlElement response = asked(
                mailbox.anna,
                mailbox.last(mailbox.anna, "inbox", "MeetingResponse"),
                "meeting:ProposedStart",
                "meeting:ProposedEnd");
        assertThat(text(response, "ProposedStart")).isEqualTo("2031-03-05T16:00:00Z");
        assertThat(text(response, "ProposedEnd")).isEqualTo("2031-03-05T17:00:00Z");
        XmlElement attendee =
                get(mailbox.anna, mine).at("RequiredAttendees", "Attendee").orElseThrow();
        assertThat(attendee.children())
                .extracting(XmlElement::name)
                .containsExactly("Mailbox", "ResponseType", "LastResponseTime");
    }
}
