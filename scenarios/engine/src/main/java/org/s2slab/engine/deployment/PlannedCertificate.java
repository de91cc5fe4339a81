package org.s2slab.engine.deployment;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A signing certificate with its key. It is created in a node's certificate store before the node starts.
 *
 * @param subject the common name
 * @param alternatives the domains of the subject alternative name
 * @param life validity period from the deployment's start; null for the product's default
 * @param dates validity period with fixed dates; null for a period from the deployment's start
 */
public record PlannedCertificate(
        String subject,
        List<String> alternatives,
        @Nullable Duration life,
        @Nullable Dates dates) {
    /** The first and the last second of a validity period. Throws IllegalArgumentException if they are not in order. */
    public record Dates(Instant from, Instant until) {
        public Dates {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("until: " + until + " is not after from, " + from);
            }
        }
    }

    public PlannedCertificate {
        alternatives = List.copyOf(alternatives);
    }

    public PlannedCertificate(String subject, List<String> alternatives) {
        this(subject, alternatives, null, null);
    }

    /** A certificate with fixed dates, or with the product's default period if {@code dates} is null. */
    public PlannedCertificate(String subject, List<String> alternatives, @Nullable Dates dates) {
        this(subject, alternatives, null, dates);
    }

    /** A copy with a validity period from the deployment's start. */
    public PlannedCertificate living(Duration span) {
        return new PlannedCertificate(subject, alternatives, span, null);
    }

    Optional<Duration> ownLife() {
        return Optional.ofNullable(life);
    }
}
