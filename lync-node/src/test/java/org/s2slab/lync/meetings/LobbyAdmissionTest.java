package org.s2slab.lync.meetings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.s2slab.config.Switches;
import org.s2slab.lync.meetings.LobbyAdmission.Role;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.LyncUser.EnabledIn;
import org.s2slab.testing.TestClock;

/** Who comes into a meeting, as what, and who waits before it. */
class LobbyAdmissionTest {
    private static final LyncUser ANNA = person("anna");
    private static final LyncUser BERT = person("bert");
    private static final @Nullable LyncUser OUTSIDER = null;

    @Test
    void letsOrganizerAndLeadersInWhateverIsLocked() {
        OnlineMeeting locked =
                meeting(AccessLevel.LOCKED, LeaderAssignment.DISABLED, false, List.of(), "sip:bert@contoso.com");
        assertThat(LobbyAdmission.of(locked, ANNA)).isEqualTo(new LobbyAdmission(true, Role.ORGANIZER));
        assertThat(LobbyAdmission.of(locked, BERT)).isEqualTo(new LobbyAdmission(true, Role.LEADER));
        assertThat(LobbyAdmission.of(locked, person("carl"))).isEqualTo(new LobbyAdmission(false, Role.ATTENDEE));
        assertThat(LobbyAdmission.of(locked, OUTSIDER)).isEqualTo(new LobbyAdmission(false, Role.ATTENDEE));
    }

    @Test
    void letsInByTheAccessLevel() {
        assertThat(enters(AccessLevel.LOCKED, BERT)).isFalse();
        assertThat(enters(AccessLevel.INVITED, BERT)).isTrue();
        assertThat(enters(AccessLevel.INVITED, person("carl"))).isFalse();
        assertThat(enters(AccessLevel.INVITED, OUTSIDER)).isFalse();
        assertThat(enters(AccessLevel.SAME_ENTERPRISE, person("carl"))).isTrue();
        assertThat(enters(AccessLevel.SAME_ENTERPRISE, OUTSIDER)).isFalse();
        assertThat(enters(AccessLevel.EVERYONE, OUTSIDER)).isTrue();
    }

    @Test
    void makesLeadersByTheAssignment() {
        assertThat(role(LeaderAssignment.DISABLED, false, BERT)).isEqualTo(Role.ATTENDEE);
        assertThat(role(LeaderAssignment.SAME_ENTERPRISE, false, BERT)).isEqualTo(Role.LEADER);
        assertThat(role(LeaderAssignment.SAME_ENTERPRISE, false, OUTSIDER)).isEqualTo(Role.ATTENDEE);
        assertThat(role(LeaderAssignment.EVERYONE, false, OUTSIDER)).isEqualTo(Role.LEADER);
        assertThat(role(LeaderAssignment.EVERYONE, true, OUTSIDER)).isEqualTo(Role.ATTENDEE);
        assertThat(role(LeaderAssignment.EVERYONE, true, BERT)).isEqualTo(Role.LEADER);
    }

    @Test
    void isOverInTheSecondOfItsEndUnlessItStands() {
        OnlineMeeting once = meeting(AccessLevel.EVERYONE, LeaderAssignment.DISABLED, false, List.of());
        assertThat(once.isOver(TestClock.START.minusMillis(1))).isFalse();
        assertThat(once.isOver(TestClock.START)).isTrue();
        assertThat(meeting(AccessLevel.EVERYONE, LeaderAssignment.DISABLED, true, List.of())
                        .isOver(TestClock.START.plusSeconds(9)))
                .isFalse();
    }

    @Test
    void changesOnlyTheVersionThatWasRead() {
        OnlineMeeting meeting = meeting(AccessLevel.EVERYONE, LeaderAssignment.DISABLED, false, List.of());
        for (String tag : List.of("*", "7", "\"7\"", " 7 ")) {
            IfMatchCondition.required(tag).check(meeting);
        }
        for (String tag : List.of("6", "\"7", "77")) {
            assertThatThrownBy(() -> IfMatchCondition.required(tag).check(meeting))
                    .isInstanceOfSatisfying(
                            UcwaProblem.class,
                            problem -> assertThat(problem.status()).isEqualTo(412));
        }
        for (String none : new String[] {null, "", " "}) {
            assertThatThrownBy(() -> IfMatchCondition.required(none))
                    .isInstanceOfSatisfying(
                            UcwaProblem.class,
                            problem -> assertThat(problem.status()).isEqualTo(428));
        }
    }

    private static boolean enters(AccessLevel level, @Nullable LyncUser person) {
        return LobbyAdmission.of(
                        meeting(level, LeaderAssignment.DISABLED, false, List.of("sip:bert@contoso.com")), person)
                .atOnce();
    }

    private static Role role(LeaderAssignment assignment, boolean standing, @Nullable LyncUser person) {
        return LobbyAdmission.of(meeting(AccessLevel.EVERYONE, assignment, standing, List.of()), person)
                .role();
    }

    private static OnlineMeeting meeting(
            AccessLevel level,
            LeaderAssignment assignment,
            boolean standing,
            List<String> attendees,
            String... leaders) {
        return new OnlineMeeting("M1", "anna", standing, settings(level, assignment, attendees, leaders), "put", 7);
    }

    private static OnlineMeeting.Settings settings(
            AccessLevel level, LeaderAssignment assignment, List<String> attendees, String... leaders) {
        return new OnlineMeeting.Settings(
                null, null, level, assignment, attendees, List.of(leaders), Switches.of(), TestClock.START);
    }

    private static LyncUser person(String name) {
        String address = name + "@contoso.com";
        return new LyncUser(
                name,
                name,
                address,
                address,
                List.of(address),
                null,
                Switches.of(EnabledIn.DIRECTORY, EnabledIn.LYNC),
                null);
    }
}
