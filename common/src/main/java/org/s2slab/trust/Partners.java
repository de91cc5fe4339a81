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

/** All partners at one moment; never changes, so that a reader sees one state of trust and not half of two. */
final class Partners {
    static final Partners NONE = new Partners(Map.of());

    private final Map<String, KnownPartner> byName;
    private final Map<PrincipalId, KnownPartner> byIssuer = new HashMap<>();

    private Partners(Map<String, KnownPartner> byName) {
        this.byName = Collections.unmodifiableMap(new TreeMap<>(byName));
        this.byName.values().forEach(partner -> partner.issuer().ifPresent(issuer -> byIssuer.put(issuer, partner)));
    }

    static Partners of(Collection<KnownPartner> partners) {
        Map<String, KnownPartner> named = new HashMap<>();
        partners.forEach(partner -> named.put(partner.key(), partner));
        return new Partners(named);
    }

    Partners with(KnownPartner partner) {
        Map<String, KnownPartner> changed = new HashMap<>(byName);
        changed.put(partner.key(), partner);
        return new Partners(changed);
    }

    Partners without(String name) {
        Map<String, KnownPartner> changed = new HashMap<>(byName);
        changed.remove(NameKey.of(name));
        return new Partners(changed);
    }

    /** In the order of their names. */
    Collection<KnownPartner> all() {
        return byName.values();
    }

    @Nullable
    KnownPartner named(String name) {
        return byName.get(NameKey.of(name));
    }

    /** The partner that signs under exactly this name. */
    Optional<KnownPartner> signingAs(PrincipalId issuer) {
        return Optional.ofNullable(byIssuer.get(issuer));
    }

    /**
     * The registration of an application that another issuer names: one that gets its tokens from an authorization server
     * where such a server issued the token, else whatever is registered under exactly this name.
     */
    Optional<KnownPartner> namedBy(boolean authorizationServer, PrincipalId application) {
        if (authorizationServer) {
            for (KnownPartner partner : byName.values()) {
                if (partner.mayBeVouchedFor(application)) {
                    return Optional.of(partner);
                }
            }
        }
        return signingAs(application);
    }

    /** The partner that signs under this name, or one whose realm is not known yet and may turn out to be this. */
    Optional<KnownPartner> claiming(PrincipalId issuer) {
        return signingAs(issuer)
                .or(() -> byName.values().stream()
                        .filter(partner -> partner.mayBe(issuer))
                        .findFirst());
    }
}
