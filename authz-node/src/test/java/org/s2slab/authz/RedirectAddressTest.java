package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.SignIn.ADMINISTRATOR;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.TestCall;

/** Redirect addresses are registered at Microsoft Graph, and people sign in with them. */
class RedirectAddressTest extends AuthzFixture {
    private static final String ADDRESS = "https://app.contoso.com/back?from=lab";
    private static final String OWN = "msauth.com.contoso.app://auth";

    private GraphCaller administrator;
    private String id = "";
    private String appId = "";

    @BeforeEach
    void register() {
        administrator = GraphCaller.with(authz, CONTOSO, APP, "Application.ReadWrite.All");
        JsonObject made = send(
                        "POST",
                        "applications",
                        new JsonObject().put("displayName", "Board").put("publicClient", list("http://localhost", OWN)))
                .json();
        assertThat(made.getJsonObject("publicClient")).isEqualTo(list("http://localhost", OWN));
        assertThat(made.getJsonObject("web")).isEqualTo(list());
        id = made.getString("id");
        appId = made.getString("appId");
        send("POST", "servicePrincipals", new JsonObject().put("appId", appId));
    }

    @Test
    void peopleSignInAtEachKindOfAddress() {
        change("web", ADDRESS);
        change("spa", "https://spa.contoso.com");
        authz.restart();

        for (String address : List.of("http://localhost:53210", ADDRESS, "https://spa.contoso.com", OWN)) {
            SignIn browser = new SignIn(authz).with("client_id", appId).with("redirect_uri", written(address));
            assertThat(browser.open().headers().get("Content-Security-Policy"))
                    .contains("form-action 'self' "
                            + (address.equals(OWN) ? "msauth.com.contoso.app:;" : address.substring(0, 8)));
            TestCall.Answer sent = browser.submit(ADMINISTRATOR, SignIn.PASSWORD);
            assertThat(sent.headers().get("Location"))
                    .startsWith(address + (address.equals(ADDRESS) ? "&" : "?") + "code=");
            Map<String, String> form =
                    SignIn.redeem(String.valueOf(SignIn.redirected(sent).get("code")));
            form.put("client_id", appId);
            form.put("redirect_uri", address);
            TestCall.Answer token = SignIn.post(authz, SignIn.TOKEN, form);
            assertThat(token.status()).as(token.body()).isEqualTo(200);
            // A request with a secret comes from an application, and applications get no token for the code of a
            // person.
            form.put("client_secret", SECRET);
            TestCall.Answer refused = SignIn.post(authz, SignIn.TOKEN, form);
            assertThat(refused.status()).isGreaterThanOrEqualTo(400);
            assertThat(refused.body()).doesNotContain("access_token");
        }
        for (String other : List.of(ADDRESS + "&more=1", "https://spa.contoso.com/", OWN + "/x", "http://127.0.0.1")) {
            new SignIn(authz)
                    .with("client_id", appId)
                    .with("redirect_uri", written(other))
                    .open();
            assertDenied("S4");
        }
    }

    @Test
    void whatIsTakenAwayIsRefused() {
        change("web", ADDRESS);
        change("web");
        assertSignIn(ADDRESS, 400);
        // An address has one kind, so it moves.
        change("spa", "http://localhost");
        assertThat(read().getJsonObject("publicClient")).isEqualTo(list(OWN));
        assertSignIn("http://localhost", 200);
        change("spa");
        assertSignIn("http://localhost", 400);
    }

