package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.FABRIKAM;
import static org.s2slab.authz.RunningAuthz.LOGIN;
import static org.s2slab.authz.SignIn.ADMINISTRATOR;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestCall;
import org.s2slab.trace.TokenView;

/** People sign in for a device, and what the server refuses, each by its rule. */
class DeviceSignInTest extends AuthzFixture {
    private JsonObject device;

    @BeforeEach
    void start() {
        device = ask(SignIn.DEVICES).json();
    }

    private TestCall.Answer ask(String path) {
        return SignIn.post(
                authz,
                path,
                Map.of("client_id", SignIn.POWERSHELL, "scope", "https://graph.microsoft.com/.default openid"));
    }

    @Test
    void aPersonAllowsADevice() {
        assertThat(device.getString("verification_uri")).isEqualTo("https://" + LOGIN + SignIn.DEVICE_PAGE);
        assertThat(device.getString("message")).contains(device.getString("user_code"));
        assertThat(device.getInteger("interval")).isEqualTo(5);
        assertThat(device.getInteger("expires_in")).isEqualTo(900);
        refuses(poll(), "S36", "authorization_pending");
        refuses(poll(), "S34", "slow_down");

        assertThat(typed(device.getString("user_code")).body()).contains("Microsoft Azure PowerShell");
        assertThat(decided("allow", SignIn.PASSWORD).body()).contains("You have signed in");
        authz.clock.advance(Duration.ofSeconds(5));
        authz.restart();
        TestCall.Answer given = poll();
        assertThat(given.status()).as(given.body()).isEqualTo(200);
        assertThat(TokenView.of(given.json().getString("access_token"))
                        .outer()
                        .claims()
                        .get("upn")
                        .textValue())
                .isEqualTo(ADMINISTRATOR);
        authz.clock.advance(Duration.ofSeconds(5));
        refuses(poll(), "S28", "invalid_grant");
        typed(device.getString("user_code"));
        assertDenied("S21");
    }

    @Test
    void aPersonDeclinesADevice() {
        typed(device.getString("user_code"));
        assertThat(decided("decline", "").body()).contains("You have declined");
        refuses(poll(), "S35", "authorization_declined");
        typed(device.getString("user_code"));
        assertDenied("S21");
    }

    @Test
    void refusesACodeOfAnotherProgramOrTenantOrTime() {
        Map<String, String> other = SignIn.poll(device.getString("device_code"));
        other.put("client_id", SignIn.WIZARD);
        refuses(SignIn.post(authz, SignIn.TOKEN, other), "S26", "invalid_grant");
        refuses(SignIn.post(authz, SignIn.TOKEN, SignIn.poll("x")), "S25", "bad_verification_code");
        device = ask("/contoso.com/oauth2/v2.0/devicecode").json();
        Map<String, String> form = SignIn.poll(device.getString("device_code"));
        refuses(SignIn.post(authz, "/" + FABRIKAM + "/oauth2/v2.0/token", form), "S27", "invalid_grant");
        Map<String, String> code = SignIn.redeem(device.getString("device_code"));
        refuses(SignIn.post(authz, SignIn.TOKEN, code), "S24", "invalid_grant");
        String authorization = new SignIn(authz).code(ADMINISTRATOR);
        refuses(SignIn.post(authz, SignIn.TOKEN, SignIn.poll(authorization)), "S25", "bad_verification_code");
        typed(device.getString("user_code"));
        authz.clock.advance(Duration.ofMinutes(15));
        decided("allow", SignIn.PASSWORD);
        assertDenied("S21");
        refuses(poll(), "S30", "expired_token");
    }

    @Test
    void aPersonOfAnotherTenantAndAWrongPasswordAllowNothing() {
        device = ask("/contoso.com/oauth2/v2.0/devicecode").json();
        SignIn page = page();
        page.send(Map.of("user_code", device.getString("user_code")));
        TestCall.Answer wrong = page.send(Map.of(
                "user_code",
                device.getString("user_code"),
                "decision",
                "allow",
                "login",
                ADMINISTRATOR,
                "passwd",
                "x"));
        assertThat(wrong.body()).contains("AADSTS50126");
        assertDenied("S17");
        page.send(Map.of(
                "user_code",
                device.getString("user_code"),
                "decision",
                "allow",
                "login",
                SignIn.FRITZ,
                "passwd",
                SignIn.PASSWORD));
        assertDenied("S19");
        refuses(poll(), "S36", "authorization_pending");
    }

    @Test
    void limitsGuessesOfCodesAndFormsOfOtherPages() {
        SignIn page = page();
        page.send(Map.of("user_code", device.getString("user_code"), "decision", "decline", "proof", "x"));
        assertDenied("S15");
        for (int i = 0; i < 10; i++) {
            page.send(Map.of("user_code", "ABCDEFGH" + i));
            assertDenied("S21");
        }
        page.send(Map.of("user_code", device.getString("user_code")));
        assertDenied("S16");
        authz.clock.advance(Duration.ofSeconds(61));
        assertThat(page.send(Map.of("user_code", device.getString("user_code"))).body())
                .contains("Microsoft Azure PowerShell");
    }

    @Test
    void refusesAProgramWithoutAnAddress() {
        authz.registerWithSecret(APP, SECRET);
        TestCall.Answer refused = SignIn.post(
                authz, SignIn.DEVICES, Map.of("client_id", APP, "scope", "https://graph.microsoft.com/.default"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.json().getString("error")).isEqualTo("invalid_client");
        assertDenied("S3");
    }

    private SignIn page() {
        SignIn page = new SignIn(authz).at(SignIn.DEVICE_PAGE);
        page.open();
        return page;
    }

    private TestCall.Answer typed(String code) {
        return page().send(Map.of("user_code", code));
    }

    private TestCall.Answer decided(String decision, String password) {
        return page().send(Map.of(
                "user_code",
                device.getString("user_code"),
                "decision",
                decision,
                "login",
                ADMINISTRATOR,
                "passwd",
                password));
    }

    private TestCall.Answer poll() {
        return SignIn.post(authz, SignIn.TOKEN, SignIn.poll(device.getString("device_code")));
    }

    private void refuses(TestCall.Answer answer, String rule, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo(error);
        assertDenied(rule);
    }

    private void assertDenied(String rule) {
        List<JsonObject> denied = authz.hops("TOKEN_DENIED");
        assertThat(denied.get(denied.size() - 1).getString("rule")).isEqualTo(rule);
    }
}
