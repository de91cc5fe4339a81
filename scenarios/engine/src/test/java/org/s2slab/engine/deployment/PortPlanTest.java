package org.s2slab.engine.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.NodeLauncher.Launched;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.IdGenerator;

/** Tests the ports of nodes: fixed ports after a base port, otherwise the previous ports. */
class PortPlanTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Topology TWO = plan("");
    private static final Topology THREE = plan("authz: {role: authz, hosts: [login.contoso.com]}");

    @TempDir
    Path folder;

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    /** @param third a node after the first two nodes, or an empty text */
    private static Topology plan(String third) {
        return TopologyParser.read("ports.yaml", """
                topology: ports
                shows: Nodes and their ports.
                domain: contoso.com
                nodes:
                  lync: {role: lync, hosts: [lync.contoso.com]}
                  exchange: {role: exchange, hosts: [exchange.contoso.com]}
                  %s
                people:
                  - {name: Anna Adler, upn: anna@contoso.com}
                """.formatted(third));
    }

    @Test
    void eachNodeHasItsPlaceFromTheBaseOnAndALaterNodeMovesNoOther() {
        PortPlan ports = new PortPlan(FreePorts.base(THREE));
        int base = ports.base();
        try (Deployment two = start(TWO, ports, new InProcessLauncher(VERTX))) {
            assertThat(portsOf(two)).containsExactly(base + 10, base + 11, base + 20, base + 21);
        }
        try (Deployment three = start(THREE, ports, new InProcessLauncher(VERTX))) {
            assertThat(portsOf(three))
                    .containsExactly(base + 10, base + 11, base + 20, base + 21, base + 30, base + 31);
        }
        assertThat(ports.lines(THREE))
                .containsExactly("ports             " + base
                        + " + 10 for lync, then exchange, then authz; management one above");
    }

    @Test
    void soHasEachProcessAndItComesBackThere() throws IOException {
        NodeArchive.use();
        PortPlan ports = new PortPlan(FreePorts.base(TWO));
        int base = ports.base();
        try (Deployment topology = start(TWO, ports, new ProcessLauncher(VERTX))) {
            topology.killNode("exchange");
            topology.startNode("exchange");
            assertThat(portsOf(topology)).containsExactly(base + 10, base + 11, base + 20, base + 21);
        }
    }

    @Test
    void aPortThatIsTakenFromAPlaceIsTold() throws IOException {
        PortPlan ports = new PortPlan(FreePorts.base(TWO));
        int port = ports.base() + 20;
        try (Deployment topology = start(TWO, ports, new InProcessLauncher(VERTX))) {
            topology.stopNode("exchange");
            try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                assertThat(taken.isBound()).isTrue();
                assertThatThrownBy(() -> topology.startNode("exchange"))
                        .isInstanceOf(Refusal.class)
                        .hasMessageContaining("port " + port + " of 127.0.0.1 cannot be had (")
                        .hasMessageContaining(", which exchange needs; free it");
            }
            // Simulates another deployment for the same folder, which wrote its ports before it was refused.
            new NodePorts("127.0.0.1", port + 2, port + 3)
                    .writeTo(topology.node("exchange").folder().resolve(NodeFolderWriter.CONFIG));
            topology.startNode("exchange");
            assertThat(portsOf(topology).get(2)).isEqualTo(port);
        }
    }

    @Test
    void withoutABaseANodeKeepsItsPortsWhenItOrItsDeploymentIsStartedAgain() {
        List<Integer> before;
        try (Deployment topology = start(TWO, PortPlan.ANY, new InProcessLauncher(VERTX))) {
            before = portsOf(topology);
            topology.stopNode("lync");
            topology.startNode("lync");
            assertThat(portsOf(topology)).isEqualTo(before);
        }
        try (Deployment again = start(THREE, PortPlan.ANY, new InProcessLauncher(VERTX))) {
            assertThat(portsOf(again).subList(0, before.size())).isEqualTo(before);
        }
        assertThat(PortPlan.ANY.lines(THREE)).isEmpty();
    }

    @Test
    void aConfigurationThatSomebodyWroteByHandIsLeftAsItIs() throws IOException {
        try (Deployment topology = start(TWO, PortPlan.ANY, new InProcessLauncher(VERTX))) {
            List<Integer> before = portsOf(topology);
            topology.stopNode("lync");
            Path config = topology.node("lync").folder().resolve(NodeFolderWriter.CONFIG);
            String byHand = "# mine\n" + Files.readString(config);
            Files.writeString(config, byHand);
            topology.startNode("lync");

            assertThat(portsOf(topology)).isEqualTo(before);
            assertThat(config).content().isEqualTo(byHand);
        }
    }

    private Deployment start(Topology plan, PortPlan ports, NodeLauncher launcher) {
        LaunchContext launch = new LaunchContext(
                        VERTX, launcher, LaunchContext.sharedKeys(), IdGenerator.random(), Clock.systemUTC())
                .on(ports);
        return Deployment.start(plan, launch, folder);
    }

    private static List<Integer> portsOf(Deployment topology) {
        return topology.nodes().stream()
                .flatMap(node -> List.of(node.port(), node.managementPort()).stream())
                .toList();
    }

    @Test
    void aNodeWhosePortsCannotBeWrittenDownIsStopped() {
        Path config = folder.resolve("config.json");
        AtomicBoolean stopped = new AtomicBoolean();
        Launched launched = new Launched() {
            @Override
            public int port() {
                return 1;
            }

            @Override
            public int managementPort() {
                return 2;
            }

            @Override
            public Future<Void> stop() {
                stopped.set(true);
                return Future.failedFuture("it does not stop");
            }
        };

        assertThatThrownBy(() -> PortPlan.ANY
                        .launch(VERTX, TWO, "lync", config, () -> {
                            // A folder in place of the file makes the file unreadable.
                            assertThat(config.toFile().mkdir()).isTrue();
                            return Future.succeededFuture(launched);
                        })
                        .await())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(config.toString())
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .anyMatch(other -> "it does not stop".equals(other.getMessage())));
        assertThat(stopped).isTrue();
    }
}
