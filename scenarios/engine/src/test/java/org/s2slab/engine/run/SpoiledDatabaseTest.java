package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.Scenario;
import org.s2slab.testing.CapturedLog;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;

/** Tests a node whose database lacks a table: the step fails, even if its response is as expected. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpoiledDatabaseTest {
    private static final String SITE = "https://sharepoint.contoso.com/sites/sales";

    private final Vertx vertx = Vertx.vertx();
    private final ScenarioLibrary library = new ScenarioLibrary();
    private final LaunchContext launch = new LaunchContext(
            vertx, new InProcessLauncher(vertx), LaunchContext.sharedKeys(), IdGenerator.random(), Clock.systemUTC());

    private Path folder;

    private Deployment topology;
    private ScenarioSession session;

    @BeforeAll
    void start(@TempDir Path given) {
        folder = given;
        Scenario trust = library.one("on-premises-three-trust");
        topology = DeploymentSetup.start(library.topologyOf(trust), trust, launch, folder.resolve("three"));
        session = new ScenarioSession(topology, launch);
    }

    @AfterAll
    void stop() {
        topology.close();
        vertx.close().await();
    }

    @Test
    void atThePortForPeople() {
        drop("lync", "contact_memberships");

        assertFails("lync", "GET /users/me/contacts", """
                call: lync GET /users/me/contacts
                as-user: anna@contoso.com
                expect: {status: 500, body: {error: server_error}}
                """);
    }

    @Test
    void inTheWebServicesOfExchange() {
        drop("exchange", "im_members");

        assertFails("exchange", "POST /EWS/Exchange.asmx", """
                call: exchange POST /EWS/Exchange.asmx
                as-user: anna@contoso.com
                soap: <m:GetImItemList/>
                expect: {status: 500, xml: {Fault/detail/ResponseCode: ErrorInternalServerError}}
                """);
    }

    @Test
    void inTheListsOfSharePoint() {
        assertThat(played("""
                run: New-SPSite
                on: sharepoint
                with: {Url: "%s", OwnerAlias: 'contoso\\anna', Name: Sales}
                """.formatted(SITE)).problems()).isEmpty();
        drop("sharepoint", "list_items");

        assertFails("sharepoint", "GET /sites/sales/_api/web/lists/getbytitle('Calendar')/items", """
                call: sharepoint GET /sites/sales/_api/web/lists/getbytitle('Calendar')/items
                as-user: anna@contoso.com
                expect: {status: 500}
                """);
    }

    @Test
    void inACmdlet() {
        drop("exchange", "mailbox_retention");

        assertFails("exchange", "POST /cmdlets/Set-Mailbox", """
                run: Set-Mailbox
                on: exchange
                with: {Identity: bert@contoso.com, SingleItemRecoveryEnabled: true}
                expect: {status: 500, error: {code: INTERNAL_ERROR}}
                """);
    }

    /** No response reports this failure. */
    @Test
    void whileContactsMove() {
        drop("lync", "ucs_handed_out");

        assertFails("lync", "moving contacts", """
                sign-in: bert@contoso.com
                expect: {status: 201, body: {migration: {state: failed}}}
                """);
    }

    @Test
    void inAScenario() throws IOException {
        Path data = folder.resolve("alone");
        Scenario scenario = scenario("lync-alone", """
                call: lync GET /users/me/contacts
                as-user: anna@contoso.com
                expect: {status: 200}
                """, """
                call: lync GET /users/me/contacts
                as-user: anna@contoso.com
                expect: {status: 500}
                """);
        ScenarioResult result = new ScenarioRunner(launch, library::topologyOf, new RunListener() {
                    @Override
                    public void begins(Scenario begun, Topology plan, SecretCollector secrets) {}

                    @Override
                    public void played(StepResult step) {
                        if (step.step().expectation().getInteger("status") == 200) {
                            drop(data.resolve("lync"), "contact_memberships");
                        }
                    }

                    @Override
                    public void ends(ScenarioResult ended) {}
                })
                .play(scenario, data);

        assertThat(result.passed()).isFalse();
        assertThat(result.steps().get(0).passed()).isTrue();
        assertThat(result.steps().get(1).problems()).hasSize(1);
    }

    private void assertFails(String node, String what, String step) {
        long before = count(node);
        try (CapturedLog log = CapturedLog.of(InternalFailures.class)) {
            StepResult result = played(step);

            assertThat(result.problems())
                    .singleElement()
                    .asString()
                    .startsWith("node '" + node + "' had an internal failure: " + what + ", trace " + result.traceId())
                    .contains("no such table");
            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .startsWith(what + " failed, trace " + result.traceId() + ": ");
            assertThat(count(node) - before).isEqualTo(1);
        }
    }

    private long count(String node) {
        return topology.managed(topology.node(node))
                .counters()
                .await()
                .getLong(OperationCounters.INTERNAL_FAILURES, 0L);
    }

    private StepResult played(String step) {
        return session.play(scenario("on-premises-three", step).steps().get(0)).result();
    }

    private Scenario scenario(String plan, String... steps) {
        StringBuilder yaml = new StringBuilder("scenario: own\nshows: It.\ntopology: " + plan + "\nsteps:\n");
        for (String step : steps) {
            yaml.append("  - do: Something\n").append(step.indent(4));
        }
        try {
            Path file = Files.writeString(folder.resolve("own.yaml"), yaml);
            return library.find(List.of(file.toString())).get(0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void drop(String node, String table) {
        drop(topology.node(node).folder(), table);
    }

    private static void drop(Path node, String table) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + node.resolve("node.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + table);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
