package org.s2slab.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.KeyStrengthRules;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * The rules for a new registration or metadata document (E5, E8, E9, F3, F4, F9, L5, L6, L9, L10).
 *
 * @param partners all current partners
 * @param own the certificates this node itself signs with
 */
record RegistrationRules(PartnerSnapshot partners, List<X509Certificate> own) {
    /**
     * Checks whether a partner may be registered. Throws CONFLICT (E8: a certificate of another partner, L10: of this
     * node; F2: an issuer that is registered under another name; F4: an application of an authorization server that is
     * registered under another name) or PARAMETER_INVALID (E5: an expired key, E9: a weak key; F3, F4, F9: every
     * tenant, an authorization server, or this node itself as the application).
     */
    void checkRegistration(ResolvedPartner partner, ServiceIdentity self, Instant now) {
        checkName(partner, self);
        checkDates(partner, now);
        for (X509Certificate certificate : partner.application().certificates()) {
            KeyStrengthRules.usableForPartner(certificate).ifPresent(fault -> {
                throw new Refusal(RefusalCode.PARAMETER_INVALID, "E9", weak(certificate, fault));
            });
            checkOwner(RefusalCode.CONFLICT, partner, certificate);
        }
        for (ResolvedPartner other : partners.all()) {
            if (!other.key().equals(partner.key())) {
                checkBeside(other, partner);
            }
        }
    }

    /** Refuses a registration that could never be trusted, because an administrator reads the reason. */
    private static void checkName(ResolvedPartner partner, ServiceIdentity self) {
        PartnerApplication application = partner.application();
        String realm = partner.realm();
        if ("*".equals(realm)) {
            throw invalid(
                    "F3",
                    "the realm '*' stands for every tenant, and no application is trusted in every tenant; give the"
                            + " application's own realm");
        }
        if (WellKnownPrincipals.isAuthorizationServer(application.applicationId())
                && !application.isAuthorizationServer()
                && !self.principal().id().equals(WellKnownPrincipals.SHAREPOINT)) {
            // A farm registers it and refuses its tokens later (check F5), like the product without -IsTrustBroker.
            throw invalid(
                    "F4",
                    "'" + application.applicationId() + "' is an authorization server, which is no caller; register it"
                            + " as one (New-CsOAuthServer, New-AuthServer), and the"
                            + " applications it vouches for as partners");
        }
        boolean itself = realm != null
                && !application.useOAuthServer()
                && application.applicationId().equals(self.principal().id())
                && (realm.equals(self.principal().realm()) || self.serves(realm));
        if (itself) {
            throw invalid(
                    "F9",
                    "'" + application.applicationId() + "@" + realm + "' is this server itself, which is never its own"
                            + " partner; register the other server's name");
        }
    }

    /**
     * Refuses expired keys (check E5). A document may also contain expired keys beside valid keys. Keys that expired
     * after their registration stay registered.
     */
    private void checkDates(ResolvedPartner partner, Instant now) {
        PartnerApplication application = partner.application();
        ResolvedPartner held = partners.named(application.name());
        var given = application.certificates();
        List<X509Certificate> over = given.stream()
                .filter(certificate -> now.isAfter(certificate.getNotAfter().toInstant()))
                .toList();
        boolean unchanged = held != null && held.application().certificates().containsAll(given);
        boolean refused = application.metadataUrl() == null ? !over.isEmpty() : over.size() == given.size();
        if (!over.isEmpty() && refused && !unchanged) {
            X509Certificate first = over.get(0);
            throw invalid(
                    "E5",
                    "the certificate " + SigningKey.x5t(first) + " expired at "
                            + first.getNotAfter().toInstant() + ", it is " + now
                            + "; register the partner's current certificate");
        }
    }

    private static Refusal invalid(String rule, String detail) {
        return new Refusal(RefusalCode.PARAMETER_INVALID, rule, detail);
    }

    private static void checkBeside(ResolvedPartner other, ResolvedPartner partner) {
        if (partner.issuer().isPresent() && partner.issuer().equals(other.issuer())) {
            throw taken("F2", EvoStsIssuer.shown(partner.issuer().get()), other);
        }
        PartnerApplication one = partner.application();
        PartnerApplication held = other.application();
        boolean bothVouchedFor = one.useOAuthServer()
                && held.useOAuthServer()
                && one.applicationId().equals(held.applicationId());
        if (bothVouchedFor
                && (one.realm() == null || held.realm() == null || one.realm().equals(held.realm()))) {
            throw taken("F4", one.applicationId(), other);
        }
    }

    private static Refusal taken(String rule, String application, ResolvedPartner other) {
        return new Refusal(
                RefusalCode.CONFLICT,
                rule,
                "the application '" + application + "' is registered already, as '"
                        + other.application().name() + "'");
    }

