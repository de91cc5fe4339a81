package org.s2slab.node;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.trace.TrustSubject;
import org.s2slab.trace.TrustSubject.Kind;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerRegistry;

/** Lists the subjects of trust of every node: its certificates, its registrations and its realm. */
record TrustSubjectCollector(SigningKeyStore keys, PartnerRegistry partners) {
    List<TrustSubject> of(ServiceIdentity self) {
        List<TrustSubject> all = new ArrayList<>();
        keys.assigned()
                .forEach(one -> all.add(
                        TrustSubject.key(one.key().thumbprint(), one.use().name())));
        partners.all().stream()
                .filter(partner -> !partner.isEvoSts())
                .forEach(partner -> all.add(registration(partner)));
        Map<String, String> realms = Map.of(
                "realm", self.principal().realm(), "served", String.join(", ", new TreeSet<>(self.servedRealms())));
        String application = self.principal().id();
        all.add(new TrustSubject(Kind.REALM, application, application, List.of(), List.of(), realms));
        return all;
    }

    private TrustSubject registration(PartnerApplication partner) {
        Map<String, String> settings = new TreeMap<>();
        settings.put(TrustSubject.ENABLED, String.valueOf(partner.enabled()));
        settings.put("level", partner.level().name());
        settings.put("vouched", String.valueOf(partner.useOAuthServer()));
        settings.put("sids", String.valueOf(partner.acceptsSids()));
        put(settings, "realm", partner.realm());
        put(settings, "address", partner.metadataUrl());
        put(settings, "account", partner.linkedAccount());
        List<String> permissions = Stream.of(
                        partner.grants().actAs(), partner.grants().appOnly())
                .flatMap(List::stream)
                .toList();
        put(settings, "permissions", permissions.isEmpty() ? null : String.join(", ", permissions));
        String principal =
                partners.issuerOf(partner.name()).map(PrincipalId::toString).orElse(partner.applicationId());
        List<X509Certificate> certificates = partner.certificates();
        return new TrustSubject(
                partner.isAuthorizationServer() ? Kind.SERVER : Kind.PARTNER,
                partner.name(),
                principal,
                certificates.stream().map(SigningKey::thumbprint).toList(),
                List.of(),
                settings);
    }

    private static void put(Map<String, String> settings, String name, @Nullable Object value) {
        if (value != null) {
            settings.put(name, value.toString());
        }
    }
}
