package org.s2slab.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.HostsFile;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.node.WorkSequence;
import org.s2slab.pki.TlsOptions;
import org.s2slab.trust.DeploymentHttpClient;

/** The servers of a pool, each a process, stop and start one after another while callers send requests all the time. */
class RollingRestartTest {
    private static final Topology PLAN = TopologyParser.read("rolled.yaml", """
            topology: rolled
            shows: A pool.
            domain: contoso.com
            tenants: {contoso: {id: 5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713, domains: contoso.com}}
            nodes:
              sts: {role: authz, hosts: sts.contoso.com, servers: 2}
            """);

    private static final URI METADATA =
            URI.create("https://sts.contoso.com/5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713/metadata/json/1");

    private static final URI TOKENS =
            URI.create("https://sts.contoso.com/5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713/tokens/OAuth/2");

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Buffer FORM_BODY = Buffer.buffer("grant_type=client_credentials");
    private static final int CALLERS = 4;

    /** Number of responses in each state of the pool. */
    private static final int RESPONSES = 200;

    private final AtomicInteger responses = new AtomicInteger();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();

    @TempDir
    Path folder;

    @Test
    void noCallIsRefusedWhileOneServerAfterAnotherStartsAgain() throws Exception {
        NodeArchive.use();
        Vertx vertx = Vertx.vertx();
        var launch = PooledLaunch.of(vertx, new ProcessLauncher(vertx), false);
        try (Deployment deployment = Deployment.start(PLAN, launch, folder)) {
            var http = new DeploymentHttpClient(
                    vertx,
                    vertx.createHttpClient(TlsOptions.client(deployment.keys().rootFile())),
                    HostsFile.fromFile(deployment.node("sts-1").folder().resolve("hosts")));
            var callers = Future.all(IntStream.range(0, CALLERS)
                    .mapToObj(caller -> WorkSequence.repeat(() -> call(http, caller % 2 == 0)))
                    .toList());
            awaitResponses();
            for (String server : new String[] {"sts-1", "sts-2"}) {
                deployment.stopNode(server);
                awaitResponses();
                deployment.startNode(server);
                awaitResponses();
            }
            over.set(true);
            callers.await();
        } finally {
            vertx.close().await();
        }
        assertThat(refusals).isEmpty();
    }

    /**
     * Sends a request; returns whether the test goes on.
     *
     * @param reads whether it is a GET request; otherwise it is a POST request, which no client may repeat, and which the
     *     server refuses because it names no client
     */
    private Future<Boolean> call(DeploymentHttpClient http, boolean reads) {
        var limits = new DeploymentHttpClient.Limits(Duration.ofSeconds(10), 100_000);
        var headers = MultiMap.caseInsensitiveMultiMap();
        var sent = reads
                ? http.send(HttpMethod.GET, METADATA, headers, null, limits)
                : http.send(HttpMethod.POST, TOKENS, headers.set("Content-Type", FORM), FORM_BODY, limits);
        return sent.map(answer -> answer.status() + " " + answer.body())
                .otherwise(failure -> failure.getMessage())
                .map(text -> {
                    responses.incrementAndGet();
                    if (!text.startsWith(reads ? "200 " : "400 {\"error\"")) {
                        refusals.add(text);
                    }
                    return !over.get();
                });
    }

    private void awaitResponses() {
        int before = responses.get();
        await().atMost(Duration.ofMinutes(1)).until(() -> responses.get() >= before + RESPONSES);
    }
}
