package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.xml.XmlElement;

/** PidLidAppointmentRecur ([MS-OXOCAL] 2.2.1.44) of series that were made by their elements. */
class AppointmentRecurTest {
    private static final String PATH =
            "<t:ExtendedFieldURI DistinguishedPropertySetId=\"Appointment\" PropertyId=\"33302\""
                    + " PropertyType=\"Binary\"/>";

    private MailboxCalls mail;

    @BeforeEach
    void open(@TempDir Path folder) {
        mail = new MailboxCalls(folder);
    }

    @AfterEach
    void close() {
        mail.close();
    }

    /** The bytes of [MS-OXOCAL] 4.1.1.2: twelve times on Monday, Thursday and Friday at ten; the tenth is an exception. */
    @Test
    void isTheExampleOfTheSpecificationToTheByte() {
        XmlElement master = series(
                "Simple Recurrence",
                "2007-03-26T10:00:00",
                "<t:WeeklyRecurrence><t:Interval>1</t:Interval><t:DaysOfWeek>Monday Thursday Friday</t:DaysOfWeek>"
                        + "</t:WeeklyRecurrence><t:NumberedRecurrence><t:StartDate>2007-03-26</t:StartDate>"
                        + "<t:NumberOfOccurrences>12</t:NumberOfOccurrences></t:NumberedRecurrence>");
        change(
                master,
                10,
                set("item:Subject", "Simple Recurrence with exceptions")
                        + set("calendar:Location", "34/4141")
                        + set("calendar:Start", "2007-04-16T18:00:00Z")
                        + set("calendar:End", "2007-04-16T18:30:00Z"));
        assertThat(recur(master))
                .isEqualToIgnoringCase("043004300B2001000000C0210000010000000000000032000000222000000C000000000000000"
                        + "1000000A096BC0C01000000A096BC0C8020BC0C20ADBC0C0630000009300000580200007602000001003499BC0C"
                        + "5299BC0CF898BC0C11002200210053696D706C6520526563757272656E6365207769746820657863657074696F6E"
                        + "730800070033342F34313431000000000400000000000000000000003499BC0C5299BC0CF898BC0C210053006900"
                        + "6D0070006C006500200052006500630075007200720065006E006300650020007700690074006800200065007800"
                        + "630065007000740069006F006E0073000700330034002F0034003100340031000000000000000000");
    }

    /** A deleted occurrence has its date in DeletedInstanceDates only; an exception without texts has no texts at its end. */
    @Test
    void hasDeletedOccurrencesAndTheOtherValuesOfExceptions() {
        XmlElement master = series(
                "Plan",
                "2007-03-26T10:00:00",
                "<t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:EndDateRecurrence>"
                        + "<t:StartDate>2007-03-26</t:StartDate><t:EndDate>2007-03-28</t:EndDate></t:EndDateRecurrence>");
        change(
                master,
                2,
                set("calendar:LegacyFreeBusyStatus", "OOF")
                        + set("item:ReminderMinutesBeforeStart", "30")
                        + set("item:ReminderIsSet", "true"));
        MailboxCalls.done(
                mail.anna,
                "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToNone\"><m:ItemIds>"
                        + occurrence(master, 3) + "</m:ItemIds></m:DeleteItem>");
        // Two deleted instances (27 and 28 March), one modified (27 March), from 26 to 28 March.
        String range = "2120000003000000" + "00000000" + "02000000" + "2026bc0cc02bbc0c" + "01000000" + "2026bc0c"
                + "8020bc0cc02bbc0c";
        String exception = "7828bc0c9628bc0c7828bc0c" + "2c00" + "1e000000" + "01000000" + "03000000";
        assertThat(recur(master))
                .endsWith(range + "0630000009300000" + "5802000076020000" + "0100" + exception + "00000000" + "04000000"
                        + "00000000" + "00000000" + "00000000");
    }

