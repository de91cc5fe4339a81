package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchivingPolicyTest {
    private static final String ANNA = "anna@contoso.com";
    private static final String CONVERSATIONS = "/users/me/conversations";

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

    /** Where the transcript of a conversation that a person begins with somebody goes for this person. */
    private String archived(String person, String to) {
        String id = lab.post(
                        person,
                        CONVERSATIONS,
                        new JsonObject().put("to", new JsonArray().add(to)).put("message", "Hello"))
                .body()
                .getString("id");
        JsonObject archived = lab.post(person, CONVERSATIONS + "/" + id + "/end", new JsonObject())
                .body()
                .getJsonObject("archived");
        return archived.getInteger("exchange") == 1 ? "exchange" : archived.getInteger("lync") == 1 ? "lync" : "none";
    }

    @ParameterizedTest
    @CsvSource({
        // EnableArchiving, EnableExchangeArchiving, ExchangeArchivingPolicy, person, on hold, policy, with outsider,
        // goes to
        "None,         true,  ArchivingToExchange,    anna,   true,  true,  false, none",
        "ImOnly,       true,  NoArchiving,            anna,   true,  true,  false, none",
        "ImOnly,       false, NoArchiving,            anna,   false, true,  false, none",
        "ImOnly,       false, Uninitialized,          anna,   true,  true,  false, lync",
        "ImOnly,       false, ArchivingToExchange,    anna,   true,  true,  false, lync",
        "ImOnly,       false, Uninitialized,          anna,   true,  false, false, none",
        "ImOnly,       true,  UseLyncArchivingPolicy, anna,   true,  true,  false, lync",
        "ImOnly,       true,  UseLyncArchivingPolicy, anna,   true,  false, false, none",
        "ImOnly,       true,  ArchivingToExchange,    nomail, false, true,  false, lync",
        "ImOnly,       true,  Uninitialized,          nomail, false, false, false, none",
        "ImOnly,       true,  ArchivingToExchange,    anna,   false, false, false, exchange",
        "ImAndWebConf, true,  Uninitialized,          anna,   true,  false, false, exchange",
        "ImAndWebConf, true,  Uninitialized,          anna,   true,  false, true,  exchange",
        "ImAndWebConf, true,  Uninitialized,          anna,   false, true,  false, lync",
        "ImAndWebConf, true,  Uninitialized,          anna,   false, true,  true,  none",
        "ImAndWebConf, true,  Uninitialized,          anna,   false, false, false, none",
        "ImAndWebConf, true,  Uninitialized,          olga,   true,  true,  false, lync",
        "ImAndWebConf, true,  Uninitialized,          olga,   true,  false, false, none",
        "ImAndWebConf, true,  ArchivingToExchange,    olga,   false, false, false, exchange",
    })
    void sendsATranscriptWhereTheDocumentsSay(
            String what,
            boolean exchange,
            String userPolicy,
            String person,
            boolean onHold,
            boolean internal,
            boolean withOutsider,
            String destination) {
        String upn = person + "@contoso.com";
        lab.cmdlet("Set-CsArchivingConfiguration", "EnableArchiving", what, "EnableExchangeArchiving", exchange);
        lab.cmdlet("Set-CsArchivingPolicy", "ArchiveInternal", internal);
        lab.cmdlet("Set-CsUser", "Identity", upn, "ExchangeArchivingPolicy", userPolicy);
        if (onHold) {
            lab.hold(upn, "case-7");
        }
        lab.cmdlet("New-CsArchivingPolicy", "Identity", "Quiet");
        lab.cmdlet("Grant-CsArchivingPolicy", "Identity", "frida@fabrikam.com", "PolicyName", "Quiet");

        assertThat(archived(upn, withOutsider ? "tom@northwind.com" : "frida@fabrikam.com"))
                .isEqualTo(destination);
    }

    @Test
    void archivesConversationsWithOutsidersByArchiveExternal() {
        lab.cmdlet("Set-CsArchivingConfiguration", "EnableArchiving", "ImOnly");
        lab.cmdlet("New-CsArchivingPolicy", "Identity", "Sales", "ArchiveExternal", true);
        lab.cmdlet("Grant-CsArchivingPolicy", "Identity", ANNA, "PolicyName", "Sales");

        assertThat(archived(ANNA, "tom@northwind.com")).isEqualTo("lync");
        assertThat(archived(ANNA, "bert@contoso.com")).isEqualTo("none");
        assertThat(lab.cmdlet("Get-CsUser", "Identity", ANNA).object().getString("ArchivingPolicy"))
                .isEqualTo("Tag:Sales");
        lab.cmdlet("Remove-CsArchivingPolicy", "Identity", "Sales");
        assertThat(archived(ANNA, "tom@northwind.com")).isEqualTo("none");
    }

    @Test
    void keepsOneCopyForAllWhereDuplicatesAreNotWanted() {
        archiveInLync();
        archived(ANNA, "bert@contoso.com");
        lab.cmdlet("Set-CsArchivingConfiguration", "ArchiveDuplicateMessages", false);
        archived(ANNA, "bert@contoso.com");

        JsonArray exported = export("all", false);
        assertThat(exported).hasSize(2);
        assertThat(exported.getJsonObject(0).getJsonArray("ArchivedFor").size()
                        + exported.getJsonObject(1).getJsonArray("ArchivedFor").size())
                .isEqualTo(3);
    }

    private void archiveInLync() {
        lab.cmdlet("Set-CsArchivingConfiguration", "EnableArchiving", "ImOnly");
        lab.cmdlet("Set-CsArchivingPolicy", "ArchiveInternal", true);
    }

    private JsonArray export(String name, boolean purge) {
        return lab.cmdlet(
                        "Export-CsArchivingData",
                        "Identity",
                        "ArchivingDatabase:lync.contoso.com",
                        "OutputFolder",
                        folder.resolve(name).toString(),
                        "StartDate",
                        "2026-01-01T00:00:00Z",
                        "UserUri",
                        "sip:" + ANNA,
                        "Purge",
                        purge)
                .body()
                .getJsonArray("output");
    }

    @Test
    void exportsItsOwnArchiveAsMailFiles() throws Exception {
        archiveInLync();
        archived(ANNA, "bert@contoso.com");

        JsonArray exported = export("mail", true);

        assertThat(exported).hasSize(1);
        assertThat(exported.getJsonObject(0).getJsonArray("Messages")).containsExactly("Hello");
        assertThat(Files.readString(Path.of(exported.getJsonObject(0).getString("FileName"))))
                .contains("Content-Type: text/html", "MIME-Version: 1.0", "<" + ANNA + ">");
        assertThat(export("again", false)).as("what was exported was purged").isEmpty();
    }

    @Test
    void purgesItsArchiveAfterTheDaysThatAreSet() {
        archiveInLync();
        lab.cmdlet("Set-CsArchivingConfiguration", "EnablePurging", true, "KeepArchivingDataForDays", 30);
        archived(ANNA, "bert@contoso.com");
        lab.clock.advance(Duration.ofDays(29));
        archived(ANNA, "bert@contoso.com");
        assertThat(export("first", false)).hasSize(2);
        lab.cmdlet("Set-CsArchivingConfiguration", "PurgeExportedArchivesOnly", false);

        lab.clock.advance(Duration.ofDays(2));
        await().until(() -> export("later", false).isEmpty());
    }

    @Test
    void forgetsConversationsThatNobodyIsArchivedForAfterTheInterval() {
        lab.cmdlet("Set-CsArchivingConfiguration", "CachePurgingInterval", 4);
        String id = lab.post(
                        ANNA,
                        CONVERSATIONS,
                        new JsonObject()
                                .put("to", new JsonArray().add("bert@contoso.com"))
                                .put("message", "Hello"))
                .body()
                .getString("id");
        lab.post(ANNA, CONVERSATIONS + "/" + id + "/end", new JsonObject());
        assertThat(lab.get(ANNA, CONVERSATIONS + "/" + id).status()).isEqualTo(200);

        lab.clock.advance(Duration.ofHours(5));
        await().until(() -> lab.get(ANNA, CONVERSATIONS + "/" + id).status() == 404);
    }

    @Test
    void refusesValuesTheProductDoesNotTake() {
        assertThat(lab.tryCmdlet("Set-CsArchivingConfiguration", "CachePurgingInterval", 3)
                        .message())
                .contains("4 to 168");
        assertThat(lab.tryCmdlet("Set-CsArchivingConfiguration", "Identity", "site:Redmond", "EnableArchiving", "None")
                        .status())
                .isEqualTo(501);
    }
}
