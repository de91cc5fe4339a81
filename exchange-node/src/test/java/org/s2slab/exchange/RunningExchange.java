package org.s2slab.exchange;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.OnlineConfig;
import org.s2slab.config.PostgresConfig;
import org.s2slab.config.UserAccount;
import org.s2slab.exchange.ews.AnswerSchemas;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.SigningKey;
import org.s2slab.store.TestDatabase;
import org.s2slab.testing.BadRequests;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestMetadata;
import org.s2slab.testing.TestPostgres;
import org.s2slab.testing.TestTls;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** The real Exchange node on free ports, beside a fake Lync that publishes its metadata. */
public final class RunningExchange {
    private static final String ENVELOPE = """
            <soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" \
            xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages">\
            <soap:Header>%s</soap:Header><soap:Body>%s</soap:Body></soap:Envelope>""";

    static final String HOST = "exchange.contoso.com";
    public static final String LYNC_ID = "00000004-0000-0ff1-ce00-000000000000";
    public static final String LYNC_METADATA = "https://lync.contoso.com/metadata/json/1";

    final Vertx vertx = Vertx.vertx();
    final TestClock clock = new TestClock();
    final FakePartner lync;

    private final TestDeployment deployment;
    private final ExchangeConfig config;
    private final HttpClient client;
    private ExchangeNode node;
    private @Nullable FakeAuthorizationServer server;
    private String deploymentId = "";
    private @Nullable ExchangeNode other;

    /** With the auth certificate of the tests, as if setup had made it. */
    public RunningExchange(Path folder, List<String> acceptedDomains) {
        this(folder, acceptedDomains, List.of(TestKeys.exchange()));
    }

    /** Exchange Online for the tenant of the authorization server. */
    static RunningExchange online(Path folder) {
        return new RunningExchange(
                folder,
                List.of("contoso.com"),
                List.of(TestKeys.exchange()),
                new OnlineConfig(FakeAuthorizationServer.TENANT, FakeAuthorizationServer.METADATA),
                null,
                TenantDates.NONE,
                false,
                null);
    }

    /** Exchange Online whose policies follow the clock, which begins at a moment. */
    static RunningExchange dated(Path folder, Instant moment, TenantDates dates, boolean policyDelays) {
        return new RunningExchange(
                folder,
                List.of("contoso.com"),
                List.of(TestKeys.exchange()),
                new OnlineConfig(FakeAuthorizationServer.TENANT, FakeAuthorizationServer.METADATA),
                moment,
                dates,
                policyDelays,
                null);
    }

    /** With the data on a PostgreSQL server, see {@link #startOther}. */
    static RunningExchange onServer(Path folder) {
        return new RunningExchange(
                folder,
                List.of("contoso.com"),
                List.of(TestKeys.exchange()),
                null,
                null,
                TenantDates.NONE,
                false,
                TestPostgres.freshDatabase());
    }

    /** @param installed what lies in the certificate store before the first start */
    RunningExchange(Path folder, List<String> acceptedDomains, List<SigningKey> installed) {
        this(folder, acceptedDomains, installed, null, null, TenantDates.NONE, false, null);
    }

    private RunningExchange(
            Path folder,
            List<String> acceptedDomains,
            List<SigningKey> installed,
            @Nullable OnlineConfig online,
            @Nullable Instant dated,
            TenantDates dates,
            boolean policyDelays,
            @Nullable PostgresConfig database) {
        clock.set(dated == null ? TestClock.START : dated);
        deployment = new TestDeployment(folder);
        lync = FakePartner.secure(vertx, deployment.hosts(), "lync.contoso.com", "lyncdiscoverinternal.contoso.com");
        lync.on("/metadata/json/1", FakePartner.json(TestMetadata.document(LYNC_ID, "contoso.com", TestKeys.lync())));
        List<UserAccount> people = List.of(
                TestDeployment.person("anna"),
                TestDeployment.person("bert"),
                TestDeployment.disabled(TestDeployment.person("carla")));
        NodeConfig common = trustingFakes(
                deployment.config("exchange", List.of(HOST, "autodiscover.contoso.com"), people),
                dated == null ? PolicyMode.AS_DOCUMENTED : PolicyMode.DATED,
                dates);
        if (online != null) {
            common = TestDeployment.online(common, online);
            authorizationServer();
        }
        config = new ExchangeConfig(
                database == null ? TestDatabase.chosen(common) : TestDeployment.on(database, common),
                acceptedDomains,
                null,
                null,
                policyDelays);
        CertificateStore store = new CertificateStore(common.data().resolve("certificates"));
        installed.forEach(store::add);
        client = deployment.client(vertx);
        node = start();
    }

    /** The fake partner's certificate comes from the tests' own root. */
    private static NodeConfig trustingFakes(NodeConfig config, PolicyMode policies, TenantDates dates) {
        return TestDeployment.trusting(
                TestDeployment.governed(config, policies, dates),
                TestTls.authority().rootFile());
    }

    private ExchangeNode start() {
        ExchangeNode started = new ExchangeNode(config, deployment.environment(clock));
        deploymentId = vertx.deployVerticle(started).await();
        return started;
    }

