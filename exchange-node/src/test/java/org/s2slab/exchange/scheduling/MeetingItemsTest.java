package org.s2slab.exchange.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.ews.EwsNames.t;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.Mailbox.MailboxTrait;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;

/** What the items of a meeting say, and the messages between organiser and attendees. */
class MeetingItemsTest {
    private static final Instant START = Instant.parse("2030-03-04T09:00:00Z");
    private static final Mailbox ANNA = new Mailbox(
            "1",
            "Anna",
            "anna@contoso.com",
            null,
            null,
            List.of("anna@contoso.com"),
            Switches.of(MailboxTrait.ENABLED, MailboxTrait.PRESENT));
    private static final ItemContent APPOINTMENT =
            ItemContent.empty(ItemKind.CALENDAR_ITEM).withSubject("Budget").withSpan(START, START.plusSeconds(3600));
    private static final ItemContent MEETING = APPOINTMENT.with(
            t("RequiredAttendees", t("Attendee", new MailPerson("Bert", "bert@contoso.com").element())));

    private final MeetingItems items = new MeetingItems(new TestClock(), IdGenerator.seeded(5));
    private final MeetingMessages messages = new MeetingMessages(new TestClock(), IdGenerator.seeded(5));

    @Test
    void anItemWithAttendeesIsAMeetingAndAnotherAnAppointment() {
        ItemContent meeting = items.organisers(MEETING, ANNA, true);
        assertThat(says(meeting, "IsMeeting", "MyResponseType", "AppointmentState", "MeetingRequestWasSent"))
                .containsExactly("true", "Organizer", "1", "true");
        assertThat(MeetingAttendees.isOrganiser(meeting, ANNA)).isTrue();
        assertThat(says(meeting, "DateTimeStamp")).containsExactly(TestClock.START.toString());
        assertThat(says(items.organisers(MEETING, ANNA, false), "MeetingRequestWasSent"))
                .containsExactly("false");
        assertThat(says(
                        items.organisers(APPOINTMENT, ANNA, true),
                        "IsMeeting",
                        "MyResponseType",
                        "AppointmentState",
                        "MeetingRequestWasSent"))
                .containsExactly("false", "Organizer", "0", "false");
    }

    @Test
    void keepsWhatTheOrganiserSaidAndAddsTheRest() {
        ItemContent given = MeetingItems.set(
                MeetingItems.set(APPOINTMENT, MeetingItems.UID, "mine"), "LegacyFreeBusyStatus", "Free");
        assertThat(says(
                        items.organisers(given, ANNA, true),
                        "UID",
                        "LegacyFreeBusyStatus",
                        "AppointmentSequenceNumber",
                        "IsResponseRequested"))
                .containsExactly("mine", "Free", "0", "true");
        ItemContent blank = items.organisers(MeetingItems.set(given, MeetingItems.UID, " "), ANNA, true);
        assertThat(OrganizerMeetings.uid(blank))
                .startsWith("040000008200E00074C5B7101A82E008")
                .hasSize(64);
    }

    @Test
    void countsChanges() {
        ItemContent changed = items.nextSequence(MEETING);
        assertThat(says(items.nextSequence(changed), "AppointmentSequenceNumber"))
                .containsExactly("2");
        assertThat(says(changed, "AppointmentSequenceNumber")).containsExactly("1");
    }

    @Test
    void aRequestSaysWhetherItIsNewAndLeavesOutWhatIsTheOrganisers() {
        ItemContent meeting = MeetingItems.set(items.organisers(MEETING, ANNA, true), "ReminderIsSet", "true");
        ItemContent request = messages.request(meeting, ANNA, null);
        assertThat(says(request, "MeetingRequestType", "IntendedFreeBusyStatus", "LegacyFreeBusyStatus"))
                .containsExactly("NewMeetingRequest", "Busy", "Tentative");
        assertThat(says(messages.request(meeting, ANNA, meeting), "MeetingRequestType"))
                .containsExactly("InformationalUpdate");
        ItemContent earlier = meeting.withSpan(TestClock.START, TestClock.START);
        ItemContent update = messages.request(meeting, ANNA, earlier);
        assertThat(says(update, "MeetingRequestType")).containsExactly("FullUpdate");
        assertThat(update.property("ChangeHighlights").flatMap(there -> there.childText("Start")))
                .hasValue(TestClock.START.toString());
        assertThat(request.property("ReminderIsSet")).isEmpty();
        assertThat(request.property("RequiredAttendees")).isPresent();
        assertThat(request.subject()).isEqualTo("Budget");
        assertThat(request.internetMessageId()).matches("<[^@]+@contoso\\.com>");
    }

    @Test
    void cancellationsAndResponsesSayLessAndHaveAPrefixOnce() {
        ItemContent meeting = items.organisers(MEETING, ANNA, true);
        ItemContent.Body text = new ItemContent.Body(null, "");
        ItemContent cancellation = messages.cancellation(meeting, ANNA, text);
        assertThat(cancellation.subject()).isEqualTo("Canceled: Budget");
        assertThat(cancellation.property("RequiredAttendees")).isEmpty();
        assertThat(cancellation.property("UID")).isPresent();
        ItemContent gone = items.cancelled(items.cancelled(meeting));
        assertThat(gone.subject()).isEqualTo("Canceled: Budget");
        assertThat(says(gone, "IsCancelled", "AppointmentState", "LegacyFreeBusyStatus"))
                .containsExactly("true", "7", "Free");
        ItemContent response = messages.response(
                meeting,
                ANNA,
                MeetingMessages.recipients(MeetingAttendees.invited(meeting)),
                new MeetingAnswer(MeetingResponse.DECLINE, text, List.of(), true, Optional.empty()));
        assertThat(response.itemClass()).isEqualTo("IPM.Schedule.Meeting.Resp.Neg");
        assertThat(response.subject()).isEqualTo("Declined: Budget");
        assertThat(says(
                        items.answered(meeting, MeetingResponse.DECLINE),
                        "MyResponseType",
                        "LegacyFreeBusyStatus",
                        "AppointmentReplyTime"))
                .containsExactly("Decline", "Free", TestClock.START.toString());
    }

    private static List<String> says(ItemContent item, String... names) {
        return List.of(names).stream()
                .map(name -> item.propertyText(name).orElse("(nothing)"))
                .toList();
    }
}
