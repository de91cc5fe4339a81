package org.s2slab.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerCallStatus.Outcome;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.CallContext;

/** Records the latest accepted and the latest failed call to each partner, for administrators; in memory only. */
public final class PartnerCallRegistry {
    /** The maximum number of partners, because a redirect may name any host. No deployment has as many. */
    private static final int MOST = 1_000;

    private final Clock clock;
    private final Cache<String, PartnerCallStatus> byTarget =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /** @param clock the node's clock */
    public PartnerCallRegistry(Clock clock) {
        this.clock = clock;
    }

    /** The histories of all partners, in the order of their names. */
    public List<PartnerCallStatus> all() {
        return byTarget.asMap().values().stream()
                .sorted(Comparator.comparing(PartnerCallStatus::target))
                .toList();
    }

    /** Records that the partner accepted the token, even if it refused the rest of the request. */
    void accepted(String target, PartnerRequest request, int status, String tokenHash, CallContext call) {
        String detail = request.method() + " " + request.uri() + " answered " + status;
        Outcome outcome = new Outcome(
                clock.instant(), null, detail, tokenHash, call.trace().traceId());
        change(target, history -> history.withAccepted(outcome));
    }

    /** @param tokenHash the hash of the presented token, or null */
    void failed(String target, Throwable failure, @Nullable String tokenHash, CallContext call) {
        Outcome outcome = new Outcome(
                clock.instant(),
                failure instanceof Refusal refusal ? refusal.code() : null,
                reason(failure),
                tokenHash,
                call.trace().traceId());
        change(target, history -> history.withFailed(outcome));
    }

    static String reason(Throwable failure) {
        return failure instanceof Refusal refusal ? refusal.detail() : failure.toString();
    }

    private void change(String target, UnaryOperator<PartnerCallStatus> change) {
        String key = target.toLowerCase(Locale.ROOT);
        byTarget.asMap()
                .compute(
                        key,
                        (same, known) ->
                                change.apply(known == null ? new PartnerCallStatus(key, null, null, 0) : known));
    }
}
