package org.s2slab.lync;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.OnlineConfig;
import org.s2slab.config.PostgresConfig;
import org.s2slab.config.UserAccount;
import org.s2slab.directory.ForestHoldStore;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.TlsOptions;
import org.s2slab.store.TestDatabase;
import org.s2slab.testing.BadRequests;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestPostgres;
import org.s2slab.trace.IdGenerator;

/** A real Lync node beside a fake Exchange, and the people and the administrator who use it. */
final class LyncLab implements AutoCloseable {
    static final String PASSWORD = TestDeployment.PASSWORD;
    static final String AUTODISCOVER = "https://autodiscover.contoso.com/autodiscover/autodiscover.svc";
    /** Somebody whose account and mailbox are in another forest. */
    static final String OLGA = "olga@contoso.com";

    private static final List<String> HOSTS = List.of("lync.contoso.com", "lyncdiscover.contoso.com");

    final TestClock clock;
    final FakeExchange exchange;
    final FakeAuthorizationServer authz;
    private final Vertx vertx;
    private final TestDeployment deployment;
    private final LyncConfig config;
    private final HttpClient client;
    private @Nullable LyncNode node;
    private @Nullable String deployed;

    /** An answer. */
    record Answer(int status, JsonObject body) {
        /** The output of a cmdlet that wrote one object. */
        JsonObject object() {
            return body.getJsonArray("output").getJsonObject(0);
        }

        String message() {
            return body.getJsonObject("error").getString("message");
        }

        List<String> warnings() {
            return body.getJsonArray("warnings").stream().map(String::valueOf).toList();
        }
    }

    LyncLab(Path folder) {
        this(folder, null);
    }

    /** Lync Online, where a tenant is given. */
    LyncLab(Path folder, @Nullable OnlineConfig online) {
        this(folder, online, TestDatabase::chosen);
    }

    /** Lync with a SQLite file, whichever engine the other tests run on. */
    static LyncLab withFile(Path folder) {
        return new LyncLab(folder, null, node -> node);
    }

    /** Lync in the pool of its host names, beside another pool of the same deployment. */
    static LyncLab withPools(Path folder, Map<String, List<String>> pools) {
        return new LyncLab(folder, null, node -> TestDeployment.pooled(TestDatabase.chosen(node), pools));
    }

    /** Another server of the pool: the same database, people and Exchange. */
    LyncLab another(String name) {
        return new LyncLab(this, name);
    }

    /** Lync on a PostgreSQL server, whichever engine the other tests run on. */
    static LyncLab onPostgres(Path folder) {
        return new LyncLab(folder, null, node -> TestDeployment.on(TestPostgres.freshDatabase(), node));
    }

    private LyncLab(LyncLab first, String name) {
        clock = first.clock;
        vertx = first.vertx;
        deployment = first.deployment;
        exchange = first.exchange;
        authz = first.authz;
        client = first.client;
        NodeConfig common = deployment.config(name, HOSTS, people());
        config = new LyncConfig(
                TestDeployment.on(Objects.requireNonNull(first.config.node().database()), common),
                List.of("fabrikam.com"));
        start();
    }

    private LyncLab(Path folder, @Nullable OnlineConfig online, UnaryOperator<NodeConfig> engine) {
        vertx = Vertx.vertx();
        clock = new TestClock();
        deployment = new TestDeployment(folder);
        NodeConfig common = engine.apply(deployment.config("lync", HOSTS, people()));
        config = new LyncConfig(
                online == null ? common : TestDeployment.online(common, online), List.of("fabrikam.com"));
        NodeConfig authority = deployment.config("authz", List.of(FakeAuthorizationServer.HOST), List.of());
        authz = FakeAuthorizationServer.in(
                vertx,
                deployment.hosts(),
                TlsOptions.server(authority.tls().tlsKey(), authority.tls().tlsCertificate()),
                clock);
        NodeConfig partner =
                deployment.config("exchange", List.of("exchange.contoso.com", "autodiscover.contoso.com"), List.of());
        exchange = new FakeExchange(
                vertx,
                deployment.hosts(),
                TlsOptions.server(partner.tls().tlsKey(), partner.tls().tlsCertificate()),
                clock,
                people());
        client = deployment.client(vertx);
        start();
    }

