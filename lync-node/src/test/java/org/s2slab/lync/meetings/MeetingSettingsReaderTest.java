package org.s2slab.lync.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.lync.users.LyncCmdlets.CMDLETS;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.config.Switches;
import org.s2slab.lync.meetings.OnlineMeeting.Settings.MeetingOption;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestTables;

/** What an organizer decides about a meeting, member by member. */
class MeetingSettingsReaderTest {
    private static final Instant NOW = TestClock.START;

    @Test
    void takesWhatIsConfiguredWhereNothingIsSaid() {
        assertThat(read(new JsonObject()))
                .isEqualTo(new OnlineMeeting.Settings(
                        null,
                        null,
                        AccessLevel.EVERYONE,
                        LeaderAssignment.SAME_ENTERPRISE,
                        List.of(),
                        List.of(),
                        Switches.of(MeetingOption.PHONES_PASS_LOBBY),
                        NOW.plus(Duration.ofHours(8))));
        MeetingConfiguration closed = new MeetingConfiguration(new JsonObject()
                .put(MeetingConfiguration.ADMIT_ANONYMOUS, false)
                .put(MeetingConfiguration.PRESENTER, "None")
                .put(MeetingConfiguration.PSTN_BYPASS, false));
        OnlineMeeting.Settings settings = MeetingSettingsReader.read(new JsonObject(), closed, NOW);
        assertThat(settings.accessLevel()).isEqualTo(AccessLevel.SAME_ENTERPRISE);
        assertThat(settings.leaderAssignment()).isEqualTo(LeaderAssignment.DISABLED);
        assertThat(settings.phonesPassLobby()).isFalse();
    }

    @Test
    void takesWhatIsSaidInAnyCase() {
        OnlineMeeting.Settings settings = read(new JsonObject()
                .put("subject", "s".repeat(500))
                .put("description", "d".repeat(16_000))
                .put("accessLevel", "sameenterprise")
                .put("automaticLeaderAssignment", "EVERYONE")
                .put("attendees", new JsonArray().add(" SIP:Anna@contoso.com").add("anna@contoso.com"))
                .put("leaders", new JsonArray().add("bert@contoso.com"))
                .put("entryExitAnnouncement", "Enabled")
                .put("phoneUserAdmission", "enabled")
                .put("lobbyBypassForPhoneUsers", "Unsupported"));
        assertThat(settings.subject()).hasSize(500);
        assertThat(settings.description()).hasSize(16_000);
        assertThat(settings.accessLevel()).isEqualTo(AccessLevel.SAME_ENTERPRISE);
        assertThat(settings.leaderAssignment()).isEqualTo(LeaderAssignment.EVERYONE);
        assertThat(settings.attendees()).containsExactly("sip:anna@contoso.com");
        assertThat(settings.leaders()).containsExactly("sip:bert@contoso.com");
        assertThat(settings.announced()).isTrue();
        assertThat(settings.byPhone()).isTrue();
        assertThat(settings.phonesPassLobby()).isFalse();
        assertThat(read(new JsonObject().put("accessLevel", "None")).accessLevel())
                .isEqualTo(AccessLevel.EVERYONE);
    }

    @Test
    void refusesWhatIsTooLongOrTooMuch() {
        refuses("subject", "s".repeat(501));
        refuses("description", "d".repeat(16_001));
        JsonArray many = new JsonArray(Collections.nCopies(250, "a@b"));
        assertThat(read(new JsonObject().put("attendees", many)).attendees()).hasSize(1);
        refuses("attendees", many.copy().add("a@b"));
    }

    @Test
    void refusesWhatIsOfAnotherKind() {
        refuses("subject", 1);
        refuses("accessLevel", "Nobody");
        refuses("automaticLeaderAssignment", "None");
        refuses("entryExitAnnouncement", "Maybe");
        refuses("attendees", "a@b");
        refuses("attendees", new JsonArray().add(1));
        refuses("leaders", new JsonArray().add("a@b@c"));
        refuses("leaders", new JsonArray().add("sip:"));
        refuses("leaders", new JsonArray().add("a b@c"));
    }

    @Test
    void takesTimesInEitherFormToTheSecond() {
        assertThat(expires("2026-03-02T10:00:00.999+01:00")).isEqualTo(NOW);
        assertThat(expires("/Date(" + (NOW.toEpochMilli() + 1999) + "+0100)/")).isEqualTo(NOW.plusSeconds(1));
        assertThat(expires("/Date(" + NOW.toEpochMilli() + ")/")).isEqualTo(NOW);
    }

    @Test
    void takesAnEndFromAYearBeforeToTenYearsAfter() {
        assertThat(expires("2025-03-02T09:00:00Z")).isEqualTo(Instant.parse("2025-03-02T09:00:00Z"));
        assertThat(expires("2036-03-02T09:00:00Z")).isEqualTo(Instant.parse("2036-03-02T09:00:00Z"));
        refuses("expirationTime", "2025-03-02T08:59:59Z");
        refuses("expirationTime", "2036-03-02T09:00:01Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "2026-03-02", "/Date()/", "/Date(1234567890123456)/", "Date(1)"})
    void refusesWhatIsNoTime(String text) {
        refuses("expirationTime", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "ftp://contoso.com/a", "https:///a", "contoso.com", "https://a b"})
    void refusesAnAddressThatIsNoWebPage(String address) {
        assertThatThrownBy(() -> new MeetingConfiguration(new JsonObject().put(MeetingConfiguration.LOGO, address)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("LogoURL");
    }

    @Test
    void takesAWebPageOf1024Characters() {
        String longest = "https://a/" + "x".repeat(1014);
        MeetingConfiguration configuration = new MeetingConfiguration(
                new JsonObject().put(MeetingConfiguration.HELP, longest).put(MeetingConfiguration.LEGAL, "HTTP://b"));
        assertThat(configuration.text(MeetingConfiguration.HELP)).isEqualTo(longest);
        assertThat(configuration.text(MeetingConfiguration.LEGAL)).isEqualTo("HTTP://b");
        assertThat(configuration.text(MeetingConfiguration.LOGO)).isNull();
        assertThatThrownBy(
                        () -> new MeetingConfiguration(new JsonObject().put(MeetingConfiguration.HELP, longest + "x")))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void readsWhomTheCmdletNames() {
        List<String> presenters =
                TestTables.values(CMDLETS, "Set-CsMeetingConfiguration", MeetingConfiguration.PRESENTER);
        for (LeaderAssignment assignment : LeaderAssignment.values()) {
            String word = presenters.get(List.of(LeaderAssignment.values()).indexOf(assignment));
            assertThat(new MeetingConfiguration(new JsonObject().put(MeetingConfiguration.PRESENTER, word))
                            .leaderAssignment())
                    .isEqualTo(assignment);
        }
    }

    private static Instant expires(String text) {
        return read(new JsonObject().put("expirationTime", text)).expires();
    }

    private static OnlineMeeting.Settings read(JsonObject json) {
        return MeetingSettingsReader.read(json, MeetingConfiguration.INSTALLED, NOW);
    }

    private static void refuses(String member, Object value) {
        assertThatThrownBy(() -> read(new JsonObject().put(member, value)))
                .isInstanceOf(UcwaProblem.class)
                .hasMessageStartingWith(member + ": ");
    }
}
