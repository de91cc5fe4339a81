package org.s2slab.engine.checker.plain;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks the facts of the signed token, alone or inside another token. */
final class ActorFacts {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration SELF_ISSUED_LIFE = Duration.ofDays(1);
    private static final Duration SERVER_LIFE = SELF_ISSUED_LIFE.plus(SKEW);

    private final ServiceFacts service;
    private final Instant now;
    private final PlainVerdict<FactGroup> verdict;
    private final String port;
    private @Nullable IssuerFacts issuer;
    private boolean alone;

    ActorFacts(ServiceFacts service, Instant now, String port, PlainVerdict<FactGroup> verdict) {
        this.port = port;
        this.service = service;
        this.now = now;
        this.verdict = verdict;
    }

    /** Checks all facts. Returns the calling application, or null if no application is found. */
    @Nullable
    ApplicationFacts look(Layer actor, String host, boolean forUser) {
        alone = !forUser;
        actor.knowsOnly(
                verdict,
                alone && service.addIns() ? "trustedfordelegation" : "",
                alone && actor.text("iss").startsWith("00000001-0000-0000-c000-000000000000@") ? "roles" : "aud",
                "aud",
                "iss",
                "nbf",
                "exp",
                "iat",
                "nameid",
                "identityprovider",
                "oid",
                "sub",
                "rh",
                "xms_spcu",
                "trustedfordelegation");
        spelling(actor.text("iss"));
        spelling(actor.text("nameid"));
        proven(actor);
        audience(actor, actor, host);
        ApplicationFacts application = application(actor);
        delegation(actor, application, forUser);
        return application;
    }

    /** Checks the issuer, the signature and the times of a token. Returns the issuer, or null if it is not registered. */
    @Nullable
    IssuerFacts proven(Layer token) {
        issuer = service.issuers().stream()
                .filter(known -> known.name().equals(token.text("iss")))
                .findFirst()
                .orElse(null);
        verdict.unless(issuer != null, FactGroup.APPLICATION, "an issuer that is not registered");
        X509Certificate certificate = signature(token);
        Instant begin = window(token);
        lifetime(token, begin, certificate);
        return issuer;
    }

    private @Nullable X509Certificate signature(Layer actor) {
        Map<String, Object> header = actor.token().header();
        verdict.unless("RS256".equals(header.get("alg")), FactGroup.FORM, "alg of the actor token");
        verdict.unless("JWT".equals(header.getOrDefault("typ", "JWT")), FactGroup.FORM, "typ of the actor token");
        verdict.unless(
                header.keySet().stream().allMatch(List.of("alg", "typ", "x5t", "kid")::contains),
                FactGroup.FORM,
                "a header member that nobody expects: " + header.keySet());
        if (issuer == null) {
            return null;
        }
        X509Certificate named = issuer.certificates().stream()
                .filter(certificate -> x5t(certificate).equals(header.get("x5t")))
                .findFirst()
                .orElse(null);
        if (named == null) {
            verdict.broken(FactGroup.SIGNATURE, "x5t is no certificate of the issuer");
            return null;
        }
        // Products set kid to the same text as x5t, or to the thumbprint in the form of Windows.
        Object kid = header.getOrDefault("kid", x5t(named));
        verdict.unless(
                kid.equals(x5t(named)) || kid.equals(TokenServiceCheck.hex(x5t(named))),
                FactGroup.FORM,
                "kid and x5t differ");
        verdict.unless(verifies(named, actor.token()), FactGroup.SIGNATURE, "the signature does not verify");
        verdict.unless(
                !now.isBefore(named.getNotBefore().toInstant())
                        && !now.isAfter(named.getNotAfter().toInstant()),
                FactGroup.CERTIFICATE,
                "the certificate is not valid now");
        return named;
    }

    /**
     * Names must be ASCII without upper-case letters: a GUID has only one permitted spelling, and other alphabets are
     * not permitted.
     */
    void spelling(String name) {
        verdict.unless(name.matches("[!-@\\[-z|~]*"), FactGroup.TENANT, "a spelling that no principal has: " + name);
    }

