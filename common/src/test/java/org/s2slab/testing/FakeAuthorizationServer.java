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
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.HostsFile;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.OperationCounters;
import org.s2slab.validation.ClientAssertion;

/**
 * A fake authorization server. It issues tokens in the form captured in 2020 if a registered application sends an
 * assertion with a {@linkplain #knows known} key. Tests can make its {@link #server} misbehave.
 *
 * <p>The fake server refuses the same requests as the node (see bad-requests.yaml). It has no list of resource names,
 * and accepts every resource of its tenant.
 */
public final class FakeAuthorizationServer {
    public static final String HOST = "accounts.accesscontrol.windows.net";
    public static final String TENANT = "3b1c2d3e-1111-4222-8333-444455556666";
    public static final PrincipalId ISSUER = new PrincipalId(WellKnownPrincipals.AUTHORIZATION_SERVER, TENANT);
    public static final URI METADATA = URI.create("https://" + HOST + "/" + TENANT + "/metadata/json/1");
    public static final URI FEDERATION =
            URI.create("https://" + HOST + "/" + TENANT + "/federationmetadata/2007-06/federationmetadata.xml");
    public static final String TOKENS = "/" + TENANT + "/tokens/OAuth/2";

    /** The lifetime of issued tokens, in seconds. */
    public static final long LIFE = 86_700;

    private static final Set<String> GRANTS =
            Set.of("http://oauth.net/grant_type/jwt/1.0/bearer", "urn:ietf:params:oauth:grant-type:jwt-bearer");

    /** The permitted clock skew, in seconds. */
    private static final long SKEW = 300;

    /** The maximum lifetime of an assertion, in seconds. */
    private static final long LONGEST_LIFE = 3_600;

    public final FakePartner server;
    private final Clock clock;
    private final Map<String, List<X509Certificate>> keys = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    /** The reason for a refusal: the rule, and the error for the client. */
    private record Denial(String rule, String error) {}

    private FakeAuthorizationServer(FakePartner server, Clock clock) {
        this.server = server;
        this.clock = clock;
        publishes(key());
        server.forAnyone(HttpMethod.POST, TOKENS, this::issue)
                .forAnyone(
                        HttpMethod.POST,
                        "/[^/]+/tokens/OAuth/2",
                        (request, response) -> deny(response, new Denial("K5", "invalid_request")));
        knows(WellKnownPrincipals.LYNC, TestKeys.lync());
        knows(WellKnownPrincipals.EXCHANGE, TestKeys.exchange());
        knows(WellKnownPrincipals.SHAREPOINT, TestKeys.sharepoint());
    }

    /** Creates a fake server with a TLS certificate that {@link TestTls#client()} trusts. */
    public static FakeAuthorizationServer in(Vertx vertx, HostsFile hosts, Clock clock) {
        return new FakeAuthorizationServer(FakePartner.secure(vertx, hosts, HOST), clock);
    }

    /** Creates a fake server with a given TLS certificate. */
    public static FakeAuthorizationServer in(Vertx vertx, HostsFile hosts, HttpServerOptions tls, Clock clock) {
        return new FakeAuthorizationServer(FakePartner.secure(vertx, hosts, tls, HOST), clock);
    }

    public static SigningKey key() {
        return TestKeys.named("server");
    }

    /** Changes the keys in the metadata document. */
    public FakeAuthorizationServer publishes(SigningKey... keys) {
        server.on(METADATA.getPath(), FakePartner.json(document(TENANT, keys)));
        return publishesFederation(federationDocument("https://sts.windows.net/" + TENANT + "/", keys));
    }

    /** Changes the federation metadata document. */
    public FakeAuthorizationServer publishesFederation(String document) {
        server.on(
                FEDERATION.getPath(),
                (request, response) -> response.putHeader("Content-Type", "application/samlmetadata+xml; charset=utf-8")
                        .end(document));
        return this;
    }

    /** A federation metadata document of an issuer with signing keys. */
    public static String federationDocument(String issuer, SigningKey... keys) {
        return """
                <?xml version="1.0" encoding="utf-8"?><EntityDescriptor ID="_1" entityID="%s" \
                xmlns="urn:oasis:names:tc:SAML:2.0:metadata"><RoleDescriptor \
                xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="fed:SecurityTokenServiceType" \
                xmlns:fed="http://docs.oasis-open.org/wsfed/federation/200706">%s</RoleDescriptor></EntityDescriptor>""".formatted(
                        issuer,
                        Arrays.stream(keys)
                                .map(key -> "<KeyDescriptor use=\"signing\"><KeyInfo"
                                        + " xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><X509Data><X509Certificate>"
                                        + CertificateEncoding.text(key.certificate())
                                        + "</X509Certificate></X509Data></KeyInfo></KeyDescriptor>")
                                .collect(Collectors.joining()));
    }