    void start() {
        // Servers of one pool must not generate the same ids.
        var ids = IdGenerator.seeded(config.node().name().hashCode());
        var started = new LyncNode(config, new NodeEnvironment(clock, ids, deployment.hosts()));
        deployed = vertx.deployVerticle(started).await();
        node = started;
    }

    private LyncNode node() {
        return Objects.requireNonNull(node);
    }

    void stop() {
        vertx.undeploy(Objects.requireNonNull(deployed)).await();
    }

    private static List<UserAccount> people() {
        return List.of(
                person("anna", "contoso.com", List.of("anna@contoso.com", "a.adams@contoso.com")),
                person("bert", "contoso.com", List.of("bert@contoso.com")),
                person("frida", "fabrikam.com", List.of("frida@fabrikam.com")),
                person("nomail", "contoso.com", List.of()),
                new UserAccount("olga", OLGA, List.of(OLGA), OLGA, null, PASSWORD, true, null, "mailboxes"),
                new UserAccount("Gast", "gast@contoso.com", List.of(), null, null, PASSWORD, true, null, null));
    }

    private static UserAccount person(String name, String domain, List<String> smtp) {
        String upn = name + "@" + domain;
        return new UserAccount(
                name,
                upn,
                smtp,
                upn,
                "s-1-5-21-1-2-3-" + (1000 + Math.floorMod(name.hashCode(), 100_000)),
                PASSWORD,
                true,
                null,
                null);
    }

    /** Trust as an administrator sets it up: certificate, partner, where Exchange is. */
    LyncLab connected() {
        cmdlet("Set-CsCertificate", "Type", "OAuthTokenIssuer", "Thumbprint", keep(TestKeys.lync()));
        cmdlet("Set-CsOAuthConfiguration", "ExchangeAutodiscoverUrl", AUTODISCOVER);
        cmdlet(
                "New-CsPartnerApplication",
                "Identity",
                "Exchange",
                "ApplicationTrustLevel",
                "Full",
                "MetadataUrl",
                "https://autodiscover.contoso.com/autodiscover/metadata/json/1");
        return this;
    }

    /** What Exchange writes into the forest's directory when it places holds on a mailbox. */
    void hold(String upn, String... ids) {
        ForestHoldStore.in(vertx, Objects.requireNonNull(config.node().directory()))
                .setHolds(upn, List.of(ids))
                .await();
    }

    /** Puts a key into the machine's certificate store and gives its thumbprint. */
    String keep(SigningKey key) {
        new CertificateStore(data().resolve("certificates")).add(key);
        exchange.learns(key);
        return key.thumbprint();
    }

    /** The first key in the machine's certificate store. */
    SigningKey ownKey() {
        return new CertificateStore(data().resolve("certificates")).all().get(0);
    }

    /** A signing certificate for these domains, in the machine's store; gives its thumbprint. */
    String keepFor(String domain, String... further) {
        SigningKey lync = TestKeys.lync();
        return keep(deployment
                .authority()
                .issueSigning(
                        new KeyPair(lync.certificate().getPublicKey(), lync.privateKey()), domain, List.of(further)));
    }

    /** Runs a cmdlet that must succeed. */
    Answer cmdlet(String name, Object... parameters) {
        Answer answer = tryCmdlet(name, parameters);
        if (answer.status() != 200) {
            throw new AssertionError(name + " answered " + answer.status() + ": " + answer.body());
        }
        return answer;
    }

    /** Runs a cmdlet: names and values in turn. */
    Answer tryCmdlet(String name, Object... parameters) {
        JsonObject body = new JsonObject();
        for (int i = 0; i < parameters.length; i += 2) {
            body.put((String) parameters[i], parameters[i + 1]);
        }
        return send(HttpMethod.POST, node().managementPort(), "/cmdlets/" + name, "administrator:" + password(), body);
    }

    /** What a path of the management port shows. */
    JsonObject manage(String path) {
        return send(HttpMethod.GET, node().managementPort(), path, "administrator:" + password(), null)
                .body();
    }

