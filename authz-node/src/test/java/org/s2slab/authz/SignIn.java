package org.s2slab.authz;

import static org.s2slab.authz.RunningAuthz.LOGIN;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.DirectoryRole;
import org.s2slab.config.UserAccount;
import org.s2slab.testing.TestCall;
import org.s2slab.trace.TokenHash;

/** A person at a browser, and the program that sends the person to the authorization server. */
final class SignIn {
    static final String POWERSHELL = "1950a258-227b-4e31-a9cf-717495945fc2";
    static final String WIZARD = "4d2f5175-f06b-49e2-9f4a-8e614a8abc03";
    static final String ADMINISTRATOR = "admin@contoso.com";
    static final String LESSER = "apps@contoso.com";
    static final String GONE = "gone@contoso.com";
    static final String FRITZ = "fritz@fabrikam.com";
    static final String PASSWORD = "Passw0rd!";
    static final String REDIRECT = "http://localhost:8004";
    static final String VERIFIER = "a-verifier-that-is-long-enough-to-be-one-0123456789";
    static final String AUTHORIZE = "/organizations/oauth2/v2.0/authorize";
    static final String TOKEN = "/organizations/oauth2/v2.0/token";
    static final String DEVICES = "/organizations/oauth2/v2.0/devicecode";
    static final String DEVICE_PAGE = "/common/oauth2/deviceauth";
    static final String DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";

    /** The accounts that exist only in the tenant Contoso. */
    static final List<UserAccount> PEOPLE = List.of(
            person(ADMINISTRATOR, DirectoryRole.GLOBAL_ADMINISTRATOR),
            person(LESSER, DirectoryRole.APPLICATION_ADMINISTRATOR),
            new UserAccount(GONE, GONE, List.of(), null, null, PASSWORD, false, false, null));

    private static final Pattern PROOF = Pattern.compile("name=\"proof\" value=\"([^\"]+)\"");

    private final RunningAuthz authz;
    private final Map<String, String> query = new LinkedHashMap<>();
    private String path = AUTHORIZE;
    private String cookie = "";
    private String proof = "";
    private String origin = "https://" + LOGIN;

    SignIn(RunningAuthz authz) {
        this.authz = authz;
        query.put("client_id", POWERSHELL);
        query.put("response_type", "code");
        query.put("redirect_uri", REDIRECT);
        query.put(
                "scope",
                "https://graph.microsoft.com//AuditLog.Read.All Directory.AccessAsUser.All email openid profile");
        query.put("state", "12345");
        query.put("nonce", "67890");
        query.put("prompt", "select_account");
        query.put("code_challenge_method", "S256");
        query.put("code_challenge", TokenHash.ofBytes(VERIFIER.getBytes(StandardCharsets.UTF_8)));
    }

    static UserAccount person(String upn, DirectoryRole... roles) {
        return new UserAccount(
                "Name of " + upn, upn, List.of(), null, null, PASSWORD, null, false, null, Arrays.asList(roles));
    }

    /** A request with another parameter, or without it. */
    SignIn with(String name, @Nullable String value) {
        if (value == null) {
            query.remove(name);
        } else {
            query.put(name, value);
        }
        return this;
    }

    SignIn at(String otherPath) {
        path = otherPath;
        return this;
    }

    /** A browser that says that a page of another site sent the form. */
    SignIn from(String otherOrigin) {
        origin = otherOrigin;
        return this;
    }

    private String address() {
        return query.isEmpty() || path.equals(DEVICE_PAGE)
                ? path
                : path + "?"
                        + query.entrySet().stream()
                                .map(one -> one.getKey() + "=" + one.getValue().replace(" ", "%20"))
                                .collect(Collectors.joining("&"));
    }

    /** Opens the page, and remembers its cookie and its proof. */
    TestCall.Answer open() {
        TestCall.Answer answer = authz.call(LOGIN).get(address());
        remember(answer);
        return answer;
    }

    private void remember(TestCall.Answer answer) {
        String set = answer.headers().get("Set-Cookie");
        cookie = set == null ? cookie : set.split(";", 2)[0];
        Matcher found = PROOF.matcher(answer.body());
        proof = found.find() ? found.group(1) : proof;
    }

    TestCall.Answer submit(String name, String password) {
        return send(Map.of("login", name, "passwd", password));
    }

    /** Sends the form of the page that was opened last. */
    TestCall.Answer send(Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("proof", proof);
        TestCall call = authz.call(LOGIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin);
        TestCall.Answer answer = (cookie.isEmpty() ? call : call.header("Cookie", cookie))
                .send(HttpMethod.POST, address(), encoded(all));
        remember(answer);
        return answer;
    }

    /** Opens the page, signs in, and returns the parameters at the redirect address. */
    Map<String, String> in(String name) {
        open();
        return redirected(submit(name, PASSWORD));
    }

    static Map<String, String> redirected(TestCall.Answer answer) {
        if (answer.status() != 302) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        String sent = URI.create(answer.headers().get("Location")).getRawQuery();
        return Arrays.stream(sent.split("&"))
                .map(one -> one.split("=", 2))
                .collect(Collectors.toMap(one -> one[0], one -> URLDecoder.decode(one[1], StandardCharsets.UTF_8)));
    }

    String code(String name) {
        return Objects.requireNonNull(in(name).get("code"));
    }

    /** The form of a token request for a code. */
    static Map<String, String> redeem(String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", POWERSHELL);
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", REDIRECT);
        form.put("code_verifier", VERIFIER);
        form.put("scope", "openid");
        return form;
    }

    /** The form of a token request for a device. */
    static Map<String, String> poll(String code) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("client_id", POWERSHELL);
        form.put("grant_type", DEVICE_GRANT);
        form.put("device_code", code);
        return form;
    }

    static TestCall.Answer post(RunningAuthz authz, String path, Map<String, String> form) {
        return authz.call(LOGIN)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send(HttpMethod.POST, path, encoded(form));
    }

    /** The access token of a person. */
    static String token(RunningAuthz authz, String name) {
        return byCode(authz, name).getString("access_token");
    }

    /** The tokens of a person with the program of the older script, by a code. */
    static JsonObject byCode(RunningAuthz authz, String name) {
        return good(post(authz, TOKEN, redeem(new SignIn(authz).code(name))));
    }

    /** The tokens of a person with the program of the newer script, by the code of a device. */
    static JsonObject byDevice(RunningAuthz authz, String name) {
        String scope = "https://graph.microsoft.com/.default openid profile";
        JsonObject device = good(post(authz, DEVICES, Map.of("client_id", WIZARD, "scope", scope)));
        SignIn page = new SignIn(authz).at(DEVICE_PAGE);
        page.open();
        String typed = device.getString("user_code");
        page.send(Map.of("user_code", typed, "decision", "allow", "login", name, "passwd", PASSWORD));
        Map<String, String> form = poll(device.getString("device_code"));
        form.put("client_id", WIZARD);
        return good(post(authz, TOKEN, form));
    }

    private static JsonObject good(TestCall.Answer answer) {
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
        return answer.json();
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
