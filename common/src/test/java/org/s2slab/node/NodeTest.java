package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.NodeConfig;
import org.s2slab.http.Callers;
import org.s2slab.http.Endpoint;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.Database;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestDialect;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopKind;
import org.s2slab.validation.BearerValidator;

class NodeTest {
    private static final PrincipalId SELF = PrincipalId.parse("00000004-0000-0ff1-ce00-000000000000@contoso.com");
    private static final PrincipalId EXCHANGE = PrincipalId.parse("00000002-0000-0ff1-ce00-000000000000@contoso.com");
    private static final String HOST = "lync.contoso.com";

    private static final Cmdlet GET_THING = Cmdlet.reads(
            "Get-Thing",
            "Gets a thing.",
            List.of(Parameter.required("Identity", Parameter.Type.STRING, "which")),
            given -> Future.succeededFuture(
                    CmdletOutput.of(CmdletObject.empty().with("Identity", given.text("Identity")))
                            .warning("old")));

    /** Takes the token a.b.c for Exchange, and refuses any other by rule G2. */
    private static final BearerValidator VALIDATOR = (token, host, port, context) -> token.equals("a.b.c")
            ? Future.succeededFuture(new Caller(EXCHANGE, null, "hash"))
            : Future.failedFuture(new Refusal(RefusalCode.TOKEN_AUDIENCE, "G2", "aud of " + host + ":" + port));

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private TestDeployment deployment;
    private NodeConfig config;
    private Node node;

    @BeforeEach
    void start() {
        deployment = new TestDeployment(folder);
        config = deployment.config(
                "lync",
                List.of(HOST, "lyncdiscover.contoso.com"),
                List.of(TestDeployment.person("anna"), TestDeployment.disabled(TestDeployment.person("carla"))));
        node = startNode();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void saysThatItIsUpToAnyone() {
        TestCall.Answer answer = call(node.managementPort(), "localhost").get("/health");

        assertThat(answer.json()).isEqualTo(new JsonObject().put("status", "up").put("node", "lync"));
    }

    @Test
    void keepsEverythingElseOnTheManagementPortForTheAdministrator() {
        for (String path : List.of("/cmdlets", "/hops", "/counters", "/ready", "/nothing")) {
            TestCall.Answer answer = call(node.managementPort(), "localhost").get(path);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers().get("WWW-Authenticate")).startsWith("Basic realm=\"management\"");
            assertThat(answer.json().getJsonObject("error").getString("code")).isEqualTo("CREDENTIAL_MISSING");
        }
        assertThat(call(node.managementPort(), "localhost")
                        .basic("administrator", "guess")
                        .get("/hops")
                        .status())
                .isEqualTo(401);
        assertThat(admin().get("/ready").json().getString("status")).isEqualTo("ready");
        assertThat(admin().get("/counters").status()).isEqualTo(200);
    }

    @Test
    void makesTheAdministratorsPasswordOnceAndForItsOwnerOnly() throws IOException {
        Path file = config.data().resolve("administrator");
        String password = Files.readString(file);
        assertThat(password).hasSizeGreaterThan(30);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        node.stop().await();
        node = startNode();

        assertThat(Files.readString(file)).isEqualTo(password);
        assertThat(admin().get("/ready").status()).isEqualTo(200);
    }

    @Test
    void listsCmdletsWithTheirHelp() {
        String list = admin().get("/cmdlets").body();

        assertThat(list).contains("\"name\":\"Get-Thing\"", "\"mandatory\":true", "\"name\":\"Verbose\"");
    }

    @Test
    void runsACmdletByItsNameInAnyCase() {
        TestCall.Answer answer = admin().post("/cmdlets/get-thing", new JsonObject().put("identity", "x"));

        assertThat(answer.json().encode())
                .isEqualTo("{\"output\":[{\"Identity\":\"x\"}],\"warnings\":[\"old\"],\"whatIf\":false}");
    }

