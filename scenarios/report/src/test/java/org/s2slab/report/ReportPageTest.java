package org.s2slab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.browser.Browser;
import org.s2slab.engine.browser.NeedsChromium;
import org.s2slab.testing.BuildShare;

/** The page of a report, opened from disk in a real Chromium: read, opened by keyboard, in the dark, on a telephone, on paper. */
@ExtendWith(NeedsChromium.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPageTest {
    /** What is cut off: text that is wider than what holds it, where that hides the rest. */
    private static final String CUT = "() => [...document.querySelectorAll('body *')].filter(e =>"
            + " e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && getComputedStyle(e).overflowX !== 'visible'"
            + " && !e.classList.contains('hidden') && e.namespaceURI.endsWith('xhtml'))"
            + ".map(e => e.className + ': ' + e.textContent.slice(0, 60))";

    private static final String BEYOND = "() => [...document.querySelectorAll('body *')].filter(e =>"
            + " e.checkVisibility() && !e.closest('.hidden') && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)"
            + ".map(e => e.tagName + '.' + e.getAttribute('class') + ': ' + e.textContent.slice(0, 40)).slice(0, 5)";

    private static final Pattern PAPER = Pattern.compile("/Type\\s*/Page\\b(?!s)");

    /** Hops of each kind in a scenario: axe and Chromium's printing need seconds for each that has the same form. */
    private static final int HOPS = 3;

    /** The pictures of the documentation show a whole report. */
    private static final boolean IS_WHOLE =
            BuildShare.isWhole() || "docs".equals(System.getProperty("s2slab.pictures"));

    private Path file;
    private Browser browser;
    private Page page;

    @BeforeAll
    void open(@TempDir Path folder) {
        file = folder.resolve("report.html");
        RunReport run = Performance.of(folder, "wrong-tenant", "cross-lync-on-premises-contacts");
        ReportFormat.HTML.write(IS_WHOLE ? run : Invented.shortened(run, HOPS), file);
        browser = browsing(1280, 720, ColorScheme.LIGHT);
        page = browser.page;
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private Browser browsing(int width, int height, ColorScheme colours) {
        Browser opened = new Browser(width, height, colours, file.toUri().toString());
        opened.page.navigate(file.toUri().toString());
        return opened;
    }

    private void fresh() {
        page.navigate(file.toUri().toString());
    }

    private static void fits(Page page) {
        assertThat(texts(page, BEYOND)).isEmpty();
        assertThat(texts(page, CUT)).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isTrue();
    }

    private static List<String> texts(Page page, String script) {
        return ((List<?>) page.evaluate(script)).stream().map(String::valueOf).toList();
    }

    /** Opens everything, but of the tokens of a scenario only the first ones: the others have the same form. */
    private static void openAll(Page page) {
        page.evaluate("document.querySelectorAll('details:not(.token)').forEach(d => { d.open = true; });"
                + "document.querySelectorAll('section.scenario').forEach(s => [...s.querySelectorAll('details.token')]"
                + ".slice(0, 4).forEach(d => { d.open = true; }))");
    }

    /** Closes of each kind of part all but the first ones of a scenario: axe looks at all that is open, and they have the same form. */
    private static void closeMost(Page page) {
        if (IS_WHOLE) {
            return;
        }
        page.evaluate("document.querySelectorAll('section.scenario').forEach(s => { const open = {};"
                + "s.querySelectorAll('details').forEach(d => { open[d.className] = (open[d.className] ?? 0) + 1;"
                + "d.open = d.open && open[d.className] <= 3; }); })");
    }

    @Test
    void asksForNothingButItselfAndComplainsOfNothing() {
        fresh();
        openAll(page);
        page.evaluate("scrollTo(0, document.body.scrollHeight)");
        assertThat(texts(page, "performance.getEntriesByType('resource').map(e => e.name)"))
                .isEmpty();
        browser.isClean();
    }

    @Test
    void isAccessibleAndFitsAProjector() {
        fresh();
        browser.isAccessible();
        fits(page);
        page.setViewportSize(1280, 1240);
        browser.picture("report");
        page.setViewportSize(1280, 720);
        openAll(page);
        fits(page);
        closeMost(page);
        browser.isAccessible();
    }

    @Test
    void isAccessibleInTheDark() {
        try (Browser dark = browsing(1280, 720, ColorScheme.DARK)) {
            dark.isAccessible();
            dark.page.locator("section.scenario h3").first().evaluate("e => e.scrollIntoView()");
            dark.picture("report-dark");
            openAll(dark.page);
            closeMost(dark.page);
            dark.isAccessible();
            dark.isClean();
        }
    }

    @Test
    void fitsATelephone() {
        try (Browser phone = browsing(390, 844, ColorScheme.LIGHT)) {
            phone.isAccessible();
            fits(phone.page);
            phone.page.evaluate("document.querySelector('.sequence').scrollIntoView()");
            phone.picture("report-narrow");
            openAll(phone.page);
            fits(phone.page);
            closeMost(phone.page);
            phone.isAccessible();
            phone.isClean();
        }
    }

    @Test
    void opensByKeyboard() {
        fresh();
        page.locator(".summary a").first().focus();
        page.keyboard().press("Enter");
        assertThat(page.url()).endsWith("#s1-body");
        Locator hop = page.locator("details.hop:not([open]) > summary").first();
        String reached = "() => document.activeElement.matches('details.hop:not([open]) > summary')";
        for (int tabs = 0; tabs < 40 && !(Boolean) page.evaluate(reached); tabs++) {
            page.keyboard().press("Tab");
        }
        assertThat((Boolean) page.evaluate(reached)).isTrue();
        Object outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle");
        assertThat(outline).isEqualTo("solid");
        page.keyboard().press("Enter");
        assertThat((Boolean) page.evaluate("document.activeElement.parentElement.open"))
                .isTrue();
        page.keyboard().press("Space");
        assertThat((Boolean) page.evaluate("document.activeElement.parentElement.open"))
                .isFalse();
        assertThat(hop.isVisible()).isTrue();
    }

    @Test
    void opensATokenWithBothLayersAndTheRulesThatLookedAtIt() {
        fresh();
        Locator scenario = page.locator("section.scenario").nth(1);
        Locator token = scenario.locator("details.token", new Locator.LocatorOptions().setHasText("Outer token"))
                .first();
        token.locator("> summary").press("Enter");
        assertThat(token.locator("h5").allTextContents())
                .containsExactly(
                        "Outer token: the user", "Actor token: the application, issued by the authorization server");
        assertThat(token.locator(".members").first().textContent()).contains("actortoken", "nameid", "@contoso.com");
        assertThat(token.locator(".check.yes").count()).isGreaterThan(10);
        assertThat(token.locator(".check.no").count()).isZero();
        token.locator("details.judged > summary").first().press("Enter");
        assertThat(token.locator("details.judged tr.yes").count()).isGreaterThan(20);
        token.locator("> summary").evaluate("e => e.scrollIntoView()");
        browser.picture("report-token");
    }

    @Test
    void showsARefusalWithItsRuleBothValuesAndTheOneCross() {
        fresh();
        Locator scenario = page.locator("section.scenario").first();
        Locator refusal = scenario.locator(".hop.tone-no .refusal", new Locator.LocatorOptions().setHasText("Rule F2"))
                .first();
        assertThat(refusal.isVisible()).as("open without being asked").isTrue();
        assertThat(refusal.locator("dt").allTextContents()).containsExactly("Found", "Expected");
        assertThat(refusal.locator("dd").allTextContents()).allMatch(value -> value.length() > 3);
        Locator refused = scenario.locator("details.token.no").first();
        assertThat(refused.locator("tr.no .result").allTextContents()).containsExactly("✗ refused");
        assertThat(refused.locator("tr.no th").textContent()).isEqualTo("F2");
        assertThat(refused.locator(".member .check.no").first().textContent()).contains("F2");
        refusal.evaluate("e => { e.closest('.step').scrollIntoView(); scrollBy(0, -72); }");
        browser.picture("report-refusal");
    }

    @Test
    void leadsFromAHopToItsTokenAndBack() {
        fresh();
        Locator hop = page.locator("details.hop.tone-no").first();
        hop.locator("a[href^='#']").click();
        String token = page.url().substring(page.url().indexOf('#'));
        assertThat(page.locator(token).isVisible()).isTrue();
        page.locator(token + " a[href*='-h']").first().click();
        assertThat(page.locator(page.url().substring(page.url().indexOf('#'))).isVisible())
                .isTrue();
        assertThat(texts(
                        page,
                        "[...document.querySelectorAll('a[href^=\"#\"]')]"
                                + ".filter(a => !document.querySelector(a.getAttribute('href'))).map(a => a.href)"))
                .isEmpty();
    }

    @Test
    void isWholeOnPaper() {
        try (Browser paper = browsing(703, 1000, ColorScheme.DARK)) {
            paper.page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(
                            texts(
                                    paper.page,
                                    "[...document.querySelectorAll('.inside, .token > div, .judged table')]"
                                            + ".filter(e => !e.checkVisibility() || e.clientHeight < 10).map(e => e.id || e.className)"))
                    .isEmpty();
            fits(paper.page);
            assertThat(paper.page.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(255, 255, 255)");
            assertThat(texts(
                            paper.page,
                            "[...document.querySelectorAll('section.scenario')]"
                                    + ".map(e => getComputedStyle(e).breakBefore)"))
                    .containsOnly("page");
            assertThat(texts(
                            paper.page,
                            "[...document.querySelectorAll('.hops > li')].map(e => getComputedStyle(e).breakInside)"))
                    .containsOnly("avoid");
            byte[] pdf = paper.page.pdf(new Page.PdfOptions()
                    .setPreferCSSPageSize(true)
                    .setPrintBackground(true)
                    .setPath(Path.of("target/pictures/report.pdf")));
            long pages = PAPER.matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                    .results()
                    .count();
            assertThat(pages).isGreaterThan(3);
            paper.isClean();
        }
    }
}
