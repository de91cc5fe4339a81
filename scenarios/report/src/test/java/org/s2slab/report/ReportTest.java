package org.s2slab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** The reports of a run in which one scenario passes, one shows a refusal, and one fails at a value with HTML in it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportTest {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private Map<ReportFormat, String> written = Map.of();

    @BeforeAll
    void play(@TempDir Path folder) {
        String failing = Performance.file(folder, "failing", """
                scenario: failing
                shows: A refused sign-in, %s
                topology: on-premises
                steps:
                  - do: "Anna signs in as %s"
                    as-user: anna@contoso.com
                    password: not-hers
                    call: lync GET /users/me/contacts
                    expect: {status: 200}
                """.formatted(HOSTILE, HOSTILE));
        written = Performance.written(
                Performance.of(folder, "on-premises-unified-contact-store", "wrong-tenant", failing));
    }

    private Document page() {
        return Jsoup.parse(text(ReportFormat.HTML));
    }

    private String text(ReportFormat format) {
        return String.valueOf(written.get(format));
    }

    @Test
    void showsEachScenarioWithWhatTravelledAndWhoTrustsWhom() {
        Document page = page();

        assertThat(page.select("section.scenario")).hasSize(3);
        assertThat(page.select("section.scenario h2").eachText()).allMatch(title -> !title.isBlank());
        assertThat(page.select("section.scenario .edges tbody tr").eachText())
                .anyMatch(row ->
                        row.contains("lync → exchange") && row.contains("partner application") && row.contains("works"))
                .anyMatch(row -> row.contains("authorization server") && row.contains("broken"));
        assertThat(page.select("section.scenario")
                        .get(1)
                        .select(".edges tr.weak")
                        .text())
                .contains("lync → exchange", "broken");
        assertThat(page.select("section.scenario").get(0).select(".edges tr.weak"))
                .isEmpty();
        assertThat(page.select("details.hop")).hasSizeGreaterThan(50);
    }

    @Test
    void namesTheRuleThatRefusedWithBothValues() {
        assertThat(page().select("section.scenario").get(1).text())
                .contains("Rule F2", "Found", "Expected", "a registered issuer");
    }

    @Test
    void opensTheTokensUpWithWhatEachClaimMeans() {
        String tokens = page().select("section.scenario").get(0).text();

        assertThat(tokens).contains("Outer token", "Actor token", "trustedfordelegation", "actortoken", "x5t");
    }

    /** The place was good before the run, and is not any more. */
    @Test
    void leavesNothingBehindIfItCannotBeWritten(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("report.html");
        ReportFormat.HTML.prepare(file);
        Files.createDirectories(file.resolve("in the way"));

        assertThatThrownBy(() -> ReportFormat.HTML.write(new RunReport(List.of(), Instant.EPOCH, Duration.ZERO), file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("the report '" + file + "'")
                .hasCauseInstanceOf(FileSystemException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void asksNothingOfANetwork() {
        Document page = page();

        assertThat(page.select("script[src], link[href], img, iframe, object")).isEmpty();
        assertThat(page.select("style").eachText()).noneMatch(css -> css.contains("url(") || css.contains("@import"));
    }

    @Test
    void takesMarkupInValuesForText() {
        assertThat(page().select("img, [onerror]")).isEmpty();
        assertThat(page().text()).contains(HOSTILE);
        assertThat(text(ReportFormat.MERMAID)).doesNotContain(HOSTILE);
    }

    @Test
    void holdsNothingThatANodeWouldTake() {
        written.forEach((format, text) -> {
            assertThat(text).as("%s", format).doesNotContainPattern("eyJ[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}\\.");
            assertThat(text).as("%s", format).doesNotContain("not-hers", "Passw0rd!");
        });
    }

    @Test
    void givesContinuousIntegrationACaseForEachStep() throws Exception {
        Element suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text(ReportFormat.JUNIT).getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();

        assertThat(suites.getTagName()).isEqualTo("testsuites");
        assertThat(suites.getElementsByTagName("testsuite").getLength()).isEqualTo(3);
        assertThat(suites.getElementsByTagName("testcase").getLength())
                .isEqualTo(Integer.parseInt(suites.getAttribute("tests")));
        assertThat(suites.getAttribute("failures")).isEqualTo("1");
        assertThat(suites.getElementsByTagName("failure").item(0).getTextContent())
                .contains("expected 200, found unauthorized");
    }

    @Test
    void tellsProgramsTheSame() {
        JsonObject report = new JsonObject(text(ReportFormat.JSON));

        assertThat(report.getJsonArray("scenarios")).hasSize(3);
        assertThat(report.getJsonArray("scenarios")
                        .getJsonObject(1)
                        .getJsonObject("trust")
                        .getBoolean("broken"))
                .isTrue();
        assertThat(report.getJsonArray("scenarios").getJsonObject(2).encode())
                .contains("expected 200, found unauthorized");
    }

    /** The first scenario has self-issued tokens, the second an authorization server. */
    @Test
    void hasTheRequestAndTheResponseOfEachHopThatTravels() {
        List<JsonObject> hops = new JsonObject(text(ReportFormat.JSON))
                .getJsonArray("scenarios").stream()
                        .flatMap(scenario -> ((JsonObject) scenario).getJsonArray("steps").stream())
                        .flatMap(step -> ((JsonObject) step).getJsonArray("hops").stream())
                        .map(JsonObject.class::cast)
                        .toList();
        Set<String> kinds = new TreeSet<>();
        int travelled = 0;
        for (JsonObject hop : hops) {
            JsonObject wire = hop.getJsonObject("wire");
            String kind = hop.getString("kind");
            if (Set.of("SIGNED", "REUSED", "TRUST_CHANGED").contains(kind)) {
                assertThat(wire).as(hop.encodePrettily()).isNull();
                continue;
            }
            kinds.add(kind);
            travelled++;
            assertThat(wire).as(hop.encodePrettily()).isNotNull();
            String request = wire.getJsonObject("request").encode();
            String status = wire.getJsonObject("response").getString("line");
            assertThat(request + status)
                    .as(hop.encode())
                    .contains(
                            switch (kind) {
                                case "CHALLENGED" -> List.of("uthorization: Bearer\"", "401", "\"note\":null");
                                case "CALLED", "ACCEPTED" -> List.of("uthorization: Bearer eyJ", "…\"");
                                case "REFUSED", "FAILED" -> List.of("uthorization: B", "401");
                                case "SIGNED_IN" -> List.of("uthorization: Basic (password, not shown)");
                                case "METADATA_READ" -> List.of("\"GET /", "200");
                                default -> List.of("HTTP/1.1");
                            });
        }
        assertThat(kinds)
                .contains("ACCEPTED", "CALLED", "CHALLENGED", "FAILED", "METADATA_READ", "REFUSED", "SIGNED_IN");
        assertThat(page().select("details.hop details.wire pre")).hasSize(2 * travelled);
    }

    @Test
    void drawsEachScenarioForAWiki() {
        assertThat(text(ReportFormat.MERMAID).split("sequenceDiagram", -1)).hasSizeGreaterThanOrEqualTo(3);
    }
}
