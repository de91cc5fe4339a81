package org.s2slab.validation;

import static org.s2slab.validation.Spoiling.alone;
import static org.s2slab.validation.Spoiling.issued;
import static org.s2slab.validation.Spoiling.spoils;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.CertificateTemplate;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;
import org.s2slab.validation.IssuerKeys.IssuerKey;
import org.s2slab.validation.TrustedIssuer.IssuerTrait;
import org.s2slab.validation.ValidationProfile.ProfileRule;

/** Spoilings of keys, issuers, audiences, times, rights and users: groups E to J and N, and the keys of C. */
final class TrustSpoilings {
    private static final PrincipalId ELSEWHERE = new PrincipalId(WellKnownPrincipals.LYNC, "fabrikam.com");
    private static final PrincipalId ADD_IN = new PrincipalId("5f0f4c6e-0000-4000-8000-000000000001", "contoso.com");

    static final List<Spoiling> KEYS = List.of(
            spoils("F2", "an issuer nobody registered", (w, t) -> t.actor().claim("iss", ADD_IN.toString())),
            issued(
                    "F2",
                    "an authorization server of another tenant",
                    (w, t) -> t.actor().claim("iss", WellKnownPrincipals.AUTHORIZATION_SERVER + "@fabrikam.com")),
            issued(
                    "E4",
                    "the key of somebody else",
                    (w, t) -> t.actor().withoutHeader("kid").signedBy(TestKeys.lync())),
            spoils("F2", "an issuer of another realm", (w, t) -> t.actor().claim("iss", ELSEWHERE.toString())),
            spoils("E6", "a key that was removed", (w, t) -> {
                w.present(TestTokens.forAnna()).await();
                w.certificates.put(TestTokens.LYNC, List.of(TestKeys.outsider().certificate()));
                w.epoch.advance();
            }),
            spoils("E4", "a key nobody registered", (w, t) -> t.actor().signedBy(TestKeys.outsider())),
            spoils("E4", "the key of another issuer", (w, t) -> t.actor().signedBy(TestKeys.sharepoint())),
            spoils("E3", "the key of another issuer, from a faulty source", (w, t) -> {
                w.faultyKey = key(w, ValidationWorld.SHAREPOINT, TestKeys.sharepoint());
                t.actor().signedBy(TestKeys.sharepoint());
            }),
            spoils("E3", "another key than the one named, from a faulty source", (w, t) -> {
                w.faultyKey = key(w, TestTokens.LYNC, TestKeys.outsider());
                t.actor().signedOnlyBy(TestKeys.outsider());
            }),
            spoils("E3", "the key of another issuer for any realm, from a faulty source", (w, t) -> {
                PrincipalId any = new PrincipalId(WellKnownPrincipals.SHAREPOINT, "*");
                TrustedIssuer owner = new TrustedIssuer(
                        "any",
                        any,
                        Switches.of(
                                IssuerTrait.ENABLED,
                                IssuerTrait.BROKER,
                                IssuerTrait.LINKED_ACCOUNT,
                                IssuerTrait.OWN_KEYS),
                        TrustLevel.FULL,
                        0);
                w.faultyKey = new IssuerKey(owner, TestKeys.lync().certificate());
            }),
            spoils("C2", "a key for elliptic curves", (w, t) -> {
                SigningKey elliptic = elliptic();
                w.certificates.put(TestTokens.LYNC, List.of(elliptic.certificate()));
                t.actor().header("x5t", elliptic.x5t());
            }),
            spoils("E3", "this service's own key", (w, t) -> {
                w.trust(TestTokens.EXCHANGE, TestKeys.exchange(), TrustLevel.FULL, true);
                t.actor().claim("iss", TestTokens.EXCHANGE.toString()).signedBy(TestKeys.exchange());
            }),
            spoils("C2", "a key of 1024 bits", (w, t) -> signed(w, t, TestKeys.weak(1024))),
            spoils("E2", "a signature one byte short", (w, t) -> t.actor().signature(s -> Arrays.copyOf(s, 255))),
            spoils("E2", "four bytes for a signature", (w, t) -> t.actor().signature(s -> new byte[4])),
            spoils("E1", "garbage of the right length", (w, t) -> t.actor().signature(s -> new byte[256])),
            spoils("E1", "another key than the one named", (w, t) -> t.actor().signedOnlyBy(TestKeys.outsider())),
            spoils("E1", "garbage after the same token was accepted", (w, t) -> {
                w.present(TestTokens.forAnna()).await();
                t.actor().signature(s -> new byte[256]);
            }),
            spoils("E5", "a certificate that ran out", (w, t) -> signed(w, t, dated(-100, -1))),
            spoils("E5", "a certificate that is not yet valid", (w, t) -> signed(w, t, dated(1, 100))),
            spoils("E7", "a token older than its certificate", (w, t) -> {
                signed(w, t, dated(-1, 100));
                t.actor().claim("nbf", Long.toString(TestTokens.NOW - 7200));
            }));

