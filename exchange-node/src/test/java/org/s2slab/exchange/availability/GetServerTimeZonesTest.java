package org.s2slab.exchange.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.timezone.TimeZoneReader;
import org.s2slab.xml.XmlElement;

/** Each response is checked against the schema by {@link EwsCalls}. */
class GetServerTimeZonesTest {
    private static final Vertx VERTX = Vertx.vertx();

    private static TestMailboxes mailboxes;
    private static EwsCalls anna;

    @BeforeAll
    static void open(@TempDir Path folder) {
        mailboxes = TestMailboxes.open(VERTX, folder);
        anna = new EwsCalls(List.of(new GetServerTimeZones()), mailboxes.of("anna"));
    }

    @AfterAll
    static void close() {
        mailboxes.database.close().await();
        VERTX.close().await();
    }

    @Test
    void returnsAllZonesWithTheirRules() {
        List<XmlElement> zones = zones("", "");
        assertThat(zones).hasSize(139).allSatisfy(zone -> {
            assertThat(zone.child("Periods")).isPresent();
            assertThat(zone.at("Transitions", "Transition", "To").map(XmlElement::text))
                    .hasValue("0");
            assertThat(TimeZoneReader.definition(zone).id())
                    .isEqualTo(zone.attribute("Id").orElseThrow());
        });
    }

    /** The managed API asks so, and reads the definition into a zone of its own. */
    @Test
    void returnsZonesByTheirIdsAndLeavesOutUnknownOnes() {
        List<XmlElement> zones = zones(
                " ReturnFullTimeZoneData=\"true\"",
                "<m:Ids><t:Id>Tokyo Standard Time</t:Id><t:Id>Atlantis Standard Time</t:Id>"
                        + "<t:Id>W. Europe Standard Time</t:Id></m:Ids>");
        assertThat(zones)
                .extracting(zone -> zone.attribute("Id").orElseThrow())
                .containsExactly("Tokyo Standard Time", "W. Europe Standard Time");
        assertThat(zones.get(0)
                        .at("TransitionsGroups", "TransitionsGroup")
                        .orElseThrow()
                        .children())
                .singleElement()
                .matches(transition -> transition.name().equals("Transition"));
        assertThat(zones.get(1).child("Periods").orElseThrow().children())
                .extracting(period -> period.attribute("Name").orElseThrow()
                        + period.attribute("Bias").orElseThrow()
                        + period.attribute("Id").orElseThrow())
                .containsExactly(
                        "Standard-PT1Htrule:Microsoft/Registry/W. Europe Standard Time/1-Standard",
                        "Daylight-PT2Htrule:Microsoft/Registry/W. Europe Standard Time/1-Daylight");
    }

    @Test
    void returnsOnlyNamesWhereAskedSo() {
        assertThat(zones(" ReturnFullTimeZoneData=\"false\"", "<m:Ids><t:Id>utc</t:Id></m:Ids>"))
                .singleElement()
                .satisfies(zone -> {
                    assertThat(zone.attribute("Name")).hasValue("(UTC) Coordinated Universal Time");
                    assertThat(zone.children()).isEmpty();
                });
    }

    private static List<XmlElement> zones(String attributes, String ids) {
        XmlElement message = anna.messages("<m:GetServerTimeZones" + attributes + ">" + ids + "</m:GetServerTimeZones>")
                .get(0);
        assertThat(message.childText("ResponseCode")).hasValue("NoError");
        return message.child("TimeZoneDefinitions").orElseThrow().children();
    }
}
