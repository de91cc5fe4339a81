package org.s2slab.exchange.trust;

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
import org.s2slab.testing.TestCall.Answer;

/** Making applications known, and forgetting them. */
class PartnerApplicationCmdletsTest {
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

    private List<String> partners() {
        return exchange.get("Get-PartnerApplication").stream()
                .map(partner -> ((JsonObject) partner).getString("Name"))
                .toList();
    }

    private JsonObject shown(String name) {
        return exchange.run("Get-PartnerApplication", new JsonObject().put("Identity", name))
                .getJsonArray("output")
                .getJsonObject(0);
    }

    @Test
    void hasADisabledPartnerForTheOtherPremisesFromSetup() {
        JsonObject online = shown("Exchange Online");

        assertThat(online.getString("ApplicationIdentifier")).isEqualTo("00000002-0000-0ff1-ce00-000000000000");
        assertThat(online.getString("Realm")).isEmpty();
        assertThat(online.getBoolean("UseAuthServer")).isTrue();
        assertThat(online.getBoolean("Enabled")).isFalse();
        assertThat(online.getString("LinkedAccount")).isEqualTo("contoso.com/Users/Exchange Online-ApplicationAccount");
        exchange.run("Remove-PartnerApplication", new JsonObject().put("Identity", "Exchange Online"));
        exchange.restart();
        assertThat(partners()).isEmpty();
    }

    @Test
    void makesLyncAPartnerWithALinkedAccountAndRoles() {
        JsonObject made = exchange.configureLync().getJsonArray("output").getJsonObject(0);
        assertThat(made.getString("Name")).startsWith("LyncEnterprise-");
        assertThat(made.getString("LinkedAccount")).isEqualTo("contoso.com/Users/LyncEnterprise-ApplicationAccount");

        JsonObject shown = exchange.run("Get-PartnerApplication", new JsonObject().put("Identity", "Lync*"))
                .getJsonArray("output")
                .getJsonObject(0);
        assertThat(shown.fieldNames())
                .containsSubsequence(
                        "Enabled",
                        "ApplicationIdentifier",
                        "CertificateStrings",
                        "AuthMetadataUrl",
                        "Realm",
                        "UseAuthServer",
                        "AcceptSecurityIdentifierInformation",
                        "LinkedAccount",
                        "Name",
                        "DistinguishedName",
                        "Guid");
        assertThat(shown.getString("ApplicationIdentifier")).isEqualTo(RunningExchange.LYNC_ID);
        assertThat(shown.getString("Realm")).isEqualTo("contoso.com");
        assertThat(shown.getBoolean("Enabled")).isTrue();
        JsonArray roles = exchange.run(
                        "Get-ManagementRoleAssignment",
                        new JsonObject().put("RoleAssignee", "LyncEnterprise-ApplicationAccount"))
                .getJsonArray("output");
        assertThat(roles.stream().map(role -> ((JsonObject) role).getString("Role")))
                .containsExactly("ArchiveApplication", "UserApplication");
    }

    @Test
    void keepsWhatAnApplicationIsGranted() {
        exchange.run(
                "New-PartnerApplication",
                new JsonObject()
                        .put("Name", "Mail")
                        .put("ApplicationIdentifier", "mail")
                        .put("AccountType", "OrganizationalAccount")
                        .put("ActAsPermissions", new JsonArray().add("ews.accessasuser.all"))
                        .put("AppOnlyPermissions", new JsonArray().add("full_access_as_app"))
                        .put("IssuerIdentifier", "acs"));
        exchange.run(
                "Set-PartnerApplication",
                new JsonObject().put("Identity", "Mail").put("Enabled", false));

        JsonObject shown = exchange.run("Get-PartnerApplication", new JsonObject().put("Identity", "Mail"))
                .getJsonArray("output")
                .getJsonObject(0);
        assertThat(shown.getJsonArray("ActAsPermissions")).containsExactly("EWS.AccessAsUser.All");
        assertThat(shown.getJsonArray("AppOnlyPermissions")).containsExactly("full_access_as_app");
        assertThat(shown.getString("IssuerIdentifier")).isEqualTo("acs");
        assertThat(shown.getString("AccountType")).isEqualTo("OrganizationalAccount");
    }

