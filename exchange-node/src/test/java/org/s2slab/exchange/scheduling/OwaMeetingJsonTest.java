package org.s2slab.exchange.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.s2slab.config.Switches;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.Mailbox.MailboxTrait;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.property.ItemKind;

/** What a request of the web client changes in a meeting, and what it leaves. */
class OwaMeetingJsonTest {
    private static final Instant START = Instant.parse("2030-03-04T09:00:00Z");
    private static final ItemContent MEETING = MeetingItems.set(
            ItemContent.empty(ItemKind.CALENDAR_ITEM)
                    .withSubject("Budget")
                    .withSpan(START, START.plusSeconds(3600))
                    .withBody(null, "Agenda"),
            "Location",
            "Room 1");

    @Test
    void changesOnlyWhatIsSaid() {
        assertThat(OwaMeetingJson.read(new JsonObject(), MEETING)).isEqualTo(MEETING);
        ItemContent changed = OwaMeetingJson.read(
                new JsonObject()
                        .put("subject", "Plan")
                        .put("location", "Room 2")
                        .put("body", "Figures")
                        .put("end", "2030-03-04T09:00:00Z"),
                MEETING);
        assertThat(changed.subject()).isEqualTo("Plan");
        assertThat(changed.propertyText("Location")).hasValue("Room 2");
        assertThat(changed.text()).isEqualTo("Figures");
        assertThat(changed.ends()).isEqualTo(START);
        assertThatThrownBy(() -> OwaMeetingJson.read(new JsonObject().put("end", "2030-03-04T08:59:59Z"), MEETING))
                .hasMessageContaining("earlier than 'start'");
        assertThatThrownBy(() -> OwaMeetingJson.read(new JsonObject().put("start", "tomorrow"), MEETING))
                .hasMessageContaining("'start' is 'tomorrow'");
    }

    @Test
    void attendeesAreMailAddressesAndThoseWhoStayKeepTheirResponse() {
        ItemContent invited = OwaMeetingJson.read(attendees("bert@contoso.com", "carla@contoso.com"), MEETING);
        Mailbox bert = new Mailbox(
                "2",
                "Bert",
                "bert@contoso.com",
                null,
                null,
                List.of("bert@contoso.com"),
                Switches.of(MailboxTrait.ENABLED, MailboxTrait.PRESENT));
        MeetingAnswer answer = new MeetingAnswer(
                MeetingResponse.ACCEPT, new ItemContent.Body(null, ""), List.of(), true, Optional.empty());
        ItemContent answered = MeetingAttendees.answered(invited, bert, answer, START.toString());

        ItemContent changed = MeetingAttendees.withAnswers(
                OwaMeetingJson.read(attendees("guest@fabrikam.com", "bert@contoso.com"), answered), answered);

        assertThat(OwaMeetingJson.write(bert, item(changed), null).getJsonArray("attendees"))
                .containsExactly(
                        new JsonObject().put("address", "guest@fabrikam.com").put("response", "Unknown"),
                        new JsonObject().put("address", "bert@contoso.com").put("response", "Accept"));
        assertThat(MeetingAttendees.isMeeting(changed)).isTrue();
        assertThat(MeetingAttendees.isMeeting(OwaMeetingJson.read(attendees(), changed)))
                .isFalse();
        for (Object wrong : List.of("bert@contoso.com", new JsonArray().add(1), new JsonArray().add("bert"))) {
            assertThatThrownBy(() -> OwaMeetingJson.read(new JsonObject().put("attendees", wrong), MEETING))
                    .hasMessageContaining("list of mail addresses");
        }
    }

    @Test
    void settingsAreWordsInAnyCaseAndTheOthersStay() {
        ItemContent set = OwaMeetingJson.read(new JsonObject().put("accessLevel", "locked"), MEETING);
        ItemContent again = OwaMeetingJson.read(new JsonObject().put("presenters", "EVERYONE"), set);
        assertThat(ConferenceSettings.of(again.property(ConferenceSettings.ELEMENT)))
                .extracting(ConferenceSettings::accessLevel, ConferenceSettings::presenters)
                .containsExactly("Locked", "Everyone");
        assertThatThrownBy(() -> OwaMeetingJson.read(new JsonObject().put("accessLevel", "Somebody"), MEETING))
                .hasMessageContaining("'accessLevel' is 'Somebody'");
    }

    @Test
    void isOnlineUnlessItSaysOtherwise() {
        assertThat(OwaMeetingJson.online(new JsonObject())).isTrue();
        assertThat(OwaMeetingJson.online(new JsonObject().put("online", false))).isFalse();
        assertThatThrownBy(() -> OwaMeetingJson.online(new JsonObject().put("online", "yes")))
                .hasMessageContaining("true or false");
    }

    private static Item item(ItemContent content) {
        return new Item(
                1,
                "i1",
                "2",
                "calendar",
                content,
                null,
                new Item.History(START, START, 1, 1),
                1,
                ChangedOccurrence.Attached.NONE,
                null);
    }

    private static JsonObject attendees(String... addresses) {
        return new JsonObject().put("attendees", new JsonArray(List.of((Object[]) addresses)));
    }
}
