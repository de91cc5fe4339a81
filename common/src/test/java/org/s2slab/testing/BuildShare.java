package org.s2slab.testing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The cases of a long test that each build plays: few that together contain every part of every case. With the system
 * property {@code s2slab.tests=all} the test plays all cases; docs/TESTS.md has the command.
 */
public final class BuildShare {
    /** The system property that says which cases a build plays. */
    public static final String PROPERTY = "s2slab.tests";

    /** The value of the property with which a build plays every case. */
    public static final String EVERY_CASE = "all";

    private static final boolean ALL = EVERY_CASE.equals(System.getProperty(PROPERTY));

    private BuildShare() {}

    /** Whether every case is played. */
    public static boolean isWhole() {
        return ALL;
    }

    /** @param parts what a case plays; a case that alone has a part is always played */
    public static <T> List<T> of(List<T> cases, Function<T, ? extends Set<?>> parts) {
        return ALL ? cases : few(cases, parts);
    }

    /** The chosen cases in their order; of cases with equally many missing parts, the first one is chosen. */
    static <T> List<T> few(List<T> cases, Function<T, ? extends Set<?>> parts) {
        Map<T, Set<?>> partsOf = new LinkedHashMap<>();
        Map<Object, Integer> holders = new HashMap<>();
        for (T one : cases) {
            partsOf.put(one, parts.apply(one));
            partsOf.get(one).forEach(part -> holders.merge(part, 1, Integer::sum));
        }
        Set<T> chosen = new HashSet<>();
        Set<Object> missing = new HashSet<>(holders.keySet());
        partsOf.forEach((one, its) -> {
            if (its.stream().anyMatch(part -> Integer.valueOf(1).equals(holders.get(part)))) {
                chosen.add(one);
                missing.removeAll(its);
            }
        });
        while (!missing.isEmpty()) {
            T next = first(partsOf, missing);
            chosen.add(next);
            missing.removeAll(partsOf.getOrDefault(next, Set.of()));
        }
        return cases.stream().filter(chosen::contains).toList();
    }

    private static <T> T first(Map<T, Set<?>> partsOf, Set<Object> missing) {
        Comparator<Map.Entry<T, Set<?>>> most = Comparator.comparingLong(
                entry -> entry.getValue().stream().filter(missing::contains).count());
        // Of equal ones, max would take the last.
        return partsOf.entrySet().stream()
                .reduce((one, other) -> most.compare(one, other) >= 0 ? one : other)
                .orElseThrow()
                .getKey();
    }
}