    @ParameterizedTest
    @CsvSource({
        "DailyRecurrence, <t:Interval>2</t:Interval>, NoEndRecurrence, '',"
                + " 043004300a2000000000a0050000400b000000000000232000000a000000000000000000000000000000e052740ddf80e95a",
        "RelativeMonthlyRecurrence, <t:Interval>2</t:Interval><t:DaysOfWeek>Weekday</t:DaysOfWeek>"
                + "<t:DayOfWeekIndex>Last</t:DayOfWeekIndex>, EndDateRecurrence, <t:EndDate>2030-09-30</t:EndDate>,"
                + " 043004300c20030000000000000002000000000000003e00000005000000212000000400000000000000000000000000000000c9740da0d9780d",
        "AbsoluteYearlyRecurrence, <t:DayOfMonth>9</t:DayOfMonth><t:Month>March</t:Month>, NumberedRecurrence,"
                + " <t:NumberOfOccurrences>3</t:NumberOfOccurrences>,"
                + " 043004300d2002000000e04b01000c000000000000000900000022200000030000000000000000000000000000008058740d6068840d",
    })
    void hasThePatternAndTheRange(String pattern, String parts, String range, String end, String expected) {
        XmlElement master = series(
                "Plan",
                "2030-03-08T10:00:00",
                "<t:" + pattern + ">" + parts + "</t:" + pattern + "><t:" + range
                        + "><t:StartDate>2030-03-08</t:StartDate>" + end + "</t:" + range + ">");
        assertThat(recur(master)).startsWith(expected);
    }

    /** The rule of the property table: only the server sets it. */
    @Test
    void cannotBeWritten() {
        String given = "<t:ExtendedProperty>" + PATH + "<t:Value>BDAEMA==</t:Value></t:ExtendedProperty>";
        assertThat(MailboxCalls.code(MailboxCalls.only(
                        mail.anna,
                        "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem>" + given
                                + "</t:CalendarItem></m:Items></m:CreateItem>")))
                .isEqualTo("ErrorInvalidPropertySet");
    }

    private XmlElement series(String subject, String start, String recurrence) {
        String end = start.replace("10:00", "10:30");
        return MailboxCalls.item(MailboxCalls.done(
                        mail.anna,
                        "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem><t:Subject>"
                                + subject
                                + "</t:Subject><t:ReminderIsSet>false</t:ReminderIsSet><t:Start>" + start
                                + "</t:Start><t:End>" + end + "</t:End><t:Location>34/4639</t:Location><t:Recurrence>"
                                + recurrence + "</t:Recurrence><t:StartTimeZone Id=\"Pacific Standard Time\"/>"
                                + "</t:CalendarItem></m:Items></m:CreateItem>"))
                .child("ItemId")
                .orElseThrow();
    }

    private void change(XmlElement master, int index, String updates) {
        MailboxCalls.done(
                mail.anna,
                "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\""
                        + " SendMeetingInvitationsOrCancellations=\"SendToNone\"><m:ItemChanges><t:ItemChange>"
                        + occurrence(master, index) + "<t:Updates>" + updates
                        + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>");
    }

    private static String set(String uri, String value) {
        String name = uri.substring(uri.indexOf(':') + 1);
        return "<t:SetItemField><t:FieldURI FieldURI=\"" + uri + "\"/><t:CalendarItem><t:" + name + ">" + value + "</t:"
                + name + "></t:CalendarItem></t:SetItemField>";
    }

    private static String occurrence(XmlElement master, int index) {
        return "<t:OccurrenceItemId RecurringMasterId=\""
                + master.attribute("Id").orElseThrow() + "\" InstanceIndex=\"" + index + "\"/>";
    }

    private String recur(XmlElement master) {
        XmlElement item = MailboxCalls.get(
                mail.anna,
                master,
                "<t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>" + PATH + "</t:AdditionalProperties>");
        return HexFormat.of()
                .formatHex(Base64.getDecoder().decode(MailboxCalls.text(item, "ExtendedProperty", "Value")));
    }
}
