package org.s2slab.authz.signin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts the wrong guesses in a minute, for instance of a person's password. Each instance counts its own. */
final class WrongGuesses {
    private static final long SECONDS = 60;

    /** The number of names after which all old guesses are forgotten, so that memory is bounded. */
    private static final int MOST_NAMES = 10_000;

    private final Map<String, Deque<Long>> wrong = new HashMap<>();

    /** The number of wrong guesses for a name in the last minute. */
    synchronized int of(String name, long now) {
        Deque<Long> times = wrong.getOrDefault(name, new ArrayDeque<>());
        times.removeIf(time -> now - time >= SECONDS || time > now);
        return times.size();
    }

    /** Counts a wrong guess. */
    synchronized void count(String name, long now) {
        if (wrong.size() >= MOST_NAMES) {
            wrong.values().removeIf(times -> now - times.getLast() >= SECONDS);
        }
        wrong.computeIfAbsent(name, first -> new ArrayDeque<>()).add(now);
    }
}
