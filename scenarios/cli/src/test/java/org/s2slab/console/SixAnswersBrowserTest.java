package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.engine.browser.Browser;
import org.s2slab.engine.browser.NeedsChromium;

/**
 * The six questions of decision 0064 are answered on one screen of a projector, without scrolling, for each kind of
 * trust: who called whom and for whom, why, whence the key, whether the user's name is signed, which cmdlets, and the fix.
 */
@ExtendWith(NeedsChromium.class)
class SixAnswersBrowserTest {
    /** Each part of the pane of a hop that answers, with whether all of it is inside the pane and the window. */
    private static final String PARTS = "() => { const box = document.querySelector('.beside').getBoundingClientRect();"
            + " return [...document.querySelectorAll('.beside h2, .beside .failure, .beside .fixing, .beside .sentences dd')].map(one => {"
            + " const { top, bottom } = one.getBoundingClientRect();"
            + " const name = one.matches('dd') ? one.previousElementSibling.textContent : one.className || one.tagName;"
            + " return `${name}: ${top >= box.top && bottom <= Math.min(box.bottom, innerHeight) ? 'seen' : 'cut off'}`; }); }";

    private static RunningConsole console;
    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path folder) {
        console = new RunningConsole(folder);
        console.console.open("on-premises");
        browser = new Browser(1280, 720, ColorScheme.LIGHT, "http://" + console.host());
        browser.page.addInitScript(
                "localStorage.setItem('role', 'administrator'); localStorage.setItem('guess', 'no');");
        browser.page.navigate(console.console.link());
        browser.page.waitForSelector(".map .node");
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        console.close();
    }

    @ParameterizedTest
    @CsvSource({
        "partner-key-replaced, tone-YES",
        "trust-level-user, bad",
        "principal-disabled, tone-YES",
        "name-missing-at-authorization-server, tone-NO",
        "cross-exchange-free-busy, tone-YES",
        "key-not-uploaded, tone-NO",
        "key-not-uploaded, bad",
        "partner-disabled, tone-NO",
        "archive-role-missing, tone-NO"
    })
    void standOnOneScreen(String scenario, String hops) {
        Page page = browser.page;
        page.locator(".story select").first().selectOption(scenario);
        page.waitForSelector(".preview li");
        page.locator(".story select").nth(1).selectOption("0");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Play"))
                .click();
        page.waitForSelector(".progress:has-text('played')", new Page.WaitForSelectorOptions().setTimeout(60_000));
        Locator hop = page.locator(".flow .hop." + hops).last();
        hop.click();
        page.waitForSelector(".beside .reading");
        List<?> parts = (List<?>) page.evaluate(PARTS);
        assertThat(parts)
                .asString()
                .contains("H2: ", "Who: ", "For what: ", hops.equals("bad") ? "fixing: " : "Made by: ");
        assertThat(parts).allMatch(part -> part.toString().endsWith(": seen"));
        assertThat((List<?>) page.evaluate(RoomPictures.WIDER)).isEmpty();
        assertThat(
                        (Boolean)
                                hop.evaluate(
                                        "hop => { const a = hop.getBoundingClientRect();"
                                                + " const b = hop.closest('.flow').getBoundingClientRect(); return a.top >= b.top && a.bottom <= b.bottom; }"))
                .as("the chosen hop is in view")
                .isTrue();
    }
}
