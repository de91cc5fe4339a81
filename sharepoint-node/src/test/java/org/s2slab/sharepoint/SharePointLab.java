package org.s2slab.sharepoint;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.OnlineConfig;
import org.s2slab.config.UserAccount;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.TlsOptions;
import org.s2slab.store.TestDatabase;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestIssuers;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestPostgres;
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.IdGenerator;
import org.s2slab.validation.TrustLevel;
import org.s2slab.validation.ValidationProfile;

/** A real SharePoint node with a site, its people and its administrator. */
final class SharePointLab implements AutoCloseable {
    static final String HOST = "sharepoint.contoso.com";
    static final String ROOT = "https://" + HOST;

    /** A second host of the node, at which no site is. */
    static final String OTHER = "my.contoso.com";

    static final String SALES = ROOT + "/sites/sales";

    final TestClock clock = new TestClock();
    final TestDeployment deployment;
    final Vertx vertx;
    /** The authorization server beside it. */
    final FakeAuthorizationServer server;

    private final SharePointConfig config;
    private final HttpClient client;
    private final Path folder;
    private SharePointNode node;
    private String deploymentId;
    private int starts;

    SharePointLab(Path folder) {
        this(folder, null);
    }

    /** @param online the tenant it serves as an online service, or null */
    SharePointLab(Path folder, @Nullable OnlineConfig online) {
        this(folder, online, TestDatabase::chosen);
    }

    /** On a PostgreSQL server, whichever engine the other tests run on. */
    static SharePointLab onPostgres(Path folder) {
        return new SharePointLab(folder, null, node -> TestDeployment.on(TestPostgres.freshDatabase(), node));
    }

    private SharePointLab(Path folder, @Nullable OnlineConfig online, UnaryOperator<NodeConfig> engine) {
        this.folder = folder;
        vertx = Vertx.vertx();
        deployment = new TestDeployment(folder);
        List<UserAccount> people =
                List.of(TestDeployment.person("anna"), TestDeployment.person("bert"), TestDeployment.person("carla"));
        // One person does more at a time here than a node lets anyone do.
        NodeConfig common = TestDeployment.limited(
                deployment.config("sharepoint", List.of(HOST, OTHER), people), Map.of("requests-per-caller", 10));
        config = new SharePointConfig(engine.apply(online == null ? common : TestDeployment.online(common, online)));
        client = deployment.client(vertx);
        server = FakeAuthorizationServer.in(vertx, deployment.hosts(), tls(FakeAuthorizationServer.HOST), clock);
        start();
    }

    /** Starts another server of the farm: with the same database, names and certificates, and another data folder. */
    SharePointLab(SharePointLab first) {
        folder = first.folder.resolve("second");
        vertx = first.vertx;
        deployment = first.deployment;
        server = first.server;
        client = first.client;
        config = new SharePointConfig(TestDeployment.keptIn(first.config.node(), folder));
        first.store().all().forEach(store()::add);
        starts = 1_000;
        start();
    }

    /** Another server beside it, under these names. */
    FakePartner beside(String... names) {
        return FakePartner.secure(vertx, deployment.hosts(), tls(names), names);
    }

    /** Whom a fake trusts: this farm, and Lync and Exchange beside it. */
    FakePartner.Trust trust(PrincipalId self, ValidationProfile profile, String... hosts) {
        TestIssuers issuers = new TestIssuers();
        PrincipalId farm = new PrincipalId(WellKnownPrincipals.SHAREPOINT, realm());
        issuers.trust(farm, store().all().get(0), TrustLevel.FULL, false);
        issuers.trust(TestTokens.LYNC, TestKeys.lync(), TrustLevel.FULL, false);
        issuers.trust(TestTokens.EXCHANGE, TestKeys.exchange(), TrustLevel.FULL, false);
        Objects.requireNonNull(config.node().people()).forEach(person -> issuers.user(person, TestTokens.REALM));
        String challenge = "Bearer trusted_issuers=\"" + farm + "\", client_id=\"" + self.id() + "\"";
        var identity = new ServiceIdentity(self, Set.of(TestTokens.REALM), Set.of(hosts));
        return new FakePartner.Trust(identity, profile, issuers, clock, () -> challenge);
    }

    private HttpServerOptions tls(String... names) {
        Path key = folder.resolve(names[0] + "-key.pem");
        Path certificate = folder.resolve(names[0] + ".pem");
        deployment.authority().issueTls(List.of(names), true, key, certificate);
        return TlsOptions.server(key, certificate);
    }

