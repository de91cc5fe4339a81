package org.s2slab.engine.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Chromium with one page. Records all error messages of the page and all its requests to other hosts. */
public final class Browser implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));

    /** With {@code -Ds2slab.pictures=docs}, the tests write the pictures of the documentation again. */
    private static final boolean FOR_DOCS = "docs".equals(System.getProperty("s2slab.pictures"));

    private static final List<String> SWITCHES =
            List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking");

    private static final String SERIOUS =
            "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
                    + ".filter(v => v.impact === 'serious' || v.impact === 'critical')"
                    + ".map(v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 160) + ' ' + n.failureSummary).slice(0, 4).join(' | '))";

    public final List<String> complaints = new ArrayList<>();
    public final List<String> elsewhere = new ArrayList<>();
    public final Page page;
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final BrowserContext context;

    /** @param own the prefix of all permitted addresses */
    public Browser(int width, int height, ColorScheme colours, String own) {
        this(
                new com.microsoft.playwright.Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setColorScheme(colours)
                        .setReducedMotion(com.microsoft.playwright.options.ReducedMotion.REDUCE),
                own,
                List.of());
    }

    /** @param switches additional switches of Chromium's command line */
    Browser(com.microsoft.playwright.Browser.NewContextOptions options, String own, List<String> switches) {
        NeedsChromium.node().ifPresent(node -> System.setProperty("playwright.nodejs.path", node.toString()));
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(NeedsChromium.chromium().orElseThrow())
                        // Scroll bars are visible, as on Windows, so that tests detect content that does not fit beside
                        // them.
                        .setIgnoreDefaultArgs(List.of("--hide-scrollbars"))
                        .setArgs(Stream.concat(SWITCHES.stream(), switches.stream())
                                .toList()));
        context = chromium.newContext(options);
        context.setDefaultTimeout(30_000);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(own)) {
                elsewhere.add(request.url());
            }
        });
    }

    /** Writes a picture of the page to {@code target/pictures}, and on request also to {@code docs/pictures}. */
    public void picture(String name) {
        Path file = ROOT.resolve("scenarios/target/pictures").resolve(name + ".png");
        page.mouse().move(0, 0); // The pointer is not above any element.
        byte[] picture = page.screenshot(new Page.ScreenshotOptions().setPath(file));
        if (FOR_DOCS && (name.startsWith("console-") || name.startsWith("report"))) {
            try {
                Files.createDirectories(ROOT.resolve("docs/pictures"));
                Files.write(ROOT.resolve("docs/pictures").resolve(name + ".png"), PaletteImage.of(picture));
            } catch (IOException e) {
                throw new IllegalStateException("the picture " + name, e);
            }
        }
    }

    /** Fails if axe finds a serious accessibility problem on the page. */
    public void isAccessible() {
        try (InputStream in = Browser.class.getClassLoader().getResourceAsStream("axe.min.js")) {
            page.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8) + "; true");
        } catch (IOException e) {
            throw new IllegalStateException("axe", e);
        }
        Object found = page.evaluate(SERIOUS);
        assertThat((List<?>) found).isEmpty();
    }

    /** Fails if the page reported an error or sent a request to another host. */
    public void isClean() {
        assertThat(complaints).isEmpty();
        assertThat(elsewhere).isEmpty();
    }

    @Override
    public void close() {
        context.close();
        chromium.close();
        playwright.close();
    }
}
