package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.calendar.TenantDates;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.store.TestDatabase;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;

/** Which callers EWS of Exchange Online refuses by its settings and by the dates of the calendar. */
class EwsPolicyTest {
    private static final String DAEMON = "2b6f7a10-5c1d-4e8a-9a34-0f5d8c7b6a21";
    private static final String OTHER = "11111111-5c1d-4e8a-9a34-0f5d8c7b6a21";
    private static final Instant BEGINNING = Instant.parse("2025-03-01T00:00:00Z");
    private static final String IMPERSONATION =
            "<s:Header><t:ExchangeImpersonation xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\">"
                    + "<t:ConnectingSID><t:SmtpAddress>anna@contoso.com</t:SmtpAddress></t:ConnectingSID>"
                    + "</t:ExchangeImpersonation></s:Header><s:Body>";

    @TempDir
    Path folder;

    private @Nullable RunningExchange running;

    @AfterEach
    void close() {
        exchange().close();
    }

    private RunningExchange exchange() {
        return Objects.requireNonNull(running);
    }

    private void start(boolean delays) {
        start(delays, TenantDates.NONE);
    }

    private void start(boolean delays, TenantDates dates) {
        running = RunningExchange.dated(folder, BEGINNING, dates, delays);
    }

    private void set(String... pairs) {
        exchange().run("Set-OrganizationConfig", parameters(pairs));
    }

    private static JsonObject parameters(String... pairs) {
        JsonObject given = new JsonObject();
        for (int i = 0; i < pairs.length; i += 2) {
            given.put(
                    pairs[i],
                    switch (pairs[i + 1]) {
                        case "true" -> true;
                        case "false" -> false;
                        case "null" -> null;
                        default -> pairs[i].endsWith("List") ? new JsonArray().add(pairs[i + 1]) : pairs[i + 1];
                    });
        }
        return given;
    }

    private TestTokens token(TestTokens token, String application, boolean tenantKey) {
        long now = exchange().clock.instant().getEpochSecond();
        token.issuedBy(FakeAuthorizationServer.ISSUER, FakeAuthorizationServer.key())
                .claimInBoth("nbf", now)
                .claimInBoth("exp", now + 3600);
        String name = application + "@" + FakeAuthorizationServer.TENANT;
        token.actor().claim("iat", now).claim("nameid", name);
        token.outer().claim("iss", name).claim("nbf", String.valueOf(now)).claim("exp", String.valueOf(now + 3600));
        if (!tenantKey) {
            token.actor().withoutClaim("xms_spcu");
        }
        return token;
    }

    private TestTokens daemon() {
        TestTokens token = token(TestTokens.alone(), DAEMON, false);
        token.actor().claim("roles", List.of("full_access_as_app"));
        return token;
    }

    private Answer call(String caller, String agent) {
        return switch (caller) {
            case "anna" ->
                send(exchange().call().basic("anna@contoso.com", TestDeployment.PASSWORD), agent, "<s:Body>");
            case "daemon" -> send(exchange().call().bearer(daemon().text()), agent, IMPERSONATION);
            case "exchange server" -> server(WellKnownPrincipals.EXCHANGE, true, agent);
            case "lync server" -> server(WellKnownPrincipals.LYNC, true, agent);
            case "sharepoint server" -> server(WellKnownPrincipals.SHAREPOINT, true, agent);
            default -> server(WellKnownPrincipals.LYNC, false, agent);
        };
    }

    private Answer server(String application, boolean tenantKey, String agent) {
        String token = token(TestTokens.forAnna(), application, tenantKey).text();
        return send(exchange().call().bearer(token), agent, "<s:Body>");
    }

    private static Answer send(TestCall call, String agent, String body) {
        return call.header("Content-Type", "text/xml; charset=utf-8")
                .header("User-Agent", agent)
                .send(HttpMethod.POST, "/EWS/Exchange.asmx", IssuedTokenAtExchangeTest.LIST.replace("<s:Body>", body));
    }

    /** The rule of the last refusal, or - if the call was accepted. */
    private String rule(Answer answer) {
        return answer.status() == 200
                ? "-"
                : exchange().hops().stream()
                        .filter(hop -> "refused".equalsIgnoreCase(hop.getString("kind")))
                        .map(hop -> hop.getString("rule"))
                        .reduce("none", (first, second) -> second);
    }

