package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.id;
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

/** What messages about meetings say, as MS-OXWSMTGS describes them: Anna invites Bert. */
class MeetingMessageRequirementsTest {
    private static final String BERT = attendees("RequiredAttendees", "bert");
    private static final String SERIES =
            "<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>"
                    + "<t:NumberedRecurrence><t:StartDate>2031-03-04</t:StartDate><t:NumberOfOccurrences>4</t:NumberOfOccurrences>"
                    + "</t:NumberedRecurrence></t:Recurrence>";
    private static final String[] WHOLE = {
        "calendar:Start", "calendar:End", "calendar:Location", "calendar:Recurrence", "calendar:CalendarItemType"
    };
    private static final String[] SPAN = {
        "calendar:EnhancedLocation",
        "calendar:StartWallClock",
        "calendar:EndWallClock",
        "calendar:StartTimeZoneId",
        "calendar:EndTimeZoneId"
    };

    @RegisterExtension
    static final MeetingCalls mailbox = new MeetingCalls();

    @ParameterizedTest
    @CsvSource({"Busy, true, 0", "Free, false, 1", "OOF, true, 2", "Tentative, false, 0", "NoData, true, 1"})
    @Requirements(
            "MTGS R285 R28500 R28501 R28502 R28503 R28504 R293 R754 R755 R357 R764 R765 R359 R766 R767 R355 R3541 R516"
                    + " R742 R743 R2184 R231 R746 R747 R2186 R295")
    void carriesTheChoicesOfTheOrganizer(String status, String truth, String conference) {
        XmlElement mine = get(
                mailbox.anna,
                mailbox.meeting(
                        "<t:IsAllDayEvent>" + truth + "</t:IsAllDayEvent><t:LegacyFreeBusyStatus>" + status
                                + "</t:LegacyFreeBusyStatus>" + BERT,
                        "<t:ConferenceType>" + conference + "</t:ConferenceType><t:AllowNewTimeProposal>" + truth
                                + "</t:AllowNewTimeProposal><t:IsOnlineMeeting>" + truth + "</t:IsOnlineMeeting>"));
        XmlElement request = mailbox.last(mailbox.bert, "inbox", "MeetingRequest");
        assertThat(text(request, "IntendedFreeBusyStatus")).isEqualTo(status);
        assertThat(text(request, "LegacyFreeBusyStatus")).isEqualTo("Tentative");
        for (XmlElement item : List.of(mine, request)) {
            for (String flag : List.of("IsAllDayEvent", "AllowNewTimeProposal", "IsOnlineMeeting")) {
                assertThat(text(item, flag)).as(flag).isEqualTo(truth);
            }
            assertThat(text(item, "ConferenceType")).isEqualTo(conference);
        }
        mailbox.answer(request, "AcceptItem", "");
        assertThat(text(mailbox.last(mailbox.bert, "calendar", "CalendarItem"), "LegacyFreeBusyStatus"))
                .isEqualTo(status);
    }

    @Test
    @Requirements(
            "MTGS R1047 R299 R189 R191 R317 R319 R361 R363 R303 R759 R305 R761 R309 R329 R335 R337 R555 R279 R155 "
                    + " R268 R751 R270 R739")
    void tellsAttendeesOfTheMeeting() {
        String links = "<t:MeetingWorkspaceUrl>http://contoso.com/w</t:MeetingWorkspaceUrl>"
                + "<t:NetShowUrl>http://contoso.com/n</t:NetShowUrl>";
        XmlElement mine = get(
                mailbox.anna,
                mailbox.meeting(
                        "<t:When>at one</t:When>" + BERT + attendees("OptionalAttendees", "carla")
                                + attendees("Resources", "room"),
                        links));
        XmlElement request = mailbox.last(mailbox.bert, "inbox", "MeetingRequest");
        XmlElement entered = mailbox.last(mailbox.bert, "calendar", "CalendarItem");
        assertThat(text(mine, "When")).isEqualTo("at one");
        assertThat(text(mine, "DateTimeStamp")).isEqualTo(text(mine, "DateTimeCreated"));
        assertThat(text(mine, "Resources", "Attendee", "Mailbox", "EmailAddress"))
                .isEqualTo("room@contoso.com");
        for (XmlElement theirs : List.of(request, entered)) {
            assertThat(theirs.child("When")).isEmpty();
            assertThat(theirs.child("Resources")).isEmpty();
            assertThat(text(theirs, "OptionalAttendees", "Attendee", "Mailbox", "EmailAddress"))
                    .isEqualTo("carla@contoso.com");
            assertThat(text(theirs, "AppointmentState")).isEqualTo("3");
            assertThat(text(theirs, "DateTimeStamp"))
                    .isEqualTo(text(mine, "DateTimeStamp"))
                    .isNotEmpty();
            assertThat(text(theirs, "Organizer", "Mailbox", "EmailAddress")).isNotEmpty();
        }
        assertThat(Stream.of("MeetingWorkspaceUrl NetShowUrl CalendarItemType Duration AppointmentSequenceNumber"
                                .split(" ", -1))
                        .map(name -> text(request, name)))
                .containsExactly("http://contoso.com/w", "http://contoso.com/n", "Single", "PT30M", "0");
        assertThat(text(request, "IsCancelled") + text(request, "IsRecurring")).isEqualTo("falsefalse");
        assertThat(text(request, "IsOutOfDate")).isEqualTo("false");
        assertThat(text(request, "HasBeenProcessed")).isEqualTo("true");
    }

