package org.s2slab.validation;

import static org.s2slab.validation.Spoiling.access;
import static org.s2slab.validation.Spoiling.person;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.s2slab.config.Switches;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;
import org.s2slab.validation.Spoiling.Spoil;
import org.s2slab.validation.TrustedIssuer.IssuerTrait;

/** Spoilings of access tokens of evoSTS: group Q, and each rule of another group that checks them, too. */
final class AccessTokenSpoilings {
    static final List<Spoiling> FORM = List.of(
            access("B1", "padding", (w, t) -> t.actor().text(text -> text + "=")),
            access(
                    "B2",
                    "a byte that is no UTF-8",
                    (w, t) -> t.actor().payloadBytes(bytes -> {
                        bytes[3] = (byte) 0xff;
                        return bytes;
                    })),
            access("B3", "iss twice", (w, t) -> t.actor().payloadJson(json -> "{\"iss\":\"x\"," + json.substring(1))),
            access("B5", "four parts", (w, t) -> t.actor().text(text -> text + ".x")),
            access("B6", "no signature", (w, t) -> t.actor().signature(bytes -> new byte[0])),
            access("G6", "two audiences", claim("aud", List.of("https://" + TestTokens.EXCHANGE_HOST, "x"))),
            access("C1", "alg none", (w, t) -> t.actor().header("alg", "none").signature(bytes -> new byte[0])),
            access("C1", "alg HS256", (w, t) -> t.actor().header("alg", "HS256")),
            access("C3", "typ at+jwt", (w, t) -> t.actor().header("typ", "at+jwt")),
            access("C4", "crit", (w, t) -> t.actor().header("crit", List.of("exp"))),
            access("C5", "b64", (w, t) -> t.actor().header("b64", false)),
            access("C6", "jku", (w, t) -> t.actor().header("jku", "https://evil.contoso.com/keys")),
            access("C6", "jwk", (w, t) -> t.actor().header("jwk", Map.of("kty", "RSA"))),
            access("C6", "x5u", (w, t) -> t.actor().header("x5u", "https://evil.contoso.com/cert")),
            access(
                    "C7",
                    "kid of another key",
                    (w, t) -> t.actor().header("kid", TestKeys.lync().x5t())),
            access("C8", "no x5t", (w, t) -> t.actor().withoutHeader("x5t").withoutHeader("kid")),
            access("C9", "zip", (w, t) -> t.actor().header("zip", "DEF")),
            access("C10", "nonce", (w, t) -> t.actor().header("nonce", "x")),
            access("Q1", "an unknown claim", claim("isloopback", "true")),
            access("Q1", "a claim of the other form", claim("trustedfordelegation", "true")),
            access(
                    "Q1",
                    "an actor token",
                    claim("actortoken", TestTokens.alone().text())),
            access("Q1", "times as texts", claim("nbf", Long.toString(TestTokens.NOW))),
            access("Q1", "roles as a text", claim("roles", "full_access_as_app")),
            access("Q1", "tid as a number", claim("tid", 1)),
            access("Q2", "no typ", (w, t) -> t.actor().withoutHeader("typ")),
            access("Q2", "no kid", (w, t) -> t.actor().withoutHeader("kid")),
            access("Q3", "no ver", without("ver")),
            access("Q3", "the form of v2.0", claim("ver", "2.0")),
            access(
                    "Q4",
                    "the issuer of v2.0",
                    issuer("https://login.microsoftonline.com/" + ValidationWorld.TENANT + "/v2.0")),
            access("Q4", "no slash at the end", issuer("https://sts.windows.net/" + ValidationWorld.TENANT)),
            access(
                    "Q4",
                    "a tenant in capitals",
                    issuer("https://sts.windows.net/3B1C2D3E-1111-4222-8333-444455556666/")),
            access("Q4", "a domain as tenant", issuer("https://sts.windows.net/contoso.com/")),
            access(
                    "Q4",
                    "a path behind the tenant",
                    issuer("https://sts.windows.net/" + ValidationWorld.TENANT + "/x/")),
            access("Q4", "only the server", issuer("https://sts.windows.net/")),
            access("Q4", "another host", issuer("https://sts.windows.net.evil.com/" + ValidationWorld.TENANT + "/")),
            access("Q5", "another tenant in tid", claim("tid", "99999999-2222-4333-8444-555555555555")),
            access("Q5", "no tid", without("tid")),
            access(
                    "Q5",
                    "another identity provider",
                    claim("idp", "https://sts.windows.net/99999999-2222-4333-8444-555555555555/")),
            access("Q6", "no appid", without("appid")),
            access("Q6", "a name as appid", claim("appid", "daemon")),
            access("Q6", "appid in capitals", claim("appid", "2B6F7A10-5C1D-4E8A-9A34-0F5D8C7B6A21")),
            access("Q7", "a person's name", claim("upn", TestTokens.ANNA)),
            access("Q7", "a person's security identifier", claim("onprem_sid", ValidationWorld.SID)),
            access("Q7", "idtyp user", claim("idtyp", "user")),
            access("Q7", "another subject", claim("sub", "anna")),
            access("Q7", "no oid", without("oid")),
            access("Q7", "scp beside idtyp app", claim("scp", "EWS.AccessAsUser.All")),
            person("Q7", "roles", claim("roles", List.of("full_access_as_app"))),
            person("Q7", "idtyp app", claim("idtyp", "app")),
            person("Q7", "no scp", without("scp")),
            person("Q7", "no upn and no security identifier", without("upn")),
            person("Q7", "an address as security identifier", claim("onprem_sid", TestTokens.ANNA)),
            access("Q8", "a public client", claim("appidacr", "0")),
            access("Q8", "no appidacr", without("appidacr")),
            person("Q8", "an unknown appidacr", claim("appidacr", "3")));

