package org.s2slab.authz;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.OnlineServiceCredential;
import org.s2slab.authz.registry.Tenant;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.PostgresConfig;
import org.s2slab.config.UserAccount;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.PemFiles;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.BadRequests;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTls;

/** The real authorization server on free ports, with two tenants and Exchange Online's key. */
public final class RunningAuthz {
    public static final String HOST = "accounts.accesscontrol.windows.net";
    public static final String LOGIN = "login.microsoftonline.com";
    public static final String CONTOSO = "11111111-2222-3333-4444-555555555555";
    public static final String FABRIKAM = "99999999-8888-7777-6666-555555555555";
    public static final String EXCHANGE = "00000002-0000-0ff1-ce00-000000000000";
    public static final String LYNC = "00000004-0000-0ff1-ce00-000000000000";
    public static final String ONLINE = EXCHANGE + "/outlook.office365.com@" + CONTOSO;
    public static final String S2S = "http://oauth.net/grant_type/jwt/1.0/bearer";

    public final Vertx vertx = Vertx.vertx();
    public final TestClock clock;

    private final TestDeployment deployment;
    private AuthzConfig config;
    private final HttpClient client;
    private AuthzNode node;
    private String deploymentId = "";

    public RunningAuthz(Path folder) {
        this(folder, "authz", null, new TestClock());
    }

    /** A server that knows the Exchange Online of Contoso. */
    static RunningAuthz withMailboxes(Path folder, String host) {
        return new RunningAuthz(folder, "authz", null, new TestClock(), Map.of(CONTOSO, host), Map.of());
    }

    /** A server with other limits. */
    static RunningAuthz limited(Path folder, Map<String, Object> limits) {
        return new RunningAuthz(folder, "authz", null, new TestClock(), Map.of(), limits);
    }

    /** An instance that may share its database with others. */
    RunningAuthz(Path parent, String name, @Nullable PostgresConfig database, TestClock clock) {
        this(parent, name, database, clock, Map.of(), Map.of());
    }

    private RunningAuthz(
            Path parent,
            String name,
            @Nullable PostgresConfig database,
            TestClock clock,
            Map<String, String> mailboxHosts,
            Map<String, Object> limits) {
        this.clock = clock;
        Path folder = parent.resolve(name);
        deployment = new TestDeployment(folder);
        NodeConfig alone = deployment.config(name, List.of(HOST, LOGIN), List.of(TestDeployment.person("anna")));
        NodeConfig known =
                TestDeployment.limited(database == null ? alone : TestDeployment.on(database, alone), limits);
        NodeConfig common = mailboxHosts.isEmpty()
                ? known
                : TestDeployment.trusting(known, TestTls.authority().rootFile());
        Path online = folder.resolve("exchange-online.pem");
        PemFiles.write(online, online());
        config = new AuthzConfig(
                common,
                List.of(
                        contoso(SignIn.PEOPLE),
                        new Tenant(
                                FABRIKAM, "Fabrikam", List.of("fabrikam.com"), List.of(SignIn.person(SignIn.FRITZ)))),
                List.of(new OnlineServiceCredential(EXCHANGE, online)),
                mailboxHosts);
        client = deployment.client(vertx);
        node = start();
    }

    /** The deployment it is in, in which its host name leads to it. */
    TestDeployment deployment() {
        deployment.serves(HOST, node.port());
        return deployment;
    }

    /** Exchange Online's own key. */
    public static SigningKey online() {
        return TestKeys.named("Exchange Online");
    }

    private AuthzNode start() {
        AuthzNode started = new AuthzNode(config, deployment.environment(clock));
        deploymentId = vertx.deployVerticle(started).await();
        return started;
    }

    public void restart() {
        vertx.undeploy(deploymentId).await();
        node = start();
    }

    /** Restarts with other people who exist only in Contoso. */
    void restart(List<UserAccount> people) {
        List<Tenant> tenants = List.of(
                contoso(people), Objects.requireNonNull(config.tenants()).get(1));
        config = new AuthzConfig(config.node(), tenants, config.services(), config.mailboxHosts());
        restart();
    }

