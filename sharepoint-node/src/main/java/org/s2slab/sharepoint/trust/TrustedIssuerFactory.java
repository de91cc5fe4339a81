package org.s2slab.sharepoint.trust;

import io.vertx.core.Future;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.management.CmdletArguments;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.NameKey;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.trust.PartnerRegistry;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/** Creates trusted issuers from an administrator's input: a metadata address, or a certificate and a name. */
record TrustedIssuerFactory(PartnerRegistry partners, Clock clock) {
    static final String METADATA = "MetadataEndPoint";
    static final String CERTIFICATE = "Certificate";
    static final String REGISTERED_NAME = "RegisteredIssuerName";

    /** The issuer with this name and the keys in the parameters; values without a parameter stay unchanged. */
    Future<PartnerApplication> of(String name, CmdletArguments given, @Nullable PartnerApplication before) {
        boolean broker = given.flag("IsTrustBroker", before != null && before.broker());
        if (given.has(METADATA)) {
            return fromDocument(name, URI.create(given.text(METADATA)), given, broker);
        }
        if (given.has(CERTIFICATE)) {
            PrincipalId issuer = before == null
                    ? registeredName(given.text(REGISTERED_NAME))
                    : new PrincipalId(before.applicationId(), realm(before));
            X509Certificate certificate = certificate(given.text(CERTIFICATE));
            return Future.succeededFuture(
                    issuer(name, issuer.id(), issuer.realm(), null, List.of(certificate), broker, now()));
        }
        if (before == null) {
            return Future.failedFuture(
                    Refusal.invalid("Give -MetadataEndPoint, or -Certificate and -RegisteredIssuerName."));
        }
        return Future.succeededFuture(issuer(
                name,
                before.applicationId(),
                before.realm(),
                before.metadataUrl(),
                before.certificates(),
                broker,
                before.trustedSince()));
    }

    private Future<PartnerApplication> fromDocument(String name, URI url, CmdletArguments given, boolean broker) {
        return partners.read(url, given.context())
                .recover(failure -> Future.failedFuture(unreadable(url, failure)))
                .map(document -> {
                    String realm = document.realm();
                    if (given.has(REGISTERED_NAME)) {
                        PrincipalId registered = registeredName(given.text(REGISTERED_NAME));
                        checkName(registered, document.serviceName(), realm, url);
                        realm = registered.realm();
                    }
                    if (realm == null) {
                        throw Refusal.invalid("MetadataEndPoint: the document at '" + url
                                + "' names no realm; give -RegisteredIssuerName <id@realm>.");
                    }
                    return issuer(
                            name, document.serviceName(), realm, url, document.signingCertificates(), broker, now());
                });
    }

    private static void checkName(PrincipalId registered, String id, @Nullable String realm, URI url) {
        if (!registered.id().equals(id) || (realm != null && !realm.equals(registered.realm()))) {
            throw Refusal.invalid("RegisteredIssuerName: '" + registered + "' is not the issuer of the document at '"
                    + url + "', which is '" + id + (realm == null ? "" : "@" + realm) + "'.");
        }
    }

    /** Users of these issuers are identified by security identifiers, as for high-trust applications. */
    private static PartnerApplication issuer(
            String name,
            String id,
            @Nullable String realm,
            @Nullable URI url,
            List<X509Certificate> certificates,
            boolean broker,
            long since) {
        return new PartnerApplication(
                name,
                id,
                realm,
                url,
                certificates,
                Switches.of(PartnerTrait.ACCEPTS_SIDS, PartnerTrait.ENABLED).with(PartnerTrait.BROKER, broker),
                TrustLevel.FULL,
                null,
                PartnerGrants.NONE,
                since);
    }

    private String realm(PartnerApplication issuer) {
        return partners.issuerOf(issuer.name())
                .map(PrincipalId::realm)
                .orElseThrow(() -> Refusal.invalid("Identity: the realm of '" + issuer.name() + "' is not known yet."));
    }

    static PrincipalId registeredName(String text) {
        try {
            PrincipalId name = PrincipalId.parse(text);
            if (!name.realm().equals("*") && text.equals(NameKey.of(text))) {
                return name;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like any other text that is not a name.
        }
        throw Refusal.invalid("'" + text + "' is no name of an application; expected <id>@<realm> in lower case.");
    }

    private static X509Certificate certificate(String base64) {
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64.replaceAll("-----[A-Z ]+-----", ""));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (IllegalArgumentException | CertificateException e) {
            throw Refusal.invalid("Certificate: it is no X.509 certificate in base64 (" + e.getMessage() + ").");
        }
    }

    private static Refusal unreadable(URI url, Throwable failure) {
        String reason = failure instanceof Refusal refusal ? refusal.detail() : String.valueOf(failure.getMessage());
        String rule = failure instanceof Refusal refusal ? refusal.rule() : null;
        return new Refusal(
                        RefusalCode.METADATA_UNUSABLE,
                        rule,
                        "The metadata endpoint '" + url + "' cannot be used as a trusted security token issuer: "
                                + reason)
                .because(failure);
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }
}
