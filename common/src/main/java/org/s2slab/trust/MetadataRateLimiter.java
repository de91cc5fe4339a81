package org.s2slab.trust;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.s2slab.store.NameKey;

/** Limits how often unauthenticated callers make this node read a partner's document again (check L8). */
final class MetadataRateLimiter {
    /** The minimum time between two reads of a document, also after a failure, as in the libraries nimbus and jose. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private record Attempt(Instant begun, Future<ResolvedPartner> outcome) {}

    private final Clock clock;
    private final Map<String, Attempt> attempts = new HashMap<>();

    MetadataRateLimiter(Clock clock) {
        this.clock = clock;
    }

    /** Starts a read, joins the running read, or returns the result of the last read within the pause. */
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

    /** Whether an attempt is recent. An attempt in the future is not: the clock was set back after it. */
    private static boolean isRecent(Instant begun, Instant now) {
        return now.isBefore(begun.plus(PAUSE)) && !begun.isAfter(now);
    }

    /** Resets a partner after an administrator's change, so that the next read is not delayed. */
    synchronized void forget(String name) {
        attempts.remove(NameKey.of(name));
    }
}
