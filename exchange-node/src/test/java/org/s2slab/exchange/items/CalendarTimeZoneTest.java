package org.s2slab.exchange.items;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Times that clients write without an offset. */
class CalendarTimeZoneTest {
    private static final String NEW_YORK = "<t:StartTimeZone Id=\"Eastern Standard Time\"/>";
    private static final String TOKYO_HEADER = header("<t:TimeZoneDefinition Id=\"Tokyo Standard Time\"/>");

    @RegisterExtension
    static final MailboxCalls mail = new MailboxCalls();

    @Test
    void readsTimesInTheZoneOfTheItem() {
        XmlElement item = get(create("", item("2030-03-04T10:00:00", "2030-03-04T11:00:00", NEW_YORK)), "");
        assertThat(text(item, "Start")).isEqualTo("2030-03-04T15:00:00Z");
        assertThat(text(item, "End")).isEqualTo("2030-03-04T16:00:00Z");
        assertThat(zone(item, "StartTimeZone")).isEqualTo("Eastern Standard Time");
        assertThat(zone(item, "EndTimeZone")).isEqualTo("Eastern Standard Time");
        assertThat(item.child("StartTimeZone").orElseThrow().attribute("Name"))
                .hasValue("(UTC-05:00) Eastern Time (US & Canada)");
        XmlElement summer = get(create("", item("2030-07-04T10:00:00", "2030-07-04T11:00:00", NEW_YORK)), "");
        assertThat(text(summer, "Start")).isEqualTo("2030-07-04T14:00:00Z");
    }

    @Test
    @Requirements("MTGS R223 R225 R713 R714")
    void readsTheEndInItsOwnZone() {
        XmlElement item = get(
                create(
                        "",
                        item(
                                "2030-03-04T10:00:00",
                                "2030-03-04T11:00:00",
                                NEW_YORK + "<t:EndTimeZone Id=\"Pacific Standard Time\"/>")),
                "");
        assertThat(text(item, "End")).isEqualTo("2030-03-04T19:00:00Z");
        assertThat(zone(item, "EndTimeZone")).isEqualTo("Pacific Standard Time");
    }

    @Test
    @Requirements("CORE R362 R2313")
    void readsTimesInTheZoneOfTheHeaderAndAnswersInIt() {
        XmlElement id = create(TOKYO_HEADER, item("2030-03-04T10:00:00", "2030-03-04T11:00:00", ""));
        XmlElement plain = get(id, "");
        assertThat(text(plain, "Start")).isEqualTo("2030-03-04T01:00:00Z");
        assertThat(zone(plain, "StartTimeZone")).isEqualTo("Tokyo Standard Time");
        XmlElement inTokyo = get(id, TOKYO_HEADER);
        assertThat(text(inTokyo, "Start")).isEqualTo("2030-03-04T10:00:00+09:00");
        assertThat(text(inTokyo, "DateTimeCreated")).endsWith("+09:00");
        assertThat(text(get(id, header("<t:TimeZoneDefinition Id=\"Pacific Standard Time\"/>")), "Start"))
                .isEqualTo("2030-03-03T17:00:00-08:00");
        XmlElement both = get(create(TOKYO_HEADER, item("2030-03-04T10:00:00", "2030-03-04T11:00:00", NEW_YORK)), "");
        assertThat(text(both, "Start")).isEqualTo("2030-03-04T15:00:00Z");
    }

    @Test
    void leavesTimesWithAnOffsetAndReadsOthersInUtc() {
        XmlElement offset =
                get(create(TOKYO_HEADER, item("2030-03-04T10:00:00+01:00", "2030-03-04T10:00:00Z", "")), "");
        assertThat(text(offset, "Start")).isEqualTo("2030-03-04T09:00:00Z");
        assertThat(text(offset, "End")).isEqualTo("2030-03-04T10:00:00Z");
        XmlElement none = get(create("", item("2030-03-04T10:00:00", "2030-03-04T11:00:00", "")), "");
        assertThat(text(none, "Start")).isEqualTo("2030-03-04T10:00:00Z");
        assertThat(zone(none, "StartTimeZone")).isEqualTo("UTC");
    }