    private static Tenant contoso(List<UserAccount> people) {
        return new Tenant(CONTOSO, "Contoso", List.of("contoso.com", "contoso.onmicrosoft.com"), people);
    }

    public void close() {
        vertx.close().await();
    }

    public Path database() {
        return config.node().data().resolve("node.db");
    }

    /** The key with which the server signs tokens. */
    SigningKey signingKey() {
        return new CertificateStore(config.node().data().resolve("certificates"))
                .all()
                .get(0);
    }

    int port() {
        return node.port();
    }

    public TestCall call() {
        return call(HOST);
    }

    TestCall call(String host) {
        return new TestCall(client, host, node.port());
    }

    /** Sends a form to Contoso's token endpoint, its fields as they are. */
    public TestCall.Answer ask(Map<String, String> fields) {
        return ask("/" + CONTOSO + "/tokens/OAuth/2", fields);
    }

    public TestCall.Answer ask(String path, Map<String, String> fields) {
        return form(call(), path, fields);
    }

    public TestCall.Answer form(TestCall call, String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
        return call.header("Content-Type", "application/x-www-form-urlencoded").send(HttpMethod.POST, path, body);
    }

    /** Asks for Exchange Online with an assertion. */
    public TestCall.Answer askWith(Assertions assertion) {
        return ask(Map.of("grant_type", S2S, "assertion", assertion.text(), "resource", ONLINE));
    }

    /** Gives Contoso's Lync its certificate, as the documented procedure does. */
    public void uploadLyncKey() {
        upload(CONTOSO, LYNC, TestKeys.lync());
    }

    public void upload(String tenant, String application, SigningKey key) {
        run(
                "New-MsolServicePrincipalCredential",
                new JsonObject()
                        .put("TenantId", tenant)
                        .put("AppPrincipalId", application)
                        .put("Type", "Asymmetric")
                        .put("Usage", "Verify")
                        .put("Value", CertificateEncoding.text(key.certificate())));
    }

    /** Registers an application of Contoso that proves itself with a secret. */
    void registerWithSecret(String application, String secret) {
        run(
                "New-MsolServicePrincipal",
                new JsonObject()
                        .put("TenantId", CONTOSO)
                        .put("AppPrincipalId", application)
                        .put("DisplayName", "Add-in")
                        .put("Type", "Password")
                        .put("Value", secret));
    }

    /** Runs a cmdlet that must succeed; what it wrote. */
    public JsonArray run(String cmdlet, JsonObject parameters) {
        TestCall.Answer answer = attempt(cmdlet, parameters);
        if (answer.status() != 200) {
            throw new AssertionError(cmdlet + ": " + answer.status() + " " + answer.body());
        }
        return answer.json().getJsonArray("output");
    }

    public TestCall.Answer attempt(String cmdlet, JsonObject parameters) {
        return management()
                .header("Content-Type", "application/json")
                .send(HttpMethod.POST, "/cmdlets/" + cmdlet, parameters.encode());
    }

    /** The node as a target of bad requests. */
    BadRequests.Server target() {
        return new BadRequests.Server(
                deployment.authority().root(),
                node.port(),
                () -> management().get("/hops").json().getJsonArray("hops").stream()
                        .map(hop -> ((JsonObject) hop).getString("rule"))
                        .filter(Objects::nonNull)
                        .reduce("", (first, second) -> second),
                Map.of("tenant", CONTOSO));
    }

    /** What the node has journalled, of one kind. */
    public List<JsonObject> hops(String kind) {
        return management().get("/hops").json().getJsonArray("hops").stream()
                .map(JsonObject.class::cast)
                .filter(hop -> kind.equals(hop.getString("kind")))
                .toList();
    }

    public JsonObject counters() {
        return management().get("/counters").json();
    }

    TestCall management() {
        try {
            String password = Files.readString(config.node().data().resolve("administrator"));
            return new TestCall(client, "localhost", node.managementPort()).basic("administrator", password);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
