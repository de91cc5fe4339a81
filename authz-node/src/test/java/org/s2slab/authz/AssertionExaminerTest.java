package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.TokenView;

/** At the authorization server an examination holds an assertion against the rules by which tokens are given. */
class AssertionExaminerTest extends AuthzFixture {
    @Test
    void findsThatAGoodAssertionWouldDoAndDoesNotUseIt() {
        authz.uploadLyncKey();
        Assertions assertion = Assertions.ofLync();

        JsonObject examination = examine(assertion.text());

        assertThat(examination.getBoolean("accepted")).isTrue();
        assertThat(held("E1", examination)).isTrue();
        assertThat(held("K2", examination)).isNull();
        assertThat(held("K5", examination)).isNull();
        assertThat(authz.askWith(assertion).status()).isEqualTo(200);
    }

    @Test
    void goesOnBehindAnUnknownKey() {
        JsonObject examination = examine(Assertions.ofLync().text());

        assertThat(refused(examination)).containsExactly("E4");
        assertThat(held("E1", examination)).isNull();
        assertThat(held("H2", examination)).isTrue();
    }

    @Test
    void saysOfATokenThatItIsNoAssertion() {
        authz.uploadLyncKey();
        String token = authz.askWith(Assertions.ofLync()).json().getString("access_token");
        assertThat(TokenView.of(token).actor()).isNull();
        assertThat(refused(examine(token))).contains("K11");
        assertThat(refused(examine("nothing"))).containsExactly("B5");
    }

    /** The audience says for which endpoint an assertion is made, and the first part of its path for which tenant. */
    @Test
    void examinesAnAssertionOfALibraryForTheOtherEndpoint() {
        authz.registerWithSecret(APP, SECRET);
        authz.upload(CONTOSO, APP, TestKeys.exchange());
        String server = "https://accounts.accesscontrol.windows.net";

        assertThat(refused(examine(ofLibrary(server + "/" + CONTOSO + "/oauth2/v2.0/token"))))
                .isEmpty();
        JsonObject lost = examine(ofLibrary(server));
        assertThat(lost.getBoolean("accepted")).isFalse();
        assertThat(refused(lost)).containsExactly("K5");
        assertThat(held("F2", lost)).isNull();
        JsonObject elsewhere = examine(ofLibrary(server + "/nowhere.example/oauth2/v2.0/token"));
        assertThat(elsewhere.encode()).contains("the tenant is 'nowhere.example'");
    }

    private static String ofLibrary(String audience) {
        return new LibraryAssertion(APP, TestKeys.exchange())
                .claims(claims -> claims.put("aud", audience))
                .text();
    }

    private JsonObject examine(String token) {
        return authz.management()
                .post("/examine", new JsonObject().put("token", token))
                .json();
    }

    private static @Nullable Boolean held(String rule, JsonObject examination) {
        return checks(examination).stream()
                .filter(check -> check.getString("rule").equals(rule))
                .findFirst()
                .orElseThrow()
                .getBoolean("held");
    }

    private static List<String> refused(JsonObject examination) {
        return checks(examination).stream()
                .filter(check -> Boolean.FALSE.equals(check.getBoolean("held")))
                .map(check -> check.getString("rule"))
                .toList();
    }

    private static List<JsonObject> checks(JsonObject examination) {
        return examination.getJsonArray("checks").stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
