package org.s2slab.engine.network;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a link does to the connections on it. What is left to chance is drawn from a seed, one connection after the other,
 * so that a run repeats.
 *
 * @param kind what happens in the main
 * @param after for {@link Kind#RESET}: bytes that a connection brings back to the caller before it is reset; 0 for at once
 * @param times for {@link Kind#RESET} after some bytes: how many connections are reset before all pass again; 0 for all
 * @param delay for {@link Kind#SLOW}: how much later everything arrives
 * @param jitter for {@link Kind#SLOW}: at most how much later still, drawn for each connection
 * @param rate for {@link Kind#SLOW}: bytes a second in each direction of a connection; 0 for no limit
 * @param loses for {@link Kind#SLOW}: how many of a hundred connections are reset as they are opened, drawn for each
 * @param seed of what is drawn
 */
public record LinkFault(
        Kind kind, int after, int times, Duration delay, Duration jitter, int rate, int loses, long seed) {
    /** What happens in the main. */
    public enum Kind {
        /** Everything passes. */
        NONE,
        /** Nothing passes and nobody is told; what was sent arrives when the link is healed, if anybody still waits. */
        DROP,
        /** Connections are reset: at once, or after some bytes. */
        RESET,
        /** Everything passes, later. */
        SLOW
    }

    private static final Set<String> MEMBERS =
            Set.of("kind", "after", "times", "delay", "jitter", "rate", "loses", "seed");

    /** Longest delay: beyond a minute every caller has given up. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** A link that works. */
    public static final LinkFault NONE = new LinkFault(Kind.NONE, 0, 0, Duration.ZERO, Duration.ZERO, 0, 0, 0);

    /** Nothing passes and nobody is told. */
    public static final LinkFault DROP = new LinkFault(Kind.DROP, 0, 0, Duration.ZERO, Duration.ZERO, 0, 0, 0);

    /** Connections are reset, those that are open and those that come. */
    public static final LinkFault RESET = new LinkFault(Kind.RESET, 0, 0, Duration.ZERO, Duration.ZERO, 0, 0, 0);

    public LinkFault {
        if (after < 0 || times < 0 || rate < 0) {
            throw new IllegalArgumentException("after, times, rate: none may be negative");
        }
        if (times > 0 && after == 0) {
            throw new IllegalArgumentException("times: goes with 'after', the bytes after which a connection is reset");
        }
        if (loses < 0 || loses > 100) {
            throw new IllegalArgumentException("loses: " + loses + " of a hundred connections cannot be; 0 to 100");
        }
        if (isOutOfRange(delay) || isOutOfRange(jitter)) {
            throw new IllegalArgumentException("delay, jitter: from PT0S to " + LONGEST);
        }
    }

    private static boolean isOutOfRange(Duration span) {
        return span.isNegative() || span.compareTo(LONGEST) > 0;
    }

    /** Connections are reset when so many bytes have come back on them; {@code times} of them, 0 for all. */
    public static LinkFault resetAfter(int bytes, int times) {
        return new LinkFault(Kind.RESET, bytes, times, Duration.ZERO, Duration.ZERO, 0, 0, 0);
    }

    /** Everything passes, but later; see the members for the units. */
    public static LinkFault slow(Duration delay, Duration jitter, int rate, int loses, long seed) {
        return new LinkFault(Kind.SLOW, 0, 0, delay, jitter, rate, loses, seed);
    }

    /** As {@link #fromJson} reads it. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("kind", kind.name())
                .put("after", after)
                .put("times", times)
                .put("delay", delay.toString())
                .put("jitter", jitter.toString())
                .put("rate", rate)
                .put("loses", loses)
                .put("seed", seed);
    }

    /** Reads one; IllegalArgumentException when it has another member, or a value that cannot be. */
    public static LinkFault fromJson(JsonObject json) {
        if (!MEMBERS.containsAll(json.fieldNames()) || !(json.getValue("kind") instanceof String)) {
            throw new IllegalArgumentException("an object of " + MEMBERS + " is expected, 'kind' at least");
        }
        try {
            return new LinkFault(
                    Kind.valueOf(json.getString("kind")),
                    json.getInteger("after", 0),
                    json.getInteger("times", 0),
                    Duration.parse(json.getString("delay", "PT0S")),
                    Duration.parse(json.getString("jitter", "PT0S")),
                    json.getInteger("rate", 0),
                    json.getInteger("loses", 0),
                    json.getLong("seed", 1L));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("delay, jitter: write PT0.2S", e);
        }
    }

    /** Whether connections are reset as they are opened. */
    boolean refuses() {
        return kind == Kind.RESET && after == 0;
    }

    /** What it does, in words. */
    public String words() {
        return switch (kind) {
            case NONE -> "works";
            case DROP -> "is cut: drops what is sent";
            case RESET ->
                after == 0
                        ? "is cut: resets connections"
                        : "resets " + (times == 0 ? "connections" : "the next " + times) + " after " + after + " bytes";
            case SLOW -> "is slow: " + String.join(", ", slowness());
        };
    }

    private List<String> slowness() {
        List<String> words = new ArrayList<>();
        if (!delay.isZero() || !jitter.isZero()) {
            words.add(delay.toMillis()
                    + (jitter.isZero() ? "" : " to " + delay.plus(jitter).toMillis()) + " ms later");
        }
        if (rate > 0) {
            words.add(rate + " bytes a second");
        }
        if (loses > 0) {
            words.add(loses + " of 100 connections lost");
        }
        return words.isEmpty() ? List.of("not noticeably") : words;
    }
}
