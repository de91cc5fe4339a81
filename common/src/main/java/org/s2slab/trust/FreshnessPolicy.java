package org.s2slab.trust;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.s2slab.config.ProductBehavior;

/**
 * Decides how long a partner's metadata document is valid, and when it is read again (checks L7 and L8).
 *
 * @param behaviors the differences to the product that are switched off at this node
 */
record FreshnessPolicy(Clock clock, Set<ProductBehavior> behaviors) {
    /** The age after which a document is read again if needed: the products' interval, the bound of check E6. */
    static final Duration FRESH = Duration.ofMinutes(15);

    /** The age after which the last good document is invalid: a day, a long outage (check L7). */
    static final Duration MAX_AGE = Duration.ofHours(24);

    FreshnessPolicy {
        behaviors = Set.copyOf(behaviors);
    }

    /** Whether the cached document of a partner may be used as it is. */
    boolean isFresh(ResolvedPartner partner) {
        return !partner.readsMetadata() || !partner.isOlderThan(FRESH, clock.instant());
    }

    /** Whether the document decides a thumbprint. An unknown key may be new, unless KEYS_BY_INTERVAL is set. */
    boolean suffices(ResolvedPartner partner, String x5t) {
        boolean asked = partner.certificate(x5t).isPresent() || behaviors.contains(ProductBehavior.KEYS_BY_INTERVAL);
        return asked && partner.issuer().isPresent() && isFresh(partner);
    }

    /** Whether a partner's cached document is invalid, after it could not be read again. */
    boolean isSpent(ResolvedPartner partner) {
        boolean old =
                partner.isOlderThan(MAX_AGE, clock.instant()) && !behaviors.contains(ProductBehavior.LASTING_KEYS);
        return partner.readsMetadata() && (partner.application().certificates().isEmpty() || old);
    }
}
