package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LyncCmdletsTest {
    private static final String ANNA = "anna@contoso.com";

    @TempDir
    Path folder;

    private LyncLab lab;

    @BeforeEach
    void start() {
        lab = new LyncLab(folder);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void keepsOAuthWhateverIsTried() {
        for (String name : new String[] {"Remove-CsOAuthConfiguration", "Disable-CsOAuthConfiguration"}) {
            var answer = lab.tryCmdlet(name, "Identity", "global");

            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.message()).contains("OAuth is always on");
        }
        assertThat(lab.cmdlet("Get-CsOAuthConfiguration").object().getString("Realm"))
                .isEqualTo("contoso.com");
    }

    @Test
    void checksWhereExchangeIsSaidToBe() {
        assertThat(lab.tryCmdlet(
                                "Set-CsOAuthConfiguration",
                                "ExchangeAutodiscoverUrl",
                                "https://autodiscover.contoso.com/autodiscover/autodiscover.xml")
                        .message())
                .contains("autodiscover.svc");
        lab.cmdlet("Set-CsOAuthConfiguration", "ExchangeAutodiscoverUrl", LyncLab.AUTODISCOVER);
        lab.stop();
        lab.start();
        assertThat(lab.cmdlet("Get-CsOAuthConfiguration").object().getString("ExchangeAutodiscoverUrl"))
                .isEqualTo(LyncLab.AUTODISCOVER);
    }

    @Test
    void followsAnAutodiscoverRedirectOnlyToAllowedDomains() {
        lab.connected();
        String elsewhere = "https://exchange.contoso.com/autodiscover/autodiscover.svc";
        lab.exchange.redirect(elsewhere);
        String refused = lab.signIn(ANNA).body().getJsonObject("migration").getString("reason");
        lab.cmdlet("Set-CsOAuthConfiguration", "ExchangeAutodiscoverAllowedDomains", "*.fabrikam.com;*.contoso.com");
        lab.exchange.redirect(elsewhere);
        lab.exchange.calls();

        JsonObject session = lab.signIn(ANNA).body();

        assertThat(refused).contains("exchange.contoso.com", "ExchangeAutodiscoverAllowedDomains");
        assertThat(session.getString("contactStore")).isEqualTo("exchange");
        assertThat(lab.exchange.calls())
                .startsWith("GetUserSettings@autodiscover.contoso.com", "GetUserSettings@exchange.contoso.com");
    }

    @Test
    void testsTheUnifiedContactStore() {
        lab.connected().fillListOf(ANNA);
        lab.signIn(ANNA);
        lab.signIn("bert@contoso.com");

        JsonObject anna = testUcs(ANNA);
        JsonObject bert = testUcs("sip:bert@contoso.com");

        assertThat(anna.fieldNames()).containsExactly("Target Fqdn", "Result", "Latency", "Error Message", "Diagnosis");
        assertThat(anna.getString("Result")).isEqualTo("Success");
        assertThat(bert.getString("Result")).isEqualTo("Failure");
        assertThat(bert.getString("Error Message"))
                .isEqualTo("No contacts were received for the user. Verify that contacts exist for the user.");
    }

    private JsonObject testUcs(String sip) {
        return lab.cmdlet("Test-CsUnifiedContactStore", "TargetFqdn", "lync.contoso.com", "UserSipAddress", sip)
                .object();
    }

    @Test
    void testsTheWayToAMailbox() {
        lab.connected();

        JsonObject passed = lab.cmdlet("Test-CsExStorageConnectivity", "SipUri", "sip:" + ANNA, "Folder", "Inbox")
                .object();
        lab.exchange.refuse("2000004;reason=\"The tenant for tenant guid 'contoso.com' does not exist.\"");
        var failed = lab.tryCmdlet("Test-CsExStorageConnectivity", "SipUri", "sip:" + ANNA, "Verbose", true);

        assertThat(passed.getString("Result")).isEqualTo("Test Passed.");
        assertThat(passed.getJsonArray("Checked")).contains("CreateItem(inbox)");
        assertThat(failed.status()).isEqualTo(502);
        assertThat(failed.message()).contains("GetUserSettings", "401", "2000004", "trusted_issuers");
        assertThat(lab.tryCmdlet("Test-CsExStorageConnectivity", "SipUri", ANNA, "Binding", "NetTCP")
                        .message())
                .contains("HostNameStorageService");
    }

    @Test
    void testsThatExchangeTellsOfWhatHappens() {
        lab.connected();
        FakeItems mailbox = lab.exchange.itemsOf(ANNA);
        mailbox.silentFor(1);

        JsonObject passed = testNotification("DeleteItem", true);

        assertThat(passed.getString("Result")).isEqualTo("Success");
        assertThat(passed.getString("Target Fqdn")).isEqualTo("lync.contoso.com");
        assertThat(passed.getString("Error Message")).isNull();
        assertThat(lab.exchange.calls())
                .containsSubsequence("Subscribe", "CreateItem", "GetEvents", "GetEvents", "DeleteItem", "Unsubscribe");
        assertThat(mailbox.items()).isEmpty();
        assertThat(testNotification("Binding", "NetNamedPipe").getString("Result"))
                .isEqualTo("Success");
        assertThat(mailbox.items()).hasSize(1);
        assertThat(mailbox.subscriptions()).isZero();
    }

    @Test
    void saysWhatFailsWhenExchangeDoesNotTell() {
        lab.connected();
        lab.exchange.breakAfter(2, FakeExchange.Break.BUSY);

        JsonObject busy = testNotification("DeleteItem", true);

        assertThat(busy.getString("Result")).isEqualTo("Failure");
        assertThat(busy.getString("Diagnosis")).contains("GetEvents failed", "ErrorServerBusy");
        assertThat(lab.exchange.itemsOf(ANNA).items()).isEmpty();
        assertThat(lab.exchange.itemsOf(ANNA).subscriptions()).isZero();

        lab.exchange.refuse("2000004;reason=\"The tenant for tenant guid 'contoso.com' does not exist.\"");
        JsonObject refused = testNotification("DeleteItem", true);
        assertThat(refused.getString("Error Message")).contains("sip:anna@contoso.com");
        assertThat(refused.getString("Diagnosis"))
                .contains("GetUserSettings failed", "401", "request-id", "2000004", "trusted_issuers");
    }

    private JsonObject testNotification(String parameter, Object value) {
        return lab.cmdlet("Test-CsExStorageNotification", "SipUri", "sip:" + ANNA, parameter, value)
                .object();
    }

    @Test
    void enablesAndDisablesUsers() {
        assertThat(lab.cmdlet("Get-CsUser").body().getJsonArray("output")).hasSize(5);
        lab.cmdlet(
                "Enable-CsUser",
                "Identity",
                "gast@contoso.com",
                "RegistrarPool",
                "lync.contoso.com",
                "SipAddress",
                "sip:gast@fabrikam.com");
        assertThat(lab.signIn("gast@contoso.com").status()).isEqualTo(201);

        lab.cmdlet("Disable-CsUser", "Identity", "gast@contoso.com");

        assertThat(lab.signIn("gast@contoso.com").status()).isIn(401, 403);
        assertThat(lab.tryCmdlet("Get-CsUser", "Identity", "nobody@contoso.com").message())
                .contains("Management object not found");
    }
}
