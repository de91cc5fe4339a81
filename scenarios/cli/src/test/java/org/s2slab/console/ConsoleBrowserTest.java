package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
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

/** The console's page in a real Chromium: one visit, from the link to the token workbench. */
@ExtendWith(NeedsChromium.class)
@TestMethodOrder(OrderAnnotation.class)
class ConsoleBrowserTest {
    private static final String SCROLL =
            "() => new Promise(done => { const box = document.querySelector('.story .flow');"
                    + "const frames = []; let last = performance.now(); box.scrollTop = 0; const step = () => {"
                    + "const now = performance.now(); frames.push(now - last); last = now; box.scrollTop += 300;"
                    + "frames.length < 60 ? requestAnimationFrame(step) : done(frames.sort((a, b) => a - b)[30]); };"
                    + "requestAnimationFrame(step); })";

    /** Whose page opens with the scenarios. */
    private static final String ADMINISTRATOR =
            "localStorage.setItem('role', 'administrator'); localStorage.setItem('guess', 'no');";

    private static RunningConsole console;
    private static Browser browser;
    private static Page page;

    @BeforeAll
    static void start(@TempDir Path folder) {
        console = new RunningConsole(folder);
        console.console.open("on-premises");
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
        browser.isAccessible();
    }

    @Test
    @Order(2)
    void playsAScenarioHopByHopWithoutMovingWhatIsThere() {
        page.evaluate("() => { window.shifted = 0; new PerformanceObserver(list => list.getEntries()"
                + ".forEach(e => { window.shifted += e.value; })).observe({type: 'layout-shift', buffered: false}); }");
        page.locator(".story select").first().selectOption("on-premises-unified-contact-store");
        page.waitForSelector(".steps li");
        page.locator(".story select").nth(1).selectOption("0");
        page.evaluate("() => { window.shifted = 0; }");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Step"))
                .click();
        page.waitForSelector(".steps li.passed");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Play"))
                .click();
        page.waitForFunction("() => document.querySelectorAll('.steps li.ahead').length === 0"
                + " && document.querySelectorAll('.steps li.now').length === 0");
        assertThat(page.locator(".steps li.failed").count()).isZero();
        assertThat(page.locator(".hop.tone-YES").count()).isGreaterThan(1);
        assertThat(((Number) page.evaluate("window.shifted")).doubleValue()).isLessThan(0.001);
        page.waitForSelector(".edge.holds");
        browser.isAccessible();
        browser.picture("console-light");
    }

    @Test
    @Order(3)
    void opensAHopDownToTheTokenAndTheRules() {
        Locator accepted = page.locator(".hop.tone-YES", new Page.LocatorOptions().setHasText("exchange accepts lync"));
        accepted.first().focus();
        page.keyboard().press("ArrowUp");
        assertThat(page.evaluate("document.activeElement.getAttribute('aria-label')")
                        .toString())
                .contains("lync calls exchange");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        page.waitForSelector("dialog .layer.actor");
        assertThat(page.locator("dialog .layer.outer").textContent()).contains("anna@contoso.com");
        assertThat(page.locator("dialog .rules .ticked").count()).isGreaterThan(20);
        assertThat(page.locator("dialog .rules .crossed").count()).isZero();
        browser.isAccessible();
        browser.picture("console-token");
        page.locator("dialog .wire summary").click();
        page.waitForSelector("dialog .wire pre");
        assertThat(page.locator("dialog .wire pre").allTextContents())
                .hasSize(2)
                .anyMatch(text -> text.startsWith("POST /") && text.contains("(signature, not shown)"))
                .anyMatch(text -> text.startsWith("HTTP/1.1 200 OK\nrequest-id: "));
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.locator("dialog .wire button").first().click();
        page.waitForFunction("async () => (await navigator.clipboard.readText()).startsWith('POST /')");
        browser.isAccessible();
        browser.picture("console-wire");
        page.keyboard().press("Escape");
        page.waitForSelector(
                "dialog",
                new Page.WaitForSelectorOptions()
                        .setState(com.microsoft.playwright.options.WaitForSelectorState.DETACHED));
    }

