package org.s2slab.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jline.reader.Candidate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.s2slab.config.Switches;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.deployment.PoolPlan;
import org.s2slab.engine.text.TerminalStyle;
import org.s2slab.testing.TestTls;

/** The shell of a deployment with a pool of three servers, of which the first is down. */
class PoolSessionTest {
    private static final List<String> HOSTS = List.of("pool.contoso.com");

    private final Vertx vertx = Vertx.vertx();
    private ShellSession session;

    @BeforeEach
    void open() {
        LabHttpClient client = new LabHttpClient(vertx, TestTls.authority().rootFile(), "localhost");
        List<ManagedNode> servers =
                List.of(server("fe-1", false, client), server("fe-2", true, client), server("fe-3", true, client));
        PrintWriter nobody = new PrintWriter(new StringWriter());
        ShellOutput screen = new ShellOutput(nobody, nobody, () -> 120, new TerminalStyle(Switches.of()), "");
        session = new ShellSession(() -> servers, List::of, screen, (prompt, secret) -> "", Clock.systemUTC());
    }

    private static ManagedNode server(String name, boolean up, LabHttpClient client) {
        PoolPlan pool = new PoolPlan("pool-berlin", HOSTS, PoolPlan.OWN);
        return new ManagedNode(
                new NodeAddress(name, "lync", false, HOSTS, up, "localhost", 1, 2, Path.of(name), pool), client);
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void theNameOfAPoolStandsForItsFirstServerThatIsUp() {
        session.enter("Pool-Berlin");
        assertThat(session.nodeLabel()).isEqualTo("fe-2 (pool-berlin)");
    }

    @Test
    void theHostNameOfAPoolStandsForItsFirstServerThatIsUp() {
        session.enter("pool.contoso.com");
        assertThat(session.nodeName()).isEqualTo("fe-2");
    }

    @Test
    void aServerThatIsDownCanBeEnteredByItsName() {
        session.enter("fe-1");
        assertThat(session.nodeName()).isEqualTo("fe-1");
    }

    @Test
    void anUnknownPoolIsRefusedWithTheKnownServers() {
        assertThatThrownBy(() -> session.enter("pool-munich"))
                .hasMessage("there is no node 'pool-munich'; expected one of fe-1 (pool-berlin),"
                        + " fe-2 (pool-berlin), fe-3 (pool-berlin)");
    }

    @Test
    void theTabKeyOffersThePoolsAfterTheServers() {
        assertThat(new TabCompleter(session).of(List.of("Enter-PSSession", "")))
                .extracting(Candidate::value)
                .containsExactly("fe-1", "fe-2", "fe-3", "pool-berlin");
    }
}
