package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.testing.TestTokens;

/** The mailboxes that an application reaches: by consents of the tenant, by access policies, and by management roles. */
class ApplicationScopeTest {
    private static final String APP = "2b6f7a10-5c1d-4e8a-9a34-0f5d8c7b6a21";
    private static final String OBJECT = "0a5d8ca3-91ad-44f4-9d1e-1a5ebb7dd9a0";

    @TempDir
    Path folder;

    private RunningExchange exchange;

    @BeforeEach
    void start() {
        exchange = RunningExchange.online(folder);
        exchange.run(
                "New-DistributionGroup",
                new JsonObject().put("Name", "Helpdesk").put("Members", new JsonArray().add("anna")));
        exchange.run("New-ServicePrincipal", new JsonObject().put("AppId", APP).put("ObjectId", OBJECT));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private void scope(String filter) {
        exchange.run(
                "New-ManagementScope", new JsonObject().put("Name", "Some").put("RecipientRestrictionFilter", filter));
    }

    private void assign(String role) {
        exchange.run(
                "New-ManagementRoleAssignment",
                new JsonObject().put("App", APP).put("Role", role).put("CustomResourceScope", "Some"));
    }

    private static JsonObject policy(String right) {
        return new JsonObject()
                .put("AccessRight", right)
                .put("AppId", APP)
                .put("PolicyScopeGroupId", "Helpdesk@contoso.com");
    }

    /** The status of a call by EWS in the mailbox of a user, with these consents of the tenant. */
    private int ews(String user, String... consents) {
        TestTokens token = TestTokens.alone().issuedBy(FakeAuthorizationServer.ISSUER, FakeAuthorizationServer.key());
        token.actor().claim("nameid", APP + "@" + FakeAuthorizationServer.TENANT);
        if (consents.length > 0) {
            token.actor().claim("roles", List.of(consents));
        }
        String header = "<s:Header><t:ExchangeImpersonation"
                + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><t:ConnectingSID>"
                + "<t:SmtpAddress>" + user + "@contoso.com</t:SmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>"
                + "</s:Header><s:Body>";
        return exchange.call()
                .bearer(token.text())
                .header("Content-Type", "text/xml; charset=utf-8")
                .send(HttpMethod.POST, "/EWS/Exchange.asmx", IssuedTokenAtExchangeTest.LIST.replace("<s:Body>", header))
                .status();
    }

    /** The status of a request by Graph about the schedule of a user. */
    private int graph(String user, String... consents) {
        return schedule(user, user, consents).status();
    }

    private Answer schedule(String user, String other, String... consents) {
        return exchange.call()
                .bearer(MailboxGraphTest.token(consents).text())
                .send(
                        HttpMethod.POST,
                        "/v1.0/users/" + user + "@contoso.com/calendar/getSchedule",
                        MailboxGraphTest.SCHEDULE.replace("bert@", other + "@"));
    }

    @Test
    void aRoleReachesTheMailboxesInItsScopeOnly() {
        scope("MemberOfGroup -eq 'CN=Helpdesk,OU=Groups,OU=Microsoft Exchange Hosted Organizations'");
        assertThat(ews("anna")).as("before the assignment").isEqualTo(403);
        assign("Application EWS.AccessAsApp");
        assign("Application Calendars.Read");

        assertThat(ews("anna")).isEqualTo(200);
        assertThat(ews("bert")).isEqualTo(403);
        assertThat(ews("nobody")).as("the scope does not show who exists").isEqualTo(403);
        assertThat(graph("anna")).isEqualTo(200);
        assertThat(graph("bert")).isEqualTo(403);
        assertThat(graph("nobody")).isEqualTo(403);
        assertThat(schedule("anna", "bert").body()).contains("ErrorNoFreeBusyAccess");
        assertThat(exchange.hops().stream().map(hop -> hop.getString("rule")).filter("I6"::equals))
                .hasSizeGreaterThanOrEqualTo(3);
        exchange.run(
                "Add-DistributionGroupMember",
                new JsonObject().put("Identity", "Helpdesk").put("Member", "bert"));
        assertThat(ews("bert")).as("at once").isEqualTo(200);
    }

    @Test
    void aScopeIsUselessWhileTheConsentExists() {
        scope("Alias -eq 'anna'");
        assign("Application EWS.AccessAsApp");

        assertThat(ews("bert", "full_access_as_app")).isEqualTo(200);
        assertThat(ews("bert", "Mail.Read")).isEqualTo(403);
        assertThat(ews("anna", "Mail.Read")).isEqualTo(200);
        assertThat(graph("anna")).as("another role").isEqualTo(403);
        assertThat(graph("bert", "Calendars.Read")).isEqualTo(200);
    }

    @Test
    void anotherApplicationAndAnotherRoleHaveNothing() {
        scope("Alias -eq 'anna'");
        assign("Application Mail.Read");

        assertThat(ews("anna")).as("ErrorImpersonateUserDenied").isEqualTo(500);
        exchange.run(
                "Remove-ManagementRoleAssignment", new JsonObject().put("Identity", "Application Mail.Read-" + OBJECT));
        exchange.run("Remove-ServicePrincipal", new JsonObject().put("Identity", APP));
        exchange.run(
                "New-ServicePrincipal", new JsonObject().put("AppId", OBJECT).put("ObjectId", OBJECT));
        exchange.run(
                "New-ManagementRoleAssignment",
                new JsonObject().put("App", OBJECT).put("Role", "Application EWS.AccessAsApp"));
        assertThat(ews("anna"))
                .as("the id of the service principal is not the application's")
                .isEqualTo(403);
    }

    @Test
    void showsWhatAnApplicationMayUse() {
        scope("Alias -eq 'anna'");
        assign("Application EWS.AccessAsApp");
        exchange.run(
                "New-ManagementRoleAssignment", new JsonObject().put("App", APP).put("Role", "Application Mail.Send"));
        JsonObject tested = new JsonObject().put("Identity", OBJECT);

        JsonArray anna = exchange.run(
                        "Test-ServicePrincipalAuthorization", tested.copy().put("Resource", "anna"))
                .getJsonArray("output");
        JsonArray bert = exchange.run(
                        "Test-ServicePrincipalAuthorization", tested.copy().put("Resource", "bert"))
                .getJsonArray("output");
        JsonArray all =
                exchange.run("Test-ServicePrincipalAuthorization", tested).getJsonArray("output");

        JsonObject first = anna.getJsonObject(0);
        assertThat(first.getString("RoleName")).isEqualTo("Application EWS.AccessAsApp");
        assertThat(first.getString("GrantedPermissions")).isEqualTo("EWS.AccessAsApp");
        assertThat(first.getString("AllowedResourceScope")).isEqualTo("Some");
        assertThat(first.getString("ScopeType")).isEqualTo("CustomRecipientScope");
        assertThat(first.getString("InScope")).isEqualTo("True");
        assertThat(bert.getJsonObject(0).getString("InScope")).isEqualTo("False");
        assertThat(bert.getJsonObject(1).getString("InScope")).isEqualTo("True");
        assertThat(all.getJsonObject(1).getString("InScope")).isEqualTo("Not Run");
        assertThat(all.getJsonObject(1).getString("ScopeType")).isEqualTo("Organization");
        assertThat(exchange.get("Get-ManagementRoleAssignment").stream()
                        .map(JsonObject.class::cast)
                        .filter(one -> "ServicePrincipal".equals(one.getString("RoleAssigneeType"))))
                .hasSize(2);
    }

    @Test
    void aPolicyThatRestrictsPermitsItsGroupOnly() {
        exchange.run("New-ApplicationAccessPolicy", policy("RestrictAccess"));

        assertThat(ews("anna", "full_access_as_app")).isEqualTo(200);
        assertThat(ews("bert", "full_access_as_app")).isEqualTo(403);
        assertThat(ews("nobody", "full_access_as_app")).isEqualTo(403);
        assertThat(graph("anna", "Calendars.Read")).isEqualTo(200);
        assertThat(graph("bert", "Calendars.Read")).isEqualTo(403);
        assertThat(checked("anna")).isEqualTo("Granted");
        assertThat(checked("bert")).isEqualTo("Denied");
        scope("Alias -eq 'bert'");
        assign("Application EWS.AccessAsApp");
        assertThat(ews("bert", "full_access_as_app"))
                .as("a policy narrows no role")
                .isEqualTo(200);
    }

    private String checked(String mailbox) {
        return exchange.run(
                        "Test-ApplicationAccessPolicy",
                        new JsonObject().put("AppId", APP).put("Identity", mailbox))
                .getJsonArray("output")
                .getJsonObject(0)
                .getString("AccessCheckResult");
    }

    @Test
    void aPolicyThatDeniesWins() {
        exchange.run("New-ApplicationAccessPolicy", policy("DenyAccess"));
        assertThat(ews("anna", "full_access_as_app")).isEqualTo(403);
        assertThat(ews("bert", "full_access_as_app")).isEqualTo(200);

        exchange.run(
                "New-DistributionGroup",
                new JsonObject()
                        .put("Name", "Everybody")
                        .put("Members", new JsonArray().add("anna").add("bert")));
        exchange.run("New-ApplicationAccessPolicy", policy("RestrictAccess").put("PolicyScopeGroupId", "Everybody"));

        assertThat(checked("anna")).isEqualTo("Denied");
        assertThat(checked("bert")).isEqualTo("Granted");
        assertThat(ews("anna", "full_access_as_app")).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            Alias -eq 'anna' -and -not (Alias -eq 'bert')                        | True
            Alias -eq 'bert' -or PrimarySmtpAddress -like 'ANNA@*'               | True
            -not Alias -eq 'anna'                                                | False
            -not -not Alias -eq "Anna"                                           | True
            Alias -ne 'anna' -or Name -like '*'                                  | True
            (((Alias -like 'a*a')))                                              | True
            Alias -eq 'bert' -and Alias -eq 'anna' -or Alias -eq 'anna'          | True
            Alias -eq 'bert' -and (Alias -eq 'anna' -or Alias -eq 'anna')        | False
            MemberOfGroup -ne 'CN=Helpdesk,OU=Groups,OU=Microsoft Exchange Hosted Organizations' | False
            """)
    void readsFilters(String filter, String isInScope) {
        scope(filter);
        assign("Application EWS.AccessAsApp");

        assertThat(exchange.run(
                                "Test-ServicePrincipalAuthorization",
                                new JsonObject().put("Identity", APP).put("Resource", "anna"))
                        .getJsonArray("output")
                        .getJsonObject(0)
                        .getString("InScope"))
                .isEqualTo(isInScope);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            CustomAttribute1 -eq 'x'          | the lab does not have the property 'CustomAttribute1'
            Alias -gt 'x'                     | '-gt' is not -eq, -ne or -like
            Alias -eq x                       | 'x' is not a value in quotes
            Alias -eq 'x                      | cannot be read
            Alias -eq 'x' Alias               | 'Alias' was not expected
            Alias -eq 'x' -and                | the end
            (Alias -eq 'x'                    | ')' is missing
            Alias -eq $true                   | cannot be read
            {Alias -eq 'x'}                   | cannot be read
            """)
    void refusesOtherFilters(String filter, String message) {
        assertThat(refused(filter)).contains(message, "RecipientRestrictionFilter");
    }

    private String refused(String filter) {
        Answer answer = exchange.attempt(
                "New-ManagementScope", new JsonObject().put("Name", "Some").put("RecipientRestrictionFilter", filter));
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(exchange.get("Get-ManagementScope")).isEmpty();
        return answer.body();
    }

    @Test
    void limitsTheDepthAndTheLengthOfAFilter() {
        assertThat(refused("(".repeat(21) + "Alias -eq 'x'" + ")".repeat(21))).contains("parentheses");
        assertThat(refused("(".repeat(1_999))).contains("parentheses");
        assertThat(refused("-not ".repeat(500))).contains("characters");
        assertThat(refused("'" + "''".repeat(990))).contains("cannot be read");
        String long1 = "Alias -eq 'x'" + " -or Alias -eq 'x'".repeat(100);
        assertThat(refused(long1 + long1)).contains("characters");
        scope("-not ".repeat(390) + "Alias -eq 'anna'");
    }

    @Test
    void refusesWhatDoesNotFitTogether() {
        String[] wrong = {
            "{\"App\": \"nobody\", \"Role\": \"Application Mail.Read\"}",
            "{\"App\": \"" + APP + "\", \"Role\": \"UserApplication\"}",
            "{\"User\": \"anna\", \"Role\": \"Application Mail.Read\"}",
            "{\"App\": \"" + APP + "\", \"User\": \"anna\", \"Role\": \"Application Mail.Read\"}",
            "{\"App\": \"" + APP + "\", \"Role\": \"Application Mail.Read\", \"CustomResourceScope\": \"None\"}",
            "{\"App\": \"" + APP + "\", \"Role\": \"Application Everything\"}",
            "{\"Role\": \"UserApplication\"}"
        };
        for (String given : wrong) {
            assertThat(exchange.attempt("New-ManagementRoleAssignment", new JsonObject(given))
                            .status())
                    .as(given)
                    .isIn(400, 404);
        }
        assertThat(exchange.attempt(
                                "New-ServicePrincipal",
                                new JsonObject().put("AppId", APP).put("ObjectId", APP))
                        .status())
                .isEqualTo(409);
        scope("Alias -eq 'anna'");
        assign("Application Mail.Read");
        for (String cmdlet : List.of("Remove-ManagementScope Some", "Remove-ServicePrincipal " + APP)) {
            String[] parts = cmdlet.split(" ", 2);
            assertThat(exchange.attempt(parts[0], new JsonObject().put("Identity", parts[1]))
                            .status())
                    .as(cmdlet)
                    .isEqualTo(409);
        }
        assertThat(exchange.attempt(
                                "New-ApplicationAccessPolicy",
                                policy("DenyAccess").put("PolicyScopeGroupId", "x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void rolesSurviveARestart() {
        scope("Alias -eq 'anna'");
        assign("Application EWS.AccessAsApp");
        exchange.restart();

        assertThat(ews("anna")).isEqualTo(200);
        assertThat(ews("bert")).isEqualTo(403);
    }
}
