package org.s2slab.validation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Caller;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.HopDetail.Finding;

/**
 * Caches recently accepted tokens by the hash of their text and the host at which they were presented. A client that
 * presents the same token again is not validated again (check N1).
 */
final class AcceptedTokenCache {
    /** Maximum age of a cached result in seconds; the check-list's bound. */
    private static final int LONGEST = 60;

    /** Maximum number of results. The oldest are removed first. The age of a result is checked at its use. */
    private static final int MOST = 20_000;

    static final List<Rule<Look>> RULES = List.of(new Rule<>(
            "N1",
            RefusalCode.VALIDATION_FAILED,
            "A kept result is used in its configuration epoch only, for at most 60 seconds, and never beyond the token's life.",
            AcceptedTokenCache::stale));

    private final BoundedCache<Key, Kept> kept = new BoundedCache<>(MOST);
    private final List<Rule<Look>> rules;

    private record Key(String hash, String host, int port) {}

    private record Kept(Caller caller, long epoch, long at, long until) {}

    /** A cached result together with the present time. */
    record Look(long keptEpoch, long keptAt, long until, long epoch, long now) {}

    AcceptedTokenCache(List<Rule<Look>> rules) {
        this.rules = rules;
    }

    /** The cached caller of this text, or null if the text must be validated; never a refusal. */
    @Nullable
    Caller find(String hash, VerifiedEvidence.Request request) {
        Kept found = kept.get(new Key(hash, request.host(), request.port()));
        if (found == null) {
            return null;
        }
        Look look = new Look(found.epoch, found.at, found.until, request.epoch(), request.now());
        for (Rule<Look> rule : rules) {
            if (rule.check().finding(look) != null) {
                return null;
            }
        }
        return found.caller;
    }

    /** @param until the earliest exp of the token's layers */
    void keep(String hash, VerifiedEvidence.Request request, Caller caller, long until) {
        kept.put(
                new Key(hash, request.host(), request.port()), new Kept(caller, request.epoch(), request.now(), until));
    }

    private static @Nullable Finding stale(Look look) {
        long age = look.now() - look.keptAt();
        boolean fresh = look.epoch() == look.keptEpoch() && age >= 0 && age <= LONGEST && look.now() < look.until();
        return fresh ? null : Finding.of("the kept result is of epoch " + look.keptEpoch() + " and " + age + " s old");
    }
}
