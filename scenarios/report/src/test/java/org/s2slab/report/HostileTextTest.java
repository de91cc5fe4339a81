package org.s2slab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

/** Text that would be markup, script or a diagram's own words, wherever others can put text: in a report it is text. */
class HostileTextTest {
    private static final String HOSTILE =
            "</script></style></title><img src=x onerror=alert(1)>\"'&amp;]]>--> %%{init: x}%% #35; ; ``` end";

    /** Reserved words of its own, at the beginnings of lines that a diagram has. */
    private static final String LINE =
            "sequenceDiagram|    (participant|actor) P[0-9]+ as [^<>`;{}]*(#[0-9]+;[^<>`;{}]*)*"
                    + "|    Note over P0,P[0-9]+: [^<>`;{}]*(#[0-9]+;[^<>`;{}]*)*"
                    + "|    P[0-9]+(->>|-->>|-x)P[0-9]+: [^<>`;{}]*((<br/>|#[0-9]+;)[^<>`;{}]*)*";

    private final Map<ReportFormat, String> everywhere = Performance.written(Invented.everywhere(HOSTILE));

    private static String text(Map<ReportFormat, String> written, ReportFormat format) {
        return Objects.requireNonNull(written.get(format));
    }

    private static Document page(Map<ReportFormat, String> written) {
        return Jsoup.parse(text(written, ReportFormat.HTML));
    }

    private static void isOnlyText(Document page) {
        assertThat(page.select("script, img, iframe, object, [src], [onerror], body style, link"))
                .isEmpty();
        assertThat(page.select("style")).hasSize(1);
        for (Element element : page.getAllElements()) {
            element.attributes()
                    .forEach(attribute -> assertThat(attribute.getKey())
                            .doesNotStartWith("on")
                            .matches("[A-Za-z0-9:-]+"));
        }
    }

    @Test
    void isTextOnThePageWhereverItStands() {
        Document page = page(everywhere);

        isOnlyText(page);
        for (String place : List.of(
                "title",
                ".summary .shows",
                "h2",
                ".facts",
                ".lane b",
                ".map .host",
                ".map title",
                ".fault",
                ".happens h4",
                ".happens code",
                ".problem",
                ".refusal li",
                ".said .text",
                ".said .aside",
                ".inside dd",
                ".inside .values dd",
                ".members th code",
                ".members .value code",
                ".check[title]",
                ".checks td",
                ".compared code",
                ".token summary h4")) {
            assertThat(page.select(place).eachText().stream()
                                    .map(text -> text.replaceAll("\\s+", " "))
                                    .anyMatch(text -> text.contains(HOSTILE))
                            || page.select(place).eachAttr("title").contains(HOSTILE))
                    .as(place)
                    .isTrue();
        }
    }

    @Test
    void isTextInJunitsForm() throws Exception {
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        text(everywhere, ReportFormat.JUNIT).getBytes(StandardCharsets.UTF_8)));

        assertThat(attributes(document.getElementsByTagName("testsuite"), "name"))
                .containsExactly(HOSTILE);
        assertThat(attributes(document.getElementsByTagName("testcase"), "classname"))
                .contains("s2slab." + HOSTILE);
        assertThat(attributes(document.getElementsByTagName("failure"), "message"))
                .contains(HOSTILE);
        assertThat(document.getElementsByTagName("system-out").item(0).getTextContent())
                .contains(": " + HOSTILE + "\n");
        assertThat(document.getElementsByTagName("img").getLength()).isZero();
    }

    private static List<String> attributes(NodeList elements, String name) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < elements.getLength(); i++) {
            values.add(((org.w3c.dom.Element) elements.item(i)).getAttribute(name));
        }
        return values;
    }

    @Test
    void isTextForPrograms() {
        JsonObject scenario = new JsonObject(text(everywhere, ReportFormat.JSON))
                .getJsonArray("scenarios")
                .getJsonObject(0);

        assertThat(scenario.getString("shows")).isEqualTo(HOSTILE);
        assertThat(scenario.getJsonArray("steps")
                        .getJsonObject(0)
                        .getJsonArray("hops")
                        .getJsonObject(0)
                        .getString("detail"))
                .as("method and path of the first call")
                .isEqualTo(HOSTILE + " " + HOSTILE);
    }

    @Test
    void isTextInAWikisDiagram() {
        String text = text(everywhere, ReportFormat.MERMAID);
        String[] blocks = text.split("\n```(mermaid)?\n", -1);

        assertThat(blocks).hasSize(3);
        assertThat(blocks[1].lines()).hasSizeGreaterThan(15).allMatch(line -> line.matches(LINE));
        for (String prose : List.of(blocks[0], blocks[2])) {
            assertThat(prose.replaceAll("\\\\[\\\\`*_{}\\[\\]#|!~]|&(amp|lt|gt);", ""))
                    .doesNotContain("<", "`", "&", "[", "|");
        }
    }

    @Test
    void isTextWhenAServerWasReallyToldIt(@TempDir Path folder) throws Exception {
        String markup = "</script><img src=x onerror=alert(1)>";
        RunReport run = Performance.of(folder, Performance.file(folder, "hostile", """
                scenario: hostile
                shows: Somebody puts markup wherever a server takes text.
                topology: on-premises
                after: on-premises-trust
                steps:
                  - do: In a claim of a token that is refused
                    present:
                      to: exchange
                      forge:
                        outer: {user: anna@contoso.com, claims: {iss: "%1$s", "%1$s": "%1$s"}}
                        actor: {issuer: lync, claims: {nameid: "%1$s@contoso.com"}}
                  - do: In the parameter of a cmdlet, and in its error
                    on: exchange
                    run: New-PartnerApplication
                    with: {Name: "%1$s", AuthMetadataUrl: "https://%1$s/metadata"}
                    expect: {error: PARAMETER_INVALID}
                  - do: In a header, which is not as expected
                    as-user: anna@contoso.com
                    call: lync GET /users/me/contacts
                    headers: {X-Told: "%1$s"}
                    expect: {status: 200, headers: {X-Told: "%1$s"}, body: {"%1$s": "%1$s"}}
                """.formatted(markup)));
        Map<ReportFormat, String> written = Performance.written(run);
        Document page = page(written);

        isOnlyText(page);
        assertThat(page.select(".members .value code").eachText()).contains(markup);
        assertThat(page.select(".members th code").eachText()).contains(markup);
        assertThat(page.select(".happens code").eachText()).anyMatch(line -> line.contains("-Name '" + markup + "'"));
        assertThat(page.select(".problem").eachText()).anyMatch(line -> line.contains(markup));
        assertThat(written.get(ReportFormat.MERMAID))
                .contains("sequenceDiagram")
                .doesNotContain("<img");
        assertThat(written.get(ReportFormat.JUNIT)).contains("&lt;img src=x").doesNotContain("<img");
    }
}
