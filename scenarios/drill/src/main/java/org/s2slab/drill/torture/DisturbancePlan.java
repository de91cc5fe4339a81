package org.s2slab.drill.torture;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.s2slab.drill.torture.DisturbanceKind.Group;

/** Draws disturbances from a seed, reproducibly for the same span and nodes. Covers every kind and every node. */
final class DisturbancePlan {
    /** Minimum time between two disturbances of a group, so that some requests succeed. */
    private static final Duration SHORTEST_GAP = Duration.ofSeconds(1);

    private static final Duration LONGEST_GAP = Duration.ofSeconds(3);

    /** Duration of a round, which is long enough for several disturbances at the same time. */
    private static final Duration ROUND = Duration.ofSeconds(20);

    private static final int DRAWS = 1_000_000;

    private final Random random;
    private final DisturbanceTargets targets;
    private final Map<Group, Deque<DisturbanceKind>> kinds = new EnumMap<>(Group.class);
    private final Map<Group, Deque<String>> turns = new EnumMap<>(Group.class);

    private DisturbancePlan(long seed, DisturbanceTargets targets) {
        this.random = new Random(seed);
        this.targets = targets;
    }

    /**
     * Draws the rounds. Every second round restarts no node, because a restart can hide a fault that would otherwise
     * stay.
     *
     * @param span the duration of all rounds together, without the start times of nodes
     * @param targets at least two nodes, which are not of one pool
     */
    static List<DisturbanceRound> draw(long seed, Duration span, DisturbanceTargets targets) {
        DisturbancePlan plan = new DisturbancePlan(seed, targets);
        int rounds = (int) Math.max(2, span.dividedBy(ROUND));
        Duration each = span.dividedBy(rounds);
        List<DisturbanceRound> drawn = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            drawn.add(new DisturbanceRound(
                    plan.group(round % 2 == 0 ? Group.FILES : Group.RESTARTS, each),
                    plan.group(Group.LINKS_AND_CLOCKS, each)));
        }
        return drawn;
    }

    private List<PlannedDisturbance> group(Group group, Duration span) {
        List<PlannedDisturbance> drawn = new ArrayList<>();
        Duration time = between(SHORTEST_GAP, LONGEST_GAP);
        while (time.compareTo(span) < 0) {
            PlannedDisturbance next = one(group, time);
            drawn.add(next);
            time = next.end().plus(between(SHORTEST_GAP, LONGEST_GAP));
        }
        return drawn;
    }

    private PlannedDisturbance one(Group group, Duration begin) {
        DisturbanceKind kind = next(
                kinds,
                group,
                Arrays.stream(DisturbanceKind.values())
                        .filter(one -> one.group() == group && targets.isPossible(one))
                        .toList(),
                one -> true);
        String node = next(turns, group, targets.nodes(), one -> targets.mayHave(one, kind));
        List<String> others = targets.partners(node);
        return new PlannedDisturbance(
                kind,
                begin,
                begin.plus(between(kind.shortest(), kind.longest())),
                node,
                others.get(random.nextInt(others.size())),
                random.nextInt(DRAWS));
    }

    /**
     * The next element in a random order that fits. This method returns each element once before it returns an element
     * for the second time, unless only such an element fits.
     */
    private <T> T next(Map<Group, Deque<T>> orders, Group group, List<T> all, Predicate<T> fits) {
        Deque<T> order = orders.computeIfAbsent(group, absent -> new ArrayDeque<>());
        if (order.stream().noneMatch(fits)) {
            List<T> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, random);
            order.addAll(shuffled);
        }
        T found = order.stream().filter(fits).findFirst().orElseThrow();
        order.remove(found);
        return found;
    }

    private Duration between(Duration shortest, Duration longest) {
        long width = longest.minus(shortest).toMillis();
        return shortest.plusMillis(random.nextInt((int) width + 1));
    }
}
