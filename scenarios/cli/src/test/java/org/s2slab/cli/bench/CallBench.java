package org.s2slab.cli.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.Switches;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.pki.RsaEngine;
import org.s2slab.store.Database;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestDialect;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;
import org.s2slab.token.TokenIssuer;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerGrants;
import org.s2slab.validation.PartnerTrait;
import org.s2slab.validation.TrustLevel;

/**
 * A call over HTTPS with a token that was seen before, beside the same handler without authentication: requests for each
 * second of processor time of the server's one event loop, so that the load generator's own cost does not count.
 */
final class CallBench {
    private static final String HOST = TestTokens.EXCHANGE_HOST;
    private static final int CONNECTIONS = 16;
    private static final int REQUESTS = 10_000;
    private static final int WARM_UP = 4;
    private static final int WINDOWS = 7;

    private final Clock clock = Clock.systemUTC();
    private final Vertx server = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Vertx load = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final TestDeployment deployment;
    private final HttpClient client;
    private Node node;

    CallBench(Path folder) {
        deployment = new TestDeployment(folder);
        client = deployment.client(load);
    }

    static void runInFolder() throws Exception {
        Path folder = Files.createTempDirectory("s2slab-bench");
        try {
            new CallBench(folder).run();
        } finally {
            StartBench.delete(folder);
        }
    }

    private void run() throws Exception {
        start();
        String token = "Bearer " + token();
        Measured open = new Measured("without authentication, per CPU second");
        Measured closed = new Measured("with a token seen before, per CPU second");
        for (int window = -WARM_UP; window < WINDOWS; window++) {
            double without = window("/open", null);
            double with = window("/closed", token);
            if (window >= 0) {
                open.add(without);
                closed.add(with);
            }
        }
        server.close().await();
        load.close().await();
        System.out.println("Calls over HTTPS, one event loop, " + CONNECTIONS + " connections");
        System.out.println(open.line("/s"));
        System.out.println(closed.line("/s"));
        double ratio = closed.median() / open.median();
        System.out.println(Measured.ratio("seen before / without authentication", ratio, ">= 0.60", ratio >= 0.6));
    }

    private void start() {
        NodeConfig config = deployment.config("exchange", List.of(HOST), List.of(TestDeployment.person("anna")));
        Database database = Database.at(server, config.data().resolve("node.db"), "db/common");
        UserIdentifiers anna = new UserIdentifiers(null, TestTokens.ANNA, TestTokens.ANNA, null);
        node = new Node(
                server,
                config,
                new TestDialect(),
                deployment.environment(clock),
                database,
                () -> new ServiceIdentity(TestTokens.EXCHANGE, Set.of(TestTokens.REALM), Set.of(HOST)),
                (kind, value) -> Future.succeededFuture(List.of(new ActingUser("1", anna, TestTokens.REALM, true))));
        PartnerApplication lync = new PartnerApplication(
                "Lync",
                TestTokens.LYNC.id(),
                TestTokens.REALM,
                null,
                List.of(TestKeys.lync().certificate()),
                Switches.of(PartnerTrait.ENABLED),
                TrustLevel.FULL,
                "account",
                PartnerGrants.NONE,
                0);
        node.start(new Feature()
                        .endpoints(
                                EndpointGroup.forAnyone(
                                        router -> router.get("/open").handler(CallBench::hello)),
                                EndpointGroup.forPartners(
                                        router -> router.get("/closed").handler(CallBench::hello))))
                .compose(started -> node.partners().put(lync))
                .await();
    }

    private static void hello(RoutingContext request) {
        request.response().end("hello");
    }

    private String token() {
        UserIdentifiers anna = new UserIdentifiers(null, TestTokens.ANNA, TestTokens.ANNA, null);
        TokenIssuer issuer = new TokenIssuer(new RsaEngine(new OperationCounters()), clock);
        Audience audience = new Audience(TestTokens.EXCHANGE.id(), HOST, TestTokens.REALM);
        var actor = issuer.actorToken(audience, TestTokens.LYNC, TestKeys.lync(), true, Duration.ofHours(8));
        return issuer.outerToken(actor, audience, TestTokens.LYNC, anna, ClaimNames.NII_ACTIVE_DIRECTORY);
    }

    /** Requests for each second of the server's processor time. */
    private double window(String path, String authorization) throws Exception {
        long before = serverCpu();
        List<Future<?>> lines = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            lines.add(requests(path, authorization, REQUESTS / CONNECTIONS));
        }
        Future.all(lines).await();
        return REQUESTS * 1e9 / (serverCpu() - before);
    }

    private long serverCpu() throws Exception {
        CompletableFuture<Long> spent = new CompletableFuture<>();
        server.runOnContext(
                now -> spent.complete(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()));
        return spent.get();
    }

    private Future<?> requests(String path, String authorization, int left) {
        if (left == 0) {
            return Future.succeededFuture();
        }
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(HOST)
                .setPort(443)
                .setSsl(true)
                .setServer(SocketAddress.inetSocketAddress(node.port(), "127.0.0.1"))
                .setURI(path);
        if (authorization != null) {
            options.putHeader("Authorization", authorization);
        }
        return client.request(options)
                .compose(request ->
                        request.send().compose(response -> response.body().map(body -> response.statusCode())))
                .compose(status -> status == 200
                        ? requests(path, authorization, left - 1)
                        : Future.failedFuture(path + " answered " + status));
    }
}