    @Test
    @Requirements(
            "MTGS R321 R323 R325 R327 R205 R351 R353 R718 R719 R556 R707 R560 R562 R564 R566 R708 R709 R710 R711 R518 R696"
                    + " R55901 R55902 R55904 R109707")
    void showsTheRequestInTheCalendarOfTheAttendee() {
        String day = "2031-06-04T%s:00Z";
        for (String[] other : new String[][] {{"09:00", "10:00"}, {"10:15", "10:20"}}) {
            MailboxCalls.saved(
                    mailbox.bert,
                    "calendar",
                    "<t:CalendarItem><t:Start>" + day.formatted(other[0]) + "</t:Start><t:End>"
                            + day.formatted(other[1]) + "</t:End></t:CalendarItem>");
        }
        XmlElement mine = mailbox.meeting(
                BERT,
                "<t:StartTimeZone Id=\"Tokyo Standard Time\"/><t:EnhancedLocation><t:DisplayName>Hall</t:DisplayName>"
                        + "<t:PostalAddress><t:City>Lyon</t:City></t:PostalAddress></t:EnhancedLocation>");
        mailbox.update(
                id(mine),
                "SendOnlyToAll",
                "<t:Start>2031-06-04T10:00:00Z</t:Start>",
                "<t:End>2031-06-04T10:30:00Z</t:End>");
        XmlElement request = mailbox.last(mailbox.bert, "inbox", "MeetingRequest");
        assertThat(text(request, "ConflictingMeetingCount")).isEqualTo("1");
        assertThat(text(request, "AdjacentMeetingCount")).isEqualTo("1");
        assertThat(text(request, "ConflictingMeetings", "CalendarItem", "Start"))
                .isEqualTo("2031-06-04T10:15:00Z");
        assertThat(text(request, "AdjacentMeetings", "CalendarItem", "Start")).isEqualTo("2031-06-04T09:00:00Z");
        for (String zone : List.of("StartTimeZone", "EndTimeZone")) {
            assertThat(request.child(zone).flatMap(one -> one.attribute("Id"))).hasValue("Tokyo Standard Time");
        }
        XmlElement more = asked(mailbox.bert, request, SPAN);
        assertThat(text(more, "EnhancedLocation", "DisplayName")).isEqualTo("Hall");
        assertThat(text(more, "EnhancedLocation", "PostalAddress", "City")).isEqualTo("Lyon");
        assertThat(text(more, "StartWallClock")).isEqualTo("2031-06-04T19:00:00+09:00");
        assertThat(text(more, "EndWallClock")).isEqualTo("2031-06-04T19:30:00+09:00");
        assertThat(text(more, "StartTimeZoneId")).isEqualTo("Tokyo Standard Time");
        assertThat(text(more, "EndTimeZoneId")).isEqualTo("Tokyo Standard Time");
        assertThat(asked(mailbox.bert, request, "meetingRequest:ChangeHighlights")
                        .child("ChangeHighlights")
                        .orElseThrow()
                        .children()
                        .stream()
                        .filter(one -> one.name().startsWith("Has")))
                .extracting(XmlElement::text)
                .containsExactly("false", "true", "true");
        mailbox.answer(request, "AcceptItem", "");
        assertThat(text(mailbox.last(mailbox.bert, "calendar", "CalendarItem"), "AppointmentReplyTime"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SendOnlyToChanged, 1", "SendToChangedAndSaveCopy, 2"})
    @Requirements("MTGS R62 R6200 R65 R6500 R6501")
    void tellsWhoWasAddedOrRemoved(String sending, int copies) {
        String carla = attendees("RequiredAttendees", "carla");
        String series = id(mailbox.meeting(carla, ""));
        mailbox.update(series, sending, attendees("RequiredAttendees", "carla", "bert"));
        assertThat(mailbox.all(mailbox.bert, "inbox", "MeetingRequest")).hasSize(1);
        assertThat(mailbox.all(mailbox.anna, "sentitems", "MeetingRequest")).hasSize(copies);
        mailbox.update(series, sending, "<t:Location>Hall</t:Location>");
        assertThat(text(mailbox.last(mailbox.anna, "calendar", "CalendarItem"), "Location"))
                .isEqualTo("Hall");
        assertThat(mailbox.all(mailbox.bert, "inbox", "MeetingRequest")).hasSize(1);
        mailbox.update(series, sending, carla);
        assertThat(mailbox.all(mailbox.bert, "inbox", "MeetingCancellation")).hasSize(1);
    }

    @Test
    @Requirements("MTGS R339 R291 R546 R900 R901 R902 R903 R904 R906 R907 R908 R909 R910 R806 R808")
    void saysOfWhichSeriesItIs() {
        XmlElement series = mailbox.meeting("<t:Location>Hall</t:Location>" + BERT, SERIES);
        XmlElement request = mailbox.last(mailbox.bert, "inbox", "MeetingRequest");
        String start = mailbox.start;
        assertThat(text(request, "Recurrence", "NumberedRecurrence", "NumberOfOccurrences"))
                .isEqualTo("4");
        mailbox.answer(request, "AcceptItem", "");
        mailbox.update(occurrence(series, 2), "SendOnlyToAll", "<t:Location>Room</t:Location>");
        assertThat(text(mailbox.last(mailbox.bert, "inbox", "MeetingRequest"), "OriginalStart"))
                .isEqualTo(start.replace("-04T", "-05T"));
        String master = "<t:RecurringMasterItemId OccurrenceId=\""
                + get(mailbox.anna, series)
                        .at("LastOccurrence", "ItemId")
                        .flatMap(id -> id.attribute("Id"))
                        .orElseThrow()
                + "\"/>";
        for (String way : List.of("CopyItem", "MoveItem")) {
            done(
                    mailbox.anna,
                    "<m:" + way + "><m:ToFolderId>" + folder("deleteditems") + "</m:ToFolderId><m:ItemIds>" + master
                            + "</m:ItemIds></m:" + way + ">");
        }
        assertThat(mailbox.all(mailbox.anna, "deleteditems", "CalendarItem"))
                .extracting(item -> text(item, "CalendarItemType"))
                .containsExactly("RecurringMaster", "RecurringMaster");
        mailbox.subject = "Called off";
        XmlElement other = mailbox.meeting("<t:Location>Hall</t:Location>" + BERT, SERIES);
        mailbox.answer(mailbox.last(mailbox.bert, "inbox", "MeetingRequest"), "AcceptItem", "");
        mailbox.cancel(id(other));
        for (XmlElement message : List.of(
                asked(mailbox.anna, mailbox.last(mailbox.anna, "inbox", "MeetingResponse"), WHOLE),
                asked(mailbox.bert, mailbox.last(mailbox.bert, "inbox", "MeetingCancellation"), WHOLE))) {
            assertThat(Stream.of("Start", "End", "Location", "CalendarItemType").map(name -> text(message, name)))
                    .containsExactly(start, start.replace(":00:00Z", ":30:00Z"), "Hall", "RecurringMaster");
            assertThat(text(message, "Recurrence", "DailyRecurrence", "Interval"))
                    .isEqualTo("1");
        }
    }
}
