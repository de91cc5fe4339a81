package org.s2slab.exchange.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who comes into a conference, in the words of either product. */
class ConferenceSettingsTest {
    @Test
    void saysInLyncsWordsWhatIsSaidAndNothingElse() {
        assertThat(lync(new ConferenceSettings("EnabledForGatewayParticipants", "Internal", "Everyone")))
                .isEqualTo(new JsonObject()
                        .put("accessLevel", "SameEnterprise")
                        .put("automaticLeaderAssignment", "Everyone")
                        .put("lobbyBypassForPhoneUsers", "Enabled"));
        assertThat(lync(new ConferenceSettings("Disabled", "Locked", "Internal")))
                .isEqualTo(new JsonObject()
                        .put("accessLevel", "Locked")
                        .put("automaticLeaderAssignment", "SameEnterprise")
                        .put("lobbyBypassForPhoneUsers", "Disabled"));
        assertThat(lync(new ConferenceSettings(null, null, null))).isEqualTo(new JsonObject());
    }

    @Test
    void readsLyncsWordsAndItsSilence() {
        assertThat(ConferenceSettings.of(new JsonObject()
                        .put("accessLevel", "SameEnterprise")
                        .put("automaticLeaderAssignment", "SameEnterprise")
                        .put("lobbyBypassForPhoneUsers", "Enabled")))
                .isEqualTo(new ConferenceSettings("EnabledForGatewayParticipants", "Internal", "Internal"));
        assertThat(ConferenceSettings.of(new JsonObject().put("accessLevel", "None")))
                .isEqualTo(new ConferenceSettings("Disabled", "Locked", "Disabled"));
        assertThat(ConferenceSettings.of(new JsonObject()))
                .isEqualTo(new ConferenceSettings("Disabled", "Everyone", "Disabled"));
    }

    @Test
    void standsInAnItemAsTheSchemaWantsIt() {
        ConferenceSettings settings = new ConferenceSettings("EnabledForGatewayParticipants", "Locked", "Internal");
        assertThat(ConferenceSettings.of(Optional.of(settings.element()))).isEqualTo(settings);
        assertThat(ConferenceSettings.of(Optional.of(new ConferenceSettings(null, null, null).element())))
                .isEqualTo(new ConferenceSettings("Disabled", "Everyone", "Disabled"));
        assertThat(ConferenceSettings.of(Optional.empty())).isEqualTo(new ConferenceSettings(null, null, null));
    }

    @Test
    void tellsLyncWhatAConferenceShallBeLike() {
        ConferenceRequest expected = new ConferenceRequest(
                "mark", "Talk", List.of("sip:a@b"), new ConferenceSettings(null, "Locked", null), Instant.EPOCH);
        assertThat(expected.into(new JsonObject().put("kept", 1)))
                .isEqualTo(new JsonObject()
                        .put("kept", 1)
                        .put("accessLevel", "Locked")
                        .put("subject", "Talk")
                        .put("description", "mark")
                        .put("attendees", List.of("sip:a@b"))
                        .put("expirationTime", "1970-01-01T00:00:00Z"));
    }

    @Test
    void saysWhoGetsMessages() {
        assertThat(SendInvitationsMode.SendToNone.sends()).isFalse();
        for (SendInvitationsMode sending : List.of(
                SendInvitationsMode.SendOnlyToAll,
                SendInvitationsMode.SendOnlyToChanged,
                SendInvitationsMode.SendToAllAndSaveCopy,
                SendInvitationsMode.SendToChangedAndSaveCopy)) {
            assertThat(sending.sends()).isTrue();
            assertThat(sending.onlyToChanged()).isEqualTo(sending.name().contains("Changed"));
            assertThat(sending.savesCopy()).isEqualTo(sending.name().endsWith("SaveCopy"));
        }
        for (MeetingResponse answer : MeetingResponse.values()) {
            assertThat(answer.prefix()).startsWith(answer.responseType());
            assertThat(answer.itemClass()).startsWith("IPM.Schedule.Meeting.Resp.");
        }
        assertThat(MeetingResponse.values())
                .extracting(MeetingResponse::freeBusy)
                .containsExactly("Busy", "Tentative", "Free");
        assertThat(MeetingResponse.givenBy("DeclineItem")).contains(MeetingResponse.DECLINE);
        assertThat(MeetingResponse.givenBy("RemoveItem")).isEmpty();
    }

    private static JsonObject lync(ConferenceSettings settings) {
        JsonObject meeting = new JsonObject();
        settings.into(meeting);
        return meeting;
    }
}
