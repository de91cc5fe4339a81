package org.s2slab.diagnosis.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.forge.TokenForge;
import org.s2slab.engine.run.DeploymentAttackerKnowledge;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.IdGenerator;

/** Every refusal carries the id of its trace in the product's own form, and that id leads to the rule and the way out. */
class ExplainerTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Explainer.Wish NOTHING_ELSE = new Explainer.Wish(null, null, null, false);
    private static final String USER_DISCOVERY = "/Autodiscover/AutodiscoverService.svc/root/oauth/user";

    @TempDir
    static Path folder;

    private static Deployment topology;
    private static RunningDeployment deployment;
    private static Explainer explainer;

    @BeforeAll
    static void start() {
        var launch = new LaunchContext(
                VERTX,
                new InProcessLauncher(VERTX),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        topology = Deployment.start(
                new ScenarioLibrary().topology("cross-lync-on-premises"), launch, folder.resolve("data"));
        deployment = RunningDeployment.of(VERTX, topology.folder());
        explainer = new Explainer(() -> Optional.of(deployment), Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        deployment.close();
        topology.close();
        VERTX.close().await();
    }

    /** Each door, with what it refuses, the field or words in which it names the trace, and what the explanation says. */
    private record Door(String name, LabHttpClient.Answer answer, String names, String says) {}

    @TestFactory
    Stream<DynamicTest> everyRefusalLeadsToItsReason() {
        String token = "Bearer " + TestTokens.forAnna().text();
        String wrong = LabHttpClient.basic("anna@contoso.com", "wrong");
        String form = "grant_type=http://oauth.net/grant_type/jwt/1.0/bearer&assertion="
                + TestTokens.alone().text() + "&resource=00000002-0000-0ff1-ce00-000000000000/outlook.office365.com@"
                + "5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713";
        return Stream.of(
                        new Door("EWS", call("exchange", "/EWS/Exchange.asmx", token, ""), "request-id", "by rule F2"),
                        new Door(
                                "EWS, a person",
                                call("exchange", "/EWS/Exchange.asmx", wrong, ""),
                                "request-id",
                                "exchange refuses an outsider"),
                        new Door("UCWA", call("lync", USER_DISCOVERY, token, null), "X-Ms-diagnostics", "by rule F2"),
                        new Door(
                                "Lync's people API",
                                call("lync", "/users/me/sessions", wrong, ""),
                                "traceId",
                                "lync refuses an outsider"),
                        new Door(
                                "SharePoint",
                                call("sharepoint", "/_api/web", token, null),
                                "SPRequestGuid",
                                "by rule F2"),
                        new Door(
                                "the token endpoint",
                                call("authz", "/5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713/tokens/OAuth/2", null, form),
                                "Trace ID",
                                "authz refuses"))
                .map(door -> dynamicTest(door.name(), () -> {
                    String pasted = whole(door.answer());
                    assertThat(door.answer().status()).isBetween(400, 401);
                    assertThat(pasted).containsIgnoringCase(door.names());
                    assertThat(explainer.explain(pasted, NOTHING_ELSE))
                            .anySatisfy(line -> assertThat(line).contains(door.says()));
                }));
    }

    @Test
    void aCmdletThatFailsLeadsToTheReasonToo() {
        ManagedNode lync = deployment.node("lync");
        String autodiscover = "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc";
        lync.run("Set-CsOAuthConfiguration", new JsonObject().put("ExchangeAutodiscoverUrl", autodiscover), null)
                .await();
        LabHttpClient.Answer answer = lync.run(
                        "Test-CsExStorageConnectivity", new JsonObject().put("SipUri", "sip:anna@contoso.com"), null)
                .await();
        assertThat(answer.headers().get("request-id")).isNotNull();
        assertThat(String.join("\n", explainer.explain(answer.headers().get("request-id"), NOTHING_ELSE)))
                .contains("the call of lync to exchange for anna@contoso.com fails", "Cause: ", "Fix: ");
    }

    @Test
    void tellsTheRuleBothValuesAndTheWayOut() {
        String answer = whole(call(
                "exchange",
                "/EWS/Exchange.asmx",
                "Bearer " + TestTokens.forAnna().text(),
                ""));
        assertThat(String.join("\n", explainer.explain(answer, NOTHING_ELSE)))
                .contains(
                        "Exchange refuses an outsider by rule F2: The server does not know the issuer.",
                        "found     iss is '00000004-0000-0ff1-ce00-000000000000@contoso.com'",
                        "expected  a registered issuer",
                        "✗ Who signed it? rule F2 refused, 1 passed, 11 not asked",
                        "Fix: ",
                        "at exchange:  Configure-EnterprisePartnerApplication");
    }

    @Test
    void findsATraceInAReportAsWell() throws IOException {
        String answer = whole(call(
                "exchange",
                "/EWS/Exchange.asmx",
                "Bearer " + TestTokens.forAnna().text(),
                ""));
        String id = TraceIdReader.in(answer).orElseThrow();
        JsonObject journal =
                deployment.node("exchange").get("/hops?trace=" + id).await();
        Path report = folder.resolve("report.html");
        Files.writeString(
                report,
                "<html><script type=\"application/json\">" + new JsonObject().put("any", journal) + "</script></html>");

        List<String> lines = explainer.explain(id, new Explainer.Wish(report, null, null, false));

        assertThat(lines).anySatisfy(line -> assertThat(line).startsWith("Exchange refuses an outsider by rule F2"));
        JsonObject step = new JsonObject().put("trace", id).put("hops", journal.getJsonArray("hops"));
        step.getJsonArray("hops").forEach(hop -> {
            ((JsonObject) hop).remove("traceId");
            ((JsonObject) hop).remove("peer");
            ((JsonObject) hop).put("sender", "a-stranger");
        });
        Files.writeString(
                report, new JsonObject().put("steps", new JsonArray().add(step)).encode());
        assertThat(explainer.explain(id, new Explainer.Wish(report, null, null, false)))
                .anySatisfy(line -> assertThat(line).startsWith("Exchange refuses a-stranger by rule F2"));
        assertThat(explainer
                        .explain("0".repeat(31) + "1", new Explainer.Wish(report, null, null, false))
                        .get(0))
                .contains("is not in " + report);
    }

    @Test
    void takesATokenApartAndHoldsItAgainstEveryRuleOfANode() {
        String token = TestTokens.forAnna().text();
        String text = String.join(
                "\n", explainer.explain("Bearer " + token, new Explainer.Wish(null, "exchange", null, false)));
        assertThat(text)
                .contains(
                        "The outer token: unsigned, names the user",
                        "The actor token: issued by the application itself",
                        "the id of lync",
                        "lifetime 8 h, not valid now",
                        "not a published certificate of the running deployment",
                        "exchange, at the host 'outlook.office365.com', would refuse it by rule F2",
                        "REFUSES    F2",
                        "REFUSES    H2",
                        "REFUSES    G3",
                        "passes     B1",
                        "skipped    E1")
                .doesNotContain(token.substring(0, 60));
    }

    @Test
    void holdsAnAssertionAgainstTheRulesOfTheAuthorizationServer() {
        var forge = new TokenForge(new DeploymentAttackerKnowledge(topology));
        String assertion = forge.assertion(new JsonObject().put("issuer", "lync"));
        assertThat(String.join("\n", explainer.explain(assertion, new Explainer.Wish(null, "authz", null, false))))
                .contains(
                        "A client assertion: an application authenticates to an authorization server",
                        "authz, at the host 'accounts.accesscontrol.windows.net', would refuse it by rule E4",
                        "Upload the caller's signing certificate",
                        "at the authorization server:  Update-MgServicePrincipal -ServicePrincipalId (Get-MgServicePrincipal",
                        "skipped    K5");
    }

    @Test
    void matchesThumbprintsWithTheCertificatesOfTheNodes() {
        String x5t = new JsonObject(call("exchange", "/autodiscover/metadata/json/1", null, null)
                        .body())
                .getJsonArray("keys")
                .getJsonObject(0)
                .getJsonObject("keyinfo")
                .getString("x5t");
        TestTokens token = TestTokens.alone();
        token.actor().header("x5t", x5t);
        assertThat(String.join("\n", explainer.explain(token.text(), NOTHING_ELSE)))
                .contains(
                        "the certificate CN=Microsoft Exchange Server Auth Certificate", " of exchange, valid until ");
    }

    @Test
    void takesATokenApartWithoutAnyDeployment() {
        var alone = new Explainer(Optional::empty, Clock.systemUTC());
        assertThat(String.join("\n", alone.explain(TestTokens.alone().text(), NOTHING_ELSE)))
                .contains("no deployment runs, so the certificate is unknown", "nameid");
        assertThatThrownBy(
                        () -> alone.explain(TestTokens.alone().text(), new Explainer.Wish(null, "lync", null, false)))
                .hasMessageContaining("./lab up TOPOLOGY");
        assertThatThrownBy(() -> alone.explain("a".repeat(32), NOTHING_ELSE)).hasMessageContaining("--from FILE");
    }

    @Test
    void explainsARuleAndAnErrorText() {
        assertThat(explainer.explain("g3", NOTHING_ELSE).get(0)).startsWith("Rule G3 refuses if");
        assertThat(explainer
                        .explain("AADSTS500011: The resource principal ...", NOTHING_ELSE)
                        .get(0))
                .startsWith("Token services");
        assertThat(explainer.explain("token_audience_host", NOTHING_ELSE))
                .anySatisfy(line -> assertThat(line).startsWith("  rule G3: "));
        assertThat(explainer.explain("nothing of the kind", NOTHING_ELSE)).isEmpty();
    }

    private static LabHttpClient.Answer call(
            String name,
            String path,
            @org.jspecify.annotations.Nullable String authorization,
            @org.jspecify.annotations.Nullable String body) {
        ManagedNode node = deployment.node(name);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (authorization != null) {
            headers.set("Authorization", authorization);
        }
        if (body != null) {
            headers.set("Content-Type", name.equals("authz") ? "application/x-www-form-urlencoded" : "text/xml");
        }
        return deployment
                .client()
                .send(new LabHttpClient.Ask(
                        body == null ? HttpMethod.GET : HttpMethod.POST,
                        node.address().host(),
                        node.address().port(),
                        path,
                        headers,
                        body == null ? null : Buffer.buffer(body)))
                .await();
    }

    private static String whole(LabHttpClient.Answer answer) {
        Map<String, String> headers = new TreeMap<>();
        answer.headers().forEach(headers::put);
        return headers.entrySet().stream()
                        .map(field -> field.getKey() + ": " + field.getValue())
                        .collect(Collectors.joining("\n"))
                + "\n\n" + answer.body();
    }
}
