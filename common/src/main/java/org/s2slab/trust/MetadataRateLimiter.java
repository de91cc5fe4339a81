package org.s2slab.trust;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.s2slab.store.NameKey;

/** Keeps strangers from making this node ask a partner for its document again and again (check L8). */
final class MetadataRateLimiter {
    /** One read of a partner's document in this time, whoever asks and however it ended: what nimbus and jose use. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private record Attempt(Instant begun, Future<ResolvedPartner> outcome) {}

    private final Clock clock;
    private final Map<String, Attempt> attempts = new HashMap<>();

    MetadataRateLimiter(Clock clock) {
        this.clock = clock;
    }

    /** Reads now, or joins the read that runs, or returns what the last one within the pause ended with. */
    synchronized Future<ResolvedPartner> of(ResolvedPartner partner, Supplier<Future<ResolvedPartner>> read) {
        Instant now = clock.instant();
        Attempt last = attempts.get(partner.key());
        if (last != null && isRecent(last.begun(), now)) {
            return last.outcome();
        }
        Future<ResolvedPartner> outcome = read.get();
        attempts.put(partner.key(), new Attempt(now, outcome));
        return outcome;
    }

    /** An attempt of the future was made before the clock was set back. */
    private static boolean isRecent(Instant begun, Instant now) {
        return now.isBefore(begun.plus(PAUSE)) && !begun.isAfter(now);
    }

    /** An administrator changed the partner, so the next need may read at once. */
    synchronized void forget(String name) {
        attempts.remove(NameKey.of(name));
    }
}