    static final List<Spoiling> PROVEN = List.of(
            access("F2", "a server that is not registered", (w, t) -> w.issuers.remove(ValidationWorld.EVOSTS)),
            access(
                    "F2",
                    "another tenant",
                    (w, t) -> t.asAccessToken("99999999-2222-4333-8444-555555555555", TestKeys.named("server"))),
            access(
                    "E4",
                    "a key of Lync",
                    (w, t) -> t.actor()
                            .signedBy(TestKeys.lync())
                            .header("kid", TestKeys.lync().x5t())),
            access("E1", "the signature of another key", (w, t) -> t.actor().signedOnlyBy(TestKeys.lync())),
            access(
                    "E2",
                    "a short signature",
                    (w, t) -> t.actor().signature(bytes -> java.util.Arrays.copyOf(bytes, 255))),
            access("Q9", "another service", claim("aud", WellKnownPrincipals.LYNC)),
            access("Q9", "another host", claim("aud", "https://evil.contoso.com")),
            access("Q9", "another scheme", claim("aud", "http://" + TestTokens.EXCHANGE_HOST)),
            access("Q9", "a path", claim("aud", "https://" + TestTokens.EXCHANGE_HOST + "/ews")),
            access("Q9", "a port", claim("aud", "https://" + TestTokens.EXCHANGE_HOST + ":443")),
            access(
                    "Q9",
                    "the audience of a server's token",
                    claim("aud", TestTokens.EXCHANGE.id() + "/" + TestTokens.EXCHANGE_HOST + "@contoso.com")),
            access("Q9", "no aud", without("aud")),
            access("Q10", "another own host", (w, t) -> {
                w.self = new ServiceIdentity(
                        TestTokens.EXCHANGE,
                        Set.of("contoso.com"),
                        Set.of(TestTokens.EXCHANGE_HOST, "mail.contoso.com"));
                w.host = "mail.contoso.com";
            }),
            access("Q10", "a Host that is not this service's", (w, t) -> {
                w.host = "evil.contoso.com";
                t.actor().claim("aud", TestTokens.EXCHANGE.id());
            }),
            access("H1", "no exp", without("exp")),
            access("H2", "over", between(-7_200, -3_600)),
            access("H2", "not yet", between(3_600, 7_200)),
            access("H3", "a life of two days", between(0, 172_800)),
            access("H5", "made in the future", claim("iat", TestTokens.NOW + 600)),
            access(
                    "H6",
                    "older than the trust",
                    (w, t) -> w.vouchFor(ValidationWorld.APPLICATION, true, TrustLevel.FULL, TestTokens.NOW + 1)),
            access("Q11", "an application that is not registered", (w, t) -> w.vouchedFor.clear()),
            access("F9", "this service itself", (w, t) -> {
                PrincipalId own = new PrincipalId(WellKnownPrincipals.EXCHANGE, ValidationWorld.TENANT);
                w.self = new ServiceIdentity(own, Set.of(ValidationWorld.TENANT), Set.of(TestTokens.EXCHANGE_HOST));
                w.vouchFor(own, true, TrustLevel.FULL, 0);
                t.actor().claim("appid", own.id());
            }),
            access("F5", "an issuer that is no broker", (w, t) -> {
                w.trust(ValidationWorld.EVOSTS, TestKeys.named("server"), TrustLevel.FULL, false);
                w.trust(ValidationWorld.APPLICATION, TestKeys.named("daemon"), TrustLevel.FULL, false);
            }),
            access("F10", "an application with keys of its own", (w, t) -> {
                w.vouchedFor.clear();
                w.trust(ValidationWorld.APPLICATION, TestKeys.named("daemon"), TrustLevel.FULL, false);
            }),
            access(
                    "I4",
                    "a disabled application",
                    (w, t) -> w.vouchFor(ValidationWorld.APPLICATION, false, TrustLevel.FULL, 0)),
            access("I4", "a disabled server", server(Switches.of(IssuerTrait.BROKER, IssuerTrait.OWN_KEYS))),
            access("I2", "the level User", (w, t) -> w.vouchFor(ValidationWorld.APPLICATION, true, TrustLevel.USER, 0)),
            access(
                    "I3",
                    "no permissions",
                    (w, t) -> w.vouchedFor.put(
                            ValidationWorld.APPLICATION,
                            new TrustedIssuer(
                                    "daemon",
                                    ValidationWorld.APPLICATION,
                                    Switches.of(IssuerTrait.ENABLED),
                                    TrustLevel.FULL,
                                    0))),
            access("D8", "no user", (w, t) -> w.profile = ValidationProfile.EXCHANGE.forUsersOnly()));

