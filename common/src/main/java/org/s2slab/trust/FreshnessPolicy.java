package org.s2slab.trust;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.s2slab.config.ProductBehavior;

/**
 * Decides how long what was read of a partner counts, and what has its document read again (checks L7 and L8).
 *
 * @param behaviors in what this node does as the product does
 */
record FreshnessPolicy(Clock clock, Set<ProductBehavior> behaviors) {
    /** After this a document is read again with the next need: the products' own interval, and the bound of check E6. */
    static final Duration FRESH = Duration.ofMinutes(15);

    /** After this the last good document counts no more: a day away is an outage somebody has noticed (check L7). */
    static final Duration MAX_AGE = Duration.ofHours(24);

    FreshnessPolicy {
        behaviors = Set.copyOf(behaviors);
    }

    /** Whether what is held of a partner may be used as it is. */
    boolean isFresh(ResolvedPartner partner) {
        return !partner.readsMetadata() || !partner.isOlderThan(FRESH, clock.instant());
    }

    /** Whether it also answers whose key has this thumbprint; an unknown one may be new, unless documents are read by time. */
    boolean suffices(ResolvedPartner partner, String x5t) {
        boolean asked = partner.certificate(x5t).isPresent() || behaviors.contains(ProductBehavior.KEYS_BY_INTERVAL);
        return asked && partner.issuer().isPresent() && isFresh(partner);
    }

    /** Whether nothing that is held of a partner counts any more, after its document could not be read. */
    boolean isSpent(ResolvedPartner partner) {
        boolean old =
                partner.isOlderThan(MAX_AGE, clock.instant()) && !behaviors.contains(ProductBehavior.LASTING_KEYS);
        return partner.readsMetadata() && (partner.application().certificates().isEmpty() || old);
    }
}