    static final List<Spoiling> NAMES = List.of(
            spoils("F1", "no realm in iss", (w, t) -> t.actor().claim("iss", TestTokens.LYNC.id())),
            spoils("F1", "two @ in iss", (w, t) -> t.actor().claim("iss", TestTokens.LYNC + "@x")),
            spoils("F1", "no iss outside", (w, t) -> t.outer().withoutClaim("iss")),
            spoils(
                    "F8",
                    "a capital GUID in aud",
                    (w, t) -> t.audience("00000002-0000-0FF1-CE00-000000000000/exchange.contoso.com@contoso.com")),
            alone(
                    "F8",
                    "a capital GUID in nameid",
                    (w, t) -> t.actor().claim("nameid", "00000004-0000-0FF1-CE00-000000000000@contoso.com")),
            spoils(
                    "F8",
                    "a capital GUID in aud outside",
                    (w, t) -> t.outer()
                            .claim("aud", "00000002-0000-0FF1-CE00-000000000000/exchange.contoso.com@contoso.com")),
            spoils(
                    "F8",
                    "braces in iss",
                    (w, t) -> t.actor().claim("iss", "{" + TestTokens.LYNC.id() + "}@contoso.com")),
            spoils("F8", "a Cyrillic letter in a realm", (w, t) -> t.outer().claim("iss", "a@c\u043entoso.com")),
            spoils("F8", "a letter that lower-cases to k in the host", (w, t) -> {
                w.self = new ServiceIdentity(TestTokens.EXCHANGE, Set.of("contoso.com"), Set.of("kiosk.contoso.com"));
                w.host = "kiosk.contoso.com";
                t.audience(TestTokens.EXCHANGE.id() + "/\u212aiosk.contoso.com@contoso.com");
            }),
            spoils("F3", "an issuer for any realm, of a realm not served", (w, t) -> {
                anyRealm(w, t);
                w.profile = new ValidationProfile(
                        w.profile.withUser(), w.profile.alone(), 300, 28_800, Switches.of(ProfileRule.FARM));
            }),
            spoils("F3", "an issuer whose realm is a star, where a star is served", (w, t) -> {
                PrincipalId any = new PrincipalId(WellKnownPrincipals.LYNC, "*");
                w.trust(any, TestKeys.lync(), TrustLevel.FULL, false);
                w.self = new ServiceIdentity(
                        TestTokens.EXCHANGE, Set.of("contoso.com", "*"), Set.of(TestTokens.EXCHANGE_HOST));
                t.claimInBoth("iss", any.toString()).actor().claim("nameid", any.toString());
            }),
            spoils("F7", "a farm of another realm that names another application", (w, t) -> {
                PrincipalId farm = new PrincipalId(WellKnownPrincipals.SHAREPOINT, "fabrikam.com");
                w.trust(farm, TestKeys.lync(), TrustLevel.FULL, false);
                t.actor().claim("iss", farm.toString());
            }),
            spoils("F7", "a farm of another realm that may name others", (w, t) -> {
                PrincipalId farm = new PrincipalId(WellKnownPrincipals.SHAREPOINT, "fabrikam.com");
                w.trust(farm, TestKeys.lync(), TrustLevel.FULL, true);
                t.claimInBoth("iss", farm.toString()).actor().claim("nameid", farm.toString());
            }),
            spoils("F7", "an issuer and an application of another realm", (w, t) -> {
                w.trust(ELSEWHERE, TestKeys.lync(), TrustLevel.FULL, false);
                t.claimInBoth("iss", ELSEWHERE.toString()).actor().claim("nameid", ELSEWHERE.toString());
            }),
            spoils("F7", "the authorization server's tenant in a token of its own making", (w, t) -> {
                w.trust(ValidationWorld.LYNC_ONLINE, TestKeys.lync(), TrustLevel.FULL, false);
                t.claimInBoth("iss", ValidationWorld.LYNC_ONLINE.toString())
                        .actor()
                        .claim("nameid", ValidationWorld.LYNC_ONLINE.toString());
            }),
            issued("F7", "an application of another realm", (w, t) -> {
                names(t, ELSEWHERE);
                w.vouchFor(ELSEWHERE, true, TrustLevel.FULL, 0);
            }),
            issued("F7", "an application of the realm served here", (w, t) -> {
                names(t, TestTokens.LYNC);
                w.vouchFor(TestTokens.LYNC, true, TrustLevel.FULL, 0);
            }),
            issued("F7", "an application of another realm, where farms have realms of their own", (w, t) -> {
                names(t, ELSEWHERE);
                w.vouchFor(ELSEWHERE, true, TrustLevel.FULL, 0);
                w.profile = new ValidationProfile(
                        w.profile.withUser(), w.profile.alone(), 300, 28_800, Switches.of(ProfileRule.FARM));
            }),
            issued("F3", "an authorization server of any tenant, in another tenant", (w, t) -> {
                PrincipalId other = new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, "fabrikam.com");
                PrincipalId any = new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, "*");
                w.issuers.put(
                        other,
                        new TrustedIssuer(
                                "sts",
                                any,
                                Switches.of(
                                        IssuerTrait.ENABLED,
                                        IssuerTrait.BROKER,
                                        IssuerTrait.LINKED_ACCOUNT,
                                        IssuerTrait.OWN_KEYS),
                                TrustLevel.FULL,
                                0));
                w.certificates.put(other, List.of(TestKeys.named("server").certificate()));
                t.actor().claim("iss", other.toString());
            }),
            spoils("F6", "issued by another application", (w, t) -> t.outer().claim("iss", ADD_IN.toString())),
            spoils(
                    "F6",
                    "issued by the same application of another realm",
                    (w, t) -> t.outer().claim("iss", ELSEWHERE.toString())),
            spoils("F9", "this service itself", (w, t) -> {
                w.trust(TestTokens.EXCHANGE, TestKeys.exchange(), TrustLevel.FULL, false);
                w.trust(ADD_IN, TestKeys.named("broker"), TrustLevel.FULL, true);
                t.actor().signedBy(TestKeys.named("broker")).claim("iss", ADD_IN.toString());
                names(t, TestTokens.EXCHANGE);
            }),
            issued("F4", "an application nobody registered", (w, t) -> w.vouchedFor.clear()),
            issued("F4", "nobody but itself", (w, t) -> names(t, ValidationWorld.SERVER)),
            alone("F4", "an application without realm", (w, t) -> t.actor().claim("nameid", "someone")),
            spoils("F5", "another application than the issuer", (w, t) -> {
                t.actor().claim("nameid", ValidationWorld.SHAREPOINT.toString());
                t.outer().claim("iss", ValidationWorld.SHAREPOINT.toString());
            }),
            issued("F10", "an application with keys of its own", (w, t) -> {
                PrincipalId farm = new PrincipalId(WellKnownPrincipals.SHAREPOINT, ValidationWorld.TENANT);
                w.trust(farm, TestKeys.sharepoint(), TrustLevel.FULL, false);
                names(t, farm);
            }),
            spoils("F10", "an application with keys of its own, by a broker", (w, t) -> {
                w.trust(ADD_IN, TestKeys.named("broker"), TrustLevel.FULL, true);
                t.actor().signedBy(TestKeys.named("broker")).claim("iss", ADD_IN.toString());
            }),
            spoils("I4", "a disabled partner", (w, t) -> w.lync(false, TrustLevel.FULL, false, true, 0)),
            issued(
                    "I4",
                    "a disabled partner",
                    (w, t) -> w.vouchFor(ValidationWorld.LYNC_ONLINE, false, TrustLevel.FULL, 0)),
            issued(
                    "I4",
                    "an enabled partner, itself disabled",
                    (w, t) -> w.issuers.put(
                            ValidationWorld.SERVER,
                            new TrustedIssuer(
                                    "sts",
                                    ValidationWorld.SERVER,
                                    Switches.of(IssuerTrait.BROKER, IssuerTrait.LINKED_ACCOUNT, IssuerTrait.OWN_KEYS),
                                    TrustLevel.FULL,
                                    0))));

    static final List<Spoiling> AUDIENCES = List.of(
            spoils("G1", "no host", (w, t) -> t.audience(TestTokens.EXCHANGE.toString())),
            spoils("G1", "an extra slash", (w, t) -> t.audience(TestTokens.EXCHANGE.id() + "/a/b@contoso.com")),
            spoils("G1", "an address", (w, t) -> t.audience("https://exchange.contoso.com/")),
            spoils(
                    "G2",
                    "another service",
                    (w, t) -> t.audience(WellKnownPrincipals.SHAREPOINT + "/exchange.contoso.com@contoso.com")),
            spoils(
                    "G3",
                    "another host",
                    (w, t) -> t.audience(TestTokens.EXCHANGE.id() + "/sharepoint.contoso.com@contoso.com")),
            spoils(
                    "G3",
                    "a host with a dot at its end",
                    (w, t) -> t.audience(TestTokens.EXCHANGE.id() + "/exchange.contoso.com.@contoso.com")),
            spoils(
                    "G3",
                    "a host with a port",
                    (w, t) -> t.audience(TestTokens.EXCHANGE.id() + "/exchange.contoso.com:443@contoso.com")),
            spoils("G3", "a Host that is not this service's", (w, t) -> {
                w.host = "evil.contoso.com";
                t.audience(TestTokens.EXCHANGE.id() + "/evil.contoso.com@contoso.com");
            }),
            spoils(
                    "G4",
                    "another realm",
                    (w, t) -> t.audience(TestTokens.EXCHANGE.id() + "/exchange.contoso.com@fabrikam.com")),
            issued(
                    "G4",
                    "a realm that is served, but not the tenant",
                    (w, t) -> t.audience(TestTokens.EXCHANGE.id() + "/exchange.contoso.com@contoso.com")),
            spoils(
                    "G4",
                    "the authorization server's tenant without its word",
                    (w, t) -> t.audience(TestTokens.EXCHANGE.id() + "/exchange.contoso.com@" + ValidationWorld.TENANT)),
            spoils(
                    "G4",
                    "a realm in capitals",
                    (w, t) -> t.audience(TestTokens.EXCHANGE.id() + "/exchange.contoso.com@CONTOSO.COM")),
            spoils(
                    "G5",
                    "an outer token for another host",
                    (w, t) ->
                            t.outer().claim("aud", TestTokens.EXCHANGE.id() + "/autodiscover.contoso.com@contoso.com")),
            spoils("G5", "an outer token for nobody", (w, t) -> t.outer().withoutClaim("aud")));

    static final List<Spoiling> TIMES = List.of(
            spoils("H1", "no exp", (w, t) -> t.actor().withoutClaim("exp")),
            spoils("H1", "no nbf inside", (w, t) -> t.actor().withoutClaim("nbf")),
            spoils("H1", "no nbf outside", (w, t) -> t.outer().withoutClaim("nbf")),
            spoils("H1", "a file time", (w, t) -> t.actor().claim("exp", "129592882368666656")),
            spoils(
                    "H1",
                    "an exponent",
                    (w, t) -> t.actor().payloadJson(json -> json.replaceFirst("\"exp\":\"[0-9]*\"", "\"exp\":1e999"))),
            spoils("H1", "a fraction", (w, t) -> t.actor().claim("exp", TestTokens.NOW + 0.5)),
            spoils("H1", "a sign", (w, t) -> t.actor().claim("exp", "+177244200")),
            spoils("H1", "a year far off", (w, t) -> t.actor().claim("exp", "9999999999")),
            spoils("H2", "expired", (w, t) -> w.clock.advance(Duration.ofSeconds(TestTokens.LIFE + 301))),
            spoils("H2", "not yet valid", (w, t) -> w.clock.advance(Duration.ofSeconds(-301))),
            spoils("H2", "an outer token that expired", (w, t) -> {
                t.outer().claim("exp", Long.toString(TestTokens.NOW + 100));
                w.clock.advance(Duration.ofSeconds(401));
            }),
            spoils(
                    "H2",
                    "an outer token not yet valid",
                    (w, t) -> t.outer().claim("nbf", Long.toString(TestTokens.NOW + 301))),
            spoils(
                    "H3",
                    "a life of more than a day",
                    (w, t) -> t.actor().claim("exp", Long.toString(TestTokens.NOW + 86_401))),
            issued(
                    "H3",
                    "a life of more than a day and five minutes",
                    (w, t) -> t.actor().claim("exp", TestTokens.NOW + 86_701)),
            spoils(
                    "H3",
                    "an outer life of more than eight hours",
                    (w, t) -> t.claimInBoth("exp", Long.toString(TestTokens.NOW + 28_801))),
            spoils(
                    "H3",
                    "exp before nbf",
                    (w, t) -> t.claimInBoth("nbf", Long.toString(TestTokens.NOW + 200))
                            .claimInBoth("exp", Long.toString(TestTokens.NOW + 100))),
            spoils("H5", "made in the future", (w, t) -> t.actor().claim("iat", TestTokens.NOW + 301)),
            spoils(
                    "H6",
                    "older than the trust",
                    (w, t) -> w.lync(true, TrustLevel.FULL, false, true, TestTokens.NOW + 1)),
            issued(
                    "H6",
                    "older than the trust in the application",
                    (w, t) -> w.vouchFor(ValidationWorld.LYNC_ONLINE, true, TrustLevel.FULL, TestTokens.NOW + 1)),
            spoils(
                    "H4",
                    "an outer token that outlives its actor",
                    (w, t) -> t.actor().claim("exp", Long.toString(TestTokens.NOW + 600))),
            spoils(
                    "H4",
                    "an outer token from before its actor",
                    (w, t) -> t.outer()
                            .claim("nbf", Long.toString(TestTokens.NOW - 1))
                            .claim("exp", Long.toString(TestTokens.NOW + 600))));

    private TrustSpoilings() {}

    /** Both layers speak of this application, whoever issued the actor token. */
    private static void names(TestTokens token, PrincipalId application) {
        token.actor().claim("nameid", application.toString());
        token.outer().claim("iss", application.toString());
    }

    private static void anyRealm(ValidationWorld world, TestTokens token) {
        PrincipalId any = new PrincipalId(WellKnownPrincipals.LYNC, "*");
        TrustedIssuer trusted = new TrustedIssuer(
                "lync",
                any,
                Switches.of(IssuerTrait.ENABLED, IssuerTrait.BROKER, IssuerTrait.LINKED_ACCOUNT, IssuerTrait.OWN_KEYS),
                TrustLevel.FULL,
                0);
        world.issuers.put(ELSEWHERE, trusted);
        world.certificates.put(ELSEWHERE, List.of(TestKeys.lync().certificate()));
        token.claimInBoth("iss", ELSEWHERE.toString()).actor().claim("nameid", ELSEWHERE.toString());
    }

    private static IssuerKey key(ValidationWorld world, PrincipalId issuer, SigningKey key) {
        return new IssuerKey(world.registered(issuer).orElseThrow(), key.certificate());
    }

    private static void signed(ValidationWorld world, TestTokens token, SigningKey key) {
        List<X509Certificate> one = List.of(key.certificate());
        world.certificates.put(TestTokens.LYNC, one);
        token.actor().signedBy(key);
    }

    private static SigningKey elliptic() {
        try {
            return CertificateTemplate.forTokens("contoso.com", TestKeys.NOT_BEFORE, TestKeys.NOT_AFTER)
                    .selfSigned(KeyPairGenerator.getInstance("EC").generateKeyPair());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lync's key under a certificate valid between two moments, in hours from the beginning of the test. */
    private static SigningKey dated(int from, int to) {
        Instant start = TestClock.START;
        return TestKeys.dated("contoso.com", start.plus(Duration.ofHours(from)), start.plus(Duration.ofHours(to)));
    }
}
