package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;
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

/** The Learn room in a real Chromium: one lesson to its end, and presenter mode with a window for the room. */
@ExtendWith(NeedsChromium.class)
@TestMethodOrder(OrderAnnotation.class)
class LessonBrowserTest {
    /** Milliseconds. */
    private static final double STARTING = 60_000;

    private static RunningConsole console;
    private static Browser browser;
    private static Page page;

    @BeforeAll
    static void start(@TempDir Path folder) {
        console = new RunningConsole(folder);
        browser = new Browser(1280, 720, ColorScheme.LIGHT, "http://" + console.host());
        page = browser.page;
        // A lesson starts a deployment of its own, which takes long on a busy machine.
        page.setDefaultTimeout(STARTING);
        page.navigate(console.console.link());
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Learn"))
                .click();
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
    void listsTheLessonsByRole() {
        page.waitForSelector(".learn nav li");
        assertThat(page.locator(".learn nav li").count()).isEqualTo(14);
        page.getByLabel("I am").selectOption("security");
        assertThat(page.locator(".learn nav li:not(.other)").allTextContents())
                .anyMatch(text -> text.contains("How attackers try"))
                .allMatch(text -> text.contains("for you"))
                .noneMatch(text -> text.contains("Introductions"));
        assertThat(page.locator(".learn nav li.other").allTextContents()).noneMatch(text -> text.contains("for you"));
        browser.isAccessible();
    }

    @Test
    @Order(2)
    void playsALessonAndAsksBeforeItShows() {
        page.locator(".learn nav button:has-text('Two servers that')").click();
        page.waitForSelector(".lesson-steps .now");
        click("Next");
        page.waitForSelector(".now .choice button");
        assertThat(page.locator(".now .choice").allTextContents())
                .noneMatch(text -> text.contains("A place in the network"));
        page.locator(".now .choice button").first().click();
        page.waitForSelector(".choice.right");
        assertThat(page.locator(".choice.not").first().textContent())
                .contains("your guess")
                .contains("A place in the network");
        new RoomPictures(browser).take("learn", ".lesson-steps");
        click("Run");
        page.waitForSelector(".now:has-text('The challenge') .lesson-rows");
        assertThat(page.locator(".now .lesson-rows").textContent())
                .contains("trusted_issuers")
                .contains("(missing)");
        click("Next");
        page.waitForSelector(".now .lesson-line");
        assertThat(page.locator(".now .lesson-line").textContent()).contains("Set-CsOAuthConfiguration");
        click("Run");
        page.waitForSelector(".now .choice button");
        page.locator(".now .choice button").nth(1).click();
        page.waitForSelector(".now:has-text('Let Lync try')");
        click("Run");
        page.waitForSelector(".exercise");
    }

    @Test
    @Order(3)
    void checksTheExerciseOnTheDeployment() {
        click("Begin");
        page.getByLabel("How many issuers?").fill("0");
        click("Check");
        page.waitForSelector(".exercise .goals .no");
        click("Hint 0 of 2");
        page.waitForSelector(".exercise .hint");
        page.getByLabel("Cmdlet (").fill("Test-CsExStorageConnectivity -SipUri sip:anna@contoso.com");
        click("Run the cmdlet");
        page.waitForSelector(".exercise .happened .no");
        click("Check");
        page.waitForSelector(".exercise:has-text('Passed')");
        browser.isAccessible();
        browser.picture("console-exercise");
        assertThat(page.locator(".learn nav .here").textContent()).contains("✓");
    }

    @Test
    @Order(4)
    void presentsToARoomWithAWindowOfItsOwn() {
        page.locator(".lesson-steps li").nth(3).getByText("Again from here").click();
        page.waitForSelector(".lesson-steps li:nth-child(4).now");
        page.setViewportSize(1920, 1080);
        click("Present");
        page.waitForSelector(".present .slide");
        Page room = page.waitForPopup(() -> click("Window for the room"));
        room.waitForSelector(".present .slide h2");
        assertThat(room.url()).doesNotContain(console.key());
        assertThat(room.locator(".notes").count()).isZero();
        assertThat(page.locator(".present .notes").textContent()).contains("Leave the header");
        page.locator(".present").focus();
        press("PageDown");
        press("PageDown");
        room.waitForSelector(".present h2:has-text('Tell Lync where')");
        press("ArrowRight");
        press("ArrowRight");
        room.waitForSelector(".present .choice");
        press("1");
        press("2");
        press("2");
        room.waitForSelector(".present .hands:text-is('2 hands')");
        assertThat(room.locator(".present .hands").allTextContents()).containsExactly("1 hand", "2 hands");
        assertThat(page.locator(".present .hint-key").textContent()).isEqualTo("1–3 hands");
        browser.isAccessible();
        browser.picture("console-presenter");
        press("PageDown");
        room.waitForSelector(".present .choice.right");
        press("PageUp");
        room.waitForSelector(".present h2:has-text('Tell Lync where')");
        press("b");
        room.waitForSelector(".present.black");
        press("b");
        room.waitForSelector(".present:not(.black)");
        press("Escape");
        page.waitForFunction("() => !document.querySelector('.present')");
        room.waitForSelector(".present .waiting");
        room.close();
    }

    /** The word leads to the lesson, and the lesson begins only when the reader wants it. */
    @Test
    @Order(5)
    void aWordLeadsToItsLessonWhoseFourServersAreFolded() {
        page.setViewportSize(1280, 720);
        page.keyboard().press("?");
        page.getByLabel("Find a word").fill("authorization server");
        page.locator(".glossary dl > div:has(dt:text-is('authorization server')) button:text-is('lesson 8')")
                .click();
        page.waitForSelector(".learn .offer:has-text('When a part is in the cloud')");
        assertThat(page.locator(".lesson-steps").isVisible()).isFalse();
        click("Back to lesson 1");
        page.waitForSelector(".lesson-steps");
        page.keyboard().press("?");
        page.locator(".glossary dl > div:has(dt:text-is('authorization server')) button:text-is('lesson 8')")
                .click();
        click("Begin the lesson");
        page.waitForSelector(".lesson-steps .now:has-text('Exchange is online')");
        assertThat(page.locator(".servers details.server").count()).isEqualTo(4);
        assertThat(page.locator(".servers details.server[open]").count()).isZero();
        click("Next");
        click("Run");
        page.locator(".happened .link:has-text('lync reads the metadata of authz')")
                .first()
                .click();
        page.waitForSelector(".beside .reading:has-text('authorization server')");
        assertThat(page.locator(".servers details.server[open] summary").allTextContents())
                .hasSize(2)
                .anyMatch(card -> card.contains("Lync"))
                .anyMatch(card -> card.toLowerCase(Locale.ROOT).contains("authorization server"));
        browser.isAccessible();
    }

    @Test
    @Order(6)
    void complainedOfNothingAndAskedNobodyElse() {
        browser.isClean();
    }

    private static void click(String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .locator("visible=true")
                .first()
                .click();
    }

    private static void press(String key) {
        page.keyboard().press(key);
        page.waitForFunction("() => !document.querySelector('.present button[disabled]')");
    }
}
