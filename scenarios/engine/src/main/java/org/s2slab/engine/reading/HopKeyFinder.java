package org.s2slab.engine.reading;

import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.TokenEvidence;
import org.s2slab.trace.TrustChange;
import org.s2slab.trace.TrustChangeDetail;

/**
 * Finds the keys that a hop is about. They signed its token, are in a metadata document that the hop read, or were
 * assigned, learned or removed by a cmdlet.
 */
public final class HopKeyFinder {
    private HopKeyFinder() {}

    /** The thumbprints of the keys, in the spelling of Windows. */
    public static Set<String> of(HopHistory history, ObservedHop hop) {
        Set<String> keys = new LinkedHashSet<>();
        if (hop.detail() instanceof HopDetail.Metadata read) {
            keys.addAll(read.keys());
            keys.addAll(read.gone());
        } else if (hop.detail() instanceof TrustChangeDetail trust) {
            for (TrustChange change : trust.changes()) {
                keys.addAll(change.keys());
                keys.addAll(change.gone());
                if (change.what().startsWith("key-")) {
                    keys.add(change.name());
                }
            }
        }
        TokenEvidence evidence = hop.token().evidence();
        OpenedClaims claims = new OpenedClaims(history.opened(hop).orElse(hop));
        Stream.of(evidence == null ? null : evidence.key(), claims.key(), claims.assertionKey())
                .filter(Objects::nonNull)
                .forEach(keys::add);
        return keys;
    }
}
