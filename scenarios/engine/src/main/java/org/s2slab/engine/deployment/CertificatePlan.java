package org.s2slab.engine.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key that lies ready in a node's certificate store.
 *
 * @param subject its common name
 * @param alternatives the domains of its subject alternative name
 * @param life how long it is valid from the deployment's beginning; null for as long as the product's own
 * @param dates from when to when it is valid, whenever the deployment begins; null for from its beginning on
 */
public record CertificatePlan(
        String subject,
        List<String> alternatives,
        @Nullable Duration life,
        @Nullable Dates dates) {
    /** The two ends of a certificate's validity, both inclusive, to the second; IllegalArgumentException unless in order. */
    public record Dates(Instant from, Instant until) {
        public Dates {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("until: " + until + " is not after from, " + from);
            }
        }
    }

    public CertificatePlan {
        alternatives = List.copyOf(alternatives);
    }

    public CertificatePlan(String subject, List<String> alternatives) {
        this(subject, alternatives, null, null);
    }

    /** With dates of its own, or those of the product where there are none. */
    public CertificatePlan(String subject, List<String> alternatives, @Nullable Dates dates) {
        this(subject, alternatives, null, dates);
    }

    /** The same with a life of its own, from the deployment's beginning on. */
    public CertificatePlan living(Duration span) {
        return new CertificatePlan(subject, alternatives, span, null);
    }

    Optional<Duration> ownLife() {
        return Optional.ofNullable(life);
    }
}