    /** Starts another server of the organization over the same database. */
    void startOther() {
        NodeConfig first = config.node();
        NodeConfig second = trustingFakes(
                deployment.config("exchange2", first.network().hosts(), first.people()),
                PolicyMode.AS_DOCUMENTED,
                TenantDates.NONE);
        ExchangeConfig same = new ExchangeConfig(
                TestDeployment.on(Objects.requireNonNull(first.database()), second),
                List.of("contoso.com"),
                null,
                null,
                false);
        other = new ExchangeNode(same, new NodeEnvironment(clock, IdGenerator.seeded(2), deployment.hosts()));
        vertx.deployVerticle(other).await();
    }

    /** A person's SOAP request to the other server. */
    XmlElement atOther(String person, String body) {
        return XmlReader.read(attemptAtOther(person, body).body().getBytes(StandardCharsets.UTF_8));
    }

    TestCall.Answer attemptAtOther(String person, String body) {
        return new TestCall(client, HOST, Objects.requireNonNull(other).port())
                .basic(person + "@contoso.com", TestDeployment.PASSWORD)
                .header("Content-Type", "text/xml; charset=utf-8")
                .send(HttpMethod.POST, "/EWS/Exchange.asmx", ENVELOPE.formatted("", body));
    }

    public void advance(Duration step) {
        clock.advance(step);
    }

    public void restart() {
        vertx.undeploy(deploymentId).await();
        node = start();
    }

    public void close() {
        vertx.close().await();
    }

    /** Opens another connection to the database of the node. */
    Connection connect() throws SQLException {
        return TestDatabase.connect(config.node());
    }

    /** The port for people and partners, on this machine. */
    int port() {
        return node.port();
    }

    /** The deployment's root in the form that Java's own TLS takes by {@code javax.net.ssl.trustStore}. */
    Path trustStore() {
        Path file = config.node().data().resolve("trust.jks");
        try (InputStream pem = Files.newInputStream(deployment.authority().rootFile());
                OutputStream out = Files.newOutputStream(file)) {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setCertificateEntry(
                    "root", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            store.store(out, "changeit".toCharArray());
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public TestCall call() {
        return new TestCall(client, HOST, node.port());
    }

    /** A person's SOAP request to Exchange Web Services, whose answer is valid by the published schemas. */
    public TestCall.Answer soap(String person, String header, String body) {
        TestCall.Answer answer = attempt(person, header, body);
        AnswerSchemas.check(answer.body());
        return answer;
    }

    /** The same, with whatever answer there is. */
    TestCall.Answer attempt(String person, String header, String body) {
        return call().basic(person + "@contoso.com", TestDeployment.PASSWORD)
                .header("Content-Type", "text/xml; charset=utf-8")
                .send(HttpMethod.POST, "/EWS/Exchange.asmx", ENVELOPE.formatted(header, body));
    }

    /** The whole answer to a person's request without a header. */
    public XmlElement ews(String person, String body) {
        return XmlReader.read(soap(person, "", body).body().getBytes(StandardCharsets.UTF_8));
    }

    /** Runs a cmdlet that must succeed; its whole answer. */
    public JsonObject run(String cmdlet, JsonObject parameters) {
        TestCall.Answer answer = attempt(cmdlet, parameters);
        if (answer.status() != 200) {
            throw new AssertionError(cmdlet + ": " + answer.status() + " " + answer.body());
        }
        return answer.json();
    }

    /** The objects a cmdlet without parameters writes. */
    public JsonArray get(String cmdlet) {
        return run(cmdlet, new JsonObject()).getJsonArray("output");
    }

    /** An authorization server beside it. */
    public FakeAuthorizationServer authorizationServer() {
        if (server == null) {
            server = FakeAuthorizationServer.in(vertx, deployment.hosts(), clock);
        }
        return server;
    }

    /** Another server beside it, under these names. */
    public FakePartner beside(String... names) {
        return FakePartner.secure(vertx, deployment.hosts(), names);
    }

    /** The node as a target of bad requests. */
    BadRequests.Server target() {
        return new BadRequests.Server(
                deployment.authority().root(),
                node.port(),
                () -> hops().stream()
                        .map(hop -> hop.getString("rule"))
                        .filter(Objects::nonNull)
                        .reduce("", (first, second) -> second),
                Map.of());
    }

    /** What the node has journalled. */
    List<JsonObject> hops() {
        return new TestCall(client, "localhost", node.managementPort())
                .basic("administrator", password()).get("/hops").json().getJsonArray("hops").stream()
                        .map(JsonObject.class::cast)
                        .toList();
    }

    public TestCall.Answer attempt(String cmdlet, JsonObject parameters) {
        return new TestCall(client, "localhost", node.managementPort())
                .basic("administrator", password())
                .header("Content-Type", "application/json")
                .send(HttpMethod.POST, "/cmdlets/" + cmdlet, parameters.encode());
    }

    public JsonObject configureLync() {
        return run(
                "Configure-EnterprisePartnerApplication",
                new JsonObject().put("AuthMetadataUrl", LYNC_METADATA).put("ApplicationType", "Lync"));
    }

    private String password() {
        try {
            return Files.readString(config.node().data().resolve("administrator"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