    /** What the node has journalled. */
    List<JsonObject> hops() {
        return management().get("/hops").json().getJsonArray("hops").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    void start() {
        // A node that is started again must not make the same ids again.
        var ids = IdGenerator.seeded(++starts);
        node = new SharePointNode(config, new NodeEnvironment(clock, ids, deployment.hosts()));
        deploymentId = vertx.deployVerticle(node).await();
    }

    void stop() {
        vertx.undeploy(deploymentId).await();
    }

    /** A connection to the database of the node. */
    Connection connection() throws SQLException {
        return TestDatabase.connect(config.node());
    }

    /** Executes SQL in the database of the node. */
    void execute(String sql) {
        inDatabase(sql, statement -> statement.execute(sql));
    }

    /** Creates a trigger on a table in the database of the node; {@link #removeTrigger} removes it. */
    void createTrigger(String trigger) {
        execute(TestDatabase.statements(trigger));
    }

    void removeTrigger(String name) {
        execute(TestDatabase.isPostgres() ? "DROP FUNCTION " + name + " CASCADE" : "DROP TRIGGER " + name);
    }

    /** Does something while another program keeps the node from writing. */
    <T> T whileLocked(Supplier<T> work) {
        String lock = TestDatabase.isPostgres() ? "BEGIN; LOCK TABLE sites IN EXCLUSIVE MODE" : "BEGIN IMMEDIATE";
        return inDatabase(lock, statement -> {
            statement.execute(lock);
            return work.get();
        });
    }

    /** The number that a query in the database of the node gives. */
    long count(String sql) {
        return inDatabase(sql, statement -> {
            try (ResultSet found = statement.executeQuery(sql)) {
                found.next();
                return found.getLong(1);
            }
        });
    }

    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    private <T> T inDatabase(String sql, Work<T> work) {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Sales, owned by anna; bert may contribute, carla has no right. */
    SharePointLab withSales() {
        cmdlet("New-SPSite", "Url", SALES, "OwnerAlias", "contoso\\anna", "Name", "Sales");
        cmdlet("New-SPUser", "UserAlias", "bert@contoso.com", "Web", SALES, "PermissionLevel", "Contribute");
        return this;
    }

    TestCall call() {
        return new TestCall(client, HOST, node.port());
    }

    TestCall atOtherHost() {
        return new TestCall(client, OTHER, node.port());
    }

    /** A call of a person's client that reads verbose JSON. */
    TestCall as(String name) {
        return call().basic(name + "@contoso.com", TestDeployment.PASSWORD)
                .header("Accept", "application/json;odata=verbose");
    }

    /** The same with a fresh form digest of a site. */
    TestCall writingAs(String name, String site) {
        String digest = as(name).send(io.vertx.core.http.HttpMethod.POST, site + "/_api/contextinfo", "")
                .json()
                .getJsonObject("d")
                .getJsonObject("GetContextWebInformation")
                .getString("FormDigestValue");
        return as(name).header("X-RequestDigest", digest);
    }

    JsonArray cmdlet(String name, Object... parameters) {
        TestCall.Answer answer = tryCmdlet(name, parameters);
        if (answer.status() != 200) {
            throw new AssertionError(name + " answered " + answer.status() + ": " + answer.body());
        }
        return answer.json().getJsonArray("output");
    }

    TestCall.Answer tryCmdlet(String name, Object... parameters) {
        JsonObject body = new JsonObject();
        for (int i = 0; i < parameters.length; i += 2) {
            body.put((String) parameters[i], parameters[i + 1]);
        }
        return management().header("Content-Type", "application/json").post("/cmdlets/" + name, body);
    }

    private TestCall management() {
        try {
            String password = Files.readString(config.node().data().resolve("administrator"));
            return new TestCall(client, "localhost", node.managementPort()).basic("administrator", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lays a key into the machine's store; its thumbprint. */
    String keep(SigningKey key) {
        store().add(key);
        return key.thumbprint();
    }

    private CertificateStore store() {
        return new CertificateStore(config.node().data().resolve("certificates"));
    }

    String realm() {
        return cmdlet("Get-SPAuthenticationRealm").getJsonObject(0).getString("Realm");
    }

    static String base64(SigningKey key) {
        try {
            return Base64.getEncoder().encodeToString(key.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