    @Test
    void ignoresTheHeaderUnderExchange2007ButNotItsMeetingTimeZone() {
        String old = "<t:RequestServerVersion Version=\"Exchange2007_SP1\"/>";
        String meeting = "<t:MeetingTimeZone TimeZoneName=\"Eastern Standard Time\"/>";
        XmlElement item =
                get(create(old + TOKYO_HEADER, item("2030-03-04T10:00:00", "2030-03-04T11:00:00", meeting)), "");
        assertThat(text(item, "Start")).isEqualTo("2030-03-04T15:00:00Z");
        XmlElement none = get(create(old + TOKYO_HEADER, item("2030-03-04T10:00:00", "2030-03-04T11:00:00", "")), "");
        assertThat(text(none, "Start")).isEqualTo("2030-03-04T10:00:00Z");
    }

    @Test
    @Requirements("MTGS R221 R399 R401 R403 R407 R409 R411 R585")
    void readsTheRulesOfAMeetingTimeZone() {
        String zone = "<t:MeetingTimeZone TimeZoneName=\"Ours\"><t:BaseOffset>PT5H</t:BaseOffset>"
                + "<t:Standard TimeZoneName=\"Ours, winter\"><t:Offset>PT0H</t:Offset><t:RelativeYearlyRecurrence>"
                + "<t:DaysOfWeek>Sunday</t:DaysOfWeek><t:DayOfWeekIndex>First</t:DayOfWeekIndex><t:Month>November</t:Month>"
                + "</t:RelativeYearlyRecurrence><t:Time>02:00:00</t:Time></t:Standard>"
                + "<t:Daylight TimeZoneName=\"Ours, summer\"><t:Offset>-PT1H</t:Offset><t:RelativeYearlyRecurrence>"
                + "<t:DaysOfWeek>Sunday</t:DaysOfWeek><t:DayOfWeekIndex>Second</t:DayOfWeekIndex><t:Month>March</t:Month>"
                + "</t:RelativeYearlyRecurrence><t:Time>02:00:00</t:Time></t:Daylight></t:MeetingTimeZone>";
        String series =
                "<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence>"
                        + "<t:StartDate>2030-03-09</t:StartDate><t:NumberOfOccurrences>2</t:NumberOfOccurrences>"
                        + "</t:NumberedRecurrence></t:Recurrence>";
        String old = "<t:RequestServerVersion Version=\"Exchange2007_SP1\"/>";
        XmlElement master = get(create(old, item("2030-03-09T10:00:00", "2030-03-09T11:00:00", series + zone)), "");
        assertThat(MailboxCalls.text(master, "FirstOccurrence", "Start")).isEqualTo("2030-03-09T15:00:00Z");
        assertThat(MailboxCalls.text(master, "LastOccurrence", "Start")).isEqualTo("2030-03-10T14:00:00Z");
        assertThat(MailboxCalls.values(master.child("MeetingTimeZone").orElseThrow()))
                .isEqualTo(MailboxCalls.values(MailboxCalls.parsed(zone).get(0)));
        assertThat(master.child("MeetingTimeZone")
                        .orElseThrow()
                        .tree()
                        .flatMap(one -> one.attribute("TimeZoneName").stream()))
                .containsExactly("Ours", "Ours, winter", "Ours, summer");
        XmlElement other = get(
                create(
                        old,
                        item(
                                "2030-03-10T10:00:00",
                                "2030-03-10T11:00:00",
                                zone.replace("02:00:00</t:Time></t:Daylight", "12:00:00</t:Time></t:Daylight"))),
                "");
        assertThat(text(other, "Start")).isEqualTo("2030-03-10T15:00:00Z");
    }

    @Test
    void putsAllDayEventsToMidnightInTheirZone() {
        String allDay = "<t:IsAllDayEvent>true</t:IsAllDayEvent>";
        XmlElement item = get(create("", item("2030-03-04T09:30:00", "2030-03-05T17:00:00", allDay + NEW_YORK)), "");
        assertThat(text(item, "Start")).isEqualTo("2030-03-04T05:00:00Z");
        assertThat(text(item, "End")).isEqualTo("2030-03-06T05:00:00Z");
        XmlElement exact = get(create("", item("2030-03-04T00:00:00", "2030-03-05T00:00:00", allDay + NEW_YORK)), "");
        assertThat(text(exact, "End")).isEqualTo("2030-03-05T05:00:00Z");
    }

