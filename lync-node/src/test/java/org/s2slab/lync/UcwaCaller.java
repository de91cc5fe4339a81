package org.s2slab.lync;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;

/** Exchange as a caller of Lync's UCWA, on behalf of one person, with tokens made by hand. */
final class UcwaCaller {
    static final String USER = "/Autodiscover/AutodiscoverService.svc/root/oauth/user";
    static final String APPLICATIONS = "/ucwa/oauth/v1/applications";
    private static final String HOST = "lync.contoso.com";

    private final LyncLab lab;
    private final String upn;

    private UcwaCaller(LyncLab lab, String upn) {
        this.lab = lab;
        this.upn = upn;
    }

    static UcwaCaller exchangeFor(LyncLab lab, String upn) {
        return new UcwaCaller(lab, upn);
    }

    /** The token Exchange presents at Lync. */
    TestTokens token() {
        return made(TestTokens.forAnna());
    }

    /** The token Exchange presents for itself. */
    static TestTokens forItself() {
        TestTokens token = TestTokens.alone();
        asExchange(token);
        return token;
    }

    private TestTokens made(TestTokens token) {
        asExchange(token);
        token.outer().claim("nameid", upn).claim("smtp", upn).claim("sip", upn).claim("upn", upn);
        return token;
    }

    private static void asExchange(TestTokens token) {
        var exchange = new PrincipalId(WellKnownPrincipals.EXCHANGE, TestTokens.REALM);
        token.audience(WellKnownPrincipals.LYNC + "/" + HOST + "@" + TestTokens.REALM)
                .claimInBoth("iss", exchange.toString());
        token.actor().claim("nameid", exchange.toString()).signedBy(TestKeys.exchange());
    }

    TestCall call() {
        return lab.call(HOST).bearer(token().text());
    }

    TestCall.Answer get(String path) {
        return call().get(path);
    }

    TestCall.Answer delete(String path) {
        return call().send(HttpMethod.DELETE, path, "");
    }

    TestCall.Answer post(String path, JsonObject body) {
        return call().header("Content-Type", "application/json").post(path, body);
    }

    TestCall.Answer put(String path, String etag, JsonObject body) {
        return call().header("Content-Type", "application/json")
                .header("If-Match", etag)
                .send(HttpMethod.PUT, path, body.encode());
    }

    /** Makes an application; gives the address of its meetings. */
    String meetings() {
        return application()
                .getJsonObject("_embedded")
                .getJsonObject("onlineMeetings")
                .getJsonObject("_links")
                .getJsonObject("myOnlineMeetings")
                .getString("href");
    }

    /** Makes an application. */
    JsonObject application() {
        TestCall.Answer made = post(
                APPLICATIONS,
                new JsonObject()
                        .put("userAgent", "Exchange")
                        .put("endpointId", "1")
                        .put("culture", "en-US"));
        if (made.status() != 201) {
            throw new AssertionError("applications answered " + made.status() + ": " + made.body());
        }
        return made.json();
    }

    static String self(JsonObject resource) {
        return resource.getJsonObject("_links").getJsonObject("self").getString("href");
    }
}
