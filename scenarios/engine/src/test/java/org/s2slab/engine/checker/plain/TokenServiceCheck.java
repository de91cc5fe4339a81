package org.s2slab.engine.checker.plain;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.checker.plain.TokenServiceFacts.Client;
import org.s2slab.engine.checker.plain.TokenServiceFacts.Tenant;

/**
 * Checks the facts of a token request, independently of the server. The sources are RFC 6749, 7521, 7523 and 10070, and
 * otherwise the decisions of this project. The groups are the error codes of the response.
 */
public final class TokenServiceCheck {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final Duration MOST = Duration.ofHours(1);
    private static final String REQUEST = "invalid_request";
    private static final String GRANT = "unsupported_grant_type";
    private static final String CLIENT = "invalid_client";
    private static final String UNAUTHORIZED = "unauthorized_client";
    private static final String RESOURCE = "invalid_resource";
    private static final String SCOPE = "invalid_scope";
    private static final Set<String> SERVERS_GRANTS =
            Set.of("http://oauth.net/grant_type/jwt/1.0/bearer", "urn:ietf:params:oauth:grant-type:jwt-bearer");

    /** The grant types that need a signed-in user, at the endpoint for client libraries. */
    private static final Set<String> USERS_GRANTS = Set.of(
            "urn:ietf:params:oauth:grant-type:jwt-bearer",
            "password",
            "authorization_code",
            "refresh_token",
            "device_code",
            "urn:ietf:params:oauth:grant-type:device_code");

    private final TokenServiceFacts service;
    private final PlainForm form;
    private final Instant now;
    private final boolean v2;
    private final PlainVerdict<String> verdict = new PlainVerdict<>();

    private TokenServiceCheck(TokenServiceFacts service, PlainForm form, Instant now) {
        this.service = service;
        this.form = form;
        // Times in these documents are whole seconds, so the current time is also a whole second.
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
        this.v2 = form.path().endsWith("/oauth2/v2.0/token");
    }

    /** The verdict of the server on a token request at a moment. A used assertion does not get a second token. */
    public static PlainVerdict<String> of(PlainForm form, TokenServiceFacts service, Instant now, Set<String> used) {
        TokenServiceCheck check = new TokenServiceCheck(service, form, now);
        check.look();
        check.verdict.unless(!used.contains(form.assertion()), CLIENT, "the assertion was used before");
        return check.verdict;
    }

