package org.s2slab.exchange.hybrid;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.RunningExchange;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.FakePartner;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** Setting overrides as administrators make them, and when the server uses them. */
class SettingOverrideCmdletsTest {
    private static final String TOKENS = "/" + FakeAuthorizationServer.TENANT + "/oauth2/v2.0/token";

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

    private static JsonObject graph() {
        return new JsonObject()
                .put("Name", "EnableRouteThroughMSGraphFeature")
                .put("Component", "SettingOverride")
                .put("Section", "RouteThroughMSGraph")
                .put("Parameters", new JsonArray().add("Enabled=true"))
                .put("Reason", "a & b");
    }

    private XmlElement used(String argument) {
        String result = exchange.run("Get-ExchangeDiagnosticInfo", diagnostics(argument))
                .getJsonArray("output")
                .getJsonObject(0)
                .getString("Result");
        return XmlReader.read(result.getBytes(StandardCharsets.UTF_8))
                .at("Components", "VariantConfiguration", "Overrides")
                .orElseThrow();
    }

    private static JsonObject diagnostics(String argument) {
        return new JsonObject()
                .put("Process", "Microsoft.Exchange.Directory.TopologyService")
                .put("Component", "VariantConfiguration")
                .put("Argument", argument);
    }

    @Test
    void usesAnOverrideAfterARefreshAndShowsItAsXml() {
        String before = used("Overrides").attribute("Updated").orElseThrow();
        exchange.run("New-SettingOverride", graph());
        exchange.advance(Duration.ofMinutes(59));
        assertThat(used("Overrides").children()).isEmpty();
        assertThat(used("Overrides").attribute("Updated")).hasValue(before);

        XmlElement override = used("Refresh").child("SettingOverride").orElseThrow();
        assertThat(override.children())
                .extracting(XmlElement::name)
                .containsExactly(
                        "Name",
                        "Reason",
                        "ModifiedBy",
                        "ComponentName",
                        "SectionName",
                        "Status",
                        "Message",
                        "Parameters");
        assertThat(override.child("Reason").map(XmlElement::text)).hasValue("a & b");
        assertThat(override.at("Parameters", "Parameter").map(XmlElement::text)).hasValue("Enabled=true");
        assertThat(used("Overrides").attribute("Updated").orElseThrow()).isNotEqualTo(before);
    }

    /** The hours count from the start of the server. A change of after the last full hour waits for the next one. */
    @Test
    void usesAnOverrideAfterTheNextFullHour() {
        exchange.advance(Duration.ofMinutes(50));
        exchange.run("New-SettingOverride", graph());
        exchange.advance(Duration.ofMinutes(10));
        assertThat(used("Overrides").children()).hasSize(1);

        exchange.advance(Duration.ofMinutes(130));
        exchange.run("Remove-SettingOverride", new JsonObject().put("Identity", "EnableRouteThroughMSGraphFeature"));
        exchange.advance(Duration.ofMinutes(49));
        assertThat(used("Overrides").children()).as("removed, but still in use").hasSize(1);
        exchange.advance(Duration.ofMinutes(1));
        assertThat(used("Overrides").children()).isEmpty();
    }

    @Test
    void usesAnOverrideAtOnceAfterARestart() {
        exchange.run("New-SettingOverride", graph().put("MinVersion", "15.2.2562.41"));
        exchange.restart();
        assertThat(used("Overrides").children()).hasSize(1);
        JsonObject shown = exchange.get("Get-SettingOverride").getJsonObject(0);
        assertThat(shown.getString("MinVersion")).isEqualTo("15.2.2562.41");
        assertThat(shown.getString("Status")).isEqualTo("Accepted");
    }

    @Test
    void showsTheServerWithTheBuildThatHasBothSettings() {
        JsonObject server = exchange.get("Get-ExchangeServer").getJsonObject(0);
        assertThat(server.getString("AdminDisplayVersion")).isEqualTo("Version 15.2 (Build 2562.41)");
        assertThat(server.getString("ServerRole")).isEqualTo("Mailbox");
        for (String name : List.of("exchange", server.getString("Fqdn"), "EXCH*")) {
            assertThat(exchange.run("Get-ExchangeServer", new JsonObject().put("Identity", name))
                            .getJsonArray("output"))
                    .containsExactly(server);
        }
        assertThat(exchange.attempt("Get-ExchangeServer", new JsonObject().put("Identity", "another")))
                .asString()
                .contains("another");
    }

