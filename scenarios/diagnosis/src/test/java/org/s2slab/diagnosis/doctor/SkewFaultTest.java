package org.s2slab.diagnosis.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.s2slab.diagnosis.doctor.ReachabilityCheck.Clock;
import org.s2slab.engine.product.CmdletFix;

/** Of two clocks that are apart the one is named that differs from its machine's, and none where that cannot be told. */
class SkewFaultTest {
    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    /** @param ofLync minutes that Lync's clock is ahead of its machine's, and the machine's of noon */
    private static TrustFault fault(int[] ofLync, int[] ofExchange) {
        return new SkewFault(NOON, clock("lync", ofLync), clock("exchange", ofExchange)).fault();
    }

    private static Clock clock(String node, int[] ahead) {
        Duration ofMachine = Duration.ofMinutes(ahead[0]);
        return new Clock(node, node, NOON.plus(ofMachine).plus(Duration.ofMinutes(ahead[1])), Optional.of(ofMachine));
    }

    @Test
    void withoutTheMachinesTimeTheOneIsNamedThatDiffersFromMostNodes() {
        Clock lync = new Clock("lync", "lync", NOON.plus(Duration.ofMinutes(20)), Optional.empty());
        TrustFault fault = new SkewFault(NOON, lync, clock("exchange", new int[] {0, 0})).fault();
        assertThat(fault.sentence())
                .isEqualTo("the time on lync is 2026-11-27T12:20:00Z, and on most nodes 2026-11-27T12:00:00Z");
        assertThat(fault.cure()).containsExactly(new CmdletFix("lync", "Set-Date -Adjust '-00:20:00'"));
    }

    @Test
    void theOneThatDiffersFromItsMachineIsNamed() {
        TrustFault fault = fault(new int[] {20, 0}, new int[] {0, 0});
        assertThat(fault.sentence())
                .isEqualTo(
                        "the time on lync is 2026-11-27T12:20:00Z, 00:20:00 ahead of its machine's clock. The clock of"
                                + " exchange shows its machine's time");
        assertThat(fault.cure()).containsExactly(new CmdletFix("lync", "Set-Date -Adjust '-00:20:00'"));

        fault = fault(new int[] {0, 0}, new int[] {-90, 0});
        assertThat(fault.sentence())
                .startsWith("the time on exchange is 2026-11-27T10:30:00Z, 01:30:00 behind its machine's clock");
        assertThat(fault.cure()).containsExactly(new CmdletFix("exchange", "Set-Date -Adjust 01:30:00"));
    }

    @Test
    void ofTwoThatDifferNoneIsBlamedAndBothAreBroughtToTheTimeOfMostNodes() {
        TrustFault fault = fault(new int[] {20, 0}, new int[] {-20, 0});
        assertThat(fault.sentence())
                .contains(
                        "The clock of lync is 00:20:00 ahead of its machine's clock. The clock of exchange is 00:20:00 behind");
        assertThat(fault.cure())
                .containsExactly(
                        new CmdletFix("lync", "Set-Date -Adjust '-00:20:00'"),
                        new CmdletFix("exchange", "Set-Date -Adjust 00:20:00"));
    }

    @Test
    void ofTwoThatShowTheirMachinesTimeNoneIsBlamedAndNoCmdletMendsIt() {
        TrustFault fault = fault(new int[] {0, 30}, new int[] {0, 0});
        assertThat(fault.sentence())
                .endsWith(
                        "The clock of lync shows its machine's time. The clock of exchange shows its machine's time. The"
                                + " doctor cannot find out which machine is wrong");
        assertThat(fault.cure()).hasSize(2).noneMatch(CmdletFix::isCmdlet);
    }

    /** Neither is far from its machine's clock, and together they are too far apart. */
    @Test
    void twoThatDifferALittleAreToldWithBothOffsetsAndBroughtToTheTimeOfMostNodes() {
        TrustFault fault = fault(new int[] {4, 0}, new int[] {-4, 0});
        assertThat(fault.sentence())
                .contains(
                        "The clock of lync is 00:04:00 ahead of its machine's clock. The clock of exchange is 00:04:00 behind")
                .doesNotContain("shows its machine's time");
        assertThat(fault.cure())
                .containsExactly(
                        new CmdletFix("lync", "Set-Date -Adjust '-00:04:00'"),
                        new CmdletFix("exchange", "Set-Date -Adjust 00:04:00"));

        fault = fault(new int[] {20, 0}, new int[] {4, 0});
        assertThat(fault.sentence()).endsWith(". The clock of exchange is 00:04:00 ahead of its machine's clock");
        assertThat(fault.cure()).containsExactly(new CmdletFix("lync", "Set-Date -Adjust '-00:20:00'"));
    }

    @Test
    void aLittleOffsetIsToldWhereTheMachinesAreApartAndIsNotBlamed() {
        TrustFault fault = fault(new int[] {4, 30}, new int[] {0, 0});
        assertThat(fault.sentence())
                .contains(
                        "lync is 00:04:00 ahead of its machine's clock. The clock of exchange shows its machine's time")
                .endsWith("The doctor cannot find out which machine is wrong");
        assertThat(fault.cure()).hasSize(2).noneMatch(CmdletFix::isCmdlet);
    }
}
