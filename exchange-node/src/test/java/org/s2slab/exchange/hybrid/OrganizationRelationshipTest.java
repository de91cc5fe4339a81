package org.s2slab.exchange.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.RunningExchange;
import org.s2slab.testing.FakePartner;

/** Organization relationships as administrators make them, and what free/busy does with them. */
class OrganizationRelationshipTest {
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

    private static JsonObject online() {
        return new JsonObject()
                .put("Name", "On-premises to O365")
                .put("DomainNames", new JsonArray().add("Contoso.mail.onmicrosoft.com"))
                .put("FreeBusyAccessEnabled", true)
                .put("TargetApplicationUri", "outlook.com");
    }

    private void set(String parameter, Object value) {
        exchange.run(
                "Set-OrganizationRelationship",
                new JsonObject().put("Identity", "On-premises to O365").put(parameter, value));
    }

    private String freeBusy() {
        return exchange.soap("anna", "", """
                <m:GetUserAvailabilityRequest><m:MailboxDataArray><t:MailboxData>\
                <t:Email><t:Address>bert@contoso.mail.onmicrosoft.com</t:Address></t:Email>\
                <t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray>\
                <t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>2026-03-02T08:00:00</t:StartTime>\
                <t:EndTime>2026-03-02T12:00:00</t:EndTime></t:TimeWindow>\
                <t:MergedFreeBusyIntervalInMinutes>60</t:MergedFreeBusyIntervalInMinutes>\
                <t:RequestedView>MergedOnly</t:RequestedView></t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>""").body();
    }

    @Test
    void keepsARelationshipOverARestart() {
        exchange.run("New-OrganizationRelationship", online());
        JsonObject made = exchange.get("Get-OrganizationRelationship").getJsonObject(0);
        exchange.restart();
        assertThat(exchange.get("Get-OrganizationRelationship").getJsonObject(0))
                .isEqualTo(made);
        assertThat(made.fieldNames())
                .containsExactly(
                        "DomainNames",
                        "FreeBusyAccessEnabled",
                        "FreeBusyAccessLevel",
                        "MailboxMoveEnabled",
                        "DeliveryReportEnabled",
                        "MailTipsAccessEnabled",
                        "MailTipsAccessLevel",
                        "PhotosEnabled",
                        "TargetApplicationUri",
                        "TargetSharingEpr",
                        "TargetOwaURL",
                        "TargetAutodiscoverEpr",
                        "OrganizationContact",
                        "Enabled",
                        "ArchiveAccessEnabled",
                        "Name",
                        "DistinguishedName",
                        "Identity",
                        "Guid");
        assertThat(made.getJsonArray("DomainNames")).containsExactly("contoso.mail.onmicrosoft.com");
        assertThat(made.getBoolean("Enabled")).isTrue();
        assertThat(made.getString("TargetApplicationUri")).isEqualTo("outlook.com");
        assertThat(made.getString("TargetSharingEpr")).isNull();
    }

    @Test
    void refusesFreeBusyWithoutAConnectorByName() {
        assertThat(freeBusy()).contains("ErrorMailRecipientNotFound");
        exchange.run("New-OrganizationRelationship", online());
        assertThat(freeBusy())
                .contains("ErrorProxyRequestProcessingFailed", "'On-premises to O365'", "which the lab does not have");
        exchange.run(
                "New-SettingOverride",
                new JsonObject()
                        .put("Name", "EnableExchangeHybrid3PAppFeature")
                        .put("Component", "Global")
                        .put("Section", "ExchangeOnpremAsThirdPartyAppId")
                        .put("Parameters", "Enabled=true")
                        .put("Reason", "test"));
        exchange.restart();
        assertThat(freeBusy()).contains("the setting override ExchangeOnpremAsThirdPartyAppId breaks DAuth");
        set("FreeBusyAccessEnabled", false);
        assertThat(freeBusy()).contains("ErrorMailRecipientNotFound");
    }

    /** With an address of EWS at the relationship, the connector does not need Autodiscover. */
    @Test
    void asksTheAddressOfTheRelationship() {
        exchange.run(
                "New-IntraOrganizationConnector",
                new JsonObject()
                        .put("Name", "online")
                        .put("DiscoveryEndpoint", "https://autodiscover.example/autodiscover/autodiscover.svc")
                        .put("TargetAddressDomains", "contoso.mail.onmicrosoft.com"));
        exchange.run("New-OrganizationRelationship", online());
        assertThat(freeBusy()).contains("ErrorAutoDiscoverFailed");
        FakePartner ews = exchange.beside("outlook.office365.com").on("/EWS/Exchange.asmx", FakePartner.status(500));
        set("TargetSharingEpr", "https://outlook.office365.com/EWS/Exchange.asmx");
        assertThat(freeBusy()).contains("ErrorProxyRequestProcessingFailed");
        assertThat(ews.seen()).isNotEmpty();
        set("Enabled", false);
        assertThat(freeBusy()).contains("ErrorAutoDiscoverFailed");
    }

    @Test
    void refusesBadInput() {
        exchange.run("New-OrganizationRelationship", online());
        assertThat(exchange.attempt("New-OrganizationRelationship", online()).status())
                .isEqualTo(409);
        assertThat(exchange.attempt("New-OrganizationRelationship", online().put("Name", "Another"))
                        .body())
                .contains("DomainNames", "'On-premises to O365'");
        for (JsonObject wrong : List.of(
                new JsonObject().put("DomainNames", "@contoso.com"),
                new JsonObject().put("TargetSharingEpr", "http://outlook.office365.com/EWS/Exchange.asmx"),
                new JsonObject().put("OrganizationContact", "a@contoso.com\nEnabled=false"))) {
            String parameter = wrong.fieldNames().iterator().next();
            assertThat(exchange.attempt("Set-OrganizationRelationship", wrong.put("Identity", "On-premises to O365"))
                            .body())
                    .contains(parameter + ": ");
        }
        exchange.run(
                "Remove-OrganizationRelationship",
                new JsonObject().put("Identity", "On-premises to O365").put("WhatIf", true));
        assertThat(exchange.get("Get-OrganizationRelationship")).hasSize(1);
        exchange.run("Remove-OrganizationRelationship", new JsonObject().put("Identity", "On-premises to O365"));
        assertThat(exchange.get("Get-OrganizationRelationship")).isEmpty();
    }
}
