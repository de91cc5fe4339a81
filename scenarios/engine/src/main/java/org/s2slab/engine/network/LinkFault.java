package org.s2slab.engine.network;

import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The fault of a network link: connections that hang, are reset or are slow. A seed determines all random values, one
 * connection after the other, so that a run can be repeated.
 *
 * @param kind the kind of the fault
 * @param after for {@link Kind#RESET}: bytes of the response after which a connection is reset; 0 for an immediate
 *     reset
 * @param times for {@link Kind#RESET} after some bytes: number of connections to reset before connections work again; 0
 *     for all
 * @param delay for {@link Kind#SLOW}: delay of all data
 * @param jitter for {@link Kind#SLOW}: maximum additional delay, random for each connection
 * @param rate for {@link Kind#SLOW}: bytes per second in each direction of a connection; 0 for no limit
 * @param loses for {@link Kind#SLOW}: percentage of connections to reset when they are opened, chosen at random
 * @param seed seed of the random generator
 */
public record LinkFault(
        Kind kind, int after, int times, Duration delay, Duration jitter, int rate, int loses, long seed) {
    /** The kind of a fault. */
    public enum Kind {
        /** All data passes. */
        NONE,
        /** Data is held back without an error. It arrives after the link is restored, if the connection is open. */
        DROP,
        /** Connections are reset: at once, or after some bytes. */
        RESET,
        /** All data passes after a delay. */
        SLOW
    }

    private static final Set<String> MEMBERS =
            Set.of("kind", "after", "times", "delay", "jitter", "rate", "loses", "seed");

    /** Maximum delay. Every caller times out within this time. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** A link that works. */
    public static final LinkFault NONE = new LinkFault(Kind.NONE, 0, 0, Duration.ZERO, Duration.ZERO, 0, 0, 0);

    /** Data is held back without an error. */
    public static final LinkFault DROP = new LinkFault(Kind.DROP, 0, 0, Duration.ZERO, Duration.ZERO, 0, 0, 0);

    /** All open and new connections are reset. */
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

    /** Resets {@code times} connections (0 for all), each after this number of response bytes. */
    public static LinkFault resetAfter(int bytes, int times) {
        return new LinkFault(Kind.RESET, bytes, times, Duration.ZERO, Duration.ZERO, 0, 0, 0);
    }

    /** Delays all data; see the record components for the units. */
    public static LinkFault slow(Duration delay, Duration jitter, int rate, int loses, long seed) {
        return new LinkFault(Kind.SLOW, 0, 0, delay, jitter, rate, loses, seed);
    }

    /** The fault in the format that {@link #fromJson} reads. */
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

    /** Reads a fault. Throws IllegalArgumentException for an unknown member or an invalid value. */
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

    /** Whether connections are reset when they are opened. */
    boolean refuses() {
        return kind == Kind.RESET && after == 0;
    }

    /** The fault as text. */
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