    private void look() {
        Set<String> names = new HashSet<>();
        for (PlainForm.Field field : form.fields()) {
            verdict.unless(names.add(field.name()), REQUEST, field.name() + " twice");
        }
        String grant = form.one("grant_type");
        verdict.unless(form.has("grant_type"), REQUEST, "no grant_type");
        boolean servers = !v2 && SERVERS_GRANTS.contains(grant);
        boolean users = v2 && USERS_GRANTS.contains(grant);
        verdict.unless(servers || users || grant.equals("client_credentials"), GRANT, "the grant " + grant);
        verdict.unless(
                !users, grant.endsWith("device_code") ? "bad_verification_code" : "invalid_grant", "no user signs in");
        Tenant tenant = tenant();
        if (tenant == null) {
            verdict.broken(REQUEST, "no such tenant");
            return;
        }
        resource(tenant);
        int ways = (form.has("client_secret") ? 1 : 0)
                + (form.has("client_assertion") ? 1 : 0)
                + (servers && form.has("assertion") ? 1 : 0);
        verdict.unless(ways == 1, REQUEST, ways + " ways to authenticate");
        verdict.unless(ways > 0 || !v2, CLIENT, "no credential of a client");
        verdict.unless(!servers || form.has("assertion"), REQUEST, "no assertion");
        Client client;
        if (servers) {
            client = assertion(form.one("assertion"), tenant, false);
        } else if (form.has("client_assertion")) {
            verdict.unless(
                    form.one("client_assertion_type").equals("urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                    REQUEST,
                    "client_assertion_type");
            client = assertion(form.one("client_assertion"), tenant, true);
        } else {
            client = secret(tenant);
        }
        if (client != null) {
            verdict.unless(client.enabled(), UNAUTHORIZED, "the application is disabled");
            verdict.unless(!servers || client.delegates(), UNAUTHORIZED, "the grant of servers is not for it");
        }
    }

    private @Nullable Tenant tenant() {
        Matcher named =
                Pattern.compile("/([^/]+)/(tokens/OAuth/2|oauth2/v2\\.0/token)").matcher(form.path());
        String resource = form.one("resource");
        String tenant = named.matches() ? named.group(1) : resource.substring(resource.lastIndexOf('@') + 1);
        return service.tenant(PlainCase.lower(tenant)).orElse(null);
    }

    private void resource(Tenant tenant) {
        if (v2) {
            List<String> words = List.of(form.one("scope").split(" ", -1)).stream()
                    .filter(word ->
                            !List.of("openid", "profile", "offline_access").contains(word))
                    .toList();
            Matcher scope = Pattern.compile("(.+)/\\.default").matcher(String.join(" ", words));
            String name = words.size() == 1 && scope.matches() ? scope.group(1) : "";
            Matcher address = Pattern.compile("(?i:https)://([^/]+)/?").matcher(name);
            boolean isAddress = address.matches();
            verdict.unless(form.has("scope"), REQUEST, "no scope");
            verdict.unless(!name.isEmpty() && (!isAddress || isHost(address.group(1))), SCOPE, "the scope " + words);
            verdict.unless(
                    name.isEmpty()
                            || (isAddress
                                    && tenant.resources().stream()
                                            .anyMatch(known -> known.hasNameFor(address.group(1))))
                            || tenant.resources().stream().anyMatch(known -> known.isNamed(name))
                            || tenant.clients().stream().anyMatch(known -> known.isOwnNamed(name)),
                    RESOURCE,
                    "nothing has that name");
            return;
        }
        verdict.unless(form.has("resource"), REQUEST, "no resource");
        Matcher resource = Pattern.compile("([^/@]+)/([^/@]+)@([^/@]+)").matcher(form.one("resource"));
        verdict.unless(
                resource.matches()
                        && isHost(resource.group(2))
                        && resource.group(3).equals(tenant.id())
                        && tenant.resources().stream()
                                .anyMatch(known ->
                                        known.id().equals(resource.group(1)) && known.hasNameFor(resource.group(2))),
                RESOURCE,
                "no such resource");
    }

    /** Whether a text is a host name (RFC 1123 2.1). */
    private static boolean isHost(String host) {
        return host.matches("(?i:[a-z0-9]([a-z0-9-]*[a-z0-9])?)(\\.(?i:[a-z0-9]([a-z0-9-]*[a-z0-9])?))*");
    }

    private @Nullable Client secret(Tenant tenant) {
        verdict.unless(form.has("client_id"), REQUEST, "no client_id");
        Client client = named(form.one("client_id"), tenant, false);
        verdict.unless(
                client == null || client.secrets().contains(form.one("client_secret")), CLIENT, "the secret is wrong");
        return client;
    }

    /**
     * The application with a name. The older endpoint permits a name with the tenant, and requires the tenant for
     * servers.
     */
    private @Nullable Client named(String name, Tenant tenant, boolean whole) {
        String id = name.endsWith("@" + tenant.id()) && !v2
                ? name.substring(0, name.length() - tenant.id().length() - 1)
                : name;
        Client client = tenant.client(id).orElse(null);
        verdict.unless(client != null, UNAUTHORIZED, "no such application: " + name);
        verdict.unless(!whole || !id.equals(name), UNAUTHORIZED, "the name is without its tenant");
        return client;
    }

    private @Nullable Client assertion(String text, Tenant tenant, boolean library) {
        try {
            PlainToken token = PlainToken.of(text);
            Layer assertion = Layer.of(token);
            claims(assertion);
            times(assertion, library);
            audience(assertion.text("aud"), tenant);
            String iss = assertion.text("iss");
            for (String claim : List.of("sub", "nameid")) {
                verdict.unless(
                        !assertion.claims().containsKey(claim)
                                || assertion.text(claim).equals(iss),
                        CLIENT,
                        claim + " is not iss");
            }
            verdict.unless(!v2 || assertion.claims().containsKey("sub"), CLIENT, "no sub");
            verdict.unless(!form.has("client_id") || form.one("client_id").equals(iss), CLIENT, "client_id is not iss");
            header(token.header(), library);
            verdict.unless(token.signature().length > 0, CLIENT, "no signature");
            Client client = named(iss, tenant, !library);
            verdict.unless(
                    client != null && client.keys().stream().anyMatch(key -> proves(key, token, library)),
                    CLIENT,
                    "no key of the client verifies it");
            return client;
        } catch (BrokenException e) {
            verdict.broken(CLIENT, e.getMessage());
            return null;
        }
    }

    private void claims(Layer assertion) {
        PlainVerdict<FactGroup> form = new PlainVerdict<>();
        assertion.knowsOnly(form, "", "aud", "iss", "sub", "nameid", "nbf", "exp", "iat", "jti");
        verdict.unless(form.accepted(), CLIENT, form.toString());
        verdict.unless(
                !assertion.claims().containsKey("jti") || assertion.text("jti").matches(".{1,128}"),
                CLIENT,
                "jti is no name");
    }

    private void times(Layer assertion, boolean library) {
        Function<String, @Nullable Instant> moment = library ? assertion::libraryMoment : assertion::moment;
        Instant exp = moment.apply("exp");
        Instant nbf = moment.apply("nbf");
        Instant iat = moment.apply("iat");
        for (String claim : List.of("nbf", "iat")) {
            boolean there = assertion.claims().containsKey(claim);
            Instant begin = moment.apply(claim);
            verdict.unless(!there || begin != null, CLIENT, claim + " is no moment");
            verdict.unless(begin == null || !begin.isAfter(now.plus(SKEW)), CLIENT, claim + " is ahead");
        }
        if (exp == null) {
            verdict.broken(CLIENT, "exp is no moment");
            return;
        }
        // RFC 7519 4.1.4: the current time must be before exp. RFC 7519 4.1.6: iat gives the age.
        Instant begin = iat != null ? iat : nbf != null ? nbf : now;
        verdict.unless(exp.isAfter(now.minus(SKEW)), CLIENT, "no longer");
        verdict.unless(exp.isAfter(begin) && (nbf == null || exp.isAfter(nbf)), CLIENT, "exp is not after its begin");
        verdict.unless(Duration.between(begin, exp).compareTo(MOST) <= 0, CLIENT, "it lives too long");
    }

    private void audience(String audience, Tenant tenant) {
        String host = form.host();
        Set<String> right = new HashSet<>();
        for (String own : service.hosts()) {
            right.add(v2 ? "https://" + host + form.path() : service.id() + "/" + own + "@" + tenant.id());
        }
        if (v2) {
            right.add("https://" + host + "/" + tenant.id() + "/oauth2/v2.0/token");
            right.add("https://" + host + "/" + tenant.id() + "/v2.0");
        }
        verdict.unless(right.contains(audience), CLIENT, "made out to " + audience);
    }

    private void header(Map<String, Object> header, boolean library) {
        Object alg = header.get("alg");
        verdict.unless("RS256".equals(alg) || (library && "PS256".equals(alg)), CLIENT, "alg " + alg);
        verdict.unless("JWT".equals(header.getOrDefault("typ", "JWT")), CLIENT, "typ");
        List<String> known =
                library ? List.of("alg", "typ", "x5t", "kid", "x5t#S256", "x5c") : List.of("alg", "typ", "x5t", "kid");
        verdict.unless(known.containsAll(header.keySet()), CLIENT, "a header member that nobody expects");
        Object kid = header.get("kid");
        Object x5t = header.get("x5t");
        verdict.unless(
                library || kid == null || kid.equals(x5t) || (x5t instanceof String text && kid.equals(hex(text))),
                CLIENT,
                "kid and x5t differ");
        List<String> named = library ? List.of("x5t", "kid", "x5t#S256") : List.of("x5t");
        verdict.unless(
                named.stream().anyMatch(header::containsKey)
                        && named.stream()
                                .allMatch(name -> String.valueOf(header.getOrDefault(name, "A".repeat(27)))
                                                .length()
                                        >= 27),
                CLIENT,
                "it names no certificate");
    }

    /**
     * Whether all names of certificates in the header match this certificate (RFC 7515 4.1.7), and its key verifies the
     * signature.
     */
    private static boolean proves(X509Certificate certificate, PlainToken token, boolean library) {
        Map<String, Object> header = token.header();
        String sha1 = hash("SHA-1", certificate);
        String sha256 = hash("SHA-256", certificate);
        Object kid = header.get("kid");
        return isOneOf(header.get("x5t"), library, sha1)
                && isOneOf(header.get("x5t#S256"), library, sha256)
                && (isOneOf(kid, library, sha1)
                        || (library && isOneOf(kid, true, sha256))
                        || String.valueOf(kid).equalsIgnoreCase(hex(sha1)))
                && verifies(certificate, token, String.valueOf(header.get("alg")));
    }

    /**
     * Whether a thumbprint in a header matches a hash. All clients may use padding; client libraries may also use the
     * base64 alphabet.
     */
    private static boolean isOneOf(@Nullable Object named, boolean library, String hash) {
        return named == null
                || named.equals(hash)
                || named.equals(hash + "=")
                || (library
                        && (named.equals(plain(hash))
                                || named.equals(plain(hash).replace("=", ""))));
    }

    /** A thumbprint in the hexadecimal form of Windows; empty if the text is not base64url. */
    static String hex(String base64url) {
        try {
            return HexFormat.of().withUpperCase().formatHex(PlainToken.base64url(base64url));
        } catch (BrokenException e) {
            return "";
        }
    }

    static String plain(String base64url) {
        return Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(base64url));
    }

    static String hash(String algorithm, X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean verifies(X509Certificate certificate, PlainToken token, String alg) {
        if (!alg.equals("PS256")) {
            return ActorFacts.verifies(certificate, token);
        }
        try {
            Signature rsa = Signature.getInstance("RSASSA-PSS");
            rsa.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
            rsa.initVerify(certificate.getPublicKey());
            rsa.update(token.signed());
            return rsa.verify(token.signature());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
