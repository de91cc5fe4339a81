package org.s2slab.validation;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.Guid;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;
import org.s2slab.validation.IssuerKeys.IssuerKey;

/**
 * An actor token with a verified signature: its claims are statements of the issuer. Only
 * {@link ActorSignatureVerifier} creates it.
 */
final class VerifiedActor {
    private final ClaimSet claims;
    private final PrincipalId issuer;
    private final @Nullable PrincipalId application;
    private final @Nullable TrustedIssuer trusted;
    private final @Nullable X509Certificate certificate;
    private final String hash;

    VerifiedActor(ClaimSet claims, PrincipalId issuer, IssuerKey key, String hash) {
        this(claims, issuer, key.issuer(), key.certificate(), hash);
    }

    /** An actor that is only treated as verified, for a {@link TokenExamination}. */
    VerifiedActor(
            ClaimSet claims,
            PrincipalId issuer,
            @Nullable TrustedIssuer trusted,
            @Nullable X509Certificate certificate,
            String hash) {
        this.claims = claims;
        this.issuer = issuer;
        this.trusted = trusted;
        this.certificate = certificate;
        this.hash = hash;
        application = isAccessToken() ? client(claims, issuer) : named(claims, issuer);
    }

    private static @Nullable PrincipalId named(ClaimSet claims, PrincipalId issuer) {
        String nameId = claims.nameId();
        boolean itself = nameId != null && nameId.equals(claims.issuer());
        return itself ? issuer : PrincipalNameParser.principal(nameId);
    }

    private static @Nullable PrincipalId client(ClaimSet claims, PrincipalId issuer) {
        String id = claims.text(ClaimNames.APPID);
        return id == null || !Guid.isLowerCase(id) ? null : new PrincipalId(id, issuer.realm());
    }

    /** Whether it is an access token of evoSTS. */
    boolean isAccessToken() {
        return issuer.id().equals(WellKnownPrincipals.EVOSTS);
    }

    /** The name of the claim that names the application. */
    String applicationClaim() {
        return isAccessToken() ? ClaimNames.APPID : ClaimNames.NAMEID;
    }

    /** The claim that names the application, with its value, for findings. */
    String applicationText() {
        String words = isAccessToken() ? "appid is " : "nameid of the actor token is ";
        return words + claims.shown(applicationClaim());
    }

    ClaimSet claims() {
        return claims;
    }

    PrincipalId issuer() {
        return issuer;
    }

    /** The calling application, or null if its claim names no application (then F4 or Q6 refuses). */
    @Nullable
    PrincipalId application() {
        return application;
    }

    /**
     * The product or id of the caller, for the journal. An authorization server vouches for the application in
     * {@code nameid} and never calls itself; any other issuer is the caller. Null if {@code nameid} is not a principal.
     */
    @Nullable
    String caller() {
        boolean vouches = trusted != null && (trusted.broker() || trusted.hasNameOfAuthorizationServer());
        PrincipalId calling = vouches ? application : issuer;
        return calling == null ? null : calling.product();
    }

    /** Whether the issuer is registered in this node; always true after a verified signature. */
    boolean isTrusted() {
        return trusted != null;
    }

    /** The registration of the issuer; IllegalStateException without a registration (F2 refuses first). */
    TrustedIssuer trusted() {
        if (trusted == null) {
            throw new IllegalStateException("the issuer is not registered here");
        }
        return trusted;
    }

    /** The properties of its certificate; IllegalStateException without a certificate (E4 refuses first). */
    CertificateFacts certificate() {
        if (certificate == null) {
            throw new IllegalStateException("no certificate of the issuer has this thumbprint");
        }
        return CertificateFacts.of(certificate);
    }

    /** The thumbprint of its certificate as Windows shows it; IllegalStateException without a certificate. */
    String thumbprint() {
        if (certificate == null) {
            throw new IllegalStateException("no certificate of the issuer has this thumbprint");
        }
        return SigningKey.thumbprint(certificate);
    }

    /** Hash of the signed bytes. */
    String hash() {
        return hash;
    }
}
