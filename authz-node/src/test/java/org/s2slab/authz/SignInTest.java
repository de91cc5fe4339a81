package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.FABRIKAM;
import static org.s2slab.authz.RunningAuthz.LOGIN;
import static org.s2slab.authz.SignIn.ADMINISTRATOR;
import static org.s2slab.authz.SignIn.LESSER;
import static org.s2slab.authz.SignIn.REDIRECT;
import static org.s2slab.authz.SignIn.TOKEN;
import static org.s2slab.authz.SignIn.WIZARD;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.config.UserAccount;
import org.s2slab.testing.TestCall;
import org.s2slab.trace.TokenView;

/** People sign in by an authorization code, and what the server refuses, each by its rule. */
class SignInTest extends AuthzFixture {

    @Test
    void anAdministratorSignsInAsTheScriptDoesAndReadsGraph() {
        SignIn browser = new SignIn(authz);
        TestCall.Answer page = browser.open();
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("Microsoft Azure PowerShell").doesNotContain("<script");
        assertThat(page.headers().get("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; form-action 'self' http://localhost:8004; base-uri 'none';"
                        + " frame-ancestors 'none'");
        assertThat(page.headers().get("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.headers().get("Cache-Control")).isEqualTo("no-store");
        assertThat(page.headers().get("Set-Cookie")).contains("__Host-", "Secure", "HTTPOnly", "SameSite=Strict");

        Map<String, String> sent = SignIn.redirected(browser.submit("Admin@Contoso.com", SignIn.PASSWORD));
        assertThat(sent).containsEntry("state", "12345").containsKeys("code", "session_state");

        JsonObject tokens =
                redeem(SignIn.redeem(Objects.requireNonNull(sent.get("code")))).json();
        assertThat(tokens.getString("scope"))
                .contains("openid")
                .contains("https://graph.microsoft.com//AuditLog.Read.All")
                .contains("Directory.AccessAsUser.All");
        Map<String, JsonNode> access = claims(tokens.getString("access_token"));
        assertThat(text(access, "aud")).isEqualTo("https://graph.microsoft.com/");
        assertThat(text(access, "iss")).isEqualTo("https://sts.windows.net/" + CONTOSO + "/");
        assertThat(text(access, "appid")).isEqualTo(SignIn.POWERSHELL);
        assertThat(text(access, "appidacr")).isEqualTo("0");
        assertThat(text(access, "scp")).isEqualTo("AuditLog.Read.All Directory.AccessAsUser.All email openid profile");
        assertThat(text(access, "upn")).isEqualTo(ADMINISTRATOR);
        assertThat(text(access, "ver")).isEqualTo("1.0");
        assertThat(String.valueOf(access.get("wids"))).isEqualTo("[\"62e90394-69f5-4237-9190-012177145e10\"]");
        assertThat(access).containsKeys("oid", "puid", "uti", "amr", "name").doesNotContainKey("onprem_sid");
        Map<String, JsonNode> identity = claims(tokens.getString("id_token"));
        assertThat(text(identity, "nonce")).isEqualTo("67890");
        assertThat(text(identity, "tid")).isEqualTo(CONTOSO);
        assertThat(text(identity, "aud")).isEqualTo(SignIn.POWERSHELL);
        assertThat(text(identity, "iss")).isEqualTo("https://" + LOGIN + "/" + CONTOSO + "/v2.0");

        GraphCaller caller = GraphCaller.of(authz, tokens.getString("access_token"), "");
        assertThat(caller.get("me").json().getString("id")).isEqualTo(text(access, "oid"));
        assertThat(caller.get("me/memberOf").body()).contains("62e90394-69f5-4237-9190-012177145e10");
        assertThat(authz.hops("SIGNED_IN")).hasSize(1);
        assertThat(authz.hops("TOKEN_ISSUED")).hasSize(1);
    }

    @Test
    void aPersonHasTheSameIdAfterARestartAndOnlyTheirOwnRoles() {
        String before = SignIn.token(authz, LESSER);
        authz.restart();
        Map<String, JsonNode> after = claims(SignIn.token(authz, LESSER));

        assertThat(text(after, "oid")).isEqualTo(text(claims(before), "oid"));
        assertThat(String.valueOf(after.get("wids"))).isEqualTo("[\"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3\"]");
        TestCall.Answer refused = GraphCaller.of(authz, before, "")
                .send("PATCH", "servicePrincipals/" + graph(before), "{\"keyCredentials\":[]}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("Authorization_RequestDenied");
        Map<String, JsonNode> anna = claims(SignIn.token(authz, "anna@contoso.com"));
        assertThat(anna).doesNotContainKey("wids");
        assertThat(text(anna, "onprem_sid")).startsWith("S-1-5-21-");
    }

    private String graph(String token) {
        return GraphCaller.of(authz, token, "")
                .get("servicePrincipals?$filter=appId eq '" + GraphCaller.GRAPH + "'")
                .json()
                .getJsonArray("value")
                .getJsonObject(0)
                .getString("id");
    }

    @Test
    void theNewerScriptGetsAllScopesAndAV1RequestItsResource() {
        String scope = "https://graph.microsoft.com/.default openid profile";
        String code =
                new SignIn(authz).with("client_id", WIZARD).with("scope", scope).code(ADMINISTRATOR);
        Map<String, String> form = SignIn.redeem(code);
        form.put("client_id", WIZARD);
        Map<String, JsonNode> access = claims(redeem(form).json().getString("access_token"));
        assertThat(text(access, "aud")).isEqualTo("https://graph.microsoft.com");
        assertThat(text(access, "scp")).contains("Application.ReadWrite.All");

        String first = new SignIn(authz)
                .at("/common/oauth2/authorize")
                .with("scope", null)
                .with("resource", "https://graph.microsoft.com/")
                .code(ADMINISTRATOR);
        JsonObject tokens =
                SignIn.post(authz, "/common/oauth2/token", SignIn.redeem(first)).json();
        assertThat(text(claims(tokens.getString("access_token")), "aud")).isEqualTo("https://graph.microsoft.com/");
        assertThat(text(claims(tokens.getString("id_token")), "ver")).isEqualTo("1.0");
        assertThat(tokens.getString("resource")).isEqualTo("https://graph.microsoft.com/");
    }

    @Test
    void aPersonGetsATokenForExchangeByAnAddressOfItsPrincipal() {
        name("https://mail.contoso.com/");
        String scope = "https://mail.contoso.com/EWS.AccessAsUser.All openid";
        String code = new SignIn(authz).with("scope", scope).code("anna@contoso.com");
        Map<String, JsonNode> access = claims(redeem(SignIn.redeem(code)).json().getString("access_token"));
        assertThat(text(access, "aud")).isEqualTo("https://mail.contoso.com");
        assertThat(text(access, "scp")).isEqualTo("EWS.AccessAsUser.All");

        String first = new SignIn(authz)
                .at("/common/oauth2/authorize")
                .with("resource", "https://mail.contoso.com/")
                .code("anna@contoso.com");
        String token = SignIn.post(authz, "/common/oauth2/token", SignIn.redeem(first))
                .json()
                .getString("access_token");
        assertThat(text(claims(token), "aud")).isEqualTo("https://mail.contoso.com/");
        assertThat(GraphCaller.of(authz, token, "").get("me").status()).isEqualTo(401);
        assertThat(authz.hops("REFUSED")).hasSize(1);
    }

    private void name(String address) {
        String exchange = RunningAuthz.EXCHANGE;
        JsonObject of = new JsonObject().put("TenantId", CONTOSO);
        JsonObject found = authz.run("Get-MgServicePrincipal", of.copy().put("Filter", "appId eq '" + exchange + "'"))
                .getJsonObject(0);
        authz.run(
                "Update-MgServicePrincipal",
                of.put("ServicePrincipalId", found.getString("Id"))
                        .put(
                                "ServicePrincipalNames",
                                found.getJsonArray("ServicePrincipalNames").add(address)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            client_id    | -                                   | S2 | AADSTS700016
            client_id    | 5c1b6c3a-7f1c-4b52-9d1a-2f0f4a5b6c7d | S2 | AADSTS700016
            redirect_uri | -                                   | S4 | AADSTS50011
            redirect_uri | http://localhost.evil.example:8004  | S4 | AADSTS50011
            redirect_uri | http://localhost:8004@evil.example  | S4 | AADSTS50011
            redirect_uri | http://localhost:8004/x             | S4 | AADSTS50011
            redirect_uri | https://localhost:8004              | S4 | AADSTS50011
            redirect_uri | http://127.0.0.1:8004               | S4 | AADSTS50011
            redirect_uri | https://evil.example                | S4 | AADSTS50011
            redirect_uri | //evil.example                      | S4 | AADSTS50011
            """)
    void showsAPageAndRedirectsNowhereForAWrongProgramOrAddress(
            String name, @Nullable String value, String rule, String number) {
        TestCall.Answer answer = new SignIn(authz).with(name, value).open();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().contains("Location")).isFalse();
        assertThat(answer.body()).contains(number);
        assertDenied(rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            response_type         | token          | S6  | unsupported_response_type
            response_mode         | fragment       | S7  | invalid_request
            prompt                | none           | S8  | login_required
            code_challenge        | -              | S9  | invalid_request
            code_challenge_method | plain          | S10 | invalid_request
            code_challenge_method | -              | S10 | invalid_request
            code_challenge        | short          | S10 | invalid_request
            scope                 | -              | S11 | invalid_request
            scope                 | https://evil.example/.default | S12 | invalid_resource
            scope                 | User.Read https://outlook.office365.com/EWS.AccessAsUser.All | S13 | invalid_request
            scope                 | Everything.All | S14 | invalid_scope
            scope                 | https://outlook.office365.com/Mail.Read | S14 | invalid_scope
            """)
    void tellsTheProgramWhatIsWrongWithItsRequest(String name, @Nullable String value, String rule, String error) {
        TestCall.Answer answer = new SignIn(authz).with(name, value).open();

        assertThat(answer.headers().get("Location")).startsWith(REDIRECT + "?error=");
        assertThat(SignIn.redirected(answer)).containsEntry("error", error).containsEntry("state", "12345");
        assertDenied(rule);
    }

    @Test
    void refusesADoubledParameterAndAnUnknownTenant() {
        SignIn.redirected(new SignIn(authz).with("nonce", "1&nonce=2").open());
        assertDenied("S5");
        assertThat(new SignIn(authz)
                        .at("/nowhere.example/oauth2/v2.0/authorize")
                        .open()
                        .status())
                .isEqualTo(400);
        assertDenied("S1");
    }

    @Test
    void anApplicationOfTheTenantSignsPeopleInAtItsExactAddress() {
        authz.run(
                "New-MsolServicePrincipal",
                new JsonObject()
                        .put("TenantId", CONTOSO)
                        .put("AppPrincipalId", APP)
                        .put("DisplayName", "<b>Board</b>")
                        .put("Addresses", "https://app.contoso.com/back"));
        SignIn own = new SignIn(authz)
                .with("client_id", APP)
                .with("redirect_uri", "https://app.contoso.com/back")
                .with("response_mode", "form_post")
                .with("state", "\"><b>x</b>{code}");
        assertThat(own.open().body()).contains("&lt;b&gt;Board").doesNotContain("<b>");
        TestCall.Answer sent = own.submit(ADMINISTRATOR, SignIn.PASSWORD);
        assertThat(sent.body())
                .contains("action=\"https://app.contoso.com/back\"", "name=\"code\"")
                .doesNotContain("<b>", "<script");
        assertThat(sent.headers().get("Content-Security-Policy")).contains("'self' https://app.contoso.com;");
        for (String other : List.of("https://app.contoso.com/back/", "https://app.contoso.com:8443/back")) {
            new SignIn(authz).with("client_id", APP).with("redirect_uri", other).open();
            assertDenied("S4");
        }
        new SignIn(authz)
                .with("client_id", APP)
                .with("redirect_uri", "https://app.contoso.com/back")
                .at("/" + FABRIKAM + "/oauth2/v2.0/authorize")
                .open();
        assertDenied("S2");
        SignIn stranger = new SignIn(authz).with("client_id", APP).with("redirect_uri", "https://app.contoso.com/back");
        stranger.open();
        assertThat(stranger.submit(SignIn.FRITZ, SignIn.PASSWORD).status()).isEqualTo(400);
        assertDenied("S20");
    }

    @Test
    void refusesAFormThatItsPageDidNotSend() {
        SignIn victim = new SignIn(authz);
        victim.open();
        Map<String, String> login = Map.of("login", ADMINISTRATOR, "passwd", SignIn.PASSWORD, "proof", "x");
        assertThat(victim.send(login).body()).contains("AADSTS165000");
        assertDenied("S15");
        // The proof of one request is no proof for another, for instance with the challenge of an attacker.
        SignIn other = new SignIn(authz);
        other.open();
        other.with("state", "of somebody else");
        assertThat(other.submit(ADMINISTRATOR, SignIn.PASSWORD).status()).isEqualTo(400);
        assertDenied("S15");
        SignIn site = new SignIn(authz).from("https://evil.example");
        site.open();
        assertThat(site.submit(ADMINISTRATOR, SignIn.PASSWORD).status()).isEqualTo(403);
        assertThat(new SignIn(authz).submit(ADMINISTRATOR, SignIn.PASSWORD).status())
                .isEqualTo(400);
        assertDenied("S15");
        assertThat(authz.hops("SIGNED_IN")).isEmpty();
    }

    @Test
    void refusesWrongPasswordsAndAfterTenAlsoTheRightOne() {
        SignIn browser = new SignIn(authz);
        browser.open();
        for (int i = 0; i < 10; i++) {
            TestCall.Answer answer = browser.submit(i % 2 == 0 ? ADMINISTRATOR : "ADMIN@contoso.com", "wrong");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("AADSTS50126").contains("<form");
        }
        assertDenied("S17");
        assertThat(browser.submit(ADMINISTRATOR, SignIn.PASSWORD).body()).contains("AADSTS50053");
        assertDenied("S16");
        authz.clock.advance(Duration.ofSeconds(61));
        SignIn.redirected(browser.submit(ADMINISTRATOR, SignIn.PASSWORD));
        // A name that does not exist gets the same answer.
        assertThat(browser.submit("nobody@contoso.com", "x").body()).contains("AADSTS50126");
    }

    @Test
    void refusesADisabledPersonAndAPersonOfAnotherTenant() {
        SignIn browser = new SignIn(authz);
        browser.open();
        assertThat(browser.submit(SignIn.GONE, SignIn.PASSWORD).body()).contains("AADSTS50057");
        assertDenied("S18");
        SignIn contoso = new SignIn(authz).at("/contoso.com/oauth2/v2.0/authorize");
        contoso.open();
        assertThat(contoso.submit(SignIn.FRITZ, SignIn.PASSWORD).body()).contains("AADSTS50020");
        assertDenied("S19");
        assertThat(text(claims(SignIn.token(authz, SignIn.FRITZ)), "tid")).isEqualTo(FABRIKAM);
        SignIn escaped = new SignIn(authz).with("login_hint", "%22%3E%3Cb%3Ex%3C/b%3E");
        assertThat(escaped.open().body()).contains("&lt;b&gt;").doesNotContain("<b>");
        assertThat(escaped.submit("\"><b>", "x").body()).doesNotContain("<b>");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            code          | -                      | S23 | invalid_request | AADSTS900144
            redirect_uri  | -                      | S23 | invalid_request | AADSTS900144
            code          | x                      | S24 | invalid_grant   | AADSTS9002313
            client_id     | 4d2f5175-f06b-49e2-9f4a-8e614a8abc03 | S26 | invalid_grant | AADSTS70000
            redirect_uri  | http://localhost:8005  | S31 | invalid_grant   | AADSTS500112
            code_verifier | -                      | S32 | invalid_grant   | AADSTS50148
            code_verifier | another-verifier       | S33 | invalid_grant   | AADSTS501481
            """)
    void refusesACodeOfAnotherRequest(String field, @Nullable String value, String rule, String error, String number) {
        String code = new SignIn(authz).code(ADMINISTRATOR);
        Map<String, String> form = SignIn.redeem(code);
        if (value == null) {
            form.remove(field);
        } else {
            form.put(field, value);
        }

        refuses(redeem(form), rule, error, number);
        // The attempt did not use up the code.
        assertThat(redeem(SignIn.redeem(code)).status()).isEqualTo(200);
    }

    @Test
    void aCodeIsGoodForOneTokenInItsTimeAndItsTenantAlsoAfterARestart() {
        String used = new SignIn(authz).code(ADMINISTRATOR);
        String late = new SignIn(authz).code(ADMINISTRATOR);
        authz.restart();
        refuses(
                SignIn.post(authz, "/" + FABRIKAM + "/oauth2/v2.0/token", SignIn.redeem(used)),
                "S27",
                "invalid_grant",
                "AADSTS700005");
        assertThat(redeem(SignIn.redeem(used)).status()).isEqualTo(200);
        refuses(redeem(SignIn.redeem(used)), "S28", "invalid_grant", "AADSTS54005");
        authz.restart();
        refuses(redeem(SignIn.redeem(used)), "S28", "invalid_grant", "AADSTS54005");
        authz.clock.advance(Duration.ofMinutes(10));
        refuses(redeem(SignIn.redeem(late)), "S29", "invalid_grant", "AADSTS70008");
        assertThat(authz.hops("TOKEN_ISSUED")).isEmpty();
    }

    @Test
    void aCodeGivesNoTokenWhileItsProgramOrItsPersonIsDisabled() {
        authz.run("New-MsolServicePrincipal", app().put("DisplayName", "Board").put("Addresses", "http://localhost"));
        Map<String, String> ofProgram =
                SignIn.redeem(new SignIn(authz).with("client_id", APP).code(ADMINISTRATOR));
        ofProgram.put("client_id", APP);
        authz.run("Set-MsolServicePrincipal", app().put("AccountEnabled", false));
        refuses(redeem(ofProgram), "S37", "invalid_grant", "AADSTS50057");
        authz.run("Set-MsolServicePrincipal", app().put("AccountEnabled", true));
        assertThat(redeem(ofProgram).status()).isEqualTo(200);

        String code = new SignIn(authz).code(ADMINISTRATOR);
        authz.restart(List.of(new UserAccount(
                ADMINISTRATOR, ADMINISTRATOR, List.of(), null, null, SignIn.PASSWORD, false, false, null)));
        refuses(redeem(SignIn.redeem(code)), "S37", "invalid_grant", "AADSTS50057");
        authz.restart(List.of());
        refuses(redeem(SignIn.redeem(code)), "S37", "invalid_grant", "AADSTS50057");
        authz.restart(SignIn.PEOPLE);
        assertThat(redeem(SignIn.redeem(code)).status()).isEqualTo(200);
    }

    private static JsonObject app() {
        return new JsonObject().put("TenantId", CONTOSO).put("AppPrincipalId", APP);
    }

    @Test
    void grantsAreForgottenADayAfterTheirEnd() {
        String old = new SignIn(authz).code(ADMINISTRATOR);
        authz.clock.advance(Duration.ofHours(12));
        String late = new SignIn(authz).code(ADMINISTRATOR);
        refuses(redeem(SignIn.redeem(old)), "S29", "invalid_grant", "AADSTS70008");
        authz.clock.advance(Duration.ofHours(13));

        await().untilAsserted(() -> refuses(redeem(SignIn.redeem(old)), "S24", "invalid_grant", "AADSTS9002313"));
        refuses(redeem(SignIn.redeem(late)), "S29", "invalid_grant", "AADSTS70008");
    }

    @Test
    void refusesBodiesThatAreTooLarge() {
        SignIn browser = new SignIn(authz);
        browser.open();
        assertThat(browser.submit(ADMINISTRATOR, "x".repeat(100_000)).status()).isEqualTo(413);
        Map<String, String> form = SignIn.redeem("x".repeat(100_000));
        assertThat(redeem(form).status()).isEqualTo(413);
    }

    private TestCall.Answer redeem(Map<String, String> form) {
        return SignIn.post(authz, TOKEN, form);
    }

    private void refuses(TestCall.Answer answer, String rule, String error, String number) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo(error);
        assertThat(answer.json().getString("error_description")).startsWith(number);
        assertDenied(rule);
    }

    private void assertDenied(String rule) {
        List<JsonObject> denied = authz.hops("TOKEN_DENIED");
        assertThat(denied.get(denied.size() - 1).getString("rule")).isEqualTo(rule);
    }

    private static Map<String, JsonNode> claims(String token) {
        JsonNode claims = TokenView.of(token).outer().claims();
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        claims.fieldNames().forEachRemaining(name -> byName.put(name, claims.get(name)));
        return byName;
    }

    private static String text(Map<String, JsonNode> claims, String name) {
        return Objects.requireNonNull(claims.get(name), name).textValue();
    }
}
