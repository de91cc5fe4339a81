package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.diagnosis.doctor.Diagnosis;
import org.s2slab.diagnosis.doctor.EdgeVerdict;
import org.s2slab.diagnosis.doctor.TrustEdge;
import org.s2slab.diagnosis.forecast.FeatureForecast;
import org.s2slab.diagnosis.forecast.Forecast;
import org.s2slab.diagnosis.forecast.ForecastCause;
import org.s2slab.diagnosis.forecast.ForecastDay;
import org.s2slab.engine.browser.Browser;
import org.s2slab.engine.browser.NeedsChromium;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.run.ScenarioLibrary;

/** The room of the forecast shows one date at a time, by a slider, on a wide screen, a projector and a phone. */
@ExtendWith(NeedsChromium.class)
class ForecastBrowserTest {
    private static final ForecastCause ENDED = new ForecastCause(
            "EWS_ENDED",
            "EWS of exchange-online has ended, without exceptions",
            List.of(new CmdletFix("exchange-online", "# no fix is known")));

    @Test
    void aSliderMovesThroughTheDates(@TempDir Path folder) {
        try (RunningConsole console = new RunningConsole(folder);
                Browser browser = new Browser(1280, 720, ColorScheme.LIGHT, "http://" + console.host())) {
            console.console.open("lync-alone");
            Page page = browser.page;
            page.addInitScript("localStorage.setItem('role', 'administrator');");
            page.route("**/api/forecast", ForecastBrowserTest::answer);
            page.navigate(console.console.link());
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("What breaks when?"))
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make the forecast (half a minute)"))
                    .click();
            page.waitForSelector(".forecast .two li");
            assertThat(page.locator(".forecast .two li b").allTextContents())
                    .containsExactly("✓ works", "– not played");

            page.getByRole(AriaRole.SLIDER).press("ArrowRight");

            assertThat(page.locator(".forecast .date").textContent()).contains("2027-04-01", "EWS is off.");
            assertThat(page.locator(".forecast .two li b").allTextContents())
                    .containsExactly("✕ breaks", "– not played");
            assertThat(page.locator(".forecast .map .edge.broken").count()).isEqualTo(1);
            assertThat(page.locator(".forecast .fault").allTextContents())
                    .singleElement()
                    .asString()
                    .contains("EWS_ENDED", "no fix is known");
            if (!RoomPictures.FOR_DOCS) {
                new RoomPictures(browser).take("forecast", ".right");
            }
        }
    }

    /** The pictures of the docs show a forecast of a deployment that was played, not the invented one. */
    @Test
    @EnabledIfSystemProperty(named = "s2slab.pictures", matches = "docs")
    void theDocsShowAPlayedForecast(@TempDir Path folder) {
        try (RunningConsole console = new RunningConsole(folder);
                Browser browser = new Browser(1280, 720, ColorScheme.LIGHT, "http://" + console.host())) {
            Page page = browser.page;
            page.addInitScript("localStorage.setItem('role', 'administrator');");
            page.navigate(console.console.link());
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("What breaks when?"))
                    .click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make the forecast (half a minute)"))
                    .click();
            page.waitForSelector(".forecast .two li", new Page.WaitForSelectorOptions().setTimeout(120_000));
            while (!page.locator(".forecast .date").textContent().contains("2026-10-01")) {
                page.getByRole(AriaRole.SLIDER).press("ArrowRight");
            }
            new RoomPictures(browser).take("forecast", ".right");
        }
    }

    /** The menu comes from the console, and the forecast is an invented one. */
    private static void answer(Route route) {
        if (route.request().method().equals("POST")) {
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("application/json")
                    .setBody(new JsonObject(forecast().toJson().encode()).encode()));
        } else {
            route.resume();
        }
    }

    private static Forecast forecast() {
        return new Forecast(
                new ScenarioLibrary().topology("cross-exchange"),
                List.of(
                        day("2025-09-01T00:00:00Z", "The deployment's own date.", EdgeVerdict.Word.HOLDS),
                        day("2027-04-01T00:00:00Z", "EWS is off.", EdgeVerdict.Word.BROKEN)),
                List.of(
                        new FeatureForecast(
                                "free/busy",
                                node("exchange"),
                                node("exchange-online"),
                                List.of(List.of(), List.of(ENDED)),
                                null),
                        new FeatureForecast(
                                "photos",
                                node("exchange"),
                                node("exchange-online"),
                                List.of(List.of(), List.of()),
                                "the lab has none")),
                List.of());
    }

    private static NodePlan node(String name) {
        return Objects.requireNonNull(
                new ScenarioLibrary().topology("cross-exchange").nodes().get(name));
    }

    private static ForecastDay day(String at, String changes, EdgeVerdict.Word word) {
        Instant moment = Instant.parse(at);
        List<TrustEdge> edges = List.of(
                edge("exchange", "exchange-online", word), edge("exchange-online", "exchange", EdgeVerdict.Word.HOLDS));
        return new ForecastDay(
                moment, List.of(changes), List.of(), new Diagnosis(moment, null, List.of(), List.of(), edges));
    }

    private static TrustEdge edge(String caller, String resource, EdgeVerdict.Word word) {
        return new TrustEdge(
                caller,
                resource,
                TrustEdge.Kind.AUTHORIZATION_SERVER,
                new EdgeVerdict(word, null),
                List.of(),
                null,
                List.of());
    }
}
