package org.s2slab.engine.checker.plain;

import java.util.List;
import org.s2slab.engine.checker.plain.CallMutator.Mutation;

/** Valid access tokens of evoSTS, and mutations of their claims. */
final class AccessMutations {
    private static final List<String> NAMES = List.of(
            "ver",
            "tid",
            "idp",
            "appid",
            "appidacr",
            "idtyp",
            "oid",
            "sub",
            "roles",
            "scp",
            "upn",
            "onprem_sid",
            "uti",
            "iss",
            "aud");

    private AccessMutations() {}

    static List<Mutation> all() {
        return List.of(
                AccessMutations::otherValue,
                AccessMutations::otherValue,
                AccessMutations::otherAddress,
                AccessMutations::otherIssuer,
                AccessMutations::gone);
    }

    /** Writes a valid access token, of an application or of a person. */
    static void begin(TokenDraft token, RightCaller caller, ServiceFacts service, String host, SeededChoice choice) {
        long now = token.claims.isEmpty() ? 0 : Long.parseLong(token.claim("nbf"));
        token.claims.clear();
        token.head("kid", caller.key().x5t());
        token.claim("aud", choice.any("https://" + host, "https://" + host + "/", service.id()));
        token.claim("iss", caller.issuer());
        for (String name : List.of("iat", "nbf")) {
            TokenDraft.set(token.claims, name, Long.toString(now));
        }
        TokenDraft.set(token.claims, "exp", Long.toString(now + 4_000));
        token.claim("appid", caller.nameid().substring(0, caller.nameid().indexOf('@')));
        token.claim("idp", caller.issuer());
        token.claim("oid", "0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0");
        token.claim("tid", caller.realm());
        token.claim("uti", "AAAAAAAAAAAAAAAAAAAAAA");
        token.claim("ver", "1.0");
        if (choice.oneIn(2)) {
            PersonFacts person = choice.oneIn(3)
                    ? choice.any(service.people())
                    : service.people().get(0);
            token.claim("appidacr", choice.any("0", "1", "2"));
            token.claim("sub", "WmEcF1xCFLHmB5hNnC2QhG0gU6wTzFhJd7g2Jr0yZ0A");
            token.claim("scp", choice.any("EWS.AccessAsUser.All", "openid user_impersonation"));
            token.claim("upn", person.upn());
            if (person.sid() != null && choice.oneIn(3)) {
                token.claim("onprem_sid", person.sid());
            }
        } else {
            token.claim("appidacr", choice.any("1", "2"));
            token.claim("idtyp", "app");
            TokenDraft.set(token.claims, "roles", "[\"full_access_as_app\"]");
            token.claim("sub", "0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0");
        }
    }

    private static String otherValue(CallDraft call, SeededChoice choice) {
        String name = choice.any(NAMES.subList(0, NAMES.size() - 2));
        String value = choice.any(
                "\"1.0\"",
                "\"2.0\"",
                "\"app\"",
                "\"user\"",
                "\"0\"",
                "\"1\"",
                "\"2\"",
                "\"3\"",
                "\"\"",
                "1",
                "[]",
                "null",
                "[\"full_access_as_app\"]",
                "\"EWS.AccessAsUser.All\"",
                "\"Mail.Read\"",
                "\"bert@contoso.com\"",
                "\"S-1-5-21-1001-2002-3003-1105\"",
                "\"S-1-5-18\"",
                "\"" + call.caller.realm() + "\"",
                "\"7d0c1f60-3b1a-4f0f-9a75-6de2d1b5a3c1\"",
                "\"7D0C1F60-3B1A-4F0F-9A75-6DE2D1B5A3C1\"",
                "\"0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0\"");
        TokenDraft.set(choice.any(call.layers()).claims, name, value);
        return name + " of an access token is " + value;
    }

    private static String otherAddress(CallDraft call, SeededChoice choice) {
        String host = choice.any(call.service.hosts());
        String audience = choice.any(
                "https://" + host,
                "https://" + host + "/",
                "https://" + host + "/x",
                "http://" + host,
                "https://" + host + ":443",
                "https://evil.contoso.com",
                "https://evil." + host,
                call.service.id(),
                "00000004-0000-0ff1-ce00-000000000000",
                "HTTPS://" + host);
        choice.any(call.layers()).claim("aud", audience);
        return "aud is the address " + audience;
    }

    private static String otherIssuer(CallDraft call, SeededChoice choice) {
        String tenant = choice.any(call.stock.realms());
        String issuer = choice.any(
                "https://sts.windows.net/" + tenant + "/",
                "https://sts.windows.net/" + tenant,
                "https://sts.windows.net/",
                "http://sts.windows.net/" + tenant + "/",
                "https://login.microsoftonline.com/" + tenant + "/v2.0",
                "sts.windows.net@" + tenant);
        choice.any(call.layers()).claim("iss", issuer);
        return "iss is the address " + issuer;
    }

    private static String gone(CallDraft call, SeededChoice choice) {
        String name = choice.any(NAMES);
        choice.any(call.layers()).claims.removeIf(member -> member.name().equals(name));
        return "no " + name + " in an access token";
    }
}
