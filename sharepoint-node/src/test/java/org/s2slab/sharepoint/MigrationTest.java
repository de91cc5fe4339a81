package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a data folder of an older version of the lab has is still there after its database was brought up to date. */
class MigrationTest {
    private static final String SITE = "INSERT INTO sites (id, path, title, template, owner, created_at)"
            + " VALUES ('s', '', 'Team Site', 'STS#0', 'anna@contoso.com', 7)";
    private static final String LIST =
            "INSERT INTO lists (id, site_id, title_key, kind, next_item) VALUES ('l', 's', 'calendar', 'CALENDAR', 3)";
    private static final String ITEM = "INSERT INTO list_items (list_id, number, guid, fields, author, editor,"
            + " created_at, modified_at, version) VALUES ('l', 1, 'g', '{\"Title\":\"Plan\"}', 1, 1, 8, 9, 2)";

    private static final String GROUP = "INSERT INTO site_groups (site_id, description, members_edit,"
            + " only_members_view, owner, number, name, level, removed) SELECT 's', '', 0, 0, 1, * FROM (VALUES ";

    private Connection database;

    @BeforeEach
    void open() throws SQLException {
        database = DriverManager.getConnection("jdbc:sqlite::memory:");
        execute("PRAGMA foreign_keys = ON");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void listsGetTheirTitlesAndNames() throws Exception {
        migrate("V416", SITE, LIST);

        assertThat(rows("SELECT l.title, name, l.created_at, settings, fields, version, has_lists"
                        + " FROM lists l JOIN sites ON sites.id = site_id"))
                .containsExactly("Calendar Calendar 7 {} [] 1 1");
    }

    @Test
    void peopleStayInTheirSites() throws Exception {
        migrate(
                "V418",
                SITE,
                "INSERT INTO site_users (site_id, upn, number, level) VALUES ('s', 'anna@contoso.com', 1, 'FULL_CONTROL')",
                "INSERT INTO site_users (site_id, upn, number, level) VALUES ('s', 'bert@contoso.com', 2, '')");

        assertThat(rows("SELECT upn, number, removed, changed FROM site_users ORDER BY number"))
                .containsExactly("anna@contoso.com 1 0 {}", "bert@contoso.com 2 0 {}");
    }

    @Test
    void rightsOfPeopleAndGroupsAreRoles() throws Exception {
        migrate(
                "V422",
                SITE,
                "INSERT INTO site_users (site_id, upn, number, level) VALUES ('s', 'bert@contoso.com', 1, 'WRITE')",
                "INSERT INTO site_users (site_id, upn, number, level) VALUES ('s', 'carla@contoso.com', 2, '')",
                GROUP + "(3, 'Visitors', 'READ', 0), (4, 'Planners', '', 0), (5, 'Old', 'WRITE', 1))",
                "INSERT INTO site_group_members VALUES ('s', 3, 2)");

        assertThat(rows("SELECT number, level FROM site_roles ORDER BY number")).containsExactly("1 WRITE", "3 READ");
        assertThat(rows("SELECT number, member FROM site_group_members")).containsExactly("3 2");
        execute("UPDATE site_users SET removed = 1");
        execute(GROUP + "(6, 'Members', 'WRITE', 0))");
        assertThat(rows("SELECT number, level FROM site_roles ORDER BY number")).containsExactly("3 READ", "6 WRITE");
        assertThat(rows("SELECT 1 FROM site_group_members")).isEmpty();
    }

    @Test
    void sitesAreTopLevelWebs() throws Exception {
        migrate(
                "V424",
                SITE,
                "INSERT INTO sites (id, path, title, template, owner, created_at) VALUES ('t', '/sites/t', 'T', 'STS#0', '', 8)",
                "INSERT INTO site_users (site_id, upn, number) VALUES ('s', 'bert@contoso.com', 1)",
                "INSERT INTO site_roles (site_id, number, level) VALUES ('s', 1, 'READ'), ('t', 1, 'READ')",
                "INSERT INTO app_permissions VALUES ('a@r', 'SITE', 's', 'READ', 0), ('a@r', 'SITE_SUBSCRIPTION', '', 'READ', 0)");

        assertThat(rows("SELECT id, address, root_id, parent_id, scope_id FROM sites ORDER BY id"))
                .containsExactly("s  s null s", "t /sites/t t null t");
        execute(
                "INSERT INTO sites (id, path, address, title, template, owner, created_at, root_id, parent_id, scope_id)"
                        + " VALUES ('u', '/u', '/U', 'U', 'STS#0', '', 9, 's', 's', 'u')");
        execute("INSERT INTO site_roles (site_id, number, level) VALUES ('u', 1, 'WRITE')");
        execute("UPDATE site_users SET removed = 1");
        assertThat(rows("SELECT site_id, number FROM site_roles")).containsExactly("t 1");
        execute("DELETE FROM sites WHERE id = 's'");
        assertThat(rows("SELECT id FROM sites")).containsExactly("t");
        assertThat(rows("SELECT scope FROM app_permissions")).containsExactly("SITE_SUBSCRIPTION");
    }

    @Test
    void changesOfListsAreChangesOfTheirWebs() throws Exception {
        migrate(
                "V421",
                SITE,
                LIST,
                ITEM,
                "UPDATE list_items SET version = 3",
                "DELETE FROM list_changes WHERE number = 3");

        assertThat(rows("SELECT number, site_id, list_id, item, kind, changed_at FROM list_changes ORDER BY number"))
                .containsExactly("1 s l null 1 0", "2 s l 1 1 8");
        execute("UPDATE list_items SET version = 4");
        assertThat(rows("SELECT number, kind FROM list_changes WHERE number > 2"))
                .containsExactly("4 2");
        execute("UPDATE lists SET recycled = id, recycled_at = 10");
        execute("DELETE FROM lists");
        assertThat(rows("SELECT kind FROM list_changes WHERE site_id = 's'")).containsExactly("1", "1", "2", "3");
    }

    /** Executes all migrations, and some statements before one of them. */
    private void migrate(String version, String... before) throws Exception {
        Path migrations = Path.of(Objects.requireNonNull(SharePointNode.class.getResource("/db/sharepoint"))
                .toURI());
        try (Stream<Path> files = Files.list(migrations)) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().startsWith(version)) {
                    for (String statement : before) {
                        execute(statement);
                    }
                }
                execute(Files.readString(file));
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }
}
