package org.s2slab.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** The first page, the token workbench and the words in a real Chromium, on servers that trust each other. */
@ExtendWith(NeedsChromium.class)
@TestMethodOrder(OrderAnnotation.class)
class WorkbenchBrowserTest {
    private static final Pattern TOKEN_FILE = Pattern.compile("'@([^']+)'");

    private static RunningConsole console;
    private static Browser browser;
    private static Page page;

    @BeforeAll
    static void start(@TempDir Path folder) {
        console = new RunningConsole(folder);
        console.post("/api/stage", new JsonObject().put("scenario", "on-premises-trust"));
        while (console.post("/api/next", new JsonObject()).status() == 200) {
            // The next step.
        }
        browser = new Browser(1280, 720, ColorScheme.LIGHT, "http://" + console.host());
        page = browser.page;
        page.navigate(console.console.link());
        page.waitForSelector(".start .library li");
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
    void asksOnceWhoSitsThereAndExplainsARefusal() {
        page.waitForSelector(".start .roles");
        page.getByLabel("Paste the response").fill("rule G3".substring(5));
        button("Explain it").click();
        assertThat(page.locator(".refused pre").textContent()).contains("Rule G3");
        browser.isAccessible();
        page.getByText("I look for what could go wrong").click();
        page.waitForSelector(".workbench .presets");
        page.reload();
        page.waitForSelector(".workbench .presets button");
    }

    @Test
    @Order(2)
    void playsAnAttackByItsNameAndMarksWhatItChanged() {
        choose("A token for another host");
        page.waitForFunction("() => document.querySelectorAll('.member.changed').length === 2");
        assertThat(page.locator(".member.changed .name").allTextContents()).containsExactly("aud", "aud");
        assertThat(page.locator(".member.changed").first().textContent())
                .contains("Exchange")
                .contains("changed");
        assertThat(page.locator(".tries").textContent())
                .contains("another host")
                .contains("CVE-2025-62610");
        page.keyboard().press("Control+Enter");
        page.locator(".guess button", new Page.LocatorOptions().setHasText("Is it now?"))
                .click();
        page.waitForSelector(".answer");
        assertThat(page.locator(".verdicts").textContent())
                .contains("Not quite")
                .contains("Is it for me?");
        assertThat(page.locator(".answer").textContent())
                .contains("HTTP 401")
                .contains("Refused by G3")
                .contains("mail.fabrikam.com");
        page.waitForSelector(".told");
        assertThat(page.locator(".told").textContent()).contains("Who").contains("Lync");
        assertThat(page.locator(".member:has([aria-label='actor header x5t']) .who")
                        .textContent())
                .matches("key( of .*)? [0-9A-F]{4}…[0-9A-F]{4}");
        browser.isAccessible();
        browser.picture("console-workbench");

        choose("The token as the caller makes it");
        page.waitForFunction("() => document.querySelectorAll('.member.changed').length === 0");
        page.keyboard().press("Control+Enter");
        page.locator(".guess button", new Page.LocatorOptions().setHasText("None, it is accepted"))
                .click();
        page.waitForSelector(".answer.accepted");
        assertThat(page.locator(".answer").textContent()).contains("No rule refuses it.");
        assertThat(page.locator(".verdicts .crossed").count())
                .as("crosses under an accepted token")
                .isZero();
    }

    @Test
    @Order(3)
    void presentsWithoutAGuessAndSaysWhereNothingShowsTheAttack() {
        page.getByLabel("A guess first?").uncheck();
        choose("The caller's key, stolen");
        assertThat(page.locator(".tries").textContent()).contains("Nothing on the wire shows it.");
        present("HTTP 200", "No rule refuses it");
        choose("An actor token without a signature");
        present("HTTP 401", "Refused by C1");
        choose("The outer layer alone");
        present("HTTP 401", "Refused by D1");
    }

    @Test
    @Order(4)
    void keepsTheButtonInSightAndTheTimesOfBothLayersTogether() {
        choose("The token as the caller makes it");
        page.locator(".validity select").selectOption("2 hours ago");
        assertThat(page.locator(".member.changed .name").allTextContents()).containsExactly("nbf", "exp", "nbf", "exp");
        page.locator(".bench").evaluate("box => box.scrollTo(0, box.scrollHeight)");
        present("HTTP 401", "Refused by H2");
        String copied = copied("Keep as a scenario step");
        assertThat(copied).contains("hops: exchange refuses lync by rule H2").contains("${epoch-PT10800S}");
        JsonObject played = console.post("/api/step", step(copied)).json();
        assertThat(played.getJsonArray("problems")).isEmpty();
    }

    @Test
    @Order(5)
    void copiesACurlCommandThatWorks() throws IOException, InterruptedException {
        choose("The token as the caller makes it");
        present("HTTP 200", "No rule refuses it");
        String command = copied("Copy as curl");
        String token = tokenOf(command);
        assertThat(command).doesNotContain(token).contains("https://exchange.contoso.com/EWS/Exchange.asmx");
        assertThat(page.content()).doesNotContain(token.substring(token.length() - 60));
        Process curl = new ProcessBuilder("sh", "-c", command + " -sS")
                .redirectErrorStream(true)
                .start();
        assertThat(new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(" 200")
                .contains("GetImItemListResponse");
        assertThat(curl.waitFor()).isZero();
    }

    @Test
    @Order(6)
    void readsAndPresentsAPastedTokenAndShowsItNowhere() throws IOException {
        String token = tokenOf(copied("Copy as curl"));
        page.getByText("Paste a token of your own").click();
        page.getByLabel("Token, or the Authorization field").fill("Authorization: Bearer " + token);
        button("Read it").click();
        page.getByText("Your own token, " + token.length() + " characters").waitFor();
        assertThat(page.getByLabel("outer claims upn").inputValue()).isEqualTo("anna@contoso.com");
        assertThat(page.getByLabel("outer claims upn").isDisabled()).isTrue();
        present("HTTP 200", "No rule refuses it");
        assertThat(page.content()).doesNotContain(token.substring(token.length() - 40));
        assertThat(console.events(null, "event: played")).doesNotContain(token.substring(token.lastIndexOf('.') - 40));
    }

    @Test
    @Order(7)
    void signsWithTheKeyThatTheServerSignsWithNow() {
        console.post(
                "/api/step",
                new JsonObject()
                        .put("do", "Lync has another certificate")
                        .put("on", "lync")
                        .put("run", "Set-CsCertificate")
                        .put(
                                "with",
                                new JsonObject()
                                        .put("Identity", "global")
                                        .put("Type", "OAuthTokenIssuer")
                                        .put("Thumbprint", "${lync.certificates.renewed.thumbprint}")));
        JsonObject assigned = console.post(
                        "/api/look",
                        new JsonObject()
                                .put("do", "What Lync signs with")
                                .put("on", "lync")
                                .put("run", "Get-CsCertificate")
                                .put("with", new JsonObject().put("Type", "OAuthTokenIssuer")))
                .json()
                .getJsonObject("found")
                .getJsonArray("output")
                .getJsonObject(0);
        choose("The caller's key, stolen");
        page.getByLabel("actor header x5t").waitFor();
        choose("The token as the caller makes it");
        page.waitForFunction(
                "now => document.querySelector(\"[aria-label='actor header x5t']\")?.value === now",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(HexFormat.of()
                                .parseHex(assigned.getString("Thumbprint").toLowerCase(Locale.ROOT))));
    }

    @Test
    @Order(8)
    void explainsAWordByTheKeyboard() {
        Locator word = page.locator(".tries .term, .member .term").first();
        word.focus();
        page.keyboard().press("Enter");
        Locator box = page.locator(".termbox");
        box.waitFor();
        assertThat(box.textContent()).contains("All words");
        browser.isAccessible();
        page.keyboard().press("Escape");
        page.waitForFunction("() => document.activeElement.classList.contains('term')");
        page.keyboard().press("?");
        page.getByLabel("Find a word").fill("thumb");
        assertThat(page.locator(".glossary dt").first().textContent()).isEqualTo("thumbprint");
        browser.isAccessible();
    }

    @Test
    @Order(9)
    void fitsEveryRoomWideOnAProjectorAndOnAPhone() {
        RoomPictures pictures = new RoomPictures(browser);
        pictures.take("start", "Start", ".start .library ol li");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Token workbench"))
                .click();
        choose("A token for another host");
        present("HTTP 401", "Refused by G3");
        assertThat(page.locator("dl.told").textContent()).contains("Exchange read this key from");
        pictures.take("workbench", ".right");
        pictures.take("glossary", "Glossary", ".glossary dt");
    }

    @Test
    @Order(10)
    void findsAScenarioInItsGroupAndOpensIt() {
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Start"))
                .click();
        assertThat(page.locator(".library section.mine h4").first().textContent())
                .contains("for you");
        assertThat(page.locator(".library > section").first().locator("li").count())
                .isEqualTo(3);
        page.getByLabel("Find a scenario").fill("G3");
        Locator found = page.locator(".library li");
        page.waitForFunction("() => ![...document.querySelectorAll('.library li b')]"
                + ".some(name => name.textContent === 'on-premises-trust')");
        Locator forged = found.filter(new Locator.FilterOptions().setHasText("forged-tokens"));
        assertThat(forged.textContent()).contains("min").contains("G3");
        forged.locator("button").click();
        page.waitForSelector("#tab-story[aria-selected=true]");
    }

    @Test
    @Order(11)
    void complainedOfNothingAndAskedNobodyElse() {
        browser.isClean();
    }

    private static void choose(String preset) {
        page.locator(".presets button", new Page.LocatorOptions().setHasText(preset))
                .click();
        page.waitForSelector(".presets button[aria-current]:has-text(\"" + preset + "\")");
        page.waitForSelector(".presenting .main:not([disabled])");
    }

    private static void present(String... texts) {
        button("Present to exchange").click();
        for (String text : texts) {
            page.waitForSelector(".answer:has-text(\"" + text + "\")");
        }
        // The hop arrives with the events, a moment after the response.
        page.waitForSelector("dl.told");
    }

    private static Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private static String copied(String name) {
        button(name).click();
        Locator text = page.locator("pre.copied[aria-label='" + name + "']");
        text.waitFor();
        return text.textContent();
    }

    private static String tokenOf(String command) throws IOException {
        Matcher file = TOKEN_FILE.matcher(command);
        assertThat(file.find()).as(command).isTrue();
        return Files.readString(Path.of(file.group(1)))
                .replace("Authorization: Bearer ", "")
                .strip();
    }

    private static JsonObject step(String yaml) {
        try {
            List<Map<String, Object>> steps = new YAMLMapper().readValue(yaml, new TypeReference<>() {});
            return new JsonObject(steps.get(0));
        } catch (IOException e) {
            throw new IllegalStateException(yaml, e);
        }
    }
}