    @Test
    void usesOnlyWhatIsForThisServerAndItsBuild() {
        exchange.run("New-SettingOverride", graph().put("Server", new JsonArray().add("EXCHANGE")));
        assertThat(used("Refresh").children()).hasSize(1);
        set("Server", new JsonArray().add("another"));
        assertThat(used("Refresh").children()).isEmpty();
        set("Server", null);
        set("MinVersion", "15.2.2562.42");
        assertThat(used("Refresh").children()).isEmpty();
        set("MinVersion", null);
        set("MaxVersion", "15.2.2562.40");
        assertThat(used("Refresh").children()).isEmpty();
        set("MaxVersion", "15.2.2562.41");
        assertThat(used("Refresh").children()).hasSize(1);
    }

    private void set(String parameter, @Nullable Object value) {
        exchange.run(
                "Set-SettingOverride",
                new JsonObject()
                        .put("Identity", "EnableRouteThroughMSGraphFeature")
                        .put(parameter, value));
    }

    /** Both servers are of the same tenant, and both have an application. */
    @Test
    void asksTheServerThatHasADomainOfTheTenant() {
        exchange.authorizationServer();
        exchange.run(
                "New-AuthServer",
                new JsonObject()
                        .put("Name", "ACS")
                        .put("AuthMetadataUrl", FakeAuthorizationServer.METADATA.toString())
                        .put("DomainName", new JsonArray().add("Contoso.onmicrosoft.com")));
        FakePartner first = signIn("login.windows.net", "another.onmicrosoft.com");
        FakePartner second = signIn("login.microsoftonline.com", "contoso.onmicrosoft.com");
        exchange.beside("outlook.office365.com")
                .on(
                        "/ews/exchange.asmx",
                        FakePartner.refused(
                                "Bearer client_id=\"00000002-0000-0ff1-ce00-000000000000\", trusted_issuers=\""
                                        + FakeAuthorizationServer.ISSUER + "\""));
        exchange.run(
                "New-SettingOverride",
                graph().put("Component", "Global").put("Section", "ExchangeOnpremAsThirdPartyAppId"));
        used("Refresh");

        exchange.run(
                "Test-OAuthConnectivity",
                new JsonObject()
                        .put("Service", "EWS")
                        .put("TargetUri", "https://outlook.office365.com/ews/exchange.asmx")
                        .put("AppOnly", true));
        assertThat(second.seen()).extracting(FakePartner.Seen::path).contains(TOKENS);
        assertThat(first.seen()).extracting(FakePartner.Seen::path).doesNotContain(TOKENS);
    }

    private FakePartner signIn(String host, String domain) {
        exchange.run(
                "New-AuthServer",
                new JsonObject()
                        .put("Name", "EvoSTS " + domain)
                        .put("Type", "AzureAD")
                        .put("DomainName", new JsonArray().add(domain))
                        .put(
                                "AuthMetadataUrl",
                                "https://" + host + "/" + FakeAuthorizationServer.TENANT
                                        + "/federationmetadata/2007-06/federationmetadata.xml"));
        exchange.run(
                "Set-AuthServer",
                new JsonObject()
                        .put("Identity", "EvoSTS " + domain)
                        .put("ApplicationIdentifier", "4c1f3a9e-7b52-4d0a-8f66-1e2d9c0b5a73"));
        return exchange.beside(host).on(TOKENS, FakePartner.status(400));
    }

    @Test
    void refusesWhatTheLabDoesNotHave() {
        assertThat(exchange.attempt("New-SettingOverride", graph().put("Section", "Another"))
                        .body())
                .contains("'Another'", "RouteThroughMSGraph of SettingOverride");
        assertThat(exchange.attempt("New-SettingOverride", graph().put("MinVersion", "new"))
                        .body())
                .contains("MinVersion: 'new'");
        assertThat(exchange.attempt(
                                "Get-ExchangeDiagnosticInfo",
                                diagnostics("Overrides").put("Server", "another"))
                        .status())
                .isEqualTo(404);
        assertThat(exchange.attempt("Get-ExchangeDiagnosticInfo", diagnostics("Config"))
                        .body())
                .contains("Overrides, Refresh");
        exchange.run("New-SettingOverride", graph().put("WhatIf", true));
        assertThat(exchange.get("Get-SettingOverride")).isEmpty();
    }
}
