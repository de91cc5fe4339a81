package org.s2slab.engine.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.run.DeploymentSetup;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.run.ScenarioSession;
import org.s2slab.engine.run.StepResult;
import org.s2slab.trace.IdGenerator;

/**
 * Tests that no table grows with time alone. Under constant traffic of every kind, the number of rows in each table
 * becomes constant after some months, except for data that people own and keep.
 */
class GrowthTest {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final Duration ROUND = Duration.ofDays(45);

    /** The number of rounds with the same number of rows after which the number counts as constant. */
    private static final int STEADY_ROUNDS = 2;

    /**
     * The maximum number of rounds. A number of rows that is not constant after a year and a half counts as growing.
     */
    private static final int MOST_ROUNDS = 12;

    /** The tables that may grow, because a person owns the data and only this person may delete it. */
    private static final Map<String, String> OWNED = Map.of(
            "exchange.items", "mail and appointments, until their owner deletes them",
            "exchange.item_text", "the words of items, gone with the item",
            "exchange.item_text_data", "the same: SQLite's own table of it",
            "exchange.item_text_idx", "the same: SQLite's own table of it",
            "exchange.series_changes", "exceptions and deleted occurrences of a series, gone with the series",
            "exchange.item_text_docsize", "the same: SQLite's own table of it",
            "exchange.conferences", "one for each online meeting that stands in its organiser's calendar",
            "sharepoint.meetings", "one for each meeting that stands in a site's calendar",
            "sharepoint.list_items", "what stands in lists, until somebody deletes it there",
            "sharepoint.cases", "eDiscovery cases, which their managers close and keep");

    /**
     * All other tables. Their number of rows depends on the number of people, partners, sites, keys and settings, or
     * old rows are purged.
     */
    private static final Map<String, String> STEADY = Map.of(
            "authz",
            "app_role_assignments applications configuration_changes issued_tokens object_members partner_applications principal_credentials"
                    + " published_keys registry_version service_principals sign_in_grants signing_keys tenant_settings",
            "exchange",
            "accepted_domains account_addresses accounts attachments auth_config auth_servers calendar_processing"
                    + " configuration_changes conversation_actions delegate_deliveries delegates distribution_group_members distribution_groups ews_settings"
                    + " folder_permissions folder_properties folders junk_configurations managed_folders"
                    + " im_groups im_members inbox_rules intra_organization_connectors item_creators item_sources"
                    + " item_text_config mailbox_changes mailbox_events mailbox_permissions mailbox_retention"
                    + " mailbox_search_sources mailbox_searches organization_settings out_of_office out_of_office_replies partner_applications"
                    + " purged_tombstones role_assignments rooms setting_overrides organization_relationships"
                    + " access_policies application_assignments application_principals management_scopes"
                    + " role_group_members signing_keys tombstones user_photos",
            "lync",
            "archiving_configuration archiving_grants archiving_policies archiving_users configuration_changes contact_distribution_groups"
                    + " contact_groups contact_memberships contacts conversation_events conversation_files"
                    + " conversation_people conversations deliveries lobby_guests lync_archive lync_user_mail lync_users"
                    + " meeting_configurations meetings oauth_configuration own_application partner_applications signing_keys transcripts"
                    + " ucs_cached_lists ucs_handed_out ucs_users ucwa_applications user_services_grants user_services_policies web_tickets",
            "sharepoint",
            "acs_proxies app_permissions configuration_changes custom_app_authentication farm issuer_notes list_attachments list_changes lists partner_applications signing_keys site_group_members"
                    + " site_groups site_roles site_users sites web_applications");

    /**
     * The tables with traffic data that the nodes purge. The test proves nothing if such a table is empty after a day
     * of traffic.
     */
    private static final List<String> PURGED = List.of(
            "authz.issued_tokens",
            "exchange.mailbox_events",
            "exchange.tombstones",
            "lync.conversations",
            "lync.lync_archive",
            "lync.meetings",
            "lync.transcripts",
            "sharepoint.list_changes");