    @Test
    void keepsTheWallTimeWhenTheZoneChanges() {
        XmlElement id = create("", item("2030-03-04T10:00:00", "2030-03-04T11:00:00", NEW_YORK));
        update(id, set("StartTimeZone", "<t:StartTimeZone Id=\"Pacific Standard Time\"/>"));
        XmlElement moved = get(id, "");
        assertThat(text(moved, "Start")).isEqualTo("2030-03-04T18:00:00Z");
        assertThat(text(moved, "End")).isEqualTo("2030-03-04T19:00:00Z");
        assertThat(zone(moved, "StartTimeZone")).isEqualTo("Pacific Standard Time");
        update(
                id,
                set("Start", "<t:Start>2030-03-04T08:00:00</t:Start>")
                        + set("StartTimeZone", "<t:StartTimeZone Id=\"Tokyo Standard Time\"/>"));
        assertThat(text(get(id, ""), "Start")).isEqualTo("2030-03-03T23:00:00Z");
    }

    @Test
    @Requirements("MTGS R520 R522 R524 R526 R699 R700 R701 R702")
    void givesWallClocksAndIdsOfTheZones() {
        XmlElement id = create("", item("2030-03-04T10:00:00", "2030-03-04T11:00:00", NEW_YORK));
        XmlElement item = mail(
                "",
                "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>"
                        + "<t:FieldURI FieldURI=\"calendar:StartWallClock\"/><t:FieldURI FieldURI=\"calendar:EndWallClock\"/>"
                        + "<t:FieldURI FieldURI=\"calendar:StartTimeZoneId\"/><t:FieldURI FieldURI=\"calendar:EndTimeZoneId\"/>"
                        + "</t:AdditionalProperties></m:ItemShape><m:ItemIds>" + MailboxCalls.id(id)
                        + "</m:ItemIds></m:GetItem>");
        assertThat(text(item, "StartWallClock")).isEqualTo("2030-03-04T10:00:00-05:00");
        assertThat(text(item, "EndWallClock")).isEqualTo("2030-03-04T11:00:00-05:00");
        assertThat(text(item, "StartTimeZoneId")).isEqualTo("Eastern Standard Time");
        assertThat(text(item, "EndTimeZoneId")).isEqualTo("Eastern Standard Time");
    }

    @Test
    void readsTheBoundsOfACalendarViewInTheZoneOfTheHeader() {
        create("", item("2031-05-05T10:00:00Z", "2031-05-05T11:00:00Z", ""));
        String view = "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
                + "<m:CalendarView StartDate=\"2031-05-05T18:00:00\" EndDate=\"2031-05-05T21:00:00\"/>"
                + "<m:ParentFolderIds>" + MailboxCalls.folder("calendar") + "</m:ParentFolderIds></m:FindItem>";
        assertThat(found(TOKYO_HEADER, view)).hasSize(1);
        assertThat(found("", view)).isEmpty();
    }

    @Test
    void refusesZonesThatAreNone() {
        XmlElement message = messages(
                        "",
                        creating(item(
                                "2030-03-04T10:00:00",
                                "2030-03-04T11:00:00",
                                "<t:StartTimeZone Id=\"Atlantis Standard Time\"/>")))
                .get(0);
        assertThat(MailboxCalls.code(message)).isEqualTo("ErrorCalendarInvalidTimeZone");
        XmlElement id = create("", item("2030-03-04T10:00:00", "2030-03-04T11:00:00", ""));
        XmlElement updated = messages("", updating(id, set("EndTimeZone", "<t:EndTimeZone Id=\"Nowhere\"/>")))
                .get(0);
        assertThat(MailboxCalls.code(updated)).isEqualTo("ErrorCalendarInvalidTimeZone");
        assertThatThrownBy(() -> messages(
                        header("<t:TimeZoneDefinition Id=\"Atlantis Standard Time\"/>"),
                        MailboxCalls.getItem(id, "<t:BaseShape>IdOnly</t:BaseShape>")))
                .isInstanceOfSatisfying(
                        EwsFault.class, fault -> assertThat(fault.code()).isEqualTo(ResponseCode.ErrorTimeZone));
    }

