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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** What attendees see of a meeting, and what a client sees that asks for all properties, as MS-OXWSMTGS describes it. */
class MeetingAttendeeRequirementsTest {
    private static final String BERT = attendees("RequiredAttendees", "bert");
    private static final String SERIES =
            "<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>"
                    + "<t:NumberedRecurrence><t:StartDate>2031-03-04</t:StartDate><t:NumberOfOccurrences>4</t:NumberOfOccurrences>"
                    + "</t:NumberedRecurrence></t:Recurrence>";

    @RegisterExtension
    static final MeetingCalls mailbox = new MeetingCalls();

    private XmlElement request() {
        return mailbox.last(mailbox.bert, "inbox", "MeetingRequest");
    }

    @Test
    @Requirements("MTGS R16501 R16502")
    void isFreeWhereTheOrganizerIsAndOtherwiseTentative() {
        for (String busy : List.of("Free", "Busy")) {
            mailbox.subject = busy + " " + mailbox.subject;
            mailbox.meeting("<t:LegacyFreeBusyStatus>" + busy + "</t:LegacyFreeBusyStatus>" + BERT, "");
            assertThat(text(mailbox.last(mailbox.bert, "calendar", "CalendarItem"), "LegacyFreeBusyStatus"))
                    .isEqualTo(busy.equals("Free") ? "Free" : "Tentative");
        }
    }

    @Test
    @Requirements("MTGS R750")
    void isOutOfDateAfterAnyUpdate() {
        XmlElement meeting = mailbox.meeting(BERT, "");
        XmlElement id = request().child("ItemId").orElseThrow();
        mailbox.update(id(meeting), "SendToNone", "<t:Location>Hall</t:Location>");
        assertThat(text(get(mailbox.bert, id), "IsOutOfDate")).isEqualTo("false");
        mailbox.update(id(meeting), "SendOnlyToAll", "<t:Location>Room</t:Location>");
        assertThat(text(get(mailbox.bert, id), "IsOutOfDate")).isEqualTo("true");
        assertThat(text(request(), "IsOutOfDate")).isEqualTo("false");
    }

    @Test
    @Requirements("MTGS R345 R347")
    void countsWhatWasCalledOffAmongTheDeletedOccurrences() {
        XmlElement series = mailbox.meeting(BERT, SERIES);
        mailbox.answer(request(), "AcceptItem", "");
        mailbox.cancel(occurrence(series, 1));
        mailbox.update(occurrence(series, 2), "SendOnlyToAll", "<t:Location>Hall</t:Location>");
        mailbox.update(id(series), "SendOnlyToAll", "<t:Location>Room</t:Location>");
        XmlElement request = request();
        assertThat(request.child("ModifiedOccurrences").orElseThrow().children())
                .extracting(one -> text(one, "OriginalStart"))
                .containsExactly(mailbox.start.replace("-04T", "-05T"));
        assertThat(request.child("DeletedOccurrences").orElseThrow().children())
                .extracting(one -> text(one, "Start"))
                .containsExactly(mailbox.start);
    }

    @Test
    @Requirements("MTGS R701 R702")
    void hasAZoneOfASeriesWithoutOne() {
        XmlElement series = mailbox.meeting(BERT, SERIES);
        String[] zones = {"calendar:StartTimeZoneId", "calendar:EndTimeZoneId"};
        XmlElement theirs = mailbox.last(mailbox.bert, "calendar", "CalendarItem");
        for (String zone : zones) {
            assertThat(text(asked(mailbox.bert, theirs, zones), zone.substring(9)))
                    .isEqualTo("Greenwich Standard Time");
        }
        mailbox.update(occurrence(series, 2), "SendOnlyToAll", "<t:Location>Hall</t:Location>");
        mailbox.update(id(series), "SendOnlyToAll", "<t:Location>Room</t:Location>");
        assertThat(text(request(), "ModifiedOccurrences", "Occurrence", "OriginalStart"))
                .as("the exceptions are still there")
                .isEqualTo(mailbox.start.replace("-04T", "-05T"));
    }

    @Test
    @Requirements("MTGS R909")
    void answersAnOccurrenceWithTheRecurrenceOfItsSeries() {
        XmlElement series = mailbox.meeting(BERT, SERIES);
        mailbox.update(occurrence(series, 2), "SendOnlyToAll", "<t:Location>Hall</t:Location>");
        mailbox.answer(request(), "AcceptItem", "");
        XmlElement response = mailbox.last(mailbox.anna, "inbox", "MeetingResponse");
        assertThat(text(response, "RecurrenceId")).isEqualTo(mailbox.start.replace("-04T", "-05T"));
        assertThat(text(response, "Recurrence", "NumberedRecurrence", "NumberOfOccurrences"))
                .isEqualTo("4");
    }