    @TempDir
    Path folder;

    @Test
    void everyTableComesToANumberOfRowsAndStaysThere() throws Exception {
        Vertx vertx = Vertx.vertx();
        var launch = new LaunchContext(
                        vertx,
                        new InProcessLauncher(vertx),
                        LaunchContext.sharedKeys(),
                        IdGenerator.random(),
                        Clock.systemUTC())
                .at(START);
        ScenarioLibrary library = new ScenarioLibrary();
        try (Deployment topology =
                DeploymentSetup.start(library.topology("online"), library.one("online-trust"), launch, folder)) {
            ScenarioSession session = new ScenarioSession(topology, launch);
            play(session, "setup", START);
            SortedMap<String, Long> most = rows(topology);
            assertThat(most.keySet())
                    .as("every table is accounted for: as steady, or as owned, with the reason")
                    .containsExactlyInAnyOrderElementsOf(accounted());
            List<List<String>> grown = new ArrayList<>();
            int steady = 0;
            for (int round = 0; steady < STEADY_ROUNDS; round++) {
                assertThat(round).as("rounds; what grew in each: %s", grown).isLessThan(MOST_ROUNDS);
                Instant day = START.plus(ROUND.multipliedBy(round + 1));
                topology.set(null, day);
                play(session, "round", day);
                SortedMap<String, Long> now = rows(topology);
                assertThat(PURGED)
                        .allSatisfy(
                                table -> assertThat(now.get(table)).as(table).isPositive());
                grown.add(grown(most, now));
                steady = grown.get(round).isEmpty() ? steady + 1 : 0;
                now.forEach((table, count) -> most.merge(table, count, Math::max));
            }
        } finally {
            vertx.close().await();
        }
    }

    private static List<String> accounted() {
        List<String> tables = new ArrayList<>(OWNED.keySet());
        STEADY.forEach((node, names) -> Arrays.stream(names.split(" ", -1))
                .map(name -> node + "." + name)
                .forEach(tables::add));
        return tables;
    }

    /** The tables with more rows than in any earlier round. One row more in every second round is not growth. */
    private static List<String> grown(SortedMap<String, Long> most, SortedMap<String, Long> now) {
        return now.keySet().stream()
                .filter(table -> !OWNED.containsKey(table))
                .filter(table -> now.get(table) > most.get(table))
                .map(table -> table + ": at most " + most.get(table) + " rows, and then " + now.get(table))
                .toList();
    }

    private static void play(ScenarioSession session, String part, Instant day) throws IOException {
        String text = text(part)
                .replace("@MORNING@", day.plus(Duration.ofHours(25)).toString())
                .replace("@NOON@", day.plus(Duration.ofHours(26)).toString());
        for (Step step : ScenarioParser.read(part + ".yaml", text).steps()) {
            StepResult result = session.play(step).result();
            assertThat(result.problems()).as(step.title()).isEmpty();
        }
    }

    private static String text(String part) throws IOException {
        try (InputStream in = GrowthTest.class.getResourceAsStream("/growth/" + part + ".yaml")) {
            return new String(Objects.requireNonNull(in, part).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The number of rows in each table of each node, read from the database files. */
    private static SortedMap<String, Long> rows(Deployment topology) throws SQLException {
        SortedMap<String, Long> rows = new TreeMap<>();
        for (RunningNode node : topology.nodes()) {
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:sqlite:" + node.folder().resolve("node.db"));
                    Statement statement = connection.createStatement()) {
                List<String> tables = new ArrayList<>();
                try (ResultSet found = statement.executeQuery("SELECT name FROM sqlite_master WHERE type = 'table'"
                        + " AND name NOT LIKE 'sqlite_%' AND name <> 'schema_version'")) {
                    while (found.next()) {
                        tables.add(found.getString(1));
                    }
                }
                for (String table : tables) {
                    try (ResultSet counted = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                        rows.put(node.plan().name() + "." + table, counted.getLong(1));
                    }
                }
            }
        }
        return rows;
    }
}
