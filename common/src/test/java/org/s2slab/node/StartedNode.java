package org.s2slab.node;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.NodeConfig;
import org.s2slab.http.Endpoint;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.CmdletTable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.store.Database;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestDialect;
import org.s2slab.trace.Hop;
import org.s2slab.validation.BearerValidator;

/** Starts a real node with one endpoint behind each kind of door. */
abstract class StartedNode {
    static final PrincipalId SELF = PrincipalId.parse("00000004-0000-0ff1-ce00-000000000000@contoso.com");
    static final PrincipalId EXCHANGE = PrincipalId.parse("00000002-0000-0ff1-ce00-000000000000@contoso.com");
    static final String HOST = "lync.contoso.com";

    static final Cmdlet GET_THING = CmdletTable.of("""
            # cmdlet\tparameter\ttype\tuse\tsets\tvalues\thelp
            Get-Thing\t\treads\t\t\t\tGets a thing.
            Get-Thing\tIdentity\tSTRING\trequired\t\t\twhich
            """)
            .cmdlet(
                    "Get-Thing",
                    given -> Future.succeededFuture(
                            CmdletOutput.of(CmdletObject.empty().with("Identity", given.text("Identity")))
                                    .warning("old")));

    /** Takes the token a.b.c for Exchange, and refuses any other by rule G2. */
    static final BearerValidator VALIDATOR = (token, host, port, context, witness) -> {
        if (token.equals("a.b.c")) {
            return Future.succeededFuture(new Caller(EXCHANGE, null, "hash"));
        }
        String found = token.startsWith("evil") ? "evil\r\nSet-Cookie: a" : "aud of " + host + ":" + port;
        return Future.failedFuture(new Refusal(RefusalCode.TOKEN_AUDIENCE, "G2", found));
    };

    @TempDir
    Path folder;

    final Vertx vertx = Vertx.vertx();

    /** Each request that waits to be completed. */
    final Queue<Promise<Void>> waiting = new ConcurrentLinkedQueue<>();

    TestDeployment deployment;
    NodeConfig config;
    Node node;

    @BeforeEach
    void start() {
        deployment = new TestDeployment(folder);
        config = deployment.config(
                "lync",
                List.of(HOST, "lyncdiscover.contoso.com"),
                List.of(TestDeployment.person("anna"), TestDeployment.disabled(TestDeployment.person("carla"))));
        config = TestDeployment.limited(config, limits());
        node = startNode();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    /** Settings of the node's limits. */
    Map<String, Object> limits() {
        return Map.of();
    }

    Node startNode() {
        Node started = node(config).validatesBy(VALIDATOR);
        started.start(new Feature()
                        .cmdlets(List.of(GET_THING))
                        .endpoints(
                                EndpointGroup.forAnyone(
                                        router -> router.get("/broken").respond(request -> {
                                            throw new IllegalStateException("secret");
                                        }),
                                        waits("/waiting"),
                                        router -> router.post("/echo")
                                                .respond(request -> Future.succeededFuture(
                                                        request.body().asJsonObject()))),
                                EndpointGroup.forPeople(tellsCaller("/people")),
                                EndpointGroup.forPartners(tellsCaller("/partners")),
                                EndpointGroup.forPeopleAndPartners(tellsCaller("/both"), waits("/both/waiting"))))
                .await();
        return started;
    }

    Node node(NodeConfig nodeConfig) {
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

    private Endpoint waits(String path) {
        return router -> router.get(path).respond(request -> {
            Promise<Void> promise = Promise.promise();
            waiting.add(promise);
            return promise.future().map(done -> new JsonObject());
        });
    }

    private static Endpoint tellsCaller(String path) {
        return router -> List.of(router.get(path), router.post(path), router.put(path))
                .forEach(route -> route.respond(request -> {
                    Caller caller = RequestIdentity.caller(request);
                    var user = caller.user();
                    String who = user == null ? String.valueOf(caller.application()) : user.label();
                    return Future.succeededFuture(new JsonObject().put("caller", who));
                }));
    }

    TestCall call() {
        return call(node.port(), HOST);
    }

    TestCall call(int port, String host) {
        return new TestCall(deployment.client(vertx), host, port);
    }

    TestCall admin() {
        try {
            String password = Files.readString(config.data().resolve("administrator"));
            return call(node.managementPort(), "localhost").basic("administrator", password);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Hop last() {
        List<Hop> hops = node.journal().since(0, null);
        return hops.get(hops.size() - 1);
    }
}