    @Test
    void tellsTheAdministratorWhatWasWrong() {
        TestCall.Answer missing = admin().post("/cmdlets/Get-Thing", new JsonObject());
        assertThat(missing.status()).isEqualTo(400);
        JsonObject error = missing.json().getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo("PARAMETER_INVALID");
        assertThat(error.getString("message")).contains("Identity");
        assertThat(error.containsKey("rule")).isTrue();

        assertThat(admin().send(HttpMethod.POST, "/cmdlets/Get-Thing", "{").status())
                .isEqualTo(400);
        assertThat(admin().send(HttpMethod.POST, "/cmdlets/Get-Thing", "[1]").status())
                .isEqualTo(400);
        TestCall.Answer unknown = admin().post("/cmdlets/Get-Nothing", new JsonObject());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.body()).contains("Get-Nothing", "Get-Thing");
    }

    @Test
    void challengesWhoeverBringsNoCredentialWithoutSayingError() {
        for (String authorization : List.of("", "Bearer", "Bearer ", "Negotiate abc")) {
            TestCall call = call();
            TestCall.Answer answer =
                    (authorization.isEmpty() ? call : call.header("Authorization", authorization)).get("/partners");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.headers().get("WWW-Authenticate"))
                    .isEqualTo("Bearer client_id=\"00000004-0000-0ff1-ce00-000000000000\"");
            assertThat(answer.body()).isEmpty();
            assertThat(last().kind()).isEqualTo(HopKind.CHALLENGED);
            assertThat(last().rule()).isEqualTo("A8");
        }
    }

    @Test
    void letsAPartnerInAndJournalsWhoItWas() {
        TestCall.Answer answer = call().bearer("a.b.c").get("/partners");

        assertThat(answer.body()).isEqualTo("{\"caller\":\"" + EXCHANGE + "\"}");
        assertThat(last().kind()).isEqualTo(HopKind.ACCEPTED);
        assertThat(last().peer()).isEqualTo("exchange");
        assertThat(last().tokenHash()).isEqualTo("hash");
    }

    @Test
    void refusesATokenCoarselyAndJournalsTheRulePrecisely() {
        TestCall.Answer answer = call().bearer("x.y.z").get("/partners");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("WWW-Authenticate")).contains("error=\"invalid_token\"");
        assertThat(answer.body()).doesNotContain("aud");
        assertThat(last().kind()).isEqualTo(HopKind.REFUSED);
        assertThat(last().rule()).isEqualTo("G2");
        assertThat(last().detail()).isEqualTo("aud of lync.contoso.com:443");
    }

    @Test
    void signsAPersonInWithBasic() {
        TestCall.Answer answer =
                call().basic("Anna@contoso.com", TestDeployment.PASSWORD).get("/people");

        assertThat(answer.body()).isEqualTo("{\"caller\":\"anna@contoso.com\"}");
        assertThat(last().kind()).isEqualTo(HopKind.SIGNED_IN);
        assertThat(last().user()).isEqualTo("anna@contoso.com");
    }

    @Test
    void refusesAWrongPasswordAndADisabledAccountAlike() {
        TestCall.Answer wrong = call().basic("anna@contoso.com", "x").get("/people");
        TestCall.Answer unknown = call().basic("nobody@contoso.com", "").get("/people");
        TestCall.Answer disabled =
                call().basic("carla@contoso.com", TestDeployment.PASSWORD).get("/people");

        assertThat(List.of(wrong.status(), unknown.status(), disabled.status())).containsOnly(401);
        assertThat(wrong.headers().get("WWW-Authenticate")).startsWith("Basic realm=\"lync.contoso.com\"");
        assertThat(last().detail()).contains("carla@contoso.com is disabled");
        assertThat(call().bearer("a.b.c").get("/people").status()).isEqualTo(401);
    }

    @Test
    void takesEitherCredentialAtACommonDoor() {
        assertThat(call().bearer("a.b.c").get("/both").body()).contains(EXCHANGE.toString());
        assertThat(call().basic("anna@contoso.com", TestDeployment.PASSWORD)
                        .get("/both")
                        .body())
                .contains("anna");
        assertThat(call().get("/both").headers().getAll("WWW-Authenticate"))
                .hasSize(2)
                .anySatisfy(value -> assertThat(value).startsWith("Bearer client_id="))
                .anySatisfy(value -> assertThat(value).startsWith("Basic realm="));
    }

    @Test
    void answersUnknownPathsAndMethodsWithoutAskingForACredential() {
        TestCall.Answer unknown = call().get("/nothing");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().getString("error")).isEqualTo("not_found");
        assertThat(unknown.json().getString("traceId")).hasSize(32);
        assertThat(call().send(HttpMethod.DELETE, "/people", "").status()).isEqualTo(405);
        assertThat(call().get("/%zz").status()).isEqualTo(400);
    }

    @Test
    void saysNothingOfAnInternalErrorButItsTrace() {
        TestCall.Answer answer = call().get("/broken");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.json().fieldNames()).isEqualTo(Set.of("error", "error_description", "traceId"));
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void refusesABodyThatIsTooLargeOrNotJson() {
        assertThat(call().send(HttpMethod.POST, "/echo", "{").status()).isEqualTo(400);
        assertThat(call().send(HttpMethod.POST, "/echo", "\"" + "x".repeat(1_100_000) + "\"")
                        .status())
                .isEqualTo(413);
        assertThat(call().header("Expect", "100-continue")
                        .send(HttpMethod.POST, "/echo", "{\"a\":1}")
                        .body())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void continuesTheTraceAndEchoesTheClientsRequestId() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        TestCall.Answer answer = call().header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .header("client-request-id", "7f1b")
                .bearer("a.b.c")
                .get("/partners");

        assertThat(answer.headers().get("traceparent")).startsWith("00-" + trace);
        assertThat(answer.headers().get("request-id")).isEqualTo("0af76519-16cd-43dd-8448-eb211c80319c");
        assertThat(answer.headers().get("client-request-id")).isEqualTo("7f1b");
        assertThat(admin().get("/hops?trace=" + trace).json().getJsonArray("hops"))
                .hasSize(1)
                .first()
                .satisfies(hop ->
                        assertThat(((JsonObject) hop).getString("requestId")).isEqualTo("7f1b"));
        assertThat(admin().get("/hops?after=x").status()).isEqualTo(400);
    }

    @Test
    void publishesItsMetadataInAnyCaseOnceACertificateIsAssigned() {
        assertThat(call().get("/metadata/json/1").status()).isEqualTo(500);

        node.signingKeys().assign(TestKeys.lync()).await();

        TestCall.Answer answer = call().get("/Metadata/JSON/1");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("x5t")).isEqualTo(TestKeys.lync().x5t());
        assertThat(answer.json().getString("host")).isEqualTo(HOST);
    }

    @Test
    void answersToEachOfItsHostNames() {
        assertThat(call(node.port(), "lyncdiscover.contoso.com").get("/nothing").status())
                .isEqualTo(404);
    }

    @Test
    void givesBackEverythingWhenItCannotStart() {
        Node second = node(config);
        second.afterOpening(() -> Future.failedFuture("no"));
        node.stop().await();

        assertThatThrownBy(() -> second.start().await()).hasMessage("no");
        assertThatThrownBy(() -> second.database().pool()).isInstanceOf(IllegalStateException.class);
    }

    private Node startNode() {
        Node started = node(config).validatesBy(VALIDATOR);
        started.start(
                        Door.forAnyone(
                                router -> router.get("/broken").respond(request -> {
                                    throw new IllegalStateException("secret");
                                }),
                                router -> router.post("/echo")
                                        .respond(request -> Future.succeededFuture(
                                                request.body().asJsonObject()))),
                        Door.forPeople(tellsCaller("/people")),
                        Door.forPartners(tellsCaller("/partners")),
                        Door.forPeopleAndPartners(tellsCaller("/both")),
                        Door.forAdministrators(List.of(List.of(GET_THING))))
                .await();
        return started;
    }

    private Node node(NodeConfig nodeConfig) {
        var self = new ServiceIdentity(SELF, Set.of("contoso.com"), Set.of(HOST));
        Database database = Database.at(vertx, nodeConfig.data().resolve("node.db"), "db/common");
        return new Node(
                vertx,
                nodeConfig,
                new TestDialect(),
                deployment.environment(new TestClock()),
                database,
                () -> self,
                (kind, value) -> Future.succeededFuture(List.of()));
    }

    private static Endpoint tellsCaller(String path) {
        return router -> router.get(path).respond(request -> {
            Caller caller = Callers.caller(request);
            var user = caller.user();
            String who = user == null ? String.valueOf(caller.application()) : user.label();
            return Future.succeededFuture(new JsonObject().put("caller", who));
        });
    }

    private TestCall call() {
        return call(node.port(), HOST);
    }

    private TestCall call(int port, String host) {
        return new TestCall(deployment.client(vertx), host, port);
    }

    private TestCall admin() {
        try {
            String password = Files.readString(config.data().resolve("administrator"));
            return call(node.managementPort(), "localhost").basic("administrator", password);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Hop last() {
        List<Hop> hops = node.journal().since(0, null);
        return hops.get(hops.size() - 1);
    }
}