    /** The metadata document of a tenant with signing keys. */
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

    /** The number of token requests. */
    public long asked() {
        return requests().size();
    }

    /** The fields of all token requests. */
    public List<Map<String, String>> requests() {
        return server.seen().stream()
                .filter(seen -> seen.method().equals(HttpMethod.POST))
                .map(seen -> form(seen.body()))
                .toList();
    }

    /** Registers a further key of an application in the tenant. */
    public FakeAuthorizationServer knows(String application, SigningKey key) {
        keys.computeIfAbsent(application, first -> new CopyOnWriteArrayList<>()).add(key.certificate());
        return this;
    }

    /** Responds to a token request as the node does: with a token, or with the reason for the refusal. */
    public void issue(FakePartner.Seen request, HttpServerResponse response) {
        Denial denial;
        boolean isForm =
                String.valueOf(request.headers().get("Content-Type")).startsWith("application/x-www-form-urlencoded");
        Map<String, String> form = isForm ? form(request.body()) : Map.of();
        try {
            denial = denial(request, form);
        } catch (Refusal malformed) {
            denial = new Denial(String.valueOf(malformed.rule()), "invalid_client");
        }
        if (denial == null) {
            answer(response, tokenFor(form));
        } else {
            deny(response, denial);
        }
    }

    private void deny(HttpServerResponse response, Denial denial) {
        server.refusedBy(denial.rule());
        FakeResponse.json(400, "{\"error\":\"" + denial.error() + "\"}").send(response);
    }

    private @Nullable Denial denial(FakePartner.Seen request, Map<String, String> form) {
        if (!GRANTS.contains(form.getOrDefault("grant_type", ""))) {
            return new Denial("K6", "unsupported_grant_type");
        }
        boolean oneWay = form.containsKey("assertion")
                && !form.containsKey("client_secret")
                && !form.containsKey("client_assertion")
                && request.authorization() == null;
        boolean doubled = request.body().toString().split("&", -1).length > form.size();
        if (doubled || !form.containsKey("resource") || !oneWay) {
            return new Denial("K4", "invalid_request");
        }
        ClientAssertion assertion = ClientAssertion.read(form.getOrDefault("assertion", ""));
        String issuer = String.valueOf(assertion.claim("iss"));
        List<X509Certificate> known = issuer.endsWith("@" + TENANT)
                ? keys.get(issuer.substring(0, issuer.length() - TENANT.length() - 1))
                : null;
        if (known == null) {
            return new Denial("F2", "unauthorized_client");
        }
        String rule = unproven(assertion, issuer, known);
        if (rule != null) {
            return new Denial(rule, "invalid_client");
        }
        if (!form.getOrDefault("resource", "").matches("[0-9a-f-]{36}/[A-Za-z0-9][A-Za-z0-9.-]*@" + TENANT)) {
            return new Denial("K5", "invalid_resource");
        }
        return used.add(issuer + " " + assertion.identity()) ? null : new Denial("K2", "invalid_client");
    }

    private @Nullable String unproven(ClientAssertion assertion, String issuer, List<X509Certificate> known) {
        var certificate = known.stream()
                .filter(one -> assertion.thumbprints().contains(SigningKey.x5t(one)))
                .findFirst();
        if (certificate.isEmpty()) {
            return "E4";
        }
        RsaEngine engine = new RsaEngine(new OperationCounters());
        if (!engine.verify(certificate.get().getPublicKey(), assertion.signedBytes(), assertion.signature())) {
            return "E1";
        }
        boolean ofItself =
                Stream.of("sub", "nameid").map(assertion::claim).allMatch(name -> name == null || name.equals(issuer));
        String self = ISSUER.id() + "/" + HOST + "@" + TENANT;
        if (!ofItself || !self.equals(assertion.claim("aud"))) {
            return "K1";
        }
        long now = clock.instant().getEpochSecond();
        long begin = Math.max(assertion.notBefore(), assertion.made());
        if (assertion.expires() < 0 || (assertion.notBefore() < 0 && assertion.says("nbf"))) {
            return "H1";
        }
        if (begin > now + SKEW || assertion.expires() + SKEW <= now) {
            return "H2";
        }
        long life = assertion.expires() - (begin < 0 ? now : begin);
        return life <= 0 || life > LONGEST_LIFE ? "K3" : null;
    }

    /** Creates the token for a token request. */
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

    /** Sends a successful response with a token. */
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
                        new FakePartner.Seen(HttpMethod.POST, TOKENS, HOST, response.headers(), Buffer.buffer(), null),
                        response);
    }

    /** The fields of a form. If a field occurs twice, the first value is used. */
    public static Map<String, String> form(Buffer body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : body.toString().split("&", -1)) {
            String[] parts = (field + "=").split("=", 3);
            fields.putIfAbsent(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
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
