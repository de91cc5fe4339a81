package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.browser.Browser;
import org.s2slab.engine.browser.NeedsChromium;

/** The console's page for a deployment with pools, in a real Chromium. */
@ExtendWith(NeedsChromium.class)
class PooledConsoleBrowserTest {
    private static final String ADMINISTRATOR =
            "localStorage.setItem('role', 'administrator'); localStorage.setItem('guess', 'no');";

    /** The texts in boxes that overlap another text, or leave their box. */
    private static final String CUT =
            "() => { const found = []; const all = [...document.querySelectorAll('.map .node > text')];"
                    + " all.forEach(text => { const a = text.getBoundingClientRect();"
                    + " const box = text.parentElement.querySelector(':scope > rect').getBoundingClientRect();"
                    + " if (a.left < box.left || a.right > box.right || a.top < box.top - 1 || a.bottom > box.bottom + 1)"
                    + " found.push(text.textContent + ' leaves its box');"
                    + " all.filter(other => other !== text).forEach(other => { const b = other.getBoundingClientRect();"
                    + " if (a.left < b.right && b.left < a.right && a.top + 2 < b.bottom - 2 && b.top + 2 < a.bottom - 2)"
                    + " found.push(text.textContent + ' over ' + other.textContent); }); }); return found; }";

    /** The arrows whose signs are in a box or cut off, and those that do not end at a box. */
    private static final String ARROWS =
            "() => { const boxes = [...document.querySelectorAll('.map .node:not(.server-of) > rect')].map(one => one.getBoundingClientRect());"
                    + " const inside = (p, b, room) => p.x > b.left - room && p.x < b.right + room && p.y > b.top - room && p.y < b.bottom + room;"
                    + " const centre = one => { const a = one.getBoundingClientRect(); return {x: a.left + a.width / 2, y: a.top + a.height / 2}; };"
                    + " return [...document.querySelectorAll('.map .edge')].filter(edge =>"
                    + " boxes.some(b => inside(centre(edge.querySelector('circle')), b, 0)) || !inside(centre(edge.querySelector('circle')), document.querySelector('.map').getBoundingClientRect(), -8) || !boxes.some(b => inside(centre(edge.querySelector('.head')), b, 16)))"
                    + ".map(edge => edge.getAttribute('aria-label')); }";

    @Test
    void showsPoolsAsBoxesWithTheirServers(@TempDir Path folder) {
        try (RunningConsole console = RunningConsole.ofPools(folder)) {
            console.console.open("customer-pools");
            try (Browser browser = new Browser(1280, 1024, ColorScheme.LIGHT, "http://" + console.host())) {
                Page page = browser.page;
                page.addInitScript(ADMINISTRATOR);
                page.navigate(console.console.link());
                page.waitForSelector(".map .pool");
                play(page);
                mapHasPools(page);
                browser.picture("pools-of-the-console");
                trustIsBetweenPools(page);
                assertThat(page.locator(".lanes").first().textContent()).contains("berlin-1 (pool-berlin)");
                page.locator(".picture .toggle").click();
                mapHasPools(page);
                browser.picture("console-pools");
                browser.isAccessible();
                browser.isClean();
            }
        }
    }

    private static void play(Page page) {
        page.locator(".story select").first().selectOption("customer-pools-trust");
        page.waitForSelector(".preview li .typed:has-text('Set-CsCertificate')");
        page.locator(".story select").nth(1).selectOption("0");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Play"))
                .first()
                .click();
        page.waitForSelector(".progress:has-text('played')", new Page.WaitForSelectorOptions().setTimeout(120_000));
        page.waitForSelector(
                ".trust .verdict.holds:has-text(\"Lync 'pool-munich' → SharePoint 'farm'\")",
                new Page.WaitForSelectorOptions().setTimeout(60_000));
    }

    private static void mapHasPools(Page page) {
        Locator berlin = page.locator(".map .pool", new Page.LocatorOptions().setHasText("pool-berlin"));
        assertThat(page.locator(".map .pool").count()).isEqualTo(5);
        assertThat(berlin.locator("text").allTextContents())
                .containsExactly("pool-berlin", "Lync", "berlin-1", "berlin-2");
        assertThat(page.locator(".map .edge").count()).isEqualTo(18);
        assertThat((List<?>) page.evaluate(CUT)).isEmpty();
        assertThat((List<?>) page.evaluate(ARROWS)).isEmpty();
    }

    private static void trustIsBetweenPools(Page page) {
        assertThat(page.locator(".trust > ul > li").count()).isEqualTo(18);
        page.locator(".map .edge.holds[aria-label^=\"Lync 'pool-munich' to Exchange 'exchange'\"]")
                .press("Enter");
        page.waitForSelector("dialog .links li.yes");
        assertThat(page.locator("dialog .links").textContent())
                .contains("Exchange 'exchange' has registered Lync 'pool-munich'");
        assertThat(page.locator("dialog .links .plain button").count()).isPositive();
        page.keyboard().press("Escape");
        page.locator(".map .server-of[aria-label^=\"Lync 'berlin-2 (pool-berlin)'\"]")
                .press("Enter");
        page.waitForSelector("dialog:has-text('pool-berlin')");
        page.keyboard().press("Escape");
    }
}
