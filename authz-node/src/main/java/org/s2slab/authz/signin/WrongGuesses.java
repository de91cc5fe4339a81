package org.s2slab.authz.signin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the wrong guesses in a minute, for instance of a person's password. Each instance counts its own. Memory is
 * bounded: the people are those of the configuration, and of other names those that were tried last are known.
 */
final class WrongGuesses {
    private static final long SECONDS = 60;

    /** The maximum number of names that are no person's, and of addresses of devices. */
    static final int MOST_OTHERS = 10_000;

    private final Map<String, Deque<Long>> ofPeople = new HashMap<>();
    private final Map<String, Deque<Long>> ofOthers = new LinkedHashMap<>(16, 0.75f, true);

    /** The number of wrong guesses for a name in the last minute. */
    synchronized int of(String name, long now) {
        Deque<Long> times = ofPeople.getOrDefault(name, ofOthers.getOrDefault(name, new ArrayDeque<>()));
        times.removeIf(time -> now - time >= SECONDS || time > now);
        return times.size();
    }

    /**
     * Counts a wrong guess.
     *
     * @param isPerson whether there is a person with the name, whose guesses are never forgotten before their time
     */
    synchronized void count(String name, boolean isPerson, long now) {
        Map<String, Deque<Long>> wrong = isPerson ? ofPeople : ofOthers;
        wrong.computeIfAbsent(name, first -> new ArrayDeque<>()).add(now);
        if (ofOthers.size() > MOST_OTHERS) {
            ofOthers.remove(ofOthers.keySet().iterator().next());
        }
    }

    /** The number of names with guesses. */
    synchronized int names() {
        return ofPeople.size() + ofOthers.size();
    }
}
