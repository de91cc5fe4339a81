package org.s2slab.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.pki.SigningKeyStore.Assigned;
import org.s2slab.pki.SigningKeyStore.Use;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;

/** Which certificate serves for what, change by change. */
class KeyScheduleTest {
    private static final Instant NOW = TestClock.START;
    private static final SigningKey A = TestKeys.lync();
    private static final SigningKey B = TestKeys.exchange();
    private static final SigningKey C = TestKeys.outsider();

    @Test
    void makesANextCertificateCurrentInTheMomentItIsDue() {
        KeySchedule roster = new KeySchedule(A, List.of(), B, NOW);
        assertThat(roster.at(NOW.minusMillis(1), 1)).isSameAs(roster);
        assertThat(roster.at(NOW, 1)).isEqualTo(new KeySchedule(B, List.of(A), null, null));
        KeySchedule queued = new KeySchedule(A, List.of(), B, null);
        assertThat(queued.at(NOW, 1)).isSameAs(queued);
        assertThat(KeySchedule.EMPTY.at(NOW, 1)).isSameAs(KeySchedule.EMPTY);
    }

    @Test
    void assignsWithAnotherStagedThatStaysStaged() {
        KeySchedule roster = new KeySchedule(A, List.of(), B, NOW);
        assertThat(roster.assign(C, 1)).isEqualTo(new KeySchedule(C, List.of(A), B, NOW));
        assertThat(roster.assign(B, 1)).isEqualTo(new KeySchedule(B, List.of(A), null, null));
        assertThat(roster.assign(A, 1)).isEqualTo(roster);
    }

    @Test
    void keepsTheLatestPreviousOnesAndNoneTwice() {
        KeySchedule roster = new KeySchedule(A, List.of(B), null, null);
        assertThat(roster.assign(C, 2)).isEqualTo(new KeySchedule(C, List.of(A, B), null, null));
        assertThat(roster.assign(C, 1)).isEqualTo(new KeySchedule(C, List.of(A), null, null));
        assertThat(roster.assign(B, 2)).isEqualTo(new KeySchedule(B, List.of(A), null, null));
        assertThat(KeySchedule.EMPTY.assign(A, 1)).isEqualTo(new KeySchedule(A, List.of(), null, null));
    }

    @Test
    void stagesAPreviousOneAgain() {
        KeySchedule roster = new KeySchedule(A, List.of(B, C), null, null);
        assertThat(roster.stage(B, NOW)).isEqualTo(new KeySchedule(A, List.of(C), B, NOW));
    }

    @Test
    void clearsOneUseAndLeavesTheOthers() {
        KeySchedule roster = new KeySchedule(A, List.of(B), C, NOW);
        assertThat(roster.clear(Use.CURRENT)).isEqualTo(new KeySchedule(null, List.of(B), C, NOW));
        assertThat(roster.clear(Use.PREVIOUS)).isEqualTo(new KeySchedule(A, List.of(), C, NOW));
        assertThat(roster.clear(Use.NEXT)).isEqualTo(new KeySchedule(A, List.of(B), null, null));
    }

    @Test
    void revokesWhatIsPreviousOrNextAndNothingElse() {
        KeySchedule roster = new KeySchedule(A, List.of(B), C, NOW);
        assertThat(roster.revoke(B.thumbprint())).isEqualTo(new KeySchedule(A, List.of(), C, NOW));
        assertThat(roster.revoke(C.thumbprint())).isEqualTo(new KeySchedule(A, List.of(B), null, null));
        assertThat(roster.revoke(A.thumbprint())).isEqualTo(roster);
    }

    @Test
    void listsWhatThereIsInOrderAsItWasKept() {
        KeySchedule roster = KeySchedule.EMPTY
                .with(Use.CURRENT, A, null)
                .with(Use.PREVIOUS, B, null)
                .with(Use.NEXT, C, NOW);
        assertThat(roster).isEqualTo(new KeySchedule(A, List.of(B), C, NOW));
        assertThat(roster.assigned())
                .containsExactly(
                        new Assigned(Use.CURRENT, A, null),
                        new Assigned(Use.PREVIOUS, B, null),
                        new Assigned(Use.NEXT, C, NOW));
        assertThat(KeySchedule.EMPTY.assigned()).isEmpty();
        assertThat(KeySchedule.EMPTY
                        .with(Use.PREVIOUS, A, null)
                        .with(Use.PREVIOUS, B, null)
                        .previous())
                .containsExactly(A, B);
    }

    @Test
    void hasADateOnlyWithANextCertificate() {
        assertThatThrownBy(() -> new KeySchedule(A, List.of(), null, NOW)).hasMessageContaining("effective");
    }
}
