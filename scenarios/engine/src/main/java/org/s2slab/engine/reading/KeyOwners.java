package org.s2slab.engine.reading;

import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TrustChange;
import org.s2slab.trace.TrustChangeDetail;

/** Learns from hops which server owns a key, and which name an administrator gave to an application. */
final class KeyOwners {
    private KeyOwners() {}

    static void learn(ObservedHop hop, IdentifierNames names) {
        HopDetail detail = hop.detail();
        if (detail instanceof HopDetail.Metadata read && read.principal() != null) {
            String owner = names.principal(read.principal() + "@" + read.realm());
            read.keys().forEach(key -> names.own(key, owner));
        } else if (detail instanceof TrustChangeDetail trust) {
            trust.changes().forEach(change -> learn(hop, change, names));
        } else if (hop.kind() == HopKind.SIGNED || hop.kind() == HopKind.TOKEN_ISSUED) {
            String key = new OpenedClaims(hop).key();
            if (key != null) {
                names.own(key, names.server(hop.node()));
            }
        }
    }

    private static void learn(ObservedHop hop, TrustChange change, IdentifierNames names) {
        if (change.what().startsWith("key-")) {
            change.keys().forEach(key -> names.own(key, names.server(hop.node())));
        }
        String principal = change.principal();
        if (principal != null) {
            String id = principal.split("@", 2)[0];
            names.learn(id, change.name());
            names.learn(change.name(), names.principal(principal));
            change.keys().stream()
                    .filter(key -> names.owner(key).isEmpty())
                    .forEach(key -> names.own(key, names.principal(principal)));
        }
    }
}
