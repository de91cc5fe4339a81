package org.s2slab.engine.hops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;

class SequenceDiagramTest {
    private final SequenceDiagram diagram = new SequenceDiagram(List.of(
            new SequenceLane("sharepoint", "sharepoint.contoso.com", "sharepoint", List.of("sharepoint.contoso.com")),
            new SequenceLane("exchange", "exchange.contoso.com", "exchange", List.of("exchange.contoso.com")),
            new SequenceLane(SequenceLane.ELSEWHERE, "Elsewhere", "not a node", List.of())));

    @Test
    void namesAServerOfAPoolWithItsPool() {
        assertThat(SequenceDiagram.of(new ScenarioLibrary().topology("customer-pools"))
                        .participants())
                .filteredOn(SequenceLane::isNode)
                .extracting(SequenceLane::name, SequenceLane::label, SequenceLane::note)
                .contains(
                        tuple("berlin-1 (pool-berlin)", "berlin-1 (pool-berlin)", "berlin-1.contoso.com"),
                        tuple("exchange-online", "outlook.office365.com", "exchange-online"));
    }

    /** The diagram shows the reason why a call was not made. */
    @ParameterizedTest
    @CsvSource({"NO_MAILBOX, finds no mailbox for emil@contoso.com", "UNREACHABLE, cannot call for emil@contoso.com"})
    void saysWhyNoCallWasMade(FailureCause cause, String text) {
        SequenceArrow arrow = diagram.add(new ObservedHop(
                new ObservedHop.Place(Instant.EPOCH, "trace", "span"),
                HopKind.FAILED,
                "sharepoint",
                new ObservedHop.Peers("exchange", null),
                null,
                "emil@contoso.com",
                null,
                new HopDetail.Failure(cause, "why", null),
                new ObservedToken(null, null, List.of(), null),
                HopOrigin.of(List.of())));
        assertThat(arrow.text()).isEqualTo(text);
        assertThat(arrow.from()).isZero();
        assertThat(arrow.to()).isEqualTo(1);
    }
}
