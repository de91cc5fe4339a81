package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Locale;
import org.s2slab.engine.browser.Browser;

/** Checks that a room of the console fits screens of every size in both colours, and takes its pictures. */
record RoomPictures(Browser browser) {
    /** Whether pictures for the documentation are made: every size in both colours. Else a light projector and a dark phone. */
    static final boolean FOR_DOCS = "docs".equals(System.getProperty("s2slab.pictures"));

    /** What scrolls sideways, but for the row of tabs and that of attacks. */
    static final String WIDER = "() => [...document.querySelectorAll('html, #app *')].filter(one =>"
            + " one.matches('html') ? one.scrollWidth > innerWidth : one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1"
            + " && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX) && !one.matches('.tabs, .presets'))"
            + ".map(one => `${one.tagName} ${one.className}: ${one.textContent.slice(0, 60)}`).slice(0, 12)";

    private enum Screen {
        WIDE(1920, 1080),
        PROJECTOR(1280, 720),
        PHONE(390, 844);

        private final int width;
        private final int height;

        Screen(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    /** Opens a room by its tab, waits for an element, and takes the pictures of the room. */
    void take(String room, String tab, String awaited) {
        browser.page
                .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab))
                .click();
        browser.page.waitForSelector(awaited);
        take(room, ".right");
    }

    /**
     * Takes the pictures of the open room as {@code console-ROOM-SIZE} and {@code -dark}.
     *
     * @param place what a small screen shows at its top
     */
    void take(String room, String place) {
        Page page = browser.page;
        for (Screen screen : Screen.values()) {
            for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                if (FOR_DOCS || screen == (colours == ColorScheme.LIGHT ? Screen.PROJECTOR : Screen.PHONE)) {
                    page.setViewportSize(screen.width, screen.height);
                    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
                    one(
                            room + "-" + screen.name().toLowerCase(Locale.ROOT)
                                    + (colours == ColorScheme.DARK ? "-dark" : ""),
                            place);
                }
            }
        }
        page.setViewportSize(Screen.PROJECTOR.width, Screen.PROJECTOR.height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private void one(String name, String place) {
        browser.page.locator(place).first().evaluate("one => one.scrollIntoView()");
        browser.picture("console-" + name);
        assertThat((List<?>) browser.page.evaluate(WIDER)).as(name).isEmpty();
        browser.isAccessible();
    }
}
