package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.xml.XmlElement;

/** What administrators set for the whole organization and for a mailbox, as clients meet it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganizationSettingsTest {
    private static final String LIST = "<m:GetImItemList/>";

    private RunningExchange exchange;

    @BeforeAll
    void start(@TempDir Path folder) {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
    }

    @AfterAll
    void close() {
        exchange.close();
    }

    private List<String> codes(String person, String body) {
        return exchange.ews(person, body)
                .tree()
                .filter(element -> element.name().equals("ResponseCode"))
                .map(XmlElement::text)
                .toList();
    }

    private void set(String cmdlet, String name, Object value) {
        exchange.run(cmdlet, new JsonObject().put(name, value));
    }

    private void quota(String size) {
        exchange.run("Set-Mailbox", new JsonObject().put("Identity", "anna").put("ProhibitSendQuota", size));
    }

    private JsonObject shown(String cmdlet) {
        return exchange.get(cmdlet).getJsonObject(0);
    }

    @Test
    void answersBusyUntilTheCallerHasTimeAgain() {
        set("Set-ThrottlingPolicy", "EwsMaxBurst", "0");
        assertThat(codes("bert", LIST)).containsExactly("NoError");
        assertThat(codes("bert", LIST)).containsExactly("NoError");
        set("Set-ThrottlingPolicy", "EwsCutoffBalance", "0");
        assertThat(codes("bert", LIST)).containsExactly("NoError");
        XmlElement busy = exchange.ews("bert", LIST);
        assertThat(busy.find("ResponseCode").map(XmlElement::text)).hasValue("ErrorServerBusy");
        XmlElement backOff = busy.find("Value").orElseThrow();
        assertThat(backOff.attribute("Name")).hasValue("BackOffMilliseconds");
        assertThat(backOff.text()).isEqualTo("4");
        assertThat(codes("anna", LIST)).containsExactly("NoError");
        exchange.clock.advance(Duration.ofMillis(4));
        assertThat(codes("bert", LIST)).containsExactly("NoError");
        assertThat(codes("bert", LIST)).containsExactly("ErrorServerBusy");
        set("Set-ThrottlingPolicy", "EwsCutoffBalance", "unlimited");
        assertThat(codes("bert", LIST)).containsExactly("NoError");
        exchange.restart();
        assertThat(shown("Get-ThrottlingPolicy").getString("EwsMaxBurst")).isEqualTo("0");
        assertThat(shown("Get-ThrottlingPolicy").getString("EwsCutoffBalance")).isEqualTo("Unlimited");
        assertThat(shown("Get-ThrottlingPolicy").getString("EwsRechargeRate")).isEqualTo("900000");
    }

    @Test
    void limitsTheSubscriptionsOfACaller() {
        set("Set-ThrottlingPolicy", "EwsMaxSubscriptions", "2");
        String subscribe = "<m:Subscribe><m:PullSubscriptionRequest SubscribeToAllFolders=\"true\"><t:EventTypes>"
                + "<t:EventType>NewMailEvent</t:EventType></t:EventTypes><t:Timeout>10</t:Timeout>"
                + "</m:PullSubscriptionRequest></m:Subscribe>";
        assertThat(codes("anna", subscribe)).containsExactly("NoError");
        assertThat(codes("anna", subscribe)).containsExactly("NoError");
        assertThat(codes("anna", subscribe)).containsExactly("ErrorExceededSubscriptionCount");
        assertThat(codes("bert", subscribe)).containsExactly("NoError");
        assertThat(exchange.attempt("Set-ThrottlingPolicy", new JsonObject().put("EwsMaxSubscriptions", "many"))
                        .body())
                .contains("EwsMaxSubscriptions: 'many'");
    }

    @Test
    void hasNoMailTipsIfTheyAreOff() {
        String tips = "<m:GetMailTips><m:SendingAs><t:EmailAddress>anna@contoso.com</t:EmailAddress></m:SendingAs>"
                + "<m:Recipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></m:Recipients>"
                + "<m:MailTipsRequested>All</m:MailTipsRequested></m:GetMailTips>";
        String configuration = "<m:GetServiceConfiguration><m:RequestedConfiguration><m:ConfigurationName>MailTips"
                + "</m:ConfigurationName></m:RequestedConfiguration></m:GetServiceConfiguration>";
        for (boolean on : new boolean[] {true, false, true}) {
            set("Set-OrganizationConfig", "MailTipsAllTipsEnabled", on);
            assertThat(shown("Get-OrganizationConfig").getBoolean("MailTipsAllTipsEnabled"))
                    .isEqualTo(on);
            assertThat(codes("anna", tips)).contains(on ? "NoError" : "ErrorMailTipsDisabled");
            assertThat(exchange.ews("anna", configuration)
                            .find("MailTipsEnabled")
                            .map(XmlElement::text))
                    .hasValue(Boolean.toString(on));
        }
    }

    @Test
    void countsAttachmentsButNeitherTheArchiveNorRecoverableItems() {
        exchange.run("Enable-Mailbox", new JsonObject().put("Identity", "bert").put("Archive", true));
        exchange.run("Set-Mailbox", new JsonObject().put("Identity", "bert").put("ProhibitSendQuota", "2KB"));
        String create = "<m:CreateItem MessageDisposition=\"%s\"><m:SavedItemFolderId><t:DistinguishedFolderId"
                + " Id=\"%s\"/></m:SavedItemFolderId><m:Items><t:Message><t:Subject>s</t:Subject>%s<t:ToRecipients>"
                + "<t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients>"
                + "</t:Message></m:Items></m:CreateItem>";
        String file = "<t:Attachments><t:FileAttachment><t:Name>f</t:Name><t:Content>" + "QUJD".repeat(800)
                + "</t:Content></t:FileAttachment></t:Attachments>";
        String send = create.formatted("SendAndSaveCopy", "archiveinbox", "");
        String delete = "<m:DeleteItem DeleteType=\"%s\"><m:ItemIds><t:ItemId Id=\"%s\"/></m:ItemIds></m:DeleteItem>";
        assertThat(codes("bert", create.formatted("SaveOnly", "archiveinbox", file)))
                .containsExactly("NoError");
        String below = exchange.ews(
                        "bert",
                        "<m:CreateFolder><m:ParentFolderId><t:DistinguishedFolderId Id=\"archiveinbox\"/></m:ParentFolderId>"
                                + "<m:Folders><t:Folder><t:DisplayName>f</t:DisplayName></t:Folder></m:Folders></m:CreateFolder>")
                .find("FolderId")
                .flatMap(id -> id.attribute("Id"))
                .orElseThrow();
        assertThat(codes(
                        "bert",
                        create.formatted("SaveOnly", "archiveinbox", file)
                                .replace("DistinguishedFolderId Id=\"archiveinbox\"", "FolderId Id=\"" + below + "\"")))
                .containsExactly("NoError");
        assertThat(codes("bert", send)).containsExactly("NoError");

        String large = exchange.ews("bert", create.formatted("SaveOnly", "drafts", file))
                .find("ItemId")
                .flatMap(id -> id.attribute("Id"))
                .orElseThrow();
        assertThat(codes("bert", send)).containsExactly("ErrorQuotaExceeded");
        assertThat(codes("bert", delete.formatted("SoftDelete", large))).containsExactly("NoError");
        assertThat(codes("bert", send)).containsExactly("NoError");
        exchange.run("Set-Mailbox", new JsonObject().put("Identity", "bert").put("ProhibitSendQuota", "Unlimited"));
    }

    @Test
    void sendsNothingFromAMailboxThatIsTooLarge() {
        String message = "<t:Message><t:Subject>s</t:Subject><t:Body BodyType=\"Text\">" + "b".repeat(2048)
                + "</t:Body><t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox>"
                + "</t:ToRecipients></t:Message>";
        String create =
                "<m:CreateItem MessageDisposition=\"%s\"><m:Items>" + message + message + "</m:Items></m:CreateItem>";
        quota("1KB");
        assertThat(codes("anna", create.formatted("SaveOnly"))).containsExactly("NoError", "NoError");
        XmlElement refused = exchange.ews("anna", create.formatted("SendOnly"));
        assertThat(refused.tree()
                        .filter(element -> element.name().equals("CreateItemResponseMessage"))
                        .map(one -> one.attribute("ResponseClass").orElse("") + " "
                                + one.childText("ResponseCode").orElse("")))
                .containsExactly("Error ErrorQuotaExceeded", "Warning ErrorBatchProcessingStopped");
        assertThat(codes("bert", create.formatted("SendOnly"))).containsExactly("NoError", "NoError");
        assertThat(exchange.run("Get-Mailbox", new JsonObject().put("Identity", "anna"))
                        .getJsonArray("output")
                        .getJsonObject(0)
                        .getString("ProhibitSendQuota"))
                .isEqualTo("1024 B");
        quota("1 GB");
        assertThat(codes("anna", create.formatted("SendOnly"))).containsExactly("NoError", "NoError");
        quota("0");
        assertThat(codes("anna", create.formatted("SendOnly")))
                .containsExactly("ErrorQuotaExceeded", "ErrorBatchProcessingStopped");
        quota("unlimited");
        assertThat(codes("anna", create.formatted("SendOnly"))).containsExactly("NoError", "NoError");
        assertThat(exchange.attempt(
                                "Set-Mailbox",
                                new JsonObject().put("Identity", "anna").put("ProhibitSendQuota", "much"))
                        .body())
                .contains("ProhibitSendQuota: 'much'");
    }
}
