package org.s2slab.drill.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.drill.TrafficGenerator;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeArchive;
import org.s2slab.engine.deployment.PooledLaunch;
import org.s2slab.engine.deployment.ProcessLauncher;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.run.DeploymentSetup;
import org.s2slab.engine.run.ScenarioLibrary;

/** People use all features while one server of each role is killed, and no server is started again. */
class ServerLossTest {
    private static final List<String> LOST = List.of("berlin-1", "exchange-1", "sharepoint-1", "authz-1");

    /** Uses of each feature that must succeed after each loss. */
    private static final int USES = 2;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final AcknowledgedLedger ledger = new AcknowledgedLedger(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Odd while a server is being lost. */
    private final AtomicInteger phase = new AtomicInteger();

    private final Map<TortureFeature, AtomicInteger> done = new EnumMap<>(TortureFeature.class);
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();
    private volatile boolean isOver;

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        isOver = true;
        threads.shutdown();
        vertx.close().await();
    }

    @Test
    void onlyRequestsInFlightFail() throws Exception {
        NodeArchive.use();
        ScenarioLibrary library = new ScenarioLibrary();
        var plan = TorturedDeployment.peopled(library.topology("customer-pools"));
        LaunchContext launch = launch();
        try (Deployment topology = DeploymentSetup.start(
                plan.with(Exposure.LOOPBACK), library.one("customer-pools-trust"), launch, folder)) {
            uploadKeyOfLync(topology);
            try (TorturedDeployment deployment = new TorturedDeployment(topology, launch, ledger, 1)) {
                loseServers(deployment, deployment.traffic(1));
                RecoveryCheck recovery = new RecoveryCheck(
                        deployment, deployment.traffic(1), ledger, new RealTimePacer(vertx, launch.clock()));
                recovery.endConversations();
                assertThat(recovery.settle()).isTrue();
            }
            topology.stopNodes();
            new LedgerAudit(ledger).read(topology).compare();
        }
        assertThat(refused).isEmpty();
        assertThat(ledger.findings()).isEmpty();
    }

    private LaunchContext launch() {
        return PooledLaunch.of(vertx, new ProcessLauncher(vertx), false);
    }

    /** The traffic asks the authorization servers for tokens with the key of Lync. */
    private static void uploadKeyOfLync(Deployment topology) throws Exception {
        byte[] certificate =
                topology.certificate("berlin-1", "oauth").certificate().getEncoded();
        JsonObject parameters = new JsonObject()
                .put("TenantId", "contoso.com")
                .put("AppPrincipalId", topology.node("berlin-1").plan().applicationId())
                .put("Type", "Asymmetric")
                .put("Usage", "Verify")
                .put("Value", Base64.getEncoder().encodeToString(certificate));
        assertThat(topology.managed(topology.node("authz-1"))
                        .run("New-MsolServicePrincipalCredential", parameters, null)
                        .await()
                        .status())
                .isEqualTo(200);
    }

    private void loseServers(TorturedDeployment deployment, TrafficGenerator<TortureFeature> traffic)
            throws InterruptedException {
        deployment.features().forEach(feature -> done.put(feature, new AtomicInteger()));
        // A search needs something that was said.
        assertThat(traffic.use(TortureFeature.ARCHIVING)).isNull();
        deployment.features().forEach(feature -> threads.execute(() -> use(feature, traffic)));
        awaitUses("the start");
        for (String server : LOST) {
            phase.incrementAndGet();
            deployment.topology().killNode(server);
            // The other servers have noticed the end of their connections when they respond to a later request.
            deployment.topology().managed().stream()
                    .filter(node -> deployment.topology().node(node.name()).isUp())
                    .map(ManagedNode::counters)
                    .forEach(counters -> counters.await());
            phase.incrementAndGet();
            awaitUses(server);
        }
        assertThat(deployment.topology().nodes().stream()
                        .filter(node -> !node.isUp())
                        .map(RunningNode::plan)
                        .map(node -> node.name()))
                .containsExactlyInAnyOrderElementsOf(LOST);
        isOver = true;
        threads.shutdown();
        assertThat(threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    /** The number of successful uses of a feature. */
    private AtomicInteger uses(TortureFeature feature) {
        return Objects.requireNonNull(done.get(feature));
    }

    private void awaitUses(String loss) {
        Map<TortureFeature, Integer> enough = new EnumMap<>(TortureFeature.class);
        done.forEach((feature, number) -> enough.put(feature, number.get() + USES));
        enough.forEach((feature, uses) -> await("all features after " + loss + ": " + done)
                .atMost(PATIENCE)
                .until(() -> !refused.isEmpty() || uses(feature).get() >= uses));
        assertThat(refused).as("after " + loss).isEmpty();
    }

    /** Uses a feature again and again. A use that is under way while a server is lost may fail. */
    private void use(TortureFeature feature, TrafficGenerator<TortureFeature> traffic) {
        while (!isOver && refused.isEmpty()) {
            int before = phase.get();
            @Nullable String problem = traffic.use(feature);
            if (problem == null) {
                uses(feature).incrementAndGet();
            } else if (before % 2 == 0 && phase.get() == before) {
                refused.add(feature.words() + ": " + problem);
            }
        }
    }
}
