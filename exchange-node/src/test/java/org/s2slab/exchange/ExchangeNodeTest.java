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
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestMetadata;

class ExchangeNodeTest {
    private static final String EWS = "/EWS/Exchange.asmx";
    private static final String LIST = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
            + "<GetImItemList xmlns=\"http://schemas.microsoft.com/exchange/services/2006/messages\"/>"
            + "</s:Body></s:Envelope>";

    @TempDir
    Path folder;

    private RunningExchange exchange;

    @BeforeEach
    void start() {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void challengesWithoutTrustedIssuersWhileThereIsNoPartner() {
        Answer answer = exchange.call().send(HttpMethod.POST, EWS, LIST);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().getAll("WWW-Authenticate"))
                .containsExactly(
                        "Basic realm=\"exchange.contoso.com\"",
                        "Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\","
                                + " token_types=\"app_asserted_user_v1 service_asserted_app_v1\"");
        assertThat(answer.headers().contains("x-ms-diagnostics")).isFalse();
    }

    @Test
    void offersBearerFirstToPartnersAndNoWindowsAuthentication() {
        for (String authorization : List.of("Bearer", "NTLM TlRMTVNTUAABAAAA", "Negotiate YII")) {
            Answer answer =
                    exchange.call().header("Authorization", authorization).send(HttpMethod.POST, EWS, LIST);

            assertThat(answer.status()).as(authorization).isEqualTo(401);
            assertThat(answer.headers().getAll("WWW-Authenticate"))
                    .as(authorization)
                    .hasSize(2)
                    .first()
                    .asString()
                    .startsWith("Bearer ");
            assertThat(answer.headers().contains("x-ms-diagnostics")).isFalse();
        }
    }

    @Test
    void knowsAPersonByTheNameOfTheDomainToo() {
        for (String name : List.of("CONTOSO\\anna", "contoso\\Anna", "contoso.com\\anna", "Anna@Contoso.com")) {
            assertThat(signIn(name, TestDeployment.PASSWORD)).as(name).isEqualTo(200);
        }
        for (String name :
                List.of("FABRIKAM\\anna", "fabrikam.com\\anna", "\\anna", "anna", "CONTOSO\\nobody", "CONTOSO/anna")) {
            assertThat(signIn(name, TestDeployment.PASSWORD)).as(name).isEqualTo(401);
        }
        assertThat(signIn("CONTOSO\\anna", "wrong")).isEqualTo(401);
    }

    private int signIn(String name, String password) {
        return exchange.call()
                .basic(name, password)
                .header("Content-Type", "text/xml")
                .send(HttpMethod.POST, EWS, LIST)
                .status();
    }