    @ParameterizedTest
    @CsvSource({
        "-,     -,      2025-09-16T06:59:59Z, exchange server,   -",
        "-,     -,      2025-09-16T07:00:00Z, exchange server,   P5",
        "-,     -,      2025-09-16T07:00:00Z, lync server,       -",
        "-,     -,      2025-09-18T07:00:00Z, exchange server,   -",
        "-,     -,      2025-10-08T00:00:00Z, exchange server,   P5",
        "-,     -,      2025-10-14T23:59:59Z, lync server,       -",
        "-,     -,      2025-10-15T00:00:00Z, lync server,       P5",
        "-,     -,      2025-10-31T00:00:00Z, exchange server,   P5",
        "-,     -,      2025-10-31T00:00:00Z, sharepoint server, -",
        "-,     -,      2026-09-30T23:59:59Z, daemon,            -",
        "-,     -,      2026-10-01T00:00:00Z, daemon,            P2",
        "-,     -,      2026-10-01T00:00:00Z, sharepoint server, P2",
        "-,     -,      2026-10-01T00:00:00Z, lync online,       -",
        "true,  -,      2026-10-01T00:00:00Z, daemon,            -",
        "true,  -,      2026-10-10T00:00:00Z, daemon,            P3",
        "true,  daemon, 2026-10-10T00:00:00Z, daemon,            -",
        "true,  other,  2026-06-05T00:00:00Z, daemon,            P3",
        "-,     other,  2026-06-05T00:00:00Z, daemon,            -",
        "true,  other,  2026-10-10T00:00:00Z, lync online,       -",
        "false, daemon, 2026-06-05T00:00:00Z, daemon,            P2",
        "true,  daemon, 2027-03-31T23:59:59Z, daemon,            -",
        "true,  daemon, 2027-04-01T00:00:00Z, daemon,            P1",
        "-,     -,      2027-04-01T00:00:00Z, lync online,       -",
    })
    void refusesByTheCalendarAndTheSettings(String enabled, String list, Instant moment, String caller, String rule) {
        start(false);
        exchange().clock.set(Instant.parse("2026-06-04T00:00:00Z"));
        if (!enabled.equals("-")) {
            set("EwsEnabled", enabled);
        }
        if (!list.equals("-")) {
            // In capitals: an id is the same in every case.
            set("EwsAllowedAppIDs", (list.equals("daemon") ? OTHER + "," + DAEMON : OTHER).toUpperCase(Locale.ROOT));
        }
        exchange().clock.set(moment);
        Answer answer = call(caller, "test");

        assertThat(rule(answer)).isEqualTo(rule);
        if (!rule.equals("-")) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().get("X-EWS-Policy-Reason"))
                    .isEqualTo(
                            switch (rule) {
                                case "P5" -> null;
                                case "P3" -> "EWS is blocked by policy for this user or tenant";
                                default -> "EWS is disabled for this user or tenant";
                            });
        }
    }

    /** With EwsEnabled without a value, the list that all tenants need since 10 October has no effect. */
    @Test
    void followsTheTenantsOwnDateAlsoAfterARestart() {
        start(false, TenantDates.of(Map.of("ews-off-by-default", "2026-11-15")));
        exchange().clock.set(Instant.parse("2026-11-14T23:59:59Z"));
        assertThat(rule(call("daemon", "test"))).isEqualTo("-");
        assertThat(policy("ews-off-by-default"))
                .contains("\"From\":\"2026-11-15T00:00:00Z\"", "\"InForce\":false", "\"tenant by tenant\"");
        assertThat(policy("sharepoint-new-tenants")).contains("2024-11-01", "\"InForce\":false", "\"new tenants\"");

        exchange().restart();
        exchange().clock.set(Instant.parse("2026-11-15T00:00:00Z"));
        assertThat(rule(call("daemon", "test"))).isEqualTo("P2");
        assertThat(policy("ews-off-by-default")).contains("\"InForce\":true");
    }

    private String policy(String id) {
        return exchange().get("Get-LabPolicy").stream()
                .map(JsonObject.class::cast)
                .filter(change -> id.equals(change.getString("Id")))
                .map(JsonObject::encode)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void refusesAPersonByTheSettings() {
        start(false);
        exchange().clock.set(Instant.parse("2026-06-05T00:00:00Z"));
        assertThat(call("anna", "test").status()).isEqualTo(200);
        set("EwsEnabled", "true", "EwsAllowedAppIDs", DAEMON);

        Answer answer = call("anna", "test");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers().get("X-EWS-Policy-Reason")).contains("blocked by policy");
        JsonObject hop = exchange().hops().get(exchange().hops().size() - 1);
        assertThat(hop.getString("kind")).isEqualToIgnoringCase("refused");
        assertThat(hop.getString("rule")).isEqualTo("P3");
        assertThat(hop.getString("user")).contains("anna@contoso.com");
        assertThat(hop.getString("detail")).contains("a person without an application");
    }

    /** With two transactions, a node that is killed between them would store one half of the settings. */
    @Test
    void storesAllSettingsOfACmdletOrNone() throws SQLException {
        start(false);
        exchange().clock.set(Instant.parse("2026-06-05T00:00:00Z"));
        execute(
                TestDatabase.isPostgres()
                        ? "ALTER TABLE ews_settings ADD CONSTRAINT no_room CHECK (FALSE) NOT VALID"
                        : "CREATE TRIGGER no_room BEFORE INSERT ON ews_settings BEGIN SELECT RAISE(ABORT, 'full'); END");
        JsonObject both = parameters("MailTipsAllTipsEnabled", "false", "EwsEnabled", "false");

        assertThat(exchange().attempt("Set-OrganizationConfig", both).status()).isEqualTo(500);
        assertThat(organization().getBoolean("MailTipsAllTipsEnabled")).isTrue();

        execute(
                TestDatabase.isPostgres()
                        ? "ALTER TABLE ews_settings DROP CONSTRAINT no_room"
                        : "DROP TRIGGER no_room");
        exchange().run("Set-OrganizationConfig", both);
        assertThat(organization().getBoolean("MailTipsAllTipsEnabled")).isFalse();
        assertThat(organization().getBoolean("EwsEnabled")).isFalse();
        exchange().restart();
        assertThat(organization().getBoolean("MailTipsAllTipsEnabled")).isFalse();
        assertThat(organization().getBoolean("EwsEnabled")).isFalse();
    }

    private JsonObject organization() {
        return exchange().get("Get-OrganizationConfig").getJsonObject(0);
    }

    private void execute(String statement) throws SQLException {
        try (Connection database = exchange().connect();
                Statement made = database.createStatement()) {
            made.execute(statement);
        }
    }

    /** Before April 2025 the mailbox alone decides if it says something. Then both levels have to allow. */
    @Test
    void comparesOrganizationAndMailboxInTheOrderOfTheDate() {
        start(false);
        set("EwsEnabled", "false");
        exchange().run("Set-CASMailbox", parameters("Identity", "anna@contoso.com", "EwsEnabled", "true"));
        assertThat(rule(call("exchange server", "test"))).isEqualTo("-");

        exchange().clock.set(Instant.parse("2025-04-01T00:00:00Z"));
        assertThat(rule(call("exchange server", "test"))).isEqualTo("P2");

        set("EwsEnabled", "null");
        assertThat(rule(call("exchange server", "test"))).isEqualTo("-");
        exchange().run("Set-CASMailbox", parameters("Identity", "anna@contoso.com", "EwsEnabled", "false"));
        assertThat(rule(call("exchange server", "test"))).isEqualTo("P2");
        assertThat(rule(call("daemon", "test"))).as("by impersonation").isEqualTo("P2");
        assertThat(exchange()
                        .run("Get-CASMailbox", parameters("Identity", "anna@contoso.com"))
                        .getJsonArray("output")
                        .getJsonObject(0)
                        .getBoolean("EwsEnabled"))
                .isFalse();
    }

    /** As in the product, whoever writes the right User-Agent passes that list, but not the list of applications. */
    @Test
    void aPretendedUserAgentOpensTheListOfClientsOnly() {
        start(false);
        exchange().clock.set(Instant.parse("2026-06-05T00:00:00Z"));
        set("EwsApplicationAccessPolicy", "EnforceAllowList", "EwsAllowList", "Contoso*");
        assertThat(rule(call("daemon", "python-requests"))).isEqualTo("P4");
        assertThat(rule(call("daemon", "Contoso.*"))).as("as text").isEqualTo("-");
        assertThat(rule(call("daemon", "contoso/1.0"))).isEqualTo("-");

        set("EwsEnabled", "true", "EwsAllowedAppIDs", OTHER);
        assertThat(rule(call("daemon", "Contoso/1.0 " + OTHER))).isEqualTo("P3");

        set("EwsAllowedAppIDs", "null", "EwsApplicationAccessPolicy", "EnforceBlockList", "EwsBlockList", "python*");
        assertThat(rule(call("daemon", "python-requests"))).isEqualTo("P4");
        assertThat(rule(call("daemon", "Contoso/1.0"))).isEqualTo("-");
    }

    /** The application is the one of the verified token, whatever else a request says. */
    @Test
    void anApplicationOnTheListDoesNotHelpAnother() {
        start(false);
        exchange().clock.set(Instant.parse("2026-06-05T00:00:00Z"));
        set("EwsEnabled", "true", "EwsAllowedAppIDs", OTHER);
        TestTokens capitals = daemon();
        capitals.actor().claim("nameid", DAEMON.toUpperCase(Locale.ROOT) + "@" + FakeAuthorizationServer.TENANT);
        TestTokens forged = daemon();
        forged.actor()
                .claim("nameid", OTHER + "@" + FakeAuthorizationServer.TENANT)
                .signedBy(TestKeys.named("mallory"))
                .header("kid", TestKeys.named("mallory").x5t());

        assertThat(rule(send(exchange().call().bearer(capitals.text()), "test", IMPERSONATION)))
                .as("ids in tokens have no capitals")
                .isEqualTo("F8");
        assertThat(rule(send(exchange().call().bearer(forged.text()), "test", IMPERSONATION)))
                .isEqualTo("E4");
        assertThat(send(
                                exchange()
                                        .call()
                                        .bearer(daemon().text())
                                        .header("appid", OTHER)
                                        .header("X-ClientApplication", OTHER),
                                "test",
                                IMPERSONATION)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aWrongSettingGetsAnErrorAndChangesNothing() {
        start(false);
        assertThat(error("EwsAllowedAppIDs", DAEMON))
                .contains("A parameter cannot be found that matches parameter name 'EwsAllowedAppIDs'.");
        exchange().clock.set(Instant.parse("2026-06-05T00:00:00Z"));
        set("EwsEnabled", "true", "EwsAllowedAppIDs", DAEMON);

        assertThat(error("EwsEnabled", "false", "EwsAllowedAppIDs", DAEMON + ";" + OTHER))
                .contains("is not the id of an application");
        assertThat(error("EwsEnabled", "false", "EwsAllowList", "Contoso*"))
                .contains("EwsApplicationAccessPolicy must be specified if to set EwsAllowList or EwsBlockList.");
        assertThat(error("EwsApplicationAccessPolicy", "EnforceAllowList", "EwsAllowList", "Contoso\nEvil*"))
                .contains("EwsAllowList: 'Contoso", "is not a User-Agent");
        JsonObject config = exchange()
                .run("Get-OrganizationConfig", new JsonObject().put("RetrieveEwsOperationAccessPolicy", true))
                .getJsonArray("output")
                .getJsonObject(0);
        assertThat(config.getBoolean("EwsEnabled")).isTrue();
        assertThat(config.getString("EwsAllowedAppIDs")).isEqualTo(DAEMON);
        assertThat(exchange().get("Get-OrganizationConfig").getJsonObject(0).containsKey("EwsAllowedAppIDs"))
                .isFalse();

        exchange().clock.set(Instant.parse("2027-04-01T00:00:00Z"));
        assertThat(error("EwsEnabled", "true"))
                .contains("A parameter cannot be found that matches parameter name 'EwsEnabled'.");
    }

    private String error(String... pairs) {
        Answer answer = exchange().attempt("Set-OrganizationConfig", parameters(pairs));
        assertThat(answer.status()).isEqualTo(400);
        return answer.body();
    }

    @Test
    void appliesChangesAfterTheProductsDelayIfTheSettingSaysSo() {
        start(true);
        exchange().clock.set(Instant.parse("2026-06-05T00:00:00Z"));
        set("EwsEnabled", "true");
        exchange().clock.advance(Duration.ofHours(1));
        set("EwsAllowedAppIDs", OTHER);
        assertThat(rule(call("daemon", "test"))).isEqualTo("-");
        exchange().clock.advance(Duration.ofHours(24));
        assertThat(rule(call("daemon", "test"))).isEqualTo("P3");
        set("EwsEnabled", "false");
        assertThat(rule(call("daemon", "test"))).isEqualTo("P3");
        exchange().clock.advance(Duration.ofHours(1));
        assertThat(rule(call("daemon", "test"))).isEqualTo("P2");
    }

    @Test
    void aScreamTestRefusesSomeMailboxesUntilItsEndByItsSeed() {
        start(false);
        exchange().clock.set(Instant.parse("2026-07-01T00:00:00Z"));
        List<String> rules = Stream.iterate(1, seed -> seed + 1)
                .limit(8)
                .map(seed -> {
                    exchange()
                            .run(
                                    "Set-LabEwsScreamTest",
                                    new JsonObject().put("Seed", seed).put("Until", "2026-07-01T04:00:00Z"));
                    return rule(call("daemon", "test"));
                })
                .toList();
        assertThat(rules).containsOnly("P6", "-").contains("P6", "-");
        int screaming = rules.indexOf("P6") + 1;
        exchange()
                .run(
                        "Set-LabEwsScreamTest",
                        new JsonObject().put("Seed", screaming).put("Until", "2026-07-01T04:00:00Z"));
        assertThat(rule(call("daemon", "test"))).as("the same seed").isEqualTo("P6");
        set("EwsEnabled", "true");
        assertThat(rule(call("daemon", "test"))).isEqualTo("-");
        set("EwsEnabled", "null");
        exchange().clock.set(Instant.parse("2026-07-01T04:00:00Z"));
        assertThat(rule(call("daemon", "test"))).isEqualTo("-");
    }
}
