package org.s2slab.engine.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodeArchive;
import org.s2slab.engine.deployment.NodeLauncher;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.kill.Network.Trap;
import org.s2slab.engine.run.RunListener;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioResult;
import org.s2slab.engine.run.ScenarioRunner;
import org.s2slab.trace.IdGenerator;
import org.sqlite.SQLiteConfig;

/**
 * A deployment whose nodes are processes behind relays, of which one is killed repeatedly. A scenario configures the
 * deployment first in one JVM, because this is faster.
 */
final class Office implements AutoCloseable {
    /** The timeout in seconds for expected events. Only an overloaded machine needs so much time. */
    private static final int PATIENCE = 60;

    private static final String PASSWORD = "Passw0rd!";

    private final Deployment topology;
    private final Network network;
    private final String victim;

    /**
     * Configures the deployment and starts it. Blocks.
     *
     * @param bundled the topology, to which these people are added
     * @param steps the steps of a scenario in YAML, with the scenario that precedes them
     * @param victim the node that is killed
     */
    Office(Vertx vertx, Path folder, String bundled, List<UserAccount> people, String steps, String victim)
            throws IOException, InterruptedException {
        this.victim = victim;
        Topology plan = joined(new ScenarioLibrary().topology(bundled), people);
        Path script = Files.writeString(folder.resolve("configured.yaml"), """
                scenario: configured
                shows: What is configured before anything is killed.
                topology: %s
                """.formatted(bundled) + steps);
        Path data = folder.resolve("data");
        ScenarioResult configured = new ScenarioRunner(
                        launch(vertx, new InProcessLauncher(vertx)), name -> plan, RunListener.NOBODY)
                .play(new ScenarioLibrary().find(List.of(script.toString())).get(0), data);
        assertThat(configured.allProblems()).isEmpty();
        this.network = new Network(vertx);
        NodeArchive.useOrMake();
        this.topology = Deployment.start(plan, launch(vertx, network), data);
    }

    private static LaunchContext launch(Vertx vertx, NodeLauncher launcher) {
        return new LaunchContext(vertx, launcher, LaunchContext.sharedKeys(), IdGenerator.random(), Clock.systemUTC());
    }

    private static Topology joined(Topology plan, List<UserAccount> more) {
        List<UserAccount> all = new ArrayList<>(plan.people());
        all.addAll(more);
        return new Topology(
                plan.name(),
                plan.source(),
                plan.domain(),
                plan.nodes(),
                plan.tenants(),
                all,
                List.of(),
                plan.policies(),
                plan.policyDates());
    }

    /** A person with an account, a SIP address and a mailbox. */
    static UserAccount person(String name) {
        String address = name + "@contoso.com";
        return new UserAccount(name, address, List.of(address), address, null, PASSWORD, null, null, null);
    }

    Network network() {
        return network;
    }

    Deployment topology() {
        return topology;
    }

    /** Sends a request of a person to a node. Returns empty if the node was killed before it responded. */
    Optional<LabHttpClient.Answer> ask(
            String node, HttpMethod method, String path, String person, @Nullable JsonObject body) {
        RunningNode asked = topology.node(node);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", LabHttpClient.basic(person + "@contoso.com", PASSWORD))
                .set("Accept", "application/json");
        return send(
                asked, asked.port(), method, path, headers, "application/json", body == null ? null : body.toBuffer());
    }

    /** Sends a request to Exchange as a person's mail client does. */
    String soap(String person, String content) {
        RunningNode exchange = topology.node("exchange");
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set("Authorization", LabHttpClient.basic(person + "@contoso.com", PASSWORD));
        Buffer envelope = Buffer.buffer("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\""
                + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><s:Header>"
                + "<t:RequestServerVersion Version=\"Exchange2013\"/></s:Header><s:Body>" + content
                + "</s:Body></s:Envelope>");
        return send(exchange, exchange.port(), HttpMethod.POST, "/EWS/Exchange.asmx", headers, "text/xml", envelope)
                .orElseThrow()
                .body()
                .toString();
    }

    /** Runs a cmdlet, which must succeed. */
    void run(String node, String cmdlet, JsonObject parameters) {
        RunningNode asked = topology.node(node);
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .set(
                        "Authorization",
                        LabHttpClient.basic(
                                "administrator",
                                topology.managed(asked).address().administratorPassword()));
        LabHttpClient.Answer answer = send(
                        asked,
                        asked.managementPort(),
                        HttpMethod.POST,
                        "/cmdlets/" + cmdlet,
                        headers,
                        "application/json",
                        parameters.toBuffer())
                .orElseThrow();
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    private Optional<LabHttpClient.Answer> send(
            RunningNode node,
            int port,
            HttpMethod method,
            String path,
            MultiMap headers,
            String type,
            @Nullable Buffer body) {
        if (body != null) {
            headers.set("Content-Type", type);
        }
        var ask = new LabHttpClient.Ask(method, node.plan().host(), port, path, headers, body);
        return topology.client()
                .send(ask)
                .map(Optional::of)
                .otherwise(Optional.empty())
                .await();
    }

    /** Waits until the trap has killed the node. Fails after a timeout. */
    void awaitKill(Trap trap) {
        try {
            trap.sprung().timeout(PATIENCE, TimeUnit.SECONDS).await();
        } catch (Exception e) {
            throw new AssertionError(
                    e instanceof TimeoutException ? "the moment never came, nothing was killed" : e.getMessage(), e);
        }
    }

    /** Starts the killed node again with its data on the disk. */
    void restart() {
        until(
                "the deployment notices that '" + victim + "' has ended",
                () -> !topology.node(victim).isUp());
        topology.startNode(victim);
    }

    /** Kills the process immediately. */
    void kill() {
        network.kill(victim).await();
    }

    /** Waits until a condition is true. */
    static void until(String what, Callable<Boolean> is) {
        Awaitility.await(what)
                .pollInterval(Duration.ofMillis(5))
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(PATIENCE))
                .until(is);
    }

    /** Reads a number from the database file of a node, without writing. */
    long count(String node, String sql, Object... values) {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(5_000);
        Path file = topology.node(node).folder().resolve("node.db");
        try (Connection connection = config.createConnection("jdbc:sqlite:" + file);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getLong(1) : 0;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(file.toString(), e);
        }
    }

    @Override
    public void close() {
        topology.close();
    }
}
