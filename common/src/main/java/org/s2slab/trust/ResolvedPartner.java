package org.s2slab.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.SigningKey;
import org.s2slab.store.NameKey;
import org.s2slab.validation.TrustedIssuer;
import org.s2slab.validation.TrustedIssuer.IssuerTrait;

/**
 * A partner application with the content of its last accepted metadata document.
 *
 * @param application the administrator's registration, with the certificates in effect
 * @param metadataRealm the realm of the last good document, or null
 * @param issuance the address at which tokens are issued, by that document; null unless it is an authorization server's
 * @param readAt the time of reading, or null before the first; certificates set manually have no age
 * @param withdrawn thumbprints of certificates that earlier documents had and later ones did not (check L9)
 */
record ResolvedPartner(
        PartnerApplication application,
        @Nullable String metadataRealm,
        @Nullable URI issuance,
        @Nullable Instant readAt,
        Set<String> withdrawn) {
    ResolvedPartner {
        withdrawn = Set.copyOf(withdrawn);
    }

    /** A new registration, with the values of its document if this document was read for it. */
    static ResolvedPartner registered(PartnerApplication application, @Nullable AuthMetadata read, Instant now) {
        boolean fromDocument =
                application.metadataUrl() != null && !application.certificates().isEmpty();
        return new ResolvedPartner(
                application,
                read == null ? null : read.realm(),
                read == null ? null : read.issuanceEndpoint(),
                fromDocument ? now : null,
                Set.of());
    }

    /** The registration after a change that leaves the address of the document. */
    ResolvedPartner registeredAgain(PartnerApplication changed, Instant now) {
        boolean same = changed.certificates().equals(application.certificates());
        return new ResolvedPartner(changed, metadataRealm, issuance, same ? readAt : now, withdrawn);
    }

    boolean hasAddressOf(ResolvedPartner other) {
        return Objects.equals(application.metadataUrl(), other.application.metadataUrl());
    }

    /** Whether decisions based on an earlier state, or on no registration, are stale. */
    boolean isNewsAfter(@Nullable ResolvedPartner before) {
        return before == null
                || !issuer().equals(before.issuer())
                || !application.certificates().equals(before.application.certificates());
    }

    String key() {
        return NameKey.of(application.name());
    }

    /** The realm given by the administrator, else the document's; null while neither is known. */
    @Nullable
    String realm() {
        return application.realm() == null ? metadataRealm : application.realm();
    }

    /** The exact issuer name of this partner; empty while its realm is unknown, or if an authorization server signs. */
    Optional<PrincipalId> issuer() {
        String realm = realm();
        return application.useOAuthServer() || realm == null
                ? Optional.empty()
                : Optional.of(new PrincipalId(application.applicationId(), realm));
    }

    /** Whether tokens of this issuer may be this partner's own. A partner of unknown realm matches by its id. */
    boolean mayBe(PrincipalId issuer) {
        return !application.useOAuthServer()
                && application.applicationId().equals(issuer.id())
                && (realm() == null || issuer.realm().equals(realm()));
    }

    boolean readsMetadata() {
        return application.metadataUrl() != null && application.enabled() && !application.useOAuthServer();
    }

    /** Whether a token of an authorization server may name this application by this name. */
    boolean mayBeVouchedFor(PrincipalId named) {
        return application.useOAuthServer()
                && application.applicationId().equals(named.id())
                && (application.realm() == null || application.realm().equals(named.realm()));
    }

    boolean mayHaveKeys() {
        return application.metadataUrl() != null || !application.certificates().isEmpty();
    }

    Optional<X509Certificate> certificate(String x5t) {
        return application.certificates().stream()
                .filter(certificate -> SigningKey.x5t(certificate).equals(x5t))
                .findFirst();
    }

    /** Whether the last good document is older than an age, or no document was ever read. */
    boolean isOlderThan(Duration age, Instant now) {
        return readAt == null || readAt.plus(age).isBefore(now);
    }

    TrustedIssuer trusted(PrincipalId issuer) {
        return new TrustedIssuer(
                application.name(),
                issuer,
                Switches.<IssuerTrait>of()
                        .with(IssuerTrait.ENABLED, application.enabled())
                        .with(IssuerTrait.ACCEPTS_SIDS, application.acceptsSids())
                        .with(IssuerTrait.BROKER, application.broker())
                        .with(IssuerTrait.LINKED_ACCOUNT, application.hasPermissions())
                        .with(IssuerTrait.OWN_KEYS, mayHaveKeys()),
                application.level(),
                application.trustedSince());
    }

    /** Returns this partner with the certificates and the other values of a new document. */
    ResolvedPartner with(
            List<X509Certificate> certificates,
            @Nullable String realm,
            @Nullable URI issuedAt,
            Instant at,
            Set<String> gone) {
        return new ResolvedPartner(application.with(certificates, application.enabled()), realm, issuedAt, at, gone);
    }
}
