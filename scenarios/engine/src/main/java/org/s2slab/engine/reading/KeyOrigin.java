package org.s2slab.engine.reading;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.hops.ObservedHop;

/**
 * The origin of a key: the last hop, up to a moment, in which a server learned the thumbprint. If no hop shows the
 * origin, the server had the key before the first hop.
 *
 * @param at when the server learned the key; null if before the first hop
 * @param step the scenario step of that hop, or null
 * @param line the cmdlet that brought the key, as an administrator types it, or null
 * @param address the URL of the metadata document with the key, or null
 */
public record KeyOrigin(
        String thumbprint,
        @Nullable Instant at,
        @Nullable StepReference step,
        @Nullable String line,
        @Nullable String address) {
    /** The origin of a key for the node of a hop, at the time of this hop. */
    public static KeyOrigin of(HopHistory history, ObservedHop hop, String thumbprint) {
        return history.learned(hop.node(), thumbprint, hop);
    }

    static KeyOrigin before(String thumbprint) {
        return new KeyOrigin(thumbprint, null, null, null, null);
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

    KeyOrigin by(String cmdletLine) {
        return new KeyOrigin(thumbprint, at, step, cmdletLine, address);
    }
}