    @Test
    void namesItsPartnersInTheChallenge() {
        exchange.configureLync();
        Answer answer = exchange.call().header("Authorization", "Bearer").send(HttpMethod.POST, EWS, LIST);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("WWW-Authenticate"))
                .isEqualTo("Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\","
                        + " trusted_issuers=\"00000004-0000-0ff1-ce00-000000000000@contoso.com\","
                        + " token_types=\"app_asserted_user_v1 service_asserted_app_v1\"");
    }

    @Test
    void publishesTheCertificateItWasSetUpWith() {
        Answer answer = exchange.call().get("/autodiscover/metadata/json/1");

        assertThat(answer.status()).isEqualTo(200);
        JsonObject document = answer.json();
        assertThat(document.fieldNames())
                .containsExactly(
                        "id",
                        "version",
                        "name",
                        "realm",
                        "serviceName",
                        "issuer",
                        "allowedAudiences",
                        "keys",
                        "endpoints");
        assertThat(document.getString("realm")).isEqualTo("contoso.com");
        assertThat(document.getString("issuer")).isEqualTo("00000002-0000-0ff1-ce00-000000000000@contoso.com");
        JsonObject key = document.getJsonArray("keys").getJsonObject(0);
        assertThat(key.getJsonObject("keyinfo").getString("x5t"))
                .isEqualTo(TestKeys.exchange().x5t());
        assertThat(key.getJsonObject("keyvalue").getString("value"))
                .isEqualTo(TestMetadata.base64(TestKeys.exchange()));
    }

    @Test
    void letsAPersonReadTheirOwnListByBasic() {
        Answer answer = exchange.call()
                .basic("anna@contoso.com", TestDeployment.PASSWORD)
                .header("Content-Type", "text/xml; charset=utf-8")
                .send(HttpMethod.POST, EWS, LIST);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("IPM.DistList.MOC.Favorites").contains("ServerVersionInfo");
        assertThat(answer.headers().get("Content-Type")).isEqualTo("text/xml; charset=utf-8");
    }

    /** "Maintain affinity between a group of subscriptions and the Mailbox server in Exchange". */
    @Test
    void givesTheCookieOfItsMailboxServerToWhoeverAsksForAffinity() {
        for (String asked : List.of("true", "True", "false")) {
            Answer answer = exchange.call()
                    .basic("anna@contoso.com", TestDeployment.PASSWORD)
                    .header("Content-Type", "text/xml; charset=utf-8")
                    .header("X-PreferServerAffinity", asked)
                    .send(HttpMethod.POST, EWS, LIST);
            assertThat(answer.headers().getAll("Set-Cookie"))
                    .as(asked)
                    .hasSize(asked.equals("false") ? 0 : 1)
                    .allMatch(cookie -> cookie.startsWith("X-BackEndOverrideCookie=")
                            && cookie.contains("Secure")
                            && cookie.contains("HTTPOnly"));
        }
    }

    private List<String> assignees() {
        return exchange.get("Get-ManagementRoleAssignment").stream()
                .map(JsonObject.class::cast)
                .filter(assignment -> assignment.getString("RoleAssigneeType").equals("User"))
                .map(assignment -> assignment.getString("RoleAssigneeName"))
                .toList();
    }

    @Test
    void keepsEverythingOverARestart() {
        exchange.configureLync();
        exchange.run("Set-AuthConfig", new JsonObject().put("Realm", "0c0ffee0-0000-4000-8000-000000000000"));
        exchange.run(
                "New-AcceptedDomain", new JsonObject().put("Name", "Fabrikam").put("DomainName", "fabrikam.com"));
        exchange.run(
                "New-ManagementRoleAssignment",
                new JsonObject().put("Role", "ApplicationImpersonation").put("User", "anna"));
        exchange.run("Disable-Mailbox", new JsonObject().put("Identity", "bert"));
        exchange.restart();

        assertThat(exchange.get("Get-PartnerApplication")).hasSize(2);
        assertThat(exchange.get("Get-AuthConfig").getJsonObject(0).getString("Realm"))
                .isEqualTo("0c0ffee0-0000-4000-8000-000000000000");
        assertThat(exchange.get("Get-AcceptedDomain")).hasSize(2);
        assertThat(assignees()).hasSize(10);
        assertThat(exchange.get("Get-Mailbox").stream().map(box -> ((JsonObject) box).getString("Name")))
                .containsExactly("anna", "carla");
    }

    @Test
    void doesNotRemoveTheDefaultDomain() {
        Answer refused = exchange.attempt("Remove-AcceptedDomain", new JsonObject().put("Identity", "contoso.com"));
        assertThat(refused.status()).isEqualTo(400);

        exchange.run("New-AcceptedDomain", new JsonObject().put("Name", "All").put("DomainName", "*.contoso.com"));
        exchange.run(
                "Set-AcceptedDomain", new JsonObject().put("Identity", "All").put("MakeDefault", true));
        exchange.run("Remove-AcceptedDomain", new JsonObject().put("Identity", "contoso.com"));
        assertThat(exchange.get("Get-AcceptedDomain")).hasSize(1);
    }

    @Test
    void warnsOfAnAddressThatSomebodyElseHas() {
        JsonObject answer = exchange.run(
                "Set-Mailbox",
                new JsonObject()
                        .put("Identity", "bert")
                        .put(
                                "EmailAddresses",
                                new JsonArray().add("SMTP:bert@contoso.com").add("anna@contoso.com")));

        assertThat(answer.getJsonArray("warnings").getString(0)).contains("already being used by 'anna'");
        assertThat(exchange.attempt("Get-Mailbox", new JsonObject().put("Identity", "anna@contoso.com"))
                        .json()
                        .getJsonArray("output"))
                .hasSize(2);
    }
}