    static final List<Spoiling> PEOPLE = List.of(
            person("Q12", "switched off", (w, t) -> w.people = false),
            person("Q13", "another permission", claim("scp", "Mail.Read openid")),
            person("Q13", "a longer word", claim("scp", "EWS.AccessAsUser.All2")),
            person("I4", "a disabled server", server(Switches.of(IssuerTrait.BROKER, IssuerTrait.OWN_KEYS))),
            person("J8", "an encoded claim", claim("upn", "i:0#.w|contoso@anna")),
            person("J7", "SharePoint's system account", claim("upn", "app@sharepoint")),
            person("J7", "the local system", (w, t) -> {
                t.actor().withoutClaim("upn").claim("onprem_sid", "S-1-5-18");
                server(Switches.of(IssuerTrait.ENABLED, IssuerTrait.BROKER, IssuerTrait.ACCEPTS_SIDS))
                        .in(w, t);
            }),
            person(
                    "J5",
                    "only a security identifier",
                    (w, t) -> t.actor().withoutClaim("upn").claim("onprem_sid", ValidationWorld.SID)),
            person("J2", "nobody", (w, t) -> w.users.clear()),
            person("J3", "two users", (w, t) -> w.user("anna2", TestTokens.ANNA, TestTokens.REALM, true)),
            person("J1", "the security identifier of another", (w, t) -> {
                server(Switches.of(IssuerTrait.ENABLED, IssuerTrait.BROKER, IssuerTrait.ACCEPTS_SIDS))
                        .in(w, t);
                w.user("bert", ValidationWorld.SID, TestTokens.REALM, true);
                t.actor().claim("onprem_sid", ValidationWorld.SID);
            }),
            person("J9", "of another realm", (w, t) -> {
                w.users.clear();
                w.user("anna", TestTokens.ANNA, "fabrikam.com", true);
            }),
            person("J10", "a built-in account", (w, t) -> w.known("s-1-5-20")),
            person("J4", "disabled", (w, t) -> {
                w.users.clear();
                w.user("anna", TestTokens.ANNA, TestTokens.REALM, false);
            }));

    private AccessTokenSpoilings() {}

    private static Spoil claim(String name, Object value) {
        return (world, token) -> token.actor().claim(name, value);
    }

    private static Spoil without(String name) {
        return (world, token) -> token.actor().withoutClaim(name);
    }

    private static Spoil issuer(String issuer) {
        return claim("iss", issuer);
    }

    private static Spoil between(long from, long to) {
        return (world, token) -> token.actor()
                .withoutClaim("iat")
                .claim("nbf", TestTokens.NOW + from)
                .claim("exp", TestTokens.NOW + to);
    }

    private static Spoil server(Switches<IssuerTrait> traits) {
        return (world, token) -> world.issuers.put(
                ValidationWorld.EVOSTS,
                new TrustedIssuer("evoSTS", ValidationWorld.EVOSTS, traits, TrustLevel.FULL, 0));
    }
}
