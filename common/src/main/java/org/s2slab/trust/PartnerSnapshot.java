package org.s2slab.trust;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;
import org.s2slab.store.NameKey;

/** All partners at one moment. It is immutable, so that a reader never sees a mixture of two states of trust. */
final class PartnerSnapshot {
    static final PartnerSnapshot NONE = new PartnerSnapshot(Map.of());

    private final Map<String, ResolvedPartner> byName;
    private final Map<PrincipalId, ResolvedPartner> byIssuer = new HashMap<>();

    private PartnerSnapshot(Map<String, ResolvedPartner> byName) {
        this.byName = Collections.unmodifiableMap(new TreeMap<>(byName));
        this.byName.values().forEach(partner -> partner.issuer().ifPresent(issuer -> byIssuer.put(issuer, partner)));
    }

    static PartnerSnapshot of(Collection<ResolvedPartner> partners) {
        Map<String, ResolvedPartner> named = new HashMap<>();
        partners.forEach(partner -> named.put(partner.key(), partner));
        return new PartnerSnapshot(named);
    }

    PartnerSnapshot with(ResolvedPartner partner) {
        Map<String, ResolvedPartner> changed = new HashMap<>(byName);
        changed.put(partner.key(), partner);
        return new PartnerSnapshot(changed);
    }

    PartnerSnapshot without(String name) {
        Map<String, ResolvedPartner> changed = new HashMap<>(byName);
        changed.remove(NameKey.of(name));
        return new PartnerSnapshot(changed);
    }

    /** All partners, in the order of their names. */
    Collection<ResolvedPartner> all() {
        return byName.values();
    }

    @Nullable
    ResolvedPartner named(String name) {
        return byName.get(NameKey.of(name));
    }

    /** The partner with exactly this issuer name. */
    Optional<ResolvedPartner> signingAs(PrincipalId issuer) {
        return Optional.ofNullable(byIssuer.get(issuer));
    }

    /**
     * The registration of an application that another issuer names. If an authorization server issued the token, an
     * application registered for authorization servers comes first. Otherwise the registered name must match exactly.
     */
    Optional<ResolvedPartner> namedBy(boolean authorizationServer, PrincipalId application) {
        if (authorizationServer) {
            for (ResolvedPartner partner : byName.values()) {
                if (partner.mayBeVouchedFor(application)) {
                    return Optional.of(partner);
                }
            }
        }
        return signingAs(application);
    }

    /** The partner with this issuer name, or a partner of unknown realm whose application id matches. */
    Optional<ResolvedPartner> claiming(PrincipalId issuer) {
        return signingAs(issuer)
                .or(() -> byName.values().stream()
                        .filter(partner -> partner.mayBe(issuer))
                        .findFirst());
    }
}
