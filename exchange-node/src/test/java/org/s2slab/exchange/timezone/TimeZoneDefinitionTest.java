package org.s2slab.exchange.timezone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;
import org.s2slab.xml.XmlWriter;

class TimeZoneDefinitionTest {
    private static final String TYPES = "http://schemas.microsoft.com/exchange/services/2006/types";

    @Test
    void knowsTheZonesOfWindows() {
        assertThat(TimeZoneRegistry.all()).hasSize(139);
        assertThat(TimeZoneRegistry.find("w. europe standard time"))
                .hasValueSatisfying(zone -> assertThat(zone.rules())
                        .isEqualTo(ZoneId.of("Europe/Berlin").getRules()));
        assertThat(TimeZoneRegistry.find("Europe/Berlin")).isEmpty();
        assertThat(TimeZoneRegistry.find("UTC").orElseThrow().name()).isEqualTo("(UTC) Coordinated Universal Time");
    }

    /** Of changes that are not in their order, java.time gives the same one again and again. */
    @Test
    void readsTheYearsOfRulesThatDoNotAdvance() {
        ZoneOffset east = ZoneOffset.ofHours(11);
        ZoneOffset west = ZoneOffset.ofHours(-6);
        LocalDateTime time = LocalDateTime.of(2006, 1, 1, 1, 0);
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        for (int year = 0; year < 40; year++) {
            changes.add(ZoneOffsetTransition.of(time.plusYears(year), west, east));
            changes.add(ZoneOffsetTransition.of(time.plusYears(year), east, west));
        }
        ZoneRules rules = ZoneRules.of(west, west, List.of(), changes, List.of());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> YearTransitions.groups(rules));
    }

    /** The definition that a client gets means the same as the rules it was made of. */
    @Test
    void definitionsHaveTheOffsetsOfTheRuntime() {
        TimeZoneRegistry.all().forEach(TimeZoneDefinitionTest::requireSameOffsets);
    }

    private static void requireSameOffsets(TimeZoneDefinition zone) {
        ZoneRules read = TransitionsGroup.rules(TimeZoneReader.groups(written(zone)));
        for (int year = 2006; year <= 2037; year++) {
            if (isRegular(zone.rules(), year)) {
                for (Instant moment : moments(zone.rules(), year)) {
                    assertThat(read.getOffset(moment))
                            .as(zone.id() + " at " + moment)
                            .isEqualTo(zone.rules().getOffset(moment));
                }
            }
        }
    }

    /** Years with more changes than a definition can say, or that end with another offset than they begin, are approximate. */
    private static boolean isRegular(ZoneRules rules, int year) {
        List<ZoneOffsetTransition> changes = changes(rules, year);
        return changes.size() < 2
                || (changes.size() == 2
                        && changes.get(1).getOffsetAfter().equals(changes.get(0).getOffsetBefore()));
    }

    private static List<ZoneOffsetTransition> changes(ZoneRules rules, int year) {
        List<ZoneOffsetTransition> changes = new ArrayList<>();
        ZoneOffsetTransition next = rules.nextTransition(start(rules, year));
        while (next != null && next.getInstant().isBefore(start(rules, year + 1))) {
            changes.add(next);
            next = rules.nextTransition(next.getInstant());
        }
        return changes;
    }

    private static Instant start(ZoneRules rules, int year) {
        LocalDateTime newYear = LocalDateTime.of(year, 1, 1, 0, 0);
        return newYear.toInstant(rules.getOffset(newYear));
    }

    private static List<Instant> moments(ZoneRules rules, int year) {
        List<Instant> moments = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            moments.add(LocalDateTime.of(year, month, 15, 12, 0).toInstant(ZoneOffset.UTC));
        }
        changes(rules, year)
                .forEach(change -> moments.addAll(List.of(
                        change.getInstant().minusSeconds(1),
                        change.getInstant(),
                        change.getInstant().plusSeconds(3600))));
        return moments;
    }

    /** The example of the product's documentation, with the spelling of period ids that recorded servers have. */
    @Test
    void writesTheDocumentedForm() {
        String xml = text(TimeZoneRegistry.find("Eastern Standard Time").orElseThrow());
        String id = "trule:Microsoft/Registry/Eastern Standard Time/";
        assertThat(xml)
                .contains("Id=\"Eastern Standard Time\" Name=\"(UTC-05:00) Eastern Time (US &amp; Canada)\"")
                .contains("<t:Period Bias=\"PT5H\" Name=\"Standard\" Id=\"" + id + "2006-Standard\"/>"
                        + "<t:Period Bias=\"PT4H\" Name=\"Daylight\" Id=\"" + id + "2006-Daylight\"/>"
                        + "<t:Period Bias=\"PT5H\" Name=\"Standard\" Id=\"" + id + "2007-Standard\"/>"
                        + "<t:Period Bias=\"PT4H\" Name=\"Daylight\" Id=\"" + id + "2007-Daylight\"/>")
                .contains("<t:TransitionsGroup Id=\"0\">" + change(id + "2006-Daylight", 4, 1)
                        + change(id + "2006-Standard", 10, -1) + "</t:TransitionsGroup>")
                .contains("<t:TransitionsGroup Id=\"1\">" + change(id + "2007-Daylight", 3, 2)
                        + change(id + "2007-Standard", 11, 1) + "</t:TransitionsGroup>")
                .contains("<t:Transition><t:To Kind=\"Group\">0</t:To></t:Transition><t:AbsoluteDateTransition>"
                        + "<t:To Kind=\"Group\">1</t:To><t:DateTime>2007-01-01T00:00:00</t:DateTime>"
                        + "</t:AbsoluteDateTransition>");
    }

    private static String change(String to, int month, int occurrence) {
        return "<t:RecurringDayTransition><t:To Kind=\"Period\">" + to
                + "</t:To><t:TimeOffset>PT2H</t:TimeOffset><t:Month>"
                + month + "</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek><t:Occurrence>" + occurrence
                + "</t:Occurrence></t:RecurringDayTransition>";
    }

    @Test
    void findsTheZoneOfADefinitionByItsRules() {
        XmlElement stranger = written(
                        TimeZoneRegistry.find("Eastern Standard Time").orElseThrow())
                .with("Id", "Ours");
        assertThat(TimeZoneReader.definition(stranger).id()).isEqualTo("Eastern Standard Time");
    }

    @Test
    void keepsADefinitionWithRulesOfItsOwn() {
        XmlElement ours = XmlReader.read(("<z xmlns=\"" + TYPES + "\" Name=\"Ship\"><Periods>"
                        + "<Period Bias=\"-PT1H7M\" Name=\"Standard\" Id=\"s\"/>"
                        + "<Period Bias=\"-PT2H7M\" Name=\"Daylight\" Id=\"d\"/></Periods>"
                        + "<TransitionsGroups><TransitionsGroup Id=\"0\">" + rule("d", 5, "Monday", 2)
                        + rule("s", 9, "Friday", -1) + "</TransitionsGroup></TransitionsGroups>"
                        + "<Transitions><Transition><To Kind=\"Group\">0</To></Transition></Transitions></z>")
                .getBytes(UTF_8));
        TimeZoneDefinition zone = TimeZoneReader.definition(ours);
        assertThat(zone.id()).isEqualTo("Customized Time Zone");
        assertThat(zone.name()).isEqualTo("Ship");
        assertThat(zone.text(Instant.parse("2030-05-13T00:52:59Z"))).isEqualTo("2030-05-13T01:59:59+01:07");
        assertThat(zone.text(Instant.parse("2030-05-13T00:53:00Z"))).isEqualTo("2030-05-13T03:00:00+02:07");
        assertThat(TimeZoneReader.definition(TimeZoneWriter.element("StartTimeZone", zone))
                        .rules())
                .isEqualTo(zone.rules());
    }

    private static String rule(String to, int month, String day, int occurrence) {
        return "<RecurringDayTransition><To Kind=\"Period\">" + to + "</To><TimeOffset>PT2H</TimeOffset><Month>" + month
                + "</Month><DayOfWeek>" + day + "</DayOfWeek><Occurrence>" + occurrence
                + "</Occurrence></RecurringDayTransition>";
    }

    @Test
    void refusesWhatNamesNoZone() {
        for (String zone : List.of(
                "<z Id=\"Atlantis Standard Time\"/>",
                "<z/>",
                "<z Id=\"x\"><Periods><Period Bias=\"PT40H\" Id=\"s\"/></Periods></z>",
                "<z Id=\"x\"><Periods><Period Bias=\"PT1H\" Id=\"s\"/></Periods><Transitions><Transition>"
                        + "<To Kind=\"Group\">9</To></Transition></Transitions></z>")) {
            XmlElement element = XmlReader.read(zone.getBytes(UTF_8));
            assertThatThrownBy(() -> TimeZoneReader.definition(element))
                    .as(zone)
                    .isInstanceOf(DateTimeException.class);
        }
    }

    @Test
    void readsTheMeetingTimeZoneOfExchange2007() {
        XmlElement zone = XmlReader.read(("<MeetingTimeZone TimeZoneName=\"ours\"><BaseOffset>PT5H</BaseOffset>"
                        + meetingRule("Standard", "PT0H", "First", "November")
                        + meetingRule("Daylight", "-PT1H", "Second", "March") + "</MeetingTimeZone>")
                .getBytes(UTF_8));
        assertThat(TimeZoneReader.meeting(zone).id()).isEqualTo("Eastern Standard Time");
        XmlElement named = XmlReader.read("<MeetingTimeZone TimeZoneName=\"Tokyo Standard Time\"/>".getBytes(UTF_8));
        assertThat(TimeZoneReader.meeting(named).id()).isEqualTo("Tokyo Standard Time");
    }

    private static String meetingRule(String part, String offset, String index, String month) {
        return "<" + part + "><Offset>" + offset + "</Offset><RelativeYearlyRecurrence><DaysOfWeek>Sunday</DaysOfWeek>"
                + "<DayOfWeekIndex>" + index + "</DayOfWeekIndex><Month>" + month
                + "</Month></RelativeYearlyRecurrence><Time>02:00:00</Time></" + part + ">";
    }

    private static XmlElement written(TimeZoneDefinition zone) {
        return XmlReader.read(text(zone).getBytes(UTF_8));
    }

    private static String text(TimeZoneDefinition zone) {
        XmlWriter xml = new XmlWriter();
        TimeZoneWriter.definition(xml, "TimeZoneDefinition", zone);
        return xml.document();
    }
}
