package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.browser.Browser;
import org.s2slab.engine.browser.NeedsChromium;
import org.s2slab.engine.run.ScenarioLibrary;

/** The console's page in a real Chromium: one visit, from the link to the token workbench. */
@ExtendWith(NeedsChromium.class)
@TestMethodOrder(OrderAnnotation.class)
class ConsoleBrowserTest {
    /** Whose page opens with the scenarios. */
    private static final String ADMINISTRATOR =
            "localStorage.setItem('role', 'administrator'); localStorage.setItem('guess', 'no');";

    /** The names of documents on the map that the box of a node covers. */
    private static final String COVERED =
            "() => { const places = what => [...document.querySelectorAll(what)].map(one => [one, one.getBoundingClientRect()]);"
                    + " return places('.map .pagename').filter(([, a]) => places('.map .node rect').some(([, b]) =>"
                    + " a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom))"
                    + ".map(([one]) => one.textContent); }";

    private static RunningConsole console;
    private static Browser browser;
    private static Page page;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        console = new RunningConsole(folder);
        Path own = folder.resolve("own.yaml");
        Files.writeString(
                own,
                ScenarioLibrary.bundled("topologies", "on-premises")
                        .text()
                        .replaceFirst("topology: on-premises", "topology: own"));
        console.console.open(own.toString());
        browser = new Browser(1280, 720, ColorScheme.LIGHT, "http://" + console.host());
        page = browser.page;
        page.addInitScript(ADMINISTRATOR);
        page.navigate(console.console.link());
        page.waitForSelector(".map .node");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        console.close();
    }

    @Test
    @Order(1)
    void takesTheKeyOutOfTheAddressAndShowsTheDeployment() {
        assertThat(page.url()).doesNotContain(console.key());
        assertThat(page.locator(".map .node").count()).isEqualTo(2);
        assertThat(page.locator(".top select").evaluate("list => list.selectedOptions[0]?.text"))
                .isEqualTo("own");
        assertThat(page.locator(".story select").first().evaluate("list => list.selectedOptions[0]?.text"))
                .isEqualTo("Choose a scenario…");
        browser.isAccessible();
    }

    @Test
    @Order(2)
    void playsAScenarioHopByHopWithoutMovingWhatIsThere() {
        page.evaluate(
                "() => { window.shifted = 0; new PerformanceObserver(list => list.getEntries()"
                        + ".forEach(e => { window.shifted += e.value; window.movers = (window.movers ?? []).concat("
                        + "e.sources.map(one => one.node?.className ?? one.node?.textContent)); })).observe({type: 'layout-shift', buffered: false}); }");
        page.locator(".story select").first().selectOption("on-premises-unified-contact-store");
        page.waitForSelector(".preview li .typed:has-text('Set-CsCertificate')");
        page.locator(".story select").nth(1).selectOption("0");
        page.evaluate("() => { window.shifted = 0; window.movers = []; }");
        button("Step").click();
        page.waitForSelector(".chapter.passed");
        button("Play").click();
        page.waitForSelector(".progress:has-text('played')", new Page.WaitForSelectorOptions().setTimeout(60_000));
        assertThat(page.locator(".chapter.failed").count()).isZero();
        assertThat(page.locator(".hop.tone-YES").count()).isGreaterThan(1);
        assertThat(((Number) page.evaluate("window.shifted")).doubleValue())
                .as("moved: " + page.evaluate("window.movers.join(', ')"))
                .isLessThan(0.001);
        page.waitForSelector(".edge.holds[aria-label^='Lync to Exchange']");
        browser.isAccessible();
    }

    @Test
    @Order(3)
    void opensAHopDownToTheTokenAndTheRules() {
        page.keyboard().press("Home");
        Locator accepted = page.locator(".hop.tone-YES", new Page.LocatorOptions().setHasText("exchange accepts lync"));
        accepted.first().focus();
        page.keyboard().press("ArrowUp");
        assertThat(page.evaluate("document.activeElement.getAttribute('aria-label')")
                        .toString())
                .contains("lync calls exchange");
        page.keyboard().press("ArrowDown");
        page.waitForSelector(".beside .reading.tone-YES");
        assertThat(page.locator(".beside .rules li.ticked").count()).isGreaterThan(20);
        assertThat(page.locator(".beside .rules li.crossed").count()).isZero();
        page.locator(".beside .sentences button.term").first().press("Enter");
        page.waitForSelector(".termbox:popover-open");
        page.keyboard().press("Escape");
        page.waitForSelector(
                ".termbox:popover-open", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.HIDDEN));
        accepted.first().focus();
        new RoomPictures(browser).take("scenario", ".reading");
        page.keyboard().press("t");
        page.waitForSelector(".beside .layer.outer .layer.actor");
        assertThat(page.locator(".beside .layer.outer").first().textContent()).contains("anna@contoso.com");
        browser.isAccessible();
        browser.picture("console-token");
        page.keyboard().press("w");
        page.waitForSelector(".beside .wire pre");
        assertThat(page.locator(".beside .wire pre").allTextContents())
                .hasSize(2)
                .anyMatch(text -> text.startsWith("POST /") && claims(text).endsWith(".…\"}"))
                .anyMatch(text -> text.startsWith("HTTP/1.1 200 OK") && text.contains("\nrequest-id: "));
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.locator(".beside .wire button").first().click();
        page.waitForFunction("async () => (await navigator.clipboard.readText()).startsWith('POST /')");
        browser.isAccessible();
        browser.picture("console-wire");
    }

    @Test
    @Order(4)
    void takesTheMapBackToTheMomentOfAHop() {
        page.locator(".flow").evaluate("flow => { flow.scrollTop = 0; }");
        page.locator(".hop[data-hop='1']").click();
        assertThat(page.locator(".picture .when").textContent()).contains("After hop 1");
        assertThat(page.locator(".edge[aria-label^='Lync to Exchange']").getAttribute("class"))
                .doesNotContain("holds");
        page.locator(".flow").focus();
        page.keyboard().press("End");
        page.waitForSelector(".edge.holds[aria-label^='Lync to Exchange']");
        assertThat(page.locator(".picture .when").textContent()).startsWith("Now");
        page.locator(".server .key").first().click();
        assertThat(page.locator(".server .key.lit").count()).isGreaterThan(1);
        page.locator(".server .key").first().click();
    }

    @Test
    @Order(5)
    void foldsWhatRepeatsAndFindsWhatIsSought() {
        Locator fold = page.locator(".flow .fold");
        fold.first().scrollIntoViewIfNeeded();
        assertThat(fold.first().textContent()).contains("One token, no new signature");
        assertThat(fold.first().getAttribute("aria-expanded")).isEqualTo("false");
        page.locator(".flow").focus();
        page.keyboard().press("f");
        page.waitForSelector(".flow .fold[aria-expanded='true']");
        page.keyboard().press("f");
        page.keyboard().press("/");
        page.keyboard().type("no such word");
        page.waitForSelector(".flow .empty");
        page.keyboard().press("Escape");
        page.waitForSelector(".flow .hop");
    }

    @Test
    @Order(5)
    void keepsTheChosenHopInView() {
        String seen = "() => { const hop = document.querySelector('.flow .hop[aria-current]')?.getBoundingClientRect();"
                + " const flow = document.querySelector('.flow').getBoundingClientRect();"
                + " return Boolean(hop) && hop.top >= flow.top - 1 && hop.bottom <= flow.bottom + 1; }";
        page.locator(".filter input[type='search']").fill("exchange accepts lync");
        page.locator(".flow .hop").last().click();
        button("Clear").click();
        page.waitForFunction(seen);
        tab("Glossary");
        tab("Scenario");
        page.waitForFunction(seen);
        page.keyboard().press("t"); // the focus is on the tab
        page.waitForSelector(".beside .layer.outer");
        page.keyboard().press("t");
        page.setViewportSize(1280, 500);
        page.waitForFunction(seen);
        page.setViewportSize(1280, 720);
        // The page scrolls to the chosen hop once more, when it notices its new size.
        page.waitForFunction("() => { document.querySelector('.flow').scrollTop = 0;"
                + " return document.querySelector(\".flow .hop[data-hop='1']\"); }");
        page.locator(".hop[data-hop='1']").click();
    }

    /** The step under which the chosen hop stands. */
    private static int chosenStep() {
        return ((Number) page.evaluate("() => { let one = document.querySelector('.flow .hop[aria-current]')"
                        + ".closest('.rows > *'); while (!one.matches('.chapter')) one = one.previousElementSibling;"
                        + " return Number(one.dataset.step); }"))
                .intValue();
    }

    @Test
    @Order(5)
    void goesFromStepToStepByTheArrowKeys() {
        page.locator(".flow").evaluate("flow => { flow.scrollTop = 0; }");
        page.locator(".hop[data-hop='1']").click();
        int first = chosenStep();
        page.keyboard().press("ArrowRight");
        page.waitForFunction("() => document.querySelector('.flow .hop[aria-current]').dataset.hop !== '1'");
        assertThat(chosenStep()).isGreaterThan(first);
        page.keyboard().press("ArrowLeft");
        page.waitForSelector(".flow .hop[aria-current][data-hop='1']");
        page.keyboard().press("End");
    }

    /** The hops that a filter shows, at least one, by what a screen reader says. */
    private static List<String> filtered() {
        page.waitForSelector(".filter button:not([disabled])");
        List<String> shown = page.locator(".flow .hop").all().stream()
                .map(hop -> hop.getAttribute("aria-label"))
                .toList();
        assertThat(shown).isNotEmpty();
        return shown;
    }

    @Test
    @Order(5)
    void showsTheHopsOfOneServerOrOnePerson() {
        Locator filters = page.locator(".filter select");
        filters.first().selectOption("exchange");
        assertThat(filtered()).allMatch(hop -> hop.contains("exchange"));
        filters.first().selectOption("every server");
        page.waitForSelector(".filter button[disabled]");
        filters.nth(1).selectOption("anna@contoso.com");
        assertThat(filtered())
                .anyMatch(hop -> hop.contains("exchange accepts lync for anna@contoso.com"))
                .noneMatch(hop -> hop.contains("reads the metadata"));
        button("Clear").click();
        page.waitForSelector(".flow .hop:has-text('reads the metadata')");
    }

    @Test
    @Order(6)
    void showsWhatTheServersHold() {
        tab("Stored data");
        page.waitForSelector(".three .shelf:nth-child(3) li");
        assertThat(page.locator(".three .shelf li").count()).isGreaterThan(8);
        Instant start = Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofDays(1));
        JsonObject meeting = new JsonObject()
                .put("subject", "Budget")
                .put("start", start.toString())
                .put("end", start.plus(Duration.ofHours(1)).toString())
                .put("attendees", new JsonArray().add("bert@contoso.com"));
        console.post(
                "/api/step",
                new JsonObject()
                        .put("do", "Anna books a meeting")
                        .put("call", "exchange POST /owa/meetings")
                        .put("as-user", "anna@contoso.com")
                        .put("body", meeting));
        page.locator(".shelf summary:has-text('Budget')").click();
        page.waitForSelector(".shelf dd:text-is('at Lync')");
        new RoomPictures(browser).take("data", ".right");
    }

    @Test
    @Order(7)
    void breaksAnEdgeAndMendsIt() {
        page.waitForSelector(".edge.holds[aria-label^='Lync to Exchange']");
        tab("Experiments");
        page.locator(".card:has-text('Change a partner application') select")
                .first()
                .selectOption("exchange");
        Locator partner = page.locator(".card:has-text('Change a partner application') select")
                .nth(1);
        page.waitForFunction(
                "() => [...document.querySelectorAll('.card option')].some(o => o.value.startsWith('Lync'))");
        partner.selectOption(partner.locator("option").allTextContents().stream()
                .filter(name -> name.startsWith("Lync"))
                .findFirst()
                .orElseThrow());
        button("Disable").click();
        page.waitForSelector(".edge.broken[aria-label^='Lync to Exchange']");
        page.waitForSelector(".edge.broken[aria-label^='Exchange to Lync']");
        console.post("/api/step", new JsonObject().put("do", "Anna signs in").put("sign-in", "anna@contoso.com"));
        tab("Scenario");
        page.locator(".filter input[type='checkbox']").check();
        page.locator(".hop.tone-NO:has-text('exchange refuses lync')").last().click();
        page.waitForSelector(".beside .failure");
        assertThat(page.locator(".travelling").textContent()).contains("I know that key, but Lync is switched off.");
        assertThat(page.locator(".beside .fixing .typed").first().textContent()).contains("Set-PartnerApplication");
        browser.isAccessible();
        page.setViewportSize(1920, 1080);
        browser.picture("console-broken");
        page.setViewportSize(1280, 720);
        page.locator(".beside .fixing button:has-text('Run it')").first().click();
        page.waitForSelector(".beside .mended");
        button("Clear").click();
        page.locator(".beside .mended button:has-text('Try the call again')").click();
        page.waitForSelector(".chapter:has-text('Anna signs in, again')");
        page.keyboard().press("End");
        page.waitForSelector(".edge.holds[aria-label^='Lync to Exchange']");
        page.locator(".edge[aria-label^='Lync to Exchange']").press("Enter");
        page.waitForSelector("dialog .links li.yes");
        assertThat(page.locator("dialog .links").textContent()).contains("Calls judged by it");
        page.waitForSelector("dialog h3:has-text('The doctor'):has-text('works')");
        browser.isAccessible();
        browser.picture("console-edge");
        page.keyboard().press("Escape");
    }

    @Test
    @Order(8)
    void presentsATokenWithOneClaimChangedAndShowsTheOneRuleThatRefuses() {
        tab("Token workbench");
        Locator delegation = page.getByLabel("actor claims trustedfordelegation");
        delegation.fill("false");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Present to exchange"))
                .click();
        page.waitForSelector(".verdicts .answer");
        assertThat(page.locator(".verdicts .answer").textContent())
                .contains("HTTP 401")
                .contains("Refused by I1");
        assertThat(page.locator(".verdicts .rules li.crossed").textContent()).contains("I1");
        browser.isAccessible();
    }

    @Test
    @Order(9)
    void presentsATokenSpoiledInANamedWay() {
        tab("Experiments");
        tab("Token workbench");
        page.getByLabel("Spoiled").selectOption("G3-dot");
        page.getByLabel("actor claims trustedfordelegation").waitFor();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Present to exchange"))
                .click();
        page.waitForSelector(".verdicts .answer");
        assertThat(page.locator(".verdicts .answer").textContent())
                .contains("HTTP 401")
                .contains("Refused by G3");
        browser.isAccessible();
    }

    @Test
    @Order(10)
    void talksBooksAndStopsByHand() {
        tab("Experiments");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Book").setExact(true))
                .click();
        page.waitForSelector(".outcome .yes:has-text(\"books 'Budget'\")");
        new RoomPictures(browser).take("experiments", ".right");
        page.locator(".outcome .hop:has-text('accepts')").last().click();
        page.locator("dialog .sentences button.term").first().click();
        page.locator("dialog .termbox:popover-open button:text-is('All words')").click();
        page.waitForSelector(".glossary dt");
        assertThat(page.locator("dialog").count()).isZero();
        tab("Experiments");
    }

    @Test
    @Order(11)
    void rollsACertificateFromADateOnAndAtOnce() {
        Locator card = page.locator(".card:has-text('Replace a certificate')");
        String date = card.locator("input").inputValue();
        card.locator("button:has-text('On that date')").click();
        page.waitForSelector(".outcome .yes:has-text(\"lync signs with its certificate 'renewed' from\")");
        JsonObject assigned = console.post(
                        "/api/look",
                        new JsonObject()
                                .put("do", "What Lync signs with")
                                .put("on", "lync")
                                .put("run", "Get-CsCertificate")
                                .put("with", new JsonObject().put("Type", "OAuthTokenIssuer")))
                .json();
        assertThat(assigned.encode()).contains(date.replace(' ', 'T') + ":00");

        card.locator("select").first().selectOption("exchange");
        card.locator("select").nth(1).selectOption("a new one");
        card.locator("button:has-text('Now')").click();
        page.waitForSelector(".outcome .yes:has-text('exchange signs with a new certificate from now on')");
        browser.isAccessible();
    }

    @Test
    @Order(12)
    void savesWhatWasDoneAsAScenario() throws IOException {
        Download saved = page.waitForDownload(() -> button("Save as a scenario").click());
        assertThat(saved.suggestedFilename()).startsWith("saved-").endsWith(".yaml");
        assertThat(Files.readString(saved.path()))
                .contains(
                        "# Saved from the console.",
                        "run: Set-AuthConfig",
                        "CertificateThumbprint: ${fresh.Thumbprint}");
        browser.isAccessible();
    }

    @Test
    @Order(13)
    void isTheSameForAPageThatComesLaterInTheDarkAndOnAPhone() {
        console.post(
                "/api/step",
                new JsonObject().put("do", "Time passes").put("clock", new JsonObject().put("advance", "PT8H")));
        tab("Scenario");
        console.post("/api/step", new JsonObject().put("do", "Anna is back").put("sign-in", "anna@contoso.com"));
        page.waitForSelector(".flow .gap:has-text('8 hours later')");
        try (Browser phone = new Browser(390, 844, ColorScheme.DARK, "http://" + console.host())) {
            phone.page.addInitScript(ADMINISTRATOR);
            phone.page.navigate(console.console.link());
            phone.page.waitForSelector(".hop");
            assertThat(phone.page.locator(".chapter").count())
                    .isEqualTo(page.locator(".story .chapter").count());
            assertThat((List<?>) phone.page.evaluate(RoomPictures.WIDER)).isEmpty();
            phone.page.locator(".hop.tone-YES").first().click();
            phone.page.waitForSelector(".flow .inline .reading");
            assertThat((List<?>) phone.page.evaluate(RoomPictures.WIDER)).isEmpty();
            phone.isAccessible();
            phone.page.evaluate("document.querySelector('.hop[aria-current]').scrollIntoView()");
            phone.page.setViewportSize(1280, 720);
            phone.isAccessible();
            phone.page.setViewportSize(1920, 1080);
            phone.isAccessible();
            phone.page.keyboard().press("End");
            phone.page.waitForSelector(".edge.holds[aria-label^='Lync to Exchange']");
            phone.page.keyboard().press("m");
            phone.page.waitForSelector("main.mapped .pagename");
            assertThat((List<?>) phone.page.evaluate(COVERED)).isEmpty();
            phone.isAccessible();
            phone.picture("console-map");
            phone.page.keyboard().press("m");
            phone.page.setViewportSize(390, 844);
            for (String room : List.of("Learn", "Scenario", "Experiments", "Scenario")) {
                phone.page
                        .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(room))
                        .click();
                phone.page.waitForFunction(
                        "() => document.querySelector('[role=tablist]').getBoundingClientRect().top < 100");
                phone.page.evaluate("scrollTo(0, 700)");
                assertThat(phone.page.evaluate("document.querySelector('[role=tablist]').getBoundingClientRect().top"))
                        .as("the tabs in " + room)
                        .isEqualTo(0);
            }
            phone.isClean();
        }
    }

    @Test
    @Order(14)
    void drawsOnlyWhatIsNearOfTwoThousandHops() {
        tab("Scenario");
        page.locator(".flow").focus();
        page.keyboard().press("End");
        int last = console.repeatHops(2000);
        page.waitForSelector(
                ".story .hop[data-hop='" + last + "']", new Page.WaitForSelectorOptions().setTimeout(60_000));
        assertThat(page.locator(".story .hop").count()).isLessThan(200);
        assertThat(((Number) page.evaluate("document.querySelectorAll('.flow *').length")).intValue())
                .isLessThan(4000);
        assertThat(page.locator(".flow .label").allTextContents())
                .contains("later, because of this step", "in the background");
        page.locator(".flow").evaluate("flow => { flow.scrollTop = 0; }");
        page.waitForSelector(".story .hop[data-hop='1']");
        assertThat(page.locator(".story .hop").count()).isLessThan(200);
    }

    @Test
    @Order(15)
    void complainedOfNothingAndAskedNobodyElse() {
        browser.isClean();
    }

    /** The claims of the token in a request: the signature of the actor token in them is redacted. */
    private static String claims(String request) {
        String claims = request.replaceAll("(?s).*Bearer [^.]+[.]([^.]+)[.].*", "$1");
        return new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8);
    }

    private static Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(name.equals("Step")));
    }

    private static void tab(String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
    }
}