    @Test
    @Order(4)
    void showsWhatTheServersHold() {
        tab("Stored data");
        page.waitForSelector(".three .shelf:nth-child(3) li");
        assertThat(page.locator(".three .shelf li").count()).isGreaterThan(8);
        browser.isAccessible();
        browser.picture("shelves");
    }

    @Test
    @Order(5)
    void breaksAnEdgeAndMendsIt() {
        page.waitForSelector(".edge.holds[aria-label^='lync to exchange']");
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
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Disable"))
                .click();
        page.waitForSelector(".edge.broken[aria-label^='lync to exchange']");
        page.locator(".edge[aria-label^='lync to exchange']").press("Enter");
        assertThat(page.locator("dialog .fault").first().textContent()).contains("Set-PartnerApplication");
        browser.isAccessible();
        browser.picture("console-broken");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Run it"))
                .first()
                .click();
        page.waitForSelector(".edge.holds[aria-label^='lync to exchange']");
        page.keyboard().press("Escape");
    }

    @Test
    @Order(6)
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
    @Order(7)
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
    @Order(8)
    void talksBooksAndStopsByHand() {
        tab("Experiments");
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Book").setExact(true))
                .click();
        page.waitForSelector(".outcome .yes:has-text(\"books 'Budget'\")");
        browser.isAccessible();
        browser.picture("experiments");
    }

    @Test
    @Order(9)
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
    @Order(10)
    void isTheSameForAPageThatComesLaterInTheDarkAndOnAPhone() {
        console.post(
                "/api/step",
                new JsonObject().put("do", "Time passes").put("clock", new JsonObject().put("advance", "PT1S")));
        try (Browser phone = new Browser(390, 844, ColorScheme.DARK, "http://" + console.host())) {
            phone.page.addInitScript(ADMINISTRATOR);
            phone.page.navigate(console.console.link());
            phone.page.waitForSelector(".hop");
            assertThat(phone.page.locator(".hop").count())
                    .isEqualTo(page.locator(".story .hop").count());
            assertThat((Boolean) phone.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
            phone.isAccessible();
            phone.page.evaluate("document.querySelector('.story').scrollIntoView()");
            phone.picture("console-phone");
            phone.page.setViewportSize(1280, 720);
            phone.isAccessible();
            phone.picture("console-dark");
            phone.isClean();
        }
    }

    @Test
    @Order(11)
    void drawsFiveHundredHopsInASecondAndScrollsThemSmoothly() {
        tab("Scenario");
        int before = page.locator(".story .hop").count();
        page.evaluate("() => { window.began = 0; window.drawn = 0; new MutationObserver(() => {"
                + "const hops = document.querySelectorAll('.story .hop').length;"
                + "if (hops > " + before + ") window.began ||= performance.now();"
                + "if (hops >= " + (before + 500)
                + ") requestAnimationFrame(() => { window.drawn ||= performance.now(); });"
                + "}).observe(document.querySelector('.story .rows'), {childList: true}); }");
        console.repeatHops(500);
        page.waitForFunction("() => window.drawn > 0");
        double drawn = number("window.drawn - window.began");
        double frame = number(SCROLL);
        System.out.printf("500 hops drawn in %.0f ms; a frame while they scroll, the median: %.1f ms%n", drawn, frame);
        assertThat(drawn).isLessThan(1000);
        assertThat(frame).as("milliseconds of a frame, the median of scrolling").isLessThan(50);
    }

    private static double number(String script) {
        return ((Number) page.evaluate(script)).doubleValue();
    }

    @Test
    @Order(12)
    void complainedOfNothingAndAskedNobodyElse() {
        browser.isClean();
    }

    private static void tab(String name) {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name)).click();
    }
}
