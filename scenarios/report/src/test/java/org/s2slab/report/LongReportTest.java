package org.s2slab.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.browser.Browser;
import org.s2slab.engine.browser.NeedsChromium;

/**
 * A flow of 500 hops. How long a page takes depends on the machine and is printed; what it depends on is bounded: how much there
 * is, and how much of that is drawn.
 */
@ExtendWith(NeedsChromium.class)
class LongReportTest {
    private static final int HOPS = 500;

    /** Elements that have a place on the page: not in closed parts, and not in lines that are out of sight. */
    private static final String DRAWN = "[...document.querySelectorAll('body *')]"
            + ".filter(e => e.checkVisibility({contentVisibilityAuto: true})).length";

    private static final String TIMES = "() => { const n = performance.getEntriesByType('navigation')[0];"
            + "const p = performance.getEntriesByName('first-contentful-paint')[0];"
            + "return `500 hops: read ${Math.round(n.domInteractive)} ms, whole ${Math.round(n.loadEventEnd)} ms,"
            + " first painted ${Math.round(p ? p.startTime : -1)} ms after the page was asked for;`; }";

    private static final String SCROLLED =
            "() => new Promise(done => { const frames = []; let last = performance.now();"
                    + "const step = () => { const now = performance.now(); frames.push(now - last); last = now; scrollBy(0, 600);"
                    + "if (frames.length < 120) requestAnimationFrame(step); else { frames.sort((a, b) => a - b);"
                    + "done(`a frame while scrolling 600 pixels each: median ${frames[60].toFixed(1)} ms, slowest of a hundred`"
                    + " + ` ${frames[118].toFixed(1)} ms`); } }; requestAnimationFrame(step); })";

    @Test
    void drawsFewOfFiveHundredHopsAtOnce(@TempDir Path folder) {
        RunReport run = Performance.of(folder, "cross-lync-on-premises-contacts");
        Path file = folder.resolve("report.html");
        ReportFormat.HTML.write(Invented.repeated(run, HOPS), file);
        try (Browser browser =
                new Browser(1280, 720, ColorScheme.LIGHT, file.toUri().toString())) {
            browser.page.navigate(file.toUri().toString());

            assertThat(browser.page.locator("details.hop").count()).isEqualTo(HOPS);
            int drawn = number(browser, DRAWN);
            int all = number(browser, "document.querySelectorAll('body *').length");
            System.out.println(browser.page.evaluate(TIMES));
            System.out.println(browser.page.evaluate(SCROLLED));
            System.out.printf(
                    "%d elements, %d of them drawn, %d kB%n",
                    all, drawn, file.toFile().length() / 1024);
            assertThat(all).isLessThan(HOPS * 150);
            assertThat(drawn).as("elements that are laid out and drawn").isLessThan(HOPS * 10);
            assertThat(browser.page.locator("script").count()).isZero();
            browser.isClean();
        }
    }

    private static int number(Browser browser, String script) {
        return ((Number) browser.page.evaluate(script)).intValue();
    }
}
