package org.s2slab.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.FakeResponse;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestCall.Answer;

/** Two servers of a farm use one database on a PostgreSQL server. */
class SharePointOnPostgresTest {
    private static final String SITE = "/sites/sales";
    private static final String REALM = "6f2a7c1e-0000-4000-8000-000000000001";
    private static final String GROUPS = SITE + "/_api/web/sitegroups";
    private static final String CHANGE = "INSERT INTO list_changes (site_id, list_id, kind, changed_at)";

    private SharePointLab first;
    private SharePointLab second;

    @BeforeEach
    void start(@TempDir Path folder) {
        first = SharePointLab.onPostgres(folder).withSales();
        second = new SharePointLab(first);
    }

    @AfterEach
    void stop() {
        first.close();
    }

    @Test
    void aChangeOfTheFarmIsEffectiveAtBothServers() {
        new FakeLync(first);
        second.cmdlet("Set-SPAuthenticationRealm", "Realm", REALM);
        first.cmdlet("Set-SPSecurityTokenServiceConfig", "AllowMetadataOverHttp", true);
        first.cmdlet("New-SPTrustedSecurityTokenIssuer", "Name", "Lync", "MetadataEndPoint", FakeLync.METADATA);

        await().untilAsserted(() -> {
            assertThat(first.realm()).isEqualTo(REALM);
            assertThat(second.cmdlet("Get-SPSecurityTokenServiceConfig")
                            .getJsonObject(0)
                            .getBoolean("AllowMetadataOverHttp"))
                    .isTrue();
            assertThat(second.cmdlet("Get-SPTrustedSecurityTokenIssuer")).hasSize(1);
        });
        assertThat(signing(second)).isEqualTo(signing(first));
    }

    private static String signing(SharePointLab server) {
        return server.cmdlet("Get-SPSecurityTokenServiceConfig")
                .getJsonObject(0)
                .getString("SigningCertificateThumbprint");
    }

    @Test
    void eachServerAcceptsTheFormDigestsOfTheOther() {
        String digest = second.as("anna")
                .send(io.vertx.core.http.HttpMethod.POST, SITE + "/_api/contextinfo", "")
                .json()
                .getJsonObject("d")
                .getJsonObject("GetContextWebInformation")
                .getString("FormDigestValue");

        Answer answer =
                first.as("anna").header("X-RequestDigest", digest).post(GROUPS, new JsonObject().put("Title", "New"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    @Test
    void changesOfOneSiteAtBothServersRunOneAfterAnother() {
        List<TestCall> calls = Stream.of(first, second)
                .map(server -> server.writingAs("anna", SITE))
                .toList();

        List<Answer> answers = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> calls.get(i % 2).post(GROUPS, new JsonObject().put("Title", "Group " + i)))
                .toList();

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(201));
        assertThat(first.count("SELECT COUNT(*) FROM site_groups WHERE name LIKE 'Group %'"))
                .isEqualTo(16);
    }

    /** A reader asks for the changes after the last number that it has seen. */
    @Test
    void aChangeIsVisibleBeforeALaterChangeGetsItsNumber() throws SQLException {
        String web = "/sites/sales/team";
        first.cmdlet("New-SPWeb", "Url", SharePointLab.ROOT + web, "Name", "Team");
        first.cmdlet("New-SPSite", "Url", SharePointLab.ROOT + "/sites/other", "OwnerAlias", "anna@contoso.com");
        try (Connection early = first.connection();
                Connection late = first.connection()) {
            early.setAutoCommit(false);
            long earlier = change(early, SITE);
            try (Statement statement = late.createStatement()) {
                statement.execute("SET lock_timeout = '50ms'");
            }

            assertThatThrownBy(() -> change(late, web)).hasMessageContaining("lock timeout");
            assertThat(change(late, "/sites/other")).isPositive();
            early.commit();
            assertThat(change(late, web)).isGreaterThan(earlier);
        }
    }

    /** Adds a change to the log of a web; returns its number. */
    private static long change(Connection connection, String web) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet made = statement.executeQuery(
                        CHANGE + " SELECT id, '', 1, 0 FROM sites WHERE path = '" + web + "' RETURNING number")) {
            made.next();
            return made.getLong(1);
        }
    }

    @Test
    void oneServerFinishesAMeeting() {
        List<Runnable> held = new CopyOnWriteArrayList<>();
        FakeLync lync = new FakeLync(first) {
            @Override
            protected void play(String step, HttpServerResponse response, Supplier<FakeResponse> work) {
                if (step.equals(REMOVE)) {
                    var context = Vertx.currentContext();
                    held.add(() -> context.runOnContext(turn -> work.get().send(response)));
                } else {
                    super.play(step, response, work);
                }
            }
        };
        new FakeCalendars(first);
        first.cmdlet("New-SPTrustedSecurityTokenIssuer", "Name", "Lync", "MetadataEndPoint", FakeLync.METADATA);
        first.cmdlet(
                "New-SPTrustedSecurityTokenIssuer", "Name", "Exchange", "MetadataEndPoint", FakeCalendars.METADATA);
        assertThat(book().status()).isEqualTo(201);

        first.execute("UPDATE meetings SET state = 'CANCELLING', due_at = 0");
        await().until(() -> !held.isEmpty());
        for (SharePointLab server : List.of(first, second)) {
            server.cmdlet("Start-SPTimerJob", "Identity", "job-online-meetings");
        }
        assertThat(held).hasSize(1);

        held.get(0).run();
        await().until(() -> first.count("SELECT COUNT(*) FROM meetings") == 0);
        for (SharePointLab server : List.of(first, second)) {
            server.cmdlet("Start-SPTimerJob", "Identity", "job-online-meetings");
        }
        assertThat(held).hasSize(1);
        assertThat(lync.isEmpty()).isTrue();
    }

    private Answer book() {
        return first.as("anna")
                .post(
                        SITE + "/meetings",
                        new JsonObject()
                                .put("subject", "Planning")
                                .put("start", "2027-02-02T10:00:00Z")
                                .put("end", "2027-02-02T11:00:00Z")
                                .put("attendees", new JsonArray().add("bert@contoso.com")));
    }
}
