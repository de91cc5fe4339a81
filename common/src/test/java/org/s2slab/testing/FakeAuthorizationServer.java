package org.s2slab.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.s2slab.config.Hosts;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;

/**
 * An authorization server that believes every assertion and issues whatever is asked for, in the form captured in 2020;
 * tests tell its {@link #server} to misbehave.
 */
public final class FakeAuthorizationServer {
    public static final String HOST = "accounts.accesscontrol.windows.net";
    public static final String TENANT = "3b1c2d3e-1111-4222-8333-444455556666";
    public static final PrincipalId ISSUER = new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, TENANT);
    public static final URI METADATA = URI.create("https://" + HOST + "/" + TENANT + "/metadata/json/1");
    public static final String TOKENS = "/" + TENANT + "/tokens/OAuth/2";

    /** Seconds its tokens live. */
    public static final long LIFE = 86_700;

    public final FakePartner server;
    private final Clock clock;

    private FakeAuthorizationServer(FakePartner server, Clock clock) {
        this.server = server;
        this.clock = clock;
        publishes(key());
        server.on(TOKENS, (request, response) -> answer(response, tokenFor(form(request.body()))));
    }

    /** Proves its name to {@link TestTls#client()}. */
    public static FakeAuthorizationServer in(Vertx vertx, Hosts hosts, Clock clock) {
        return new FakeAuthorizationServer(FakePartner.secure(vertx, hosts, HOST), clock);
    }

    /** With a TLS certificate of its own. */
    public static FakeAuthorizationServer in(Vertx vertx, Hosts hosts, HttpServerOptions tls, Clock clock) {
        return new FakeAuthorizationServer(FakePartner.secure(vertx, hosts, tls, HOST), clock);
    }

    public static SigningKey key() {
        return TestKeys.named("server");
    }

    /** Its document has these keys from now on. */
    public FakeAuthorizationServer publishes(SigningKey... keys) {
        server.on(METADATA.getPath(), FakePartner.json(document(TENANT, keys)));
        return this;
    }

    /** The document of a tenant. */
    public static String document(String tenant, SigningKey... keys) {
        String base = "https://" + HOST + "/" + tenant;
        return """
                {"version":"1.0","name":"accounts.accesscontrol.windows.net","realm":"%2$s","serviceName":"%1$s",
                 "issuer":"%1$s@%2$s","allowedAudiences":["%1$s/accounts.accesscontrol.windows.net@%2$s"],"keys":[%3$s],
                 "endpoints":[{"location":"%4$s/tokens/delegation/1","protocol":"DelegationIssuance1.0","usage":"issuance"},
                              {"location":"%4$s/tokens/OAuth/2","protocol":"OAuth2","usage":"issuance"}]}
                """.formatted(
                        WellKnownPrincipals.AUTHORIZATION_SERVER,
                        tenant,
                        Arrays.stream(keys).map(TestMetadata::key).collect(Collectors.joining(",")),
                        base);
    }

    /** How often a token was asked for. */
    public long asked() {
        return requests().size();
    }

    /** The forms by which tokens were asked for. */
    public List<Map<String, String>> requests() {
        return server.seen().stream()
                .filter(seen -> seen.method().equals(HttpMethod.POST))
                .map(seen -> form(seen.body()))
                .toList();
    }

    /** The token that the form asks for. */
    public TestLayer tokenFor(Map<String, String> form) {
        long now = clock.instant().getEpochSecond();
        return new TestLayer()
                .header("typ", "JWT")
                .header("alg", "RS256")
                .signedBy(key())
                .header("kid", key().x5t())
                .claim("aud", form.get("resource"))
                .claim("iss", ISSUER.toString())
                .claim("iat", now)
                .claim("nbf", now)
                .claim("exp", now + LIFE)
                .claim("identityprovider", ISSUER.toString())
                .claim("nameid", assertion(form).getString("iss"))
                .claim("oid", "0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0")
                .claim("sub", "0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0")
                .claim("trustedfordelegation", "true");
    }

    /** Answers a wish by this token. */
    public void answer(HttpServerResponse response, TestLayer token) {
        long now = clock.instant().getEpochSecond();
        FakePartner.json(new JsonObject()
                        .put("token_type", "Bearer")
                        .put("expires_in", "86399")
                        .put("not_before", Long.toString(now))
                        .put("expires_on", Long.toString(now + LIFE))
                        .put("resource", payload(token.text()).getString("aud"))
                        .put("access_token", token.text())
                        .encode())
                .play(
                        new FakePartner.Seen(HttpMethod.POST, TOKENS, HOST, response.headers(), Buffer.buffer()),
                        response);
    }

    public static Map<String, String> form(Buffer body) {
        return Arrays.stream(body.toString().split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    /** The claims of the assertion in a form. */
    public static JsonObject assertion(Map<String, String> form) {
        return payload(form.getOrDefault("assertion", ""));
    }

    /** The claims of a token. */
    public static JsonObject payload(String token) {
        byte[] payload = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        return new JsonObject(new String(payload, StandardCharsets.UTF_8));
    }
}