    /** Takes a table out of the database of the node while it runs. */
    void drop(String table) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + table + (config.node().database() == null ? "" : " CASCADE"));
        }
    }

    /** A connection of its own to the node's database. */
    Connection database() throws SQLException {
        return TestDatabase.connect(config.node());
    }

    /** The database on a PostgreSQL server. */
    PostgresConfig server() {
        return Objects.requireNonNull(config.node().database());
    }

    private Path data() {
        return config.node().data();
    }

    private String password() {
        try {
            return Files.readString(data().resolve("administrator")).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer post(String upn, String path, JsonObject body) {
        return send(HttpMethod.POST, node().port(), path, upn + ":" + PASSWORD, body);
    }

    Answer patch(String upn, String path, JsonObject body) {
        return send(HttpMethod.PATCH, node().port(), path, upn + ":" + PASSWORD, body);
    }

    Answer delete(String upn, String path) {
        return send(HttpMethod.DELETE, node().port(), path, upn + ":" + PASSWORD, null);
    }

    Answer get(String upn, String path) {
        return send(HttpMethod.GET, node().port(), path, upn + ":" + PASSWORD, null);
    }

    Answer getAnonymously(String path) {
        return send(HttpMethod.GET, node().port(), path, null, null);
    }

    /** A request to the node under one of its host names, with any credential. */
    TestCall call(String host) {
        return new TestCall(client, host, node().port());
    }

    /** The node as a target of bad requests. */
    BadRequests.Server target() {
        return new BadRequests.Server(
                deployment.authority().root(),
                node().port(),
                () -> manage("/hops").getJsonArray("hops").stream()
                        .map(hop -> ((JsonObject) hop).getString("rule"))
                        .filter(Objects::nonNull)
                        .reduce("", (first, second) -> second),
                Map.of());
    }

    /** The fake Exchange as one. */
    BadRequests.Server fake() {
        return exchange.server.target(deployment.authority().root(), Map.of());
    }

    Answer signIn(String upn) {
        return post(upn, "/users/me/sessions", new JsonObject());
    }

    Answer list(String upn) {
        return get(upn, "/users/me/contacts");
    }

    private Answer send(
            HttpMethod method, int port, String path, @Nullable String credential, @Nullable JsonObject body) {
        var call = new TestCall(client, HOSTS.get(0), port);
        if (credential != null) {
            int colon = credential.indexOf(':');
            call.basic(credential.substring(0, colon), credential.substring(colon + 1));
        }
        if (body != null) {
            call.header("Content-Type", "application/json");
        }
        var answer = call.send(method, path.replace(" ", "%20"), body == null ? "" : body.encode());
        return new Answer(answer.status(), answer.body().isEmpty() ? new JsonObject() : answer.json());
    }

    /** Anna's list as the tests use it: two groups, people, a telephone, a distribution group. */
    void fillListOf(String upn) {
        post(upn, "/users/me/groups", new JsonObject().put("name", "Project \"X\" & Co"));
        post(upn, "/users/me/groups", new JsonObject().put("name", "Friends"));
        post(
                upn,
                "/users/me/contacts",
                contact("sip:Bert@contoso.com", "Bert <Berg>", "Friends", "Project \"X\" & Co", "Favorites"));
        post(upn, "/users/me/contacts", contact("carla@fabrikam.com", "Carla"));
        post(
                upn,
                "/users/me/contacts",
                new JsonObject().put("tel", "+1 (425) 555-0100").put("groups", new JsonArray().add("Friends")));
        post(
                upn,
                "/users/me/distribution-groups",
                new JsonObject().put("smtp", "Sales@contoso.com").put("name", "Sales"));
    }

    static final List<String> FILLED = List.of(
            "+14255550100@contoso.com;user=phone '+1 (425) 555-0100' [Friends]",
            "bert@contoso.com 'Bert <Berg>' [Favorites, Friends, Project \"X\" & Co]",
            "carla@fabrikam.com 'Carla' [OtherContacts]",
            "distribution sales@contoso.com 'Sales'",
            "group Friends",
            "group Project \"X\" & Co");

    static JsonObject contact(String sip, String name, String... groups) {
        return new JsonObject().put("sip", sip).put("name", name).put("groups", new JsonArray(List.of(groups)));
    }

    @Override
    public void close() {
        vertx.close().await();
    }
}
