package org.s2slab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.diagnosis.doctor.CertificateExpiry;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.forecast.FeatureForecast;
import org.s2slab.diagnosis.forecast.Forecast;
import org.s2slab.diagnosis.forecast.ForecastCause;
import org.s2slab.diagnosis.forecast.ForecastDay;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.run.ScenarioLibrary;

/** The terminal text, the page and the JSON of an invented forecast with two breaks, one of them without a fix, and a feature that was not played. */
class ForecastPageTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";
    private static final String CERTIFICATE = "MII" + "A".repeat(200);
    private static final ForecastCause BLOCKED = new ForecastCause(
            "SHARED_PRINCIPAL_BLOCKED",
            "Exchange Online refuses " + HOSTILE,
            List.of(new CmdletFix("exchange", "Set-AuthServer -Identity EvoSTS -Key " + CERTIFICATE)));
    private static final ForecastCause ENDED = new ForecastCause("EWS_ENDED", "EWS is off", List.of());
    private static final Topology PLAN = new ScenarioLibrary().topology("cross-exchange");
    private static final Forecast FORECAST = new Forecast(
            PLAN,
            List.of(
                    day("2025-09-01T00:00:00Z", "The deployment's own date."),
                    day("2025-10-31T00:00:00Z", "EWS refuses the shared principal."),
                    day("2027-04-01T00:00:00Z", "EWS is off.")),
            List.of(
                    new FeatureForecast(
                            "free/busy",
                            node("exchange"),
                            node("exchange-online"),
                            List.of(List.of(), List.of(BLOCKED), List.of(BLOCKED, ENDED)),
                            null),
                    new FeatureForecast(
                            "free/busy",
                            node("exchange-online"),
                            node("exchange"),
                            List.of(List.of(), List.of(), List.of()),
                            null),
                    new FeatureForecast(
                            "photos",
                            node("exchange"),
                            node("exchange-online"),
                            List.of(List.of(), List.of(), List.of()),
                            "the lab has none")),
            List.of(new CertificateExpiry(
                    "exchange",
                    "the signing certificate AB of exchange expires",
                    Instant.parse("2030-01-01T00:00:00Z"))));

    private static NodePlan node(String name) {
        return Objects.requireNonNull(PLAN.nodes().get(name));
    }

    private static ForecastDay day(String at, String changes) {
        Instant moment = Instant.parse(at);
        Diagnosis diagnosis = new Diagnosis(moment, null, List.of(), List.of(), List.of());
        return new ForecastDay(moment, List.of(changes), List.of(), diagnosis);
    }

    @Test
    void theTerminalShowsEachDateAndEachCauseOnceWithItsCure() {
        assertThat(ForecastText.lines(FORECAST))
                .contains("   1  free/busy  exchange → exchange-online")
                .contains("   –  not played: photos, exchange → exchange-online: the lab has none")
                .contains("      the signing certificate AB of exchange expires on 2030-01-01T00:00:00Z")
                .contains("2025-09-01  ✓  ✓  –  ·  The deployment's own date.")
                .contains("2025-10-31  ✗  ✓  –  ·  EWS refuses the shared principal.")
                .containsOnlyOnce(
                        "2025-10-31  SHARED_PRINCIPAL_BLOCKED  free/busy, exchange → exchange-online",
                        "  fix    exchange> Set-AuthServer -Identity EvoSTS -Key MIIAAAAAAAAA…",
                        "2027-04-01  EWS_ENDED  free/busy, exchange → exchange-online",
                        "  fix    no fix is known")
                .last()
                .asString()
                .startsWith("2 features were played, and 1 of them break by 2027-04-01; the first one on 2025-10-31;"
                        + " 1 more could not be played.");
    }

    @Test
    void aServerIsNamedWithItsPool() {
        Topology pools = new ScenarioLibrary().topology("customer-pools");
        assertThat(new FeatureForecast(
                                "photos",
                                Objects.requireNonNull(pools.nodes().get("exchange-2")),
                                Objects.requireNonNull(pools.nodes().get("exchange-online")),
                                List.of(),
                                null)
                        .title())
                .isEqualTo("photos, exchange-2 (exchange) → exchange-online");
    }

    @Test
    void thePageAndTheJsonSayTheSame(@TempDir Path folder) throws IOException {
        Path html = folder.resolve("forecast.html");
        Path json = folder.resolve("forecast.json");
        ForecastPage.write(FORECAST, html, ReportFormat.HTML);
        ForecastPage.write(FORECAST, json, ReportFormat.JSON);
        Document page = Jsoup.parse(Files.readString(html));
        JsonObject data = new JsonObject(Files.readString(json));

        assertThat(page.select(".forecast tbody tr").get(1).select(".badge").eachText())
                .containsExactly("✗ breaks", "✓ works", "– not played");
        assertThat(page.select("img")).isEmpty();
        assertThat(page.select(".break pre").get(0).text()).endsWith(CERTIFICATE);
        assertThat(page.select(".break h3").eachText())
                .containsExactly("2025-10-31: SHARED_PRINCIPAL_BLOCKED", "2027-04-01: EWS_ENDED");
        assertThat(page.select(".break").get(1).text()).contains("no fix is known");
        assertThat(page.select(".day svg")).hasSize(3);
        assertThat(data.getJsonArray("days")).hasSize(3);
        assertThat(data.getJsonArray("features").getJsonObject(2).getString("unplayed"))
                .isEqualTo("the lab has none");
        assertThat(data.getJsonArray("features")
                        .getJsonObject(0)
                        .getJsonArray("days")
                        .getJsonObject(1)
                        .getBoolean("works"))
                .isFalse();
    }
}