    @Test
    void refusesGrantsItDoesNotKnow() {
        JsonObject made = new JsonObject().put("Name", "Mail").put("ApplicationIdentifier", "mail");
        Answer unknown = exchange.attempt(
                "New-PartnerApplication", made.copy().put("ActAsPermissions", new JsonArray().add("Everything")));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.body()).contains("ActAsPermissions", "EWS.AccessAsUser.All");
        Answer consumer = exchange.attempt("New-PartnerApplication", made.copy().put("AccountType", "ConsumerAccount"));
        assertThat(consumer.status()).isEqualTo(501);
    }

    @Test
    void doesNotDoubleAPartnerThatIsConfiguredAgain() {
        exchange.configureLync();
        exchange.configureLync();

        assertThat(partners()).hasSize(2);
    }

    @Test
    void refusesMetadataOfAnotherProduct() {
        Answer answer = exchange.attempt(
                "Configure-EnterprisePartnerApplication",
                new JsonObject()
                        .put("AuthMetadataUrl", RunningExchange.LYNC_METADATA)
                        .put("ApplicationType", "SharePoint"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("ApplicationType");
        assertThat(partners()).containsExactly("Exchange Online");
    }

    @Test
    void saysWhereMetadataCouldNotBeHad() {
        Answer answer = exchange.attempt(
                "New-PartnerApplication",
                new JsonObject()
                        .put("Name", "Lync")
                        .put("AuthMetadataUrl", "https://nowhere.contoso.com/metadata/json/1"));

        assertThat(answer.json().getJsonObject("error").getString("message"))
                .startsWith(
                        "Cannot acquire auth metadata document from 'https://nowhere.contoso.com/metadata/json/1'.");
    }

    @Test
    void changesAndForgetsAPartner() {
        String url = RunningExchange.LYNC_METADATA;
        exchange.run(
                "New-PartnerApplication", new JsonObject().put("Name", "Lync").put("AuthMetadataUrl", url));
        assertThat(exchange.attempt(
                                "New-PartnerApplication",
                                new JsonObject().put("Name", "lync").put("AuthMetadataUrl", url))
                        .status())
                .isEqualTo(409);
        exchange.run(
                "Set-PartnerApplication",
                new JsonObject().put("Identity", "Lync").put("Enabled", false));
        exchange.run(
                "Set-PartnerApplication",
                new JsonObject().put("Identity", "Lync").put("RefreshAuthMetadata", true));

        assertThat(shown("Lync").getBoolean("Enabled")).isFalse();
        exchange.run("Remove-PartnerApplication", new JsonObject().put("Identity", "Lync"));
        assertThat(exchange.attempt("Get-PartnerApplication", new JsonObject().put("Identity", "Lync"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void takesAPartnerThatComesThroughAnAuthorizationServer() {
        exchange.run(
                "New-PartnerApplication",
                new JsonObject()
                        .put("Name", "SharePoint Online")
                        .put("ApplicationIdentifier", "00000003-0000-0ff1-ce00-000000000000")
                        .put("Realm", "fabrikam.com"));

        JsonObject shown = shown("SharePoint Online");
        assertThat(shown.getBoolean("UseAuthServer")).isTrue();
        assertThat(shown.getString("AuthMetadataUrl")).isNull();
    }

    @Test
    void changesNothingUnderWhatIf() {
        exchange.run(
                "Configure-EnterprisePartnerApplication",
                new JsonObject()
                        .put("AuthMetadataUrl", RunningExchange.LYNC_METADATA)
                        .put("ApplicationType", "Lync")
                        .put("WhatIf", true));

        assertThat(partners()).containsExactly("Exchange Online");
        assertThat(exchange.get("Get-ManagementRoleAssignment").stream()
                        .map(role -> ((JsonObject) role).getString("RoleAssigneeName")))
                .doesNotContain("LyncEnterprise-ApplicationAccount");
    }
}
