package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.deployment.PooledLaunch;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;

/** Tokens whose caller or resource is a pool. */
class TokenOfPoolTest {
    private final Vertx vertx = Vertx.vertx();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void ofAPoolIsSignedByAServerThatIsUpAndAccepted() {
        played(deployment -> {
            assertThat(status(deployment, "pool-berlin", "exchange")).isEqualTo(200);
            assertThat(status(deployment, "exchange", "pool-munich")).isEqualTo(200);
            deployment.stopNode("berlin-1");
            assertThat(status(deployment, "pool-berlin", "exchange")).isEqualTo(200);
            assertThat(holdings(deployment, "pool-berlin").node("pool-berlin").name())
                    .isEqualTo("berlin-2");
        });
    }

    @Test
    void withoutACallerComesFromNoServerOfTheResource() {
        played(deployment -> {
            List<ManagedNode> nodes = deployment.managed();
            assertThat(to("exchange").caller(nodes)).isEqualTo("berlin-1");
            assertThat(to("pool-munich").caller(nodes)).isEqualTo("exchange");
            assertThat(to("munich-2").caller(nodes)).isEqualTo("exchange");
            deployment.stopNode("berlin-1");
            assertThat(to("exchange").caller(deployment.managed())).isEqualTo("berlin-2");
        });
    }

    @Test
    void namesThePoolsIfThereIsNoSuchName() {
        played(deployment -> assertThatThrownBy(() -> status(deployment, "pool-bonn", "exchange"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("there is no node 'pool-bonn'")
                .hasMessageContaining("berlin-1 (pool-berlin)"));
    }

    /** The status with which a resource answers a valid token. */
    private static int status(Deployment deployment, String from, String to) {
        TokenSpecification wanted = new TokenSpecification(from, to, null, "anna@contoso.com", null, null);
        NodeHoldings holdings = holdings(deployment, from);
        String token = wanted.maker(holdings, from).token(null);
        NodeAddress resource = holdings.node(to).address();
        TokenPresentation showing =
                TokenPresentation.atResource(resource.role(), token).orElseThrow();
        return deployment
                .client()
                .send(new LabHttpClient.Ask(
                        showing.method(),
                        resource.host(),
                        resource.port(),
                        showing.path(),
                        showing.headers(),
                        showing.body(),
                        resource.connect()))
                .await()
                .status();
    }

    private static TokenSpecification to(String resource) {
        return new TokenSpecification(null, resource, null, null, null, null);
    }

    private static NodeHoldings holdings(Deployment deployment, String issuer) {
        return new NodeHoldings(deployment.managed(), issuer, Clock.systemUTC());
    }

    private void played(Consumer<Deployment> examination) {
        ScenarioLibrary library = new ScenarioLibrary();
        assertThat(new ScenarioRunner(PooledLaunch.inProcess(vertx), library::topologyOf, new Examination(examination))
                        .play(library.one("lync-pools-trust"), folder)
                        .allProblems())
                .isEmpty();
    }

    private record Examination(Consumer<Deployment> then) implements RunListener {
        @Override
        public void begins(Scenario scenario, Topology plan, SecretCollector secrets) {}

        @Override
        public void played(StepResult result) {}

        @Override
        public void beforeStop(StepTarget topology) {
            then.accept(topology.own());
        }

        @Override
        public void ends(ScenarioResult result) {}
    }
}