    @Test
    void theCmdletsShowAndChangeTheSameAddresses() {
        JsonObject of = new JsonObject().put("TenantId", CONTOSO).put("AppPrincipalId", appId);
        authz.run(
                "Set-MsolServicePrincipal",
                of.copy().put("Addresses", new JsonArray().add(OWN).add(ADDRESS)));
        assertThat(read().getJsonObject("publicClient")).isEqualTo(list(OWN));
        assertThat(read().getJsonObject("web")).isEqualTo(list(ADDRESS));
        JsonObject table = new JsonObject().put("RedirectUris", new JsonArray().add("http://localhost/x"));
        authz.run(
                "Update-MgApplication",
                new JsonObject()
                        .put("TenantId", CONTOSO)
                        .put("ApplicationId", id)
                        .put("PublicClient", new JsonArray().add(table)));
        assertThat(read().getJsonObject("publicClient")).isEqualTo(list("http://localhost/x"));
        String principal = "servicePrincipals(appId='" + appId + "')";
        assertThat(administrator.get(principal).json().getJsonArray("replyUrls"))
                .containsExactly(ADDRESS, "http://localhost/x");
        assertThat(authz.attempt("Set-MsolServicePrincipal", of.put("Addresses", "https://a;script-src *"))
                        .status())
                .isEqualTo(400);

        // The addresses are those of the application, which stays without its principal.
        administrator.send("DELETE", principal, "");
        assertSignIn(ADDRESS, 400);
        send("POST", "servicePrincipals", new JsonObject().put("appId", appId));
        assertSignIn(ADDRESS, 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "javascript://app.contoso.com/%0aalert",
                "data:text/html,x",
                "data://text/html",
                "vbscript://x",
                "file:///etc/passwd",
                "ftp://app.contoso.com",
                "http://app.contoso.com/back",
                "http://localhost.evil.example",
                "http://[::1]/",
                "https://app.contoso.com/#fragment",
                "https://*.contoso.com/",
                "https://user@app.contoso.com",
                "https://app.contoso.com:port",
                "https://a;script-src",
                "https://app.contoso.com/a b",
                "https://app.contoso.com/\u00e9",
                "https://app.contoso.com/%zz",
                "https://app.contoso.com/\r\nLocation: x",
                "https://app.contoso.com/<b>",
                "https://app.contoso.com/\"x",
                "//app.contoso.com",
                "HTTPS://app.contoso.com",
                "urn:other",
                ""
            })
    void refusesHostileAddresses(String address) {
        String before = administrator.everything();

        for (String kind : List.of("publicClient", "web", "spa")) {
            assertRefused(kind, list(address));
        }
        assertThat(administrator.everything()).isEqualTo(before);
    }

    @Test
    void refusesOtherFormsAndTooManyAddresses() {
        String before = administrator.everything();

        assertRefused("web", list(OWN));
        assertRefused("spa", list("urn:ietf:wg:oauth:2.0:oob"));
        assertRefused("web", list(ADDRESS, ADDRESS));
        assertRefused("web", list("https://app.contoso.com/" + "x".repeat(256)));
        assertRefused("web", list(addresses(257)));
        assertRefused("web", list(addresses(255)));
        assertRefused("web", list().put("homePageUrl", ADDRESS));
        for (Object wrong :
                List.of("x", 1, new JsonArray(), new JsonObject(), new JsonObject().put("redirectUris", 1))) {
            assertRefused("web", wrong);
        }
        assertThat(send("PATCH", "applications/" + id, new JsonObject().putNull("web"))
                        .status())
                .isEqualTo(400);
        assertThat(administrator.everything()).isEqualTo(before);
        change("web", addresses(254));
        assertThat(read().getJsonObject("web").getJsonArray("redirectUris")).hasSize(254);
        change("publicClient", "urn:ietf:wg:oauth:2.0:oob");
    }

    private static String[] addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(place -> "https://app.contoso.com/" + place)
                .toArray(String[]::new);
    }

    private void assertRefused(String kind, Object value) {
        TestCall.Answer answer = send("PATCH", "applications/" + id, new JsonObject().put(kind, value));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().getJsonObject("error").getString("code")).isEqualTo("Request_BadRequest");
    }

    private void assertSignIn(String address, int status) {
        assertThat(new SignIn(authz)
                        .with("client_id", appId)
                        .with("redirect_uri", written(address))
                        .open()
                        .status())
                .isEqualTo(status);
    }

    private void assertDenied(String rule) {
        List<JsonObject> denied = authz.hops("TOKEN_DENIED");
        assertThat(denied.get(denied.size() - 1).getString("rule")).isEqualTo(rule);
    }

    private void change(String kind, String... addresses) {
        TestCall.Answer answer = send("PATCH", "applications/" + id, new JsonObject().put(kind, list(addresses)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }

    private JsonObject read() {
        return administrator.get("applications/" + id).json();
    }

    private TestCall.Answer send(String method, String path, JsonObject body) {
        return administrator.send(method, path, body.encode());
    }

    private static JsonObject list(String... addresses) {
        return new JsonObject().put("redirectUris", new JsonArray(List.of(addresses)));
    }

    /** An address as a value of a query. */
    private static String written(String address) {
        return address.replace("&", "%26").replace("?", "%3F").replace("=", "%3D");
    }
}
