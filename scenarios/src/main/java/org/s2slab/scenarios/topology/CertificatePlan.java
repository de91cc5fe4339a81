package org.s2slab.scenarios.topology;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certificate with its key that lies ready in a node's certificate store.
 *
 * @param subject its common name
 * @param alternatives the domains of its subject alternative name
 * @param life how long it is valid from the deployment's beginning; null for as long as the product's own
 */
public record CertificatePlan(
        String subject, List<String> alternatives, @Nullable Duration life) {
    public CertificatePlan {
        alternatives = List.copyOf(alternatives);
    }

    public CertificatePlan(String subject, List<String> alternatives) {
        this(subject, alternatives, null);
    }

    /** The same with a life of its own. */
    public CertificatePlan living(Duration span) {
        return new CertificatePlan(subject, alternatives, span);
    }

    Optional<Duration> ownLife() {
        return Optional.ofNullable(life);
    }
}
