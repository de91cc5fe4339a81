package org.s2slab.drill.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.drill.torture.DisturbanceKind.Group;

/** A seed stands for what happens in a run, and when. */
class DisturbancePlanTest {
    private static final Duration SPAN = Duration.ofMinutes(3);
    private static final List<String> NODES = List.of("lync", "exchange", "authz");

    @Test
    void drawsTheSameFromTheSameSeed() {
        assertThat(DisturbancePlan.draw(7, SPAN, NODES)).isEqualTo(DisturbancePlan.draw(7, SPAN, NODES));
        assertThat(DisturbancePlan.draw(7, SPAN, NODES)).isNotEqualTo(DisturbancePlan.draw(8, SPAN, NODES));
    }

    @Test
    void drawsEveryKindAndEveryNode() {
        List<PlannedDisturbance> drawn = drawn();

        assertThat(drawn).extracting(PlannedDisturbance::kind).contains(DisturbanceKind.values());
        assertThat(drawn).extracting(PlannedDisturbance::node).containsAll(NODES);
    }

    @Test
    void hasOneDisturbanceOfAGroupEndBeforeTheNextBegins() {
        for (DisturbanceRound round : DisturbancePlan.draw(7, SPAN, NODES)) {
            for (List<PlannedDisturbance> group : round.groups()) {
                Duration before = Duration.ZERO;
                for (PlannedDisturbance planned : group) {
                    assertThat(planned.begin()).isGreaterThan(before);
                    assertThat(planned.end()).isGreaterThan(planned.begin());
                    before = planned.end();
                }
            }
        }
    }

    @Test
    void startsNoNodeAgainInEverySecondRound() {
        List<DisturbanceRound> rounds = DisturbancePlan.draw(7, SPAN, NODES);

        for (int i = 0; i < rounds.size(); i++) {
            Group expected = i % 2 == 0 ? Group.FILES : Group.RESTARTS;
            assertThat(rounds.get(i).ofProcesses())
                    .allMatch(planned -> planned.kind().group() == expected);
        }
    }

    @Test
    void leadsALinkFromOneNodeToAnother() {
        assertThat(drawn()).allSatisfy(planned -> assertThat(planned.other()).isNotEqualTo(planned.node()));
    }

    private static List<PlannedDisturbance> drawn() {
        return DisturbancePlan.draw(7, SPAN, NODES).stream()
                .flatMap(round -> round.groups().stream())
                .flatMap(List::stream)
                .toList();
    }
}