    static String x5t(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean verifies(X509Certificate certificate, PlainToken token) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initVerify(certificate.getPublicKey());
            rsa.update(token.signed());
            return rsa.verify(token.signature());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The current time must be between nbf and exp, with the clock skew at both ends. Returns nbf. */
    @Nullable
    Instant window(Layer layer) {
        Instant nbf = layer.moment("nbf");
        Instant exp = layer.moment("exp");
        Instant iat = layer.moment("iat");
        verdict.unless(iat != null || !layer.claims().containsKey("iat"), FactGroup.LIFETIME, "iat is no moment");
        verdict.unless(iat == null || !iat.isAfter(now.plus(SKEW)), FactGroup.LIFETIME, "issued in the future");
        if (nbf == null || exp == null) {
            verdict.broken(FactGroup.LIFETIME, "nbf or exp is no moment");
            return null;
        }
        verdict.unless(exp.isAfter(nbf), FactGroup.LIFETIME, "exp is not after nbf");
        verdict.unless(!nbf.isAfter(now.plus(SKEW)), FactGroup.LIFETIME, "not yet");
        verdict.unless(!exp.isBefore(now.minus(SKEW)), FactGroup.LIFETIME, "no longer");
        return nbf;
    }

    private void lifetime(Layer actor, @Nullable Instant nbf, @Nullable X509Certificate certificate) {
        // The token can be older than its key even if its end is not a valid time.
        Instant made = made(actor);
        verdict.unless(
                made == null
                        || certificate == null
                        || !made.isBefore(certificate.getNotBefore().toInstant().minus(SKEW)),
                FactGroup.CERTIFICATE,
                "older than its key");
        Instant exp = actor.moment("exp");
        if (nbf == null || exp == null || issuer == null) {
            return;
        }
        Duration most = issuer.vouches() == IssuerFacts.Vouches.TENANT ? SERVER_LIFE : SELF_ISSUED_LIFE;
        verdict.unless(Duration.between(nbf, exp).compareTo(most) <= 0, FactGroup.LIFETIME, "it lives too long");
        verdict.unless(
                made == null || !made.isBefore(issuer.since()),
                FactGroup.LIFETIME,
                "from before its issuer was trusted");
    }

    private static @Nullable Instant made(Layer actor) {
        Instant iat = actor.moment("iat");
        return iat == null ? actor.moment("nbf") : iat;
    }

    /** The token must be for this service, this host and a served realm. Both layers must have the same audience. */
    void audience(Layer layer, Layer actor, String host) {
        String audience = layer.text("aud");
        verdict.unless(audience.equals(actor.text("aud")), FactGroup.AUDIENCE, "the audiences differ");
        // Only the host is compared without case.
        spelling(audience.replaceFirst("/[!-z|~]*@", "/@"));
        if (!audience.matches("[^/@]+/[^/@]+@[^/@]+")) {
            verdict.broken(FactGroup.AUDIENCE, "no principal/host@realm: " + audience);
            return;
        }
        String named = audience.substring(audience.indexOf('/') + 1, audience.indexOf('@'));
        verdict.unless(audience.startsWith(service.id() + "/"), FactGroup.AUDIENCE, "for another service");
        // High-trust add-ins without a user use the authority of the address with its port (TokenHelper, node-sp-auth).
        boolean authority = alone && service.addIns() && PlainCase.lower(named).equals(host + ":" + port);
        verdict.unless(PlainCase.lower(named).equals(host) || authority, FactGroup.AUDIENCE, "for another host");
        verdict.unless(
                counts(audience.substring(audience.indexOf('@') + 1)),
                FactGroup.TENANT,
                "the realm of aud: " + audience);
    }

    private boolean counts(String realm) {
        if (issuer != null && issuer.vouches() == IssuerFacts.Vouches.TENANT) {
            return realm.equals(realmOf(issuer.name()));
        }
        return service.realms().contains(realm);
    }

    private static String realmOf(String name) {
        return name.substring(name.indexOf('@') + 1);
    }

    private @Nullable ApplicationFacts application(Layer actor) {
        String name = actor.text("nameid");
        if (!name.matches("[^@]+@[^@]+")) {
            verdict.broken(FactGroup.FORM, "no id@realm: " + name);
            verdict.broken(FactGroup.APPLICATION, "no application");
            verdict.broken(FactGroup.TENANT, "no realm");
            return null;
        }
        if (issuer == null) {
            return null;
        }
        String realm = realmOf(name);
        verdict.unless(realm.equals(realmOf(issuer.name())), FactGroup.TENANT, "the realm of nameid: " + realm);
        // A realm other than the service's realm is permitted for an issuer that issues its own tokens, for instance a
        // SharePoint farm.
        verdict.unless(
                name.equals(issuer.name())
                        || issuer.vouches() != IssuerFacts.Vouches.ITSELF
                        || service.realms().contains(realm),
                FactGroup.TENANT,
                "a name of another realm");
        verdict.unless(
                issuer.vouches() != IssuerFacts.Vouches.ITSELF || name.equals(issuer.name()),
                FactGroup.APPLICATION,
                "the issuer names another application");
        String id = name.substring(0, name.indexOf('@'));
        ApplicationFacts application = service.applications().stream()
                .filter(known ->
                        known.issuer().equals(issuer.name()) && known.id().equals(id))
                .findFirst()
                .orElse(null);
        verdict.unless(
                application != null && application.enabled(),
                FactGroup.APPLICATION,
                "no application that counts: " + name);
        return application;
    }

    private void delegation(Layer actor, @Nullable ApplicationFacts application, boolean forUser) {
        String says = actor.text("trustedfordelegation");
        if (!forUser) {
            verdict.unless(application == null || application.alone(), FactGroup.GRANT, "it may not call for itself");
            return;
        }
        verdict.unless(says.equals("true"), FactGroup.GRANT, "not trusted for delegation");
        verdict.unless(application == null || application.acts(), FactGroup.GRANT, "it may not act for users");
    }
}
