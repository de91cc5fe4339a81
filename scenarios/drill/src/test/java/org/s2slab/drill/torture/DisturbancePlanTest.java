package org.s2slab.drill.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.s2slab.drill.torture.DisturbanceKind.Group;

/** A seed stands for what happens in a run, and when. */
class DisturbancePlanTest {
    private static final Duration SPAN = Duration.ofMinutes(3);
    private static final List<String> NODES = List.of("lync-1", "lync-2", "exchange", "authz");
    private static final Map<String, String> POOLS = Map.of("lync-1", "lync", "lync-2", "lync");
    private static final DisturbanceTargets TARGETS = new DisturbanceTargets(NODES, POOLS, true);

    @Test
    void drawsTheSameFromTheSameSeed() {
        assertThat(DisturbancePlan.draw(7, SPAN, TARGETS)).isEqualTo(DisturbancePlan.draw(7, SPAN, TARGETS));
        assertThat(DisturbancePlan.draw(7, SPAN, TARGETS)).isNotEqualTo(DisturbancePlan.draw(8, SPAN, TARGETS));
    }

    @Test
    void drawsEveryKindAndEveryNode() {
        List<PlannedDisturbance> drawn = drawn();

        assertThat(drawn).extracting(PlannedDisturbance::kind).contains(DisturbanceKind.values());
        assertThat(drawn).extracting(PlannedDisturbance::node).containsAll(NODES);
    }

    @Test
    void hasOneDisturbanceOfAGroupEndBeforeTheNextBegins() {
        for (DisturbanceRound round : DisturbancePlan.draw(7, SPAN, TARGETS)) {
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
        List<DisturbanceRound> rounds = DisturbancePlan.draw(7, SPAN, TARGETS);

        for (int i = 0; i < rounds.size(); i++) {
            Group expected = i % 2 == 0 ? Group.FILES : Group.RESTARTS;
            assertThat(rounds.get(i).ofProcesses())
                    .allMatch(planned -> planned.kind().group() == expected);
        }
    }

    @Test
    void leadsALinkFromOneNodeToAnotherThatIsNotInItsPool() {
        assertThat(drawn()).allSatisfy(planned -> {
            assertThat(planned.other()).isNotEqualTo(planned.node());
            assertThat(POOLS.keySet()).isNotEqualTo(Set.of(planned.node(), planned.other()));
        });
    }

    @Test
    void stopsADatabaseServerOnlyForPoolsAndDamagesOnlyFilesOfNodesThatHaveOne() {
        assertThat(drawn()).allSatisfy(planned -> {
            boolean pooled = POOLS.containsKey(planned.node());
            switch (planned.kind()) {
                case DAMAGED_DATABASE, TORN_LOG, DAMAGED_LOG_INDEX ->
                    assertThat(pooled).isFalse();
                case PAUSE, CLOCKS_OF_POOL_APART, DATABASE_CRASH, DATABASE_RESTART, DATABASE_OUTAGE ->
                    assertThat(pooled).isTrue();
                default -> assertThat(NODES).contains(planned.node());
            }
        });
        assertThat(drawn(new DisturbanceTargets(NODES, POOLS, false)))
                .extracting(PlannedDisturbance::kind)
                .contains(DisturbanceKind.PAUSE)
                .doesNotContain(DisturbanceKind.DATABASE_CRASH, DisturbanceKind.DATABASE_OUTAGE);
        assertThat(drawn(new DisturbanceTargets(NODES, Map.of(), false)))
                .extracting(PlannedDisturbance::kind)
                .contains(DisturbanceKind.TORN_LOG)
                .doesNotContain(DisturbanceKind.PAUSE, DisturbanceKind.CLOCKS_OF_POOL_APART);
    }

    private static List<PlannedDisturbance> drawn() {
        return drawn(TARGETS);
    }

    private static List<PlannedDisturbance> drawn(DisturbanceTargets targets) {
        return DisturbancePlan.draw(7, SPAN, targets).stream()
                .flatMap(round -> round.groups().stream())
                .flatMap(List::stream)
                .toList();
    }
}
