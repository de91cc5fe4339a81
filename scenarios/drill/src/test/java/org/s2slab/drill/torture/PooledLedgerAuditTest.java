package org.s2slab.drill.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.UserAccount;
import org.s2slab.drill.torture.LedgerEntry.State;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.PooledLaunch;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.PooledTopology;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.store.PostgresServer;

/** What an audit finds in the databases of pools. */
class PooledLedgerAuditTest {
    private static final Topology PLAN = PooledTopology.of(TopologyParser.read("mine.yaml", """
            topology: mine
            shows: Two pools.
            domain: contoso.com
            tenants: {contoso: {id: 5f1c2e6a-93d4-4b0e-8a57-2c41d9e0b713, domains: contoso.com}}
            nodes:
              sts: {role: authz, hosts: sts.contoso.com}
              lync: {role: lync, hosts: lync.contoso.com}
            people: [{name: Anna Adler, upn: anna@contoso.com}]
            """), 2);

    private static final UserAccount ANNA = PLAN.people().get(0);

    private static final String TOKEN = "INSERT INTO issued_tokens (issued, tenant, client, credential, resource,"
            + " token_hash, expires, trace, assertion, shared) VALUES (0, '', '', '', '', '', 0, '', 'key', 0)";

    private final Vertx vertx = Vertx.vertx();
    private final AcknowledgedLedger ledger = new AcknowledgedLedger(7);

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void findsWhatIsTwiceInTheDatabaseOfAPool() throws SQLException {
        LedgerEntry meeting = ledger.begin(TortureFeature.MAILBOX_MEETINGS, ANNA, ANNA);
        ledger.put(meeting.in(State.REMOVAL_UNANSWERED));

        assertThat(findingsAfter(List.of(TOKEN), List.of())).isEmpty();
        assertThat(findingsAfter(
                        List.of(TOKEN), List.of(conference("one", meeting.key()), conference("two", meeting.key()))))
                .contains(
                        "DOUBLED  tokens: two tokens were issued for the assertion with the replay key key",
                        "DOUBLED  mailbox meetings: " + meeting.key()
                                + " (REMOVAL_UNANSWERED) is 2 times in the conferences of Lync");
    }

    @Test
    void saysThatTheDatabaseOfAPoolCannotBeRead() throws SQLException {
        assertThat(findingsAfter(List.of("DROP TABLE issued_tokens"), List.of()))
                .singleElement()
                .asString()
                .startsWith("WEDGED  sts: its database cannot be read");
    }

    private static String conference(String id, String subject) {
        return "INSERT INTO meetings SELECT '" + id + "', id, 0, '" + subject
                + "', '', '', '', 0, 0, 0, '[]', '[]', 0, '', 0 FROM lync_users";
    }

    /** The findings of an audit after these statements on the databases of running nodes. */
    private List<String> findingsAfter(List<String> ofAuthorizationServers, List<String> ofLync) throws SQLException {
        var launch = PooledLaunch.of(vertx, new InProcessLauncher(vertx), true);
        try (Deployment deployment = Deployment.start(PLAN, launch, folder)) {
            run(deployment, "sts", ofAuthorizationServers);
            run(deployment, "lync", ofLync);
            deployment.stopNodes();
            new LedgerAudit(ledger).read(deployment).compare();
        }
        return ledger.findings().stream().map(LedgerFinding::line).toList();
    }

    private static void run(Deployment deployment, String pool, List<String> statements) throws SQLException {
        var database = deployment.databases().of(deployment.node(pool).plan());
        try (Connection connection = PostgresServer.connect(Objects.requireNonNull(database));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
