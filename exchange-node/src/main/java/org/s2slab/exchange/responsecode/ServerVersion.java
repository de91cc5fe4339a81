package org.s2slab.exchange.responsecode;

import java.util.Arrays;
import java.util.Optional;

/** The schema versions that a request may specify, oldest first (t:ExchangeVersionType of Exchange 2013 SP1). */
public enum ServerVersion {
    Exchange2007,
    Exchange2007_SP1,
    Exchange2010,
    Exchange2010_SP1,
    Exchange2010_SP2,
    Exchange2013,
    Exchange2013_SP1;

    /** The version for a request without a version. */
    public static final ServerVersion WHEN_ABSENT = Exchange2013_SP1;

    /** Finds a version by the exact text of the {@code Version} attribute. */
    public static Optional<ServerVersion> named(String text) {
        return Arrays.stream(values())
                .filter(version -> version.name().equals(text))
                .findFirst();
    }

    public boolean isBefore(ServerVersion other) {
        return compareTo(other) < 0;
    }
}