    /**
     * Returns a partner after accepting this document.
     *
     * @param unheld whether the document may replace all keys and bring back withdrawn keys: an administrator requested
     *     it, or the node accepts whatever is published, as the products do
     * @throws Refusal METADATA_UNUSABLE
     */
    ResolvedPartner take(AuthMetadata document, ResolvedPartner held, boolean unheld, Instant now) {
        String realm = agreedRealm(document, held);
        List<X509Certificate> usable = strong(document);
        for (X509Certificate certificate : usable) {
            checkOwner(RefusalCode.METADATA_UNUSABLE, held, certificate);
        }
        Set<String> offered = usable.stream().map(SigningKey::x5t).collect(Collectors.toSet());
        Set<String> kept =
                held.application().certificates().stream().map(SigningKey::x5t).collect(Collectors.toSet());
        if (!unheld) {
            checkAge(offered, held.withdrawn());
            checkOverlap(offered, kept);
        }
        Set<String> withdrawn = new HashSet<>(held.withdrawn());
        withdrawn.addAll(kept);
        withdrawn.removeAll(offered);
        return held.with(usable, realm, document.issuanceEndpoint(), now, withdrawn);
    }

    /** The strong certificates of a document; throws METADATA_UNUSABLE by rule E9 if it has none. */
    static List<X509Certificate> strong(AuthMetadata document) {
        List<X509Certificate> strong = document.signingCertificates().stream()
                .filter(certificate ->
                        KeyStrengthRules.usableForPartner(certificate).isEmpty())
                .toList();
        if (strong.isEmpty()) {
            X509Certificate first = document.signingCertificates().get(0);
            String fault = KeyStrengthRules.usableForPartner(first).orElse("");
            throw MetadataParser.unusable("E9", weak(first, fault));
        }
        return strong;
    }

    private static @Nullable String agreedRealm(AuthMetadata document, ResolvedPartner held) {
        String expected = held.application().applicationId();
        if (!document.serviceName().equals(expected)) {
            throw MetadataParser.unusable(
                    "L5",
                    "the document is of application '" + document.serviceName() + "', registered is '" + expected
                            + "'");
        }
        String registered = held.realm();
        if (registered != null && document.realm() != null && !document.realm().equals(registered)) {
            throw MetadataParser.unusable(
                    "L5",
                    "the document names the realm '" + document.realm() + "', registered is '" + registered
                            + "'; if the partner changed its realm, register it anew");
        }
        if (registered == null && document.realm() == null) {
            throw MetadataParser.unusable(
                    "L5",
                    "neither the document nor the registration of '"
                            + held.application().name() + "' names a realm; give the realm with the registration");
        }
        return document.realm() == null ? held.metadataRealm() : document.realm();
    }

    /** Refuses a document with a withdrawn certificate: it is older than the accepted one (L9). */
    private static void checkAge(Set<String> offered, Set<String> withdrawn) {
        offered.stream().filter(withdrawn::contains).findFirst().ifPresent(x5t -> {
            throw MetadataParser.unusable(
                    "L9",
                    "the document brings back the certificate " + x5t
                            + ", which a later one had withdrawn; an administrator can take it by refreshing the"
                            + " partner's metadata");
        });
    }

    private static void checkOverlap(Set<String> offered, Set<String> kept) {
        if (!kept.isEmpty() && offered.stream().noneMatch(kept::contains)) {
            throw MetadataParser.unusable(
                    "L6",
                    "all certificates were replaced at once, " + sorted(kept) + " by " + sorted(offered)
                            + "; the old ones stay until an administrator refreshes the partner's metadata");
        }
    }

    /** Whether two registrations are one tenant's authorization server in its two forms, which share the server's keys. */
    private static boolean areOneServer(ResolvedPartner one, ResolvedPartner other) {
        return one.application().isAuthorizationServer()
                && other.application().isAuthorizationServer()
                && Objects.equals(one.realm(), other.realm());
    }

    private void checkOwner(RefusalCode code, ResolvedPartner partner, X509Certificate certificate) {
        if (own.contains(certificate)) {
            throw new Refusal(
                    code,
                    "L10",
                    "the certificate " + SigningKey.x5t(certificate)
                            + " is this server's own, which proves nothing about another");
        }
        Predicate<ResolvedPartner> another = other -> !other.key().equals(partner.key())
                && !areOneServer(partner, other)
                && other.certificate(SigningKey.x5t(certificate)).isPresent();
        partners.all().stream().filter(another).findFirst().ifPresent(other -> {
            throw new Refusal(
                    code,
                    "E8",
                    "the certificate " + SigningKey.x5t(certificate) + " belongs to '"
                            + other.application().name() + "' already; each application needs its own");
        });
    }

    private static String weak(X509Certificate certificate, String fault) {
        return "the certificate " + SigningKey.x5t(certificate) + " is too weak for a partner: " + fault;
    }

    private static List<String> sorted(Collection<String> thumbprints) {
        return thumbprints.stream().sorted().toList();
    }
}
