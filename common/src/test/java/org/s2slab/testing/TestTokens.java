package org.s2slab.testing;

import java.time.Instant;
import java.util.List;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;

/**
 * Creates tokens without the code under test. A test starts with a good token and can change every part of it. The good
 * token is from Lync for Exchange, for anna or without a user, and valid for eight hours from {@link TestClock#START}.
 */
public final class TestTokens {
    public static final String REALM = "contoso.com";
    public static final PrincipalId LYNC = new PrincipalId(WellKnownPrincipals.LYNC, REALM);
    public static final PrincipalId EXCHANGE = new PrincipalId(WellKnownPrincipals.EXCHANGE, REALM);
    public static final String EXCHANGE_HOST = "exchange.contoso.com";
    public static final String ANNA = "anna@contoso.com";

    /** The id of the application in access tokens of evoSTS. */
    public static final String APPLICATION = "2b6f7a10-5c1d-4e8a-9a34-0f5d8c7b6a21";

    /** The start of the validity of good tokens, in seconds since 1970. */
    public static final long NOW = TestClock.START.getEpochSecond();

    /** The lifetime of a good token in seconds: eight hours. */
    public static final long LIFE = 28_800;

    private final TestLayer actor = new TestLayer();
    private final TestLayer outer = new TestLayer();
    private final boolean withUser;
    private String actorClaim = "actortoken";

    private TestTokens(boolean withUser) {
        this.withUser = withUser;
    }

    /** Creates a token with which Lync calls Exchange on behalf of anna. */
    public static TestTokens forAnna() {
        TestTokens token = new TestTokens(true).filled(NOW);
        token.actor.claim("trustedfordelegation", "true");
        token.outer
                .claim("nameid", ANNA)
                .claim("nii", "urn:office:idp:activedirectory")
                .claim("smtp", ANNA)
                .claim("sip", ANNA)
                .claim("upn", ANNA);
        return token;
    }

    /** Creates a token with which Lync calls Exchange without a user. */
    public static TestTokens alone() {
        return new TestTokens(false).filled(NOW);
    }

    private TestTokens filled(long now) {
        String audience = EXCHANGE.id() + "/" + EXCHANGE_HOST + "@" + REALM;
        actor.header("typ", "JWT")
                .header("alg", "RS256")
                .signedBy(TestKeys.lync())
                .claim("aud", audience)
                .claim("iss", LYNC.toString())
                .claim("nbf", Long.toString(now))
                .claim("exp", Long.toString(now + LIFE))
                .claim("nameid", LYNC.toString());
        outer.header("typ", "JWT")
                .header("alg", "none")
                .claim("aud", audience)
                .claim("iss", LYNC.toString())
                .claim("nbf", Long.toString(now))
                .claim("exp", Long.toString(now + LIFE));
        return this;
    }

    /**
     * Replaces the actor token with a token from an authorization server, in the server's tenant and in its form of
     * 2025.
     */
    public TestTokens issuedBy(PrincipalId server, SigningKey key) {
        PrincipalId application = new PrincipalId(LYNC.id(), server.realm());
        audience(EXCHANGE.id() + "/" + EXCHANGE_HOST + "@" + server.realm());
        actor.signedBy(key)
                .header("kid", key.x5t())
                .claim("iss", server.toString())
                .claim("iat", NOW)
                .claim("nbf", NOW)
                .claim("exp", NOW + 86_700)
                .claim("identityprovider", server.toString())
                .claim("nameid", application.toString())
                .claim("oid", "0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0")
                .claim("rh", "0.AAAA")
                .claim("sub", "0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0")
                .claim("trustedfordelegation", "true")
                .claim("xms_spcu", "true");
        outer.claim("iss", application.toString());
        return this;
    }

    /** Replaces the token with an access token of evoSTS, in which an application calls Exchange for itself. */
    public TestTokens asAccessToken(String tenant, SigningKey key) {
        String issuer = "https://sts.windows.net/" + tenant + "/";
        actor.signedBy(key)
                .header("kid", key.x5t())
                .withoutClaim("nameid")
                .claim("aud", "https://" + EXCHANGE_HOST)
                .claim("iss", issuer)
                .claim("iat", NOW)
                .claim("nbf", NOW)
                .claim("exp", NOW + 3_900)
                .claim("appid", APPLICATION)
                .claim("appidacr", "2")
                .claim("idp", issuer)
                .claim("idtyp", "app")
                .claim("oid", "0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0")
                .claim("roles", List.of("full_access_as_app"))
                .claim("sub", "0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0")
                .claim("tid", tenant)
                .claim("uti", "AAAAAAAAAAAAAAAAAAAAAA")
                .claim("ver", "1.0");
        return this;
    }

    /** Replaces the token with an access token of evoSTS, with which anna's client calls Exchange for her. */
    public TestTokens asAccessTokenOfAnna(String tenant, SigningKey key) {
        asAccessToken(tenant, key);
        actor.withoutClaim("idtyp")
                .withoutClaim("roles")
                .claim("appidacr", "0")
                .claim("amr", List.of("pwd"))
                .claim("name", "Anna")
                .claim("puid", "10032001E2CBE43B")
                .claim("scp", "EWS.AccessAsUser.All")
                .claim("sub", "WmEcF1xCFLHmB5hNnC2QhG0gU6wTzFhJd7g2Jr0yZ0A")
                .claim("unique_name", ANNA)
                .claim("upn", ANNA);
        return this;
    }

    /** The signed layer. */
    public TestLayer actor() {
        return actor;
    }

    /** The unsigned layer, which a token without a user does not contain. */
    public TestLayer outer() {
        return outer;
    }

    public boolean hasUser() {
        return withUser;
    }

    /** Sets the name of the claim that contains the actor token. */
    public TestTokens actorClaim(String name) {
        actorClaim = name;
        return this;
    }

    /** Sets the validity period of both layers. */
    public TestTokens between(Instant notBefore, Instant expires) {
        return claimInBoth("nbf", Long.toString(notBefore.getEpochSecond()))
                .claimInBoth("exp", Long.toString(expires.getEpochSecond()));
    }

    /** Sets a claim in both layers. */
    public TestTokens claimInBoth(String name, Object value) {
        actor.claim(name, value);
        outer.claim(name, value);
        return this;
    }

    /** Sets the audience of both layers. */
    public TestTokens audience(String audience) {
        return claimInBoth("aud", audience);
    }

    /** The complete text of the token. */
    public String text() {
        if (!withUser) {
            return actor.text();
        }
        if (!outer.hasClaim(actorClaim) && !actorClaim.isEmpty()) {
            outer.claim(actorClaim, actor.text());
        }
        return outer.text();
    }
}
