package org.s2slab.engine.reading;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;

/**
 * Where a server has a key from: the last hop before a moment by which it learned the thumbprint. A key that no hop
 * shows was known before the first hop; this is never guessed.
 *
 * @param at when the server learned it, or null if before the first hop
 * @param step the step in which it did, or null
 * @param line the cmdlet by which it did as an administrator types it, or null
 * @param address the metadata document that it read, or null
 */
public record Provenance(
        String thumbprint,
        @Nullable Instant at,
        @Nullable StepReference step,
        @Nullable String line,
        @Nullable String address) {
    /** Where the node of a hop had a key from at that hop. */
    public static Provenance of(HopHistory history, ObservedHop hop, String thumbprint) {
        return history.learned(hop.node(), thumbprint, hop);
    }

    static Provenance before(String thumbprint) {
        return new Provenance(thumbprint, null, null, null, null);
    }

    /** Whether the server had the key before the first hop. */
    public boolean isFromBefore() {
        return at == null;
    }

    /** The name of the cmdlet, or null. */
    public @Nullable String cmdlet() {
        String typed = line;
        return typed == null ? null : typed.split(" ", 2)[0];
    }

    Provenance by(String cmdletLine) {
        return new Provenance(thumbprint, at, step, cmdletLine, address);
    }
}
