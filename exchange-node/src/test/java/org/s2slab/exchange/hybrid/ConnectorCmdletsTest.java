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
import org.s2slab.testing.TestCall.Answer;

/** Intra-organization connectors as administrators make, change and remove them. */
class ConnectorCmdletsTest {
    private static final String ENDPOINT = "https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc";

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
                .put("Name", "ExchangeHybridOnPremisesToOnline")
                .put("DiscoveryEndpoint", ENDPOINT)
                .put("TargetAddressDomains", new JsonArray().add("Contoso.mail.onmicrosoft.com"));
    }

    private JsonObject shown() {
        return exchange.get("Get-IntraOrganizationConnector").getJsonObject(0);
    }

    @Test
    void keepsAConnectorOverARestart() {
        exchange.run("New-IntraOrganizationConnector", online());
        JsonObject made = shown();

        exchange.restart();
        assertThat(shown()).isEqualTo(made);
        assertThat(made.fieldNames())
                .containsExactly(
                        "TargetAddressDomains",
                        "DiscoveryEndpoint",
                        "TargetSharingEpr",
                        "Enabled",
                        "Name",
                        "DistinguishedName",
                        "Identity",
                        "Guid");
        assertThat(made.getJsonArray("TargetAddressDomains")).containsExactly("contoso.mail.onmicrosoft.com");
        assertThat(made.getBoolean("Enabled")).isTrue();
    }

    @Test
    void changesOnlyWhatIsNamed() {
        exchange.run("New-IntraOrganizationConnector", online());
        exchange.run(
                "Set-IntraOrganizationConnector",
                new JsonObject()
                        .put("Identity", "exchangehybridonpremisestoonline")
                        .put("TargetSharingEpr", "https://outlook.office365.com/EWS/Exchange.asmx")
                        .put("Enabled", false));

        assertThat(shown().getBoolean("Enabled")).isFalse();
        assertThat(shown().getString("DiscoveryEndpoint")).isEqualTo(ENDPOINT);
        assertThat(shown().getString("TargetSharingEpr")).endsWith("/EWS/Exchange.asmx");
        exchange.run(
                "Remove-IntraOrganizationConnector",
                new JsonObject().put("Identity", "ExchangeHybridOnPremisesToOnline"));
        assertThat(exchange.get("Get-IntraOrganizationConnector")).isEmpty();
    }

    @Test
    void changesNothingUnderWhatIf() {
        exchange.run("New-IntraOrganizationConnector", online().put("WhatIf", true));

        assertThat(exchange.get("Get-IntraOrganizationConnector")).isEmpty();
    }

    @Test
    void refusesWhatCouldNotBeAsked() {
        assertThat(attempt(online().put("DiscoveryEndpoint", "http://outlook.com/autodiscover/autodiscover.svc"))
                        .body())
                .contains("DiscoveryEndpoint", "https");
        assertThat(attempt(online().put("DiscoveryEndpoint", "https://outlook.com/autodiscover/autodiscover.xml"))
                        .body())
                .contains("DiscoveryEndpoint", "autodiscover.svc");
        assertThat(attempt(online().put("TargetAddressDomains", new JsonArray().add("*.onmicrosoft.com")))
                        .body())
                .contains("TargetAddressDomains", "*.onmicrosoft.com");
        assertThat(exchange.get("Get-IntraOrganizationConnector")).isEmpty();
    }

    @Test
    void leavesADomainToOneConnector() {
        exchange.run("New-IntraOrganizationConnector", online());

        assertThat(attempt(online()).status()).isEqualTo(409);
        Answer twice = attempt(online().put("Name", "Another"));
        assertThat(twice.status()).isEqualTo(409);
        assertThat(twice.body()).contains("contoso.mail.onmicrosoft.com", "ExchangeHybridOnPremisesToOnline");
    }

    private Answer attempt(JsonObject connector) {
        return exchange.attempt("New-IntraOrganizationConnector", connector);
    }
}