    @Test
    @Requirements("MTGS R520 R522 R80001 R900 R901 R902 R909 R910")
    void showsAmongAllPropertiesWhatCameWithTheRelease() {
        XmlElement meeting = mailbox.meeting("<t:Location>Hall</t:Location>" + BERT, SERIES);
        XmlElement request = request();
        for (XmlElement item : List.of(get(mailbox.anna, meeting), request)) {
            assertThat(item.children())
                    .extracting(XmlElement::name)
                    .contains("IsOrganizer", "StartWallClock", "EndWallClock");
        }
        mailbox.answer(request, "AcceptItem", "");
        mailbox.cancel(id(meeting));
        for (XmlElement message : List.of(
                mailbox.last(mailbox.anna, "inbox", "MeetingResponse"),
                mailbox.last(mailbox.bert, "inbox", "MeetingCancellation"))) {
            assertThat(message.children())
                    .extracting(XmlElement::name)
                    .contains("IsOrganizer", "Start", "End", "Location", "Recurrence", "CalendarItemType");
        }
    }

    @ParameterizedTest
    @CsvSource({"AcceptItem, Accept", "TentativelyAcceptItem, Tentative", "DeclineItem, Decline"})
    @Requirements("MTGS R1087 R1089")
    void proposesAnotherTimeWithAnyAnswer(String element, String answer) {
        mailbox.meeting(BERT, "");
        mailbox.answer(
                request(),
                element,
                "<t:ProposedStart>2031-03-05T16:00:00Z</t:ProposedStart>"
                        + "<t:ProposedEnd>2031-03-05T17:00:00Z</t:ProposedEnd>");
        XmlElement response = mailbox.last(mailbox.anna, "inbox", "MeetingResponse");
        assertThat(text(response, "ResponseType")).isEqualTo(answer);
        assertThat(text(response, "ProposedStart")).isEqualTo("2031-03-05T16:00:00Z");
        assertThat(text(response, "ProposedEnd")).isEqualTo("2031-03-05T17:00:00Z");
    }

    @Test
    void deletesAnAppointmentOfNobodyElseOnlyWithWhomToTell() {
        XmlElement appointment = mailbox.meeting("", "");
        String delete =
                "<m:DeleteItem DeleteType=\"HardDelete\"><m:ItemIds>" + id(appointment) + "</m:ItemIds></m:DeleteItem>";
        assertThat(code(only(mailbox.anna, delete))).isEqualTo("ErrorSendMeetingCancellationsRequired");
        done(mailbox.anna, delete.replace(" Delete", " SendMeetingCancellations=\"SendToNone\" Delete"));
    }

    @Test
    @Requirements("MTGS R1241")
    void createsAndUpdatesMessagesOnlyWithWhatToDoWithThem() {
        String create = "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items><t:Message><t:Subject>x</t:Subject>"
                + "</t:Message></m:Items></m:CreateItem>";
        String none = " MessageDisposition=\"SaveOnly\"";
        assertThat(code(only(mailbox.anna, create.replace(none, "")))).isEqualTo("ErrorMessageDispositionRequired");
        XmlElement made = MailboxCalls.item(done(mailbox.anna, create));
        String update =
                "<m:UpdateItem MessageDisposition=\"SaveOnly\" ConflictResolution=\"AlwaysOverwrite\"><m:ItemChanges>"
                        + "<t:ItemChange>" + id(made.child("ItemId").orElseThrow()) + "<t:Updates><t:SetItemField>"
                        + MailboxCalls.field("item:Subject") + "<t:Message><t:Subject>y</t:Subject></t:Message>"
                        + "</t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
        assertThat(code(only(mailbox.anna, update.replace(none, "")))).isEqualTo("ErrorMessageDispositionRequired");
        done(mailbox.anna, update);
    }

    @Test
    @Requirements("MTGS R1342")
    void asksByTheElementWhatToDoWithIt() {
        String create =
                "<m:CreateItem><m:Items><t:Item><t:Subject>generic</t:Subject></t:Item></m:Items></m:CreateItem>";
        XmlElement made =
                MailboxCalls.item(done(mailbox.anna, create)).child("ItemId").orElseThrow();
        XmlElement got = MailboxCalls.get(mailbox.anna, made);
        assertThat(got.name()).isEqualTo("Message");
        String forward = "<m:CreateItem><m:Items><t:ForwardItem>" + id(made).replace("t:ItemId", "t:ReferenceItemId")
                + "</t:ForwardItem></m:Items></m:CreateItem>";
        assertThat(code(only(mailbox.anna, forward))).isEqualTo("ErrorMessageDispositionRequired");
        XmlElement meeting = mailbox.meeting(BERT, "");
        String cancel = forward.replace("ForwardItem", "CancelCalendarItem")
                .replaceFirst("<t:ReferenceItemId [^>]*>", id(meeting).replace("t:ItemId", "t:ReferenceItemId"));
        assertThat(code(only(mailbox.anna, cancel))).isEqualTo("ErrorMessageDispositionRequired");
        String asked = id(request().child("ItemId").orElseThrow()).replace("t:ItemId", "t:ReferenceItemId");
        for (String answer : List.of("AcceptItem", "TentativelyAcceptItem", "DeclineItem")) {
            String element = forward.replace("ForwardItem", answer).replaceFirst("<t:ReferenceItemId [^>]*>", asked);
            assertThat(code(only(mailbox.bert, element))).as(answer).isEqualTo("ErrorMessageDispositionRequired");
        }
        done(mailbox.anna, cancel.replace("<m:CreateItem", "<m:CreateItem MessageDisposition=\"SendOnly\""));
        mailbox.last(mailbox.bert, "inbox", "MeetingCancellation");
    }
}