    /** A time without an offset is in the zone of the header, one with an offset is that; a text is no time. */
    @Test
    void readsTheConstantsOfRestrictionsInTheZoneOfTheRequest() {
        create("", item("2031-03-04T10:00:00+09:00", "2031-03-04T11:00:00+09:00", ""));
        for (String zoned : List.of("2031-03-04T10:00:00", "2031-03-04T01:00:00Z", "2031-03-03T20:00:00-05:00")) {
            assertThat(equal("calendar:Start", zoned)).as(zoned).isEqualTo(1);
        }
        assertThat(equal("calendar:Start", "2031-03-04T01:00:00")).isZero();
        MailboxCalls.saved(
                mail.anna, "calendar", "<t:CalendarItem><t:Subject>2031-03-04T10:00:00</t:Subject></t:CalendarItem>");
        assertThat(equal("item:Subject", "2031-03-04T10:00:00")).isEqualTo(1);
    }

    private static int equal(String uri, String constant) {
        String equal = "<t:IsEqualTo>" + MailboxCalls.field(uri) + "<t:FieldURIOrConstant><t:Constant Value=\""
                + constant + "\"/></t:FieldURIOrConstant></t:IsEqualTo>";
        String search = "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
                + "<m:Restriction><t:And>" + equal + equal + "</t:And></m:Restriction><m:ParentFolderIds>"
                + MailboxCalls.folder("calendar") + "</m:ParentFolderIds></m:FindItem>";
        return found(TOKYO_HEADER, search).size();
    }

    private static String header(String definition) {
        return "<t:TimeZoneContext>" + definition + "</t:TimeZoneContext>";
    }

    private static String item(String start, String end, String more) {
        return "<t:CalendarItem><t:Subject>Review</t:Subject><t:Start>" + start + "</t:Start><t:End>" + end + "</t:End>"
                + more + "</t:CalendarItem>";
    }

    private static String creating(String item) {
        return "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items>" + item + "</m:Items></m:CreateItem>";
    }

    private static XmlElement create(String header, String item) {
        return mail(header, creating(item)).child("ItemId").orElseThrow();
    }

    private static XmlElement get(XmlElement id, String header) {
        return mail(header, MailboxCalls.getItem(id, "<t:BaseShape>AllProperties</t:BaseShape>"));
    }

    private static String set(String property, String value) {
        return "<t:SetItemField><t:FieldURI FieldURI=\"calendar:" + property + "\"/><t:CalendarItem>" + value
                + "</t:CalendarItem></t:SetItemField>";
    }

    private static String updating(XmlElement id, String updates) {
        return "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" SendMeetingInvitationsOrCancellations=\"SendToNone\">"
                + "<m:ItemChanges><t:ItemChange>" + MailboxCalls.id(id) + "<t:Updates>" + updates
                + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
    }

    private static void update(XmlElement id, String updates) {
        mail("", updating(id, updates));
    }

    private static List<XmlElement> found(String header, String body) {
        return messages(header, body)
                .get(0)
                .at("RootFolder", "Items")
                .orElseThrow()
                .children();
    }

    private static XmlElement mail(String header, String body) {
        XmlElement message = messages(header, body).get(0);
        assertThat(MailboxCalls.code(message)).as(body).isEqualTo("NoError");
        return MailboxCalls.item(message);
    }

    private static List<XmlElement> messages(String header, String body) {
        String envelope = "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\""
                + " xmlns:m=\"http://schemas.microsoft.com/exchange/services/2006/messages\""
                + " xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\"><soap:Header>" + header
                + "</soap:Header><soap:Body>" + body + "</soap:Body></soap:Envelope>";
        return mail.anna
                .send(envelope.getBytes(UTF_8))
                .child("ResponseMessages")
                .orElseThrow()
                .children();
    }

    private static String zone(XmlElement item, String name) {
        return item.child(name).flatMap(zone -> zone.attribute("Id")).orElse("");
    }

    private static String text(XmlElement item, String name) {
        return item.childText(name).orElse("");
    }
}
