package org.s2slab.exchange.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.xml.XmlElement;

/** iCalendar is a view of calendar items: what one of the two writes, the other one reads. */
class CalendarMimeTest {
    private static final String ALL = "<t:IncludeMimeContent>true</t:IncludeMimeContent>";

    /** A value of each element of the table; what is not here cannot be set by a request. */
    private static final String VALUES = "<t:Subject>Plan; budget, and \\ more</t:Subject>"
            + "<t:Sensitivity>Personal</t:Sensitivity><t:Body BodyType=\"HTML\">&lt;b&gt;Bold&lt;/b&gt; text</t:Body>"
            + "<t:Categories><t:String>Red, dark</t:String><t:String>Blue</t:String></t:Categories>"
            + "<t:Importance>High</t:Importance><t:ReminderIsSet>true</t:ReminderIsSet>"
            + "<t:ReminderMinutesBeforeStart>45</t:ReminderMinutesBeforeStart><t:UID>abc@example.org</t:UID>"
            + "<t:Start>2030-07-01T09:00:00</t:Start><t:End>2030-07-01T10:30:00</t:End>"
            + "<t:LegacyFreeBusyStatus>OOF</t:LegacyFreeBusyStatus><t:Location>Room \"1\"\nUpstairs</t:Location>"
            + "<t:IsResponseRequested>false</t:IsResponseRequested>"
            + attendees("RequiredAttendees", "Bert Brandt", "bert@contoso.com")
            + attendees("OptionalAttendees", "Smith, \"Jo\"", "jo@fabrikam.com")
            + attendees("Resources", "Room", "room@contoso.com")
            + "<t:StartTimeZone Id=\"W. Europe Standard Time\"/><t:EndTimeZone Id=\"GMT Standard Time\"/>"
            + "<t:AllowNewTimeProposal>false</t:AllowNewTimeProposal>";

    @RegisterExtension
    static final MailboxCalls mail = new MailboxCalls();

    @Test
    void readsBackEachPropertyThatItWrites() {
        XmlElement written = whole(created(VALUES));
        String mime = mime(written);
        assertThat(mime)
                .contains("TZID:W. Europe Standard Time", "DTSTART;TZID=W. Europe Standard Time:20300701T090000")
                .contains("BYDAY=-1SU;BYMONTH=3", "TZOFFSETTO:+0200", "METHOD:REQUEST", "TRIGGER;RELATED=START:-PT45M");
        XmlElement read = whole(created(given(mime)));
        assertThat(mime(read).replaceAll("DTSTAMP.*", "")).isEqualTo(mime.replaceAll("DTSTAMP.*", ""));
        for (String element : List.of(
                "Subject",
                "Sensitivity",
                "Body",
                "Categories",
                "Importance",
                "ReminderIsSet",
                "Start",
                "End",
                "Location",
                "ReminderMinutesBeforeStart",
                "UID",
                "LegacyFreeBusyStatus",
                "IsResponseRequested",
                "RequiredAttendees",
                "OptionalAttendees",
                "Resources",
                "AllowNewTimeProposal",
                "StartTimeZone",
                "EndTimeZone",
                "Organizer")) {
            assertThat(shown(read, element))
                    .as(element)
                    .isEqualTo(shown(written, element))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Sensitivity, Normal Personal Private Confidential",
        "Importance, Low Normal High",
        "LegacyFreeBusyStatus, Free Tentative Busy OOF WorkingElsewhere",
        "IsAllDayEvent, true false",
        "AllowNewTimeProposal, true false"
    })
    void readsBackEachChoice(String element, String values) {
        for (String value : values.split(" ", -1)) {
            String property = "<t:" + element + ">" + value + "</t:" + element + ">";
            XmlElement read = whole(created(given(mime(whole(created(property))))));
            assertThat(shown(read, element)).contains(value);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    FREQ=DAILY;INTERVAL=2;COUNT=3 | DailyRecurrence Interval 2 |
                    FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR | WeeklyRecurrence Interval 1 DaysOfWeek Monday Tuesday Wednesday Thursday Friday FirstDayOfWeek Monday | FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;WKST=MO
                    FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;WKST=SU | WeeklyRecurrence Interval 2 DaysOfWeek Tuesday FirstDayOfWeek Sunday |
                    FREQ=WEEKLY | WeeklyRecurrence Interval 1 DaysOfWeek Tuesday FirstDayOfWeek Monday | FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;WKST=MO
                    FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=15 | AbsoluteMonthlyRecurrence Interval 1 DayOfMonth 15 |
                    FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=28,29,30;BYSETPOS=-1 | AbsoluteMonthlyRecurrence Interval 1 DayOfMonth 30 |
                    FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1 | AbsoluteMonthlyRecurrence Interval 1 DayOfMonth 31 |
                    FREQ=MONTHLY;INTERVAL=3;BYDAY=-1FR | RelativeMonthlyRecurrence Interval 3 DaysOfWeek Friday DayOfWeekIndex Last |
                    FREQ=MONTHLY;INTERVAL=1;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2 | RelativeMonthlyRecurrence Interval 1 DaysOfWeek Weekday DayOfWeekIndex Second |
                    FREQ=MONTHLY;INTERVAL=1;BYDAY=SA,SU;BYSETPOS=1 | RelativeMonthlyRecurrence Interval 1 DaysOfWeek WeekendDay DayOfWeekIndex First |
                    FREQ=YEARLY;BYMONTHDAY=24;BYMONTH=12 | AbsoluteYearlyRecurrence DayOfMonth 24 Month December |
                    FREQ=YEARLY;BYDAY=4TH;BYMONTH=11 | RelativeYearlyRecurrence DaysOfWeek Thursday DayOfWeekIndex Fourth Month November |
                    FREQ=YEARLY;INTERVAL=2 | AbsoluteMonthlyRecurrence Interval 24 DayOfMonth 1 | FREQ=MONTHLY;INTERVAL=24;BYMONTHDAY=1
                    FREQ=WEEKLY;INTERVAL=1;BYDAY=TU;WKST=MO;UNTIL=20301225T090000Z | WeeklyRecurrence Interval 1 DaysOfWeek Tuesday FirstDayOfWeek Monday |
                    """)
    void readsAndWritesRules(String rule, String pattern, String rewritten) {
        XmlElement read = whole(created(given(event("RRULE:" + rule))));
        assertThat(shown(read.child("Recurrence").orElseThrow().children().get(0)))
                .isEqualTo(pattern);
        assertThat(mime(read)).contains("RRULE:" + (rewritten == null ? rule : rewritten) + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FREQ=HOURLY",
                "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
                "FREQ=MONTHLY;BYDAY=TU",
                "FREQ=YEARLY;BYYEARDAY=100",
                "FREQ=MONTHLY;BYMONTHDAY=1,15",
                "FREQ=DAILY;INTERVAL=x",
                "FREQ=WEEKLY;BYDAY=XX"
            })
    void refusesRulesThatAreNoPattern(String rule) {
        assertThat(code(create(given(event("RRULE:" + rule))))).isEqualTo("ErrorCalendarInvalidRecurrence");
    }

    @Test
    void readsAndWritesExceptionsAndDeletedOccurrences() {
        String series = "RRULE:FREQ=DAILY;COUNT=4\r\nLOCATION:Room\r\nEXDATE;TZID=Europe/Berlin:20301002T110000";
        String exception = """
                BEGIN:VEVENT
                UID:1@b
                RECURRENCE-ID;TZID=Europe/Berlin:20301003T110000
                DTSTART;TZID=Europe/Berlin:20301003T150000
                DTEND;TZID=Europe/Berlin:20301003T160000
                SUMMARY:Later
                END:VEVENT
                """;
        String source = calendar(
                body("DTSTART;TZID=Europe/Berlin:20301001T110000\r\nDTEND;TZID=Europe/Berlin:20301001T120000\r\n"
                                + series)
                        + exception);
        XmlElement master = whole(created(given(source)));
        for (int i = 0; i < 2; i++) {
            assertThat(text(master, "DeletedOccurrences", "DeletedOccurrence", "Start"))
                    .isEqualTo("2030-10-02T09:00:00Z");
            assertThat(text(master, "ModifiedOccurrences", "Occurrence", "OriginalStart"))
                    .isEqualTo("2030-10-03T09:00:00Z");
            XmlElement changed = whole(
                    master.at("ModifiedOccurrences", "Occurrence", "ItemId").orElseThrow());
            assertThat(text(changed, "Start")).isEqualTo("2030-10-03T13:00:00Z");
            assertThat(text(changed, "Subject")).isEqualTo("Later");
            assertThat(changed.child("Location")).isEmpty();
            assertThat(mime(master))
                    .contains("EXDATE;TZID=W. Europe Standard Time:20301002T110000")
                    .contains("RECURRENCE-ID;TZID=W. Europe Standard Time:20301003T110000")
                    .contains("X-MICROSOFT-CDO-INSTTYPE:3");
            assertThat(mime(changed)).contains("RECURRENCE-ID", "SUMMARY:Later").doesNotContain("FREQ=DAILY");
            master = whole(created(given(mime(master))));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    DTSTART:20300701T090000Z/DTEND:20300701T100000Z | 2030-07-01T09:00:00Z | 2030-07-01T10:00:00Z | UTC
                    DTSTART;TZID=America/New_York:20300701T090000/DURATION:PT90M | 2030-07-01T13:00:00Z | 2030-07-01T14:30:00Z | Eastern Standard Time
                    DTSTART;TZID=Tokyo Standard Time:20300701T090000/DURATION:P1DT1H | 2030-07-01T00:00:00Z | 2030-07-02T01:00:00Z | Tokyo Standard Time
                    DTSTART;TZID=/a.b/1/Europe/Paris:20300701T090000/DURATION:P1W | 2030-07-01T07:00:00Z | 2030-07-08T07:00:00Z | Romance Standard Time
                    DTSTART;VALUE=DATE:20300701 | 2030-07-01T00:00:00Z | 2030-07-02T00:00:00Z | UTC
                    DTSTART;TZID=Own:20300701T090000 | 2030-07-01T08:00:00Z | 2030-07-01T08:00:00Z | W. Central Africa Standard Time
                    DTSTART;TZID=Ours:20300701T090000 | 2030-07-01T07:00:00Z | 2030-07-01T07:00:00Z | W. Europe Standard Time
                    """)
    void readsTimes(String lines, String start, String end, String zone) {
        String zones = """
                BEGIN:VTIMEZONE
                TZID:Own
                BEGIN:STANDARD
                DTSTART:19700101T000000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0100
                END:STANDARD
                END:VTIMEZONE
                BEGIN:VTIMEZONE
                TZID:Ours
                BEGIN:STANDARD
                DTSTART:19701025T030000
                TZOFFSETFROM:+0200
                TZOFFSETTO:+0100
                RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
                END:STANDARD
                BEGIN:DAYLIGHT
                DTSTART:19700329T020000
                TZOFFSETFROM:+0100
                TZOFFSETTO:+0200
                RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
                END:DAYLIGHT
                END:VTIMEZONE
                """;
        XmlElement item =
                whole(created(given(calendar(zones + body(lines.replaceAll("/D(?=TEND|URATION)", "\r\nD"))))));
        assertThat(text(item, "Start")).isEqualTo(start);
        assertThat(text(item, "End")).isEqualTo(end);
        assertThat(item.child("StartTimeZone").orElseThrow().attribute("Id")).hasValue(zone);
        assertThat(text(item, "IsAllDayEvent").equals("true")).isEqualTo(lines.contains("VALUE=DATE"));
    }

    @Test
    void takesAMessageAroundAnObjectAndPrefersTheElementsOfTheRequest() {
        String message = "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n"
                + "Content-Type: text/plain\r\n\r\nx\r\n--b\r\nContent-Type: text/calendar; charset=utf-8\r\n\r\n"
                + event("SUMMARY:In the object\r\nLOCATION:Caf\u00e9\r\nORGANIZER;CN=Jo:mailto:jo@fabrikam.com\r\n"
                        + "ATTENDEE;PARTSTAT=ACCEPTED:mailto:anna@contoso.com")
                + "\r\n--b--\r\n";
        XmlElement item = whole(created(given(message) + "<t:Subject>In the request</t:Subject>"));
        assertThat(text(item, "Subject")).isEqualTo("In the request");
        assertThat(text(item, "Location")).isEqualTo("Caf\u00e9");
        assertThat(text(item, "Organizer", "Mailbox", "EmailAddress")).isEqualTo("jo@fabrikam.com");
        assertThat(text(item, "MyResponseType")).isEqualTo("Accept");
        assertThat(text(item, "AppointmentState")).isEqualTo("3");
        assertThat(text(item, "IsMeeting")).isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: hi\r\n\r\nNo calendar",
                "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:2030-07-01\r\nEND:VEVENT\r\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Nowhere:20300701T090000\r\nEND:VEVENT\r\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20300701T090000\r\nDURATION:x\r\nEND:VEVENT\r\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20300701T090000\r\nEND:VEVENT\r\n"
                        + "BEGIN:VEVENT\r\nUID:2\r\nDTSTART:20300701T090000\r\nEND:VEVENT\r\nEND:VCALENDAR",
                "BEGIN:VCALENDAR\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\nBEGIN:A\r\n",
                "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:1\r\n"
                        + "DTSTART;TZID=X:20300701T090000\r\nEND:VEVENT\r\nEND:VCALENDAR"
            })
    void refusesWhatIsNoEvent(String source) {
        assertThat(code(create(given(source)))).isEqualTo("ErrorMimeContentConversionFailed");
    }

    /** Without the check, one such appointment kept the event loop busy until the memory was full. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RRULE:FREQ=WEEKLY",
                "RRULE:FREQ=SECONDLY",
                "RRULE:FREQ=YEARLY;BYMONTH=1;BYDAY=1SU",
                "RRULE:FREQ=YEARLY;BYMONTH=12;BYDAY=-1SU"
            })
    void refusesATimeZoneWhoseChangesDoNotFollowEachOther(String rule) {
        String zone = "BEGIN:VTIMEZONE\r\nTZID:X\r\n";
        for (String kind : List.of("STANDARD", "DAYLIGHT")) {
            String offset = kind.equals("STANDARD") ? "+1100" : "-0600";
            zone += "BEGIN:" + kind + "\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:" + offset
                    + "\r\n" + rule + "\r\nEND:" + kind + "\r\n";
        }
        String source = calendar(zone + "END:VTIMEZONE\r\n" + body("DTSTART;TZID=X:20300701T090000\r\nDURATION:PT1H"));
        XmlElement refused = create(given(source));
        assertThat(code(refused)).isEqualTo("ErrorMimeContentConversionFailed");
        assertThat(text(refused, "MessageText")).containsAnyOf("FREQ of a VTIMEZONE", "does not come after");
    }

    /** 400,000 values held the transaction for a minute. */
    @Test
    void takesManyExcludedDatesAndRefusesMore() {
        String dates = IntStream.range(0, 5_000)
                .mapToObj(day ->
                        LocalDate.of(2030, 10, 1).plusDays(day).toString().replace("-", "") + "T090000Z")
                .collect(Collectors.joining(","));
        XmlElement item = whole(created(given(event("RRULE:FREQ=DAILY\r\nEXDATE:" + dates))));
        assertThat(item.child("DeletedOccurrences").orElseThrow().children()).hasSize(5_000);
        assertThat(text(item, "FirstOccurrence", "Start")).isEqualTo("2044-06-09T09:00:00Z");
        XmlElement refused = create(given(event("RRULE:FREQ=DAILY\r\nEXDATE:" + dates + ",20300101T000000Z")));
        assertThat(code(refused)).isEqualTo("ErrorMimeContentConversionFailed");
        assertThat(text(refused, "MessageText")).contains("EXDATE");
    }

    /** 40,000 attendees needed 11 s, and 8,000 exceptions 5 s. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ATTENDEE:mailto:a@b.c | attendees | 1000
                    END:VEVENT/BEGIN:VEVENT/UID:1@b/RECURRENCE-ID:20301001T090000Z/DTSTART:20301001T090000Z | exceptions | 999
                    END:VEVENT/BEGIN:VTIMEZONE/TZID:UTC/END:VTIMEZONE/BEGIN:VEVENT/UID:1@b/DTSTART:20301001T090000Z | time zones | 100
                    """)
    void boundsWhatOneObjectHas(String lines, String what, int most) {
        String one = lines.replace("/", "\r\n") + "\r\n";
        assertThat(code(create(given(event(one.repeat(most)))))).isEqualTo("NoError");
        XmlElement refused = create(given(event(one.repeat(most + 1))));
        assertThat(code(refused)).isEqualTo("ErrorMimeContentConversionFailed");
        assertThat(text(refused, "MessageText")).contains("more than").contains(what);
    }

    @Test
    void refusesTooManyLines() {
        assertThat(code(create(given(event("X-A:1\r\n".repeat(60_000))))))
                .isEqualTo("ErrorMimeContentConversionFailed");
    }

    private static String attendees(String list, String name, String address) {
        return "<t:" + list + "><t:Attendee><t:Mailbox><t:Name>" + name + "</t:Name><t:EmailAddress>" + address
                + "</t:EmailAddress><t:RoutingType>SMTP</t:RoutingType></t:Mailbox></t:Attendee></t:" + list + ">";
    }

    private static String event(String lines) {
        return calendar(body("DTSTART:20301001T090000Z\r\nDTEND:20301001T100000Z\r\n" + lines));
    }

    private static String body(String lines) {
        return "BEGIN:VEVENT\r\nUID:1@b\r\n" + lines + "\r\nEND:VEVENT\r\n";
    }

    private static String calendar(String components) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" + components + "END:VCALENDAR\r\n";
    }

    private static String given(String mime) {
        return "<t:MimeContent>" + Base64.getEncoder().encodeToString(mime.getBytes(StandardCharsets.UTF_8))
                + "</t:MimeContent>";
    }

    private static XmlElement create(String properties) {
        return only(
                mail.anna,
                "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem>" + properties
                        + "</t:CalendarItem></m:Items></m:CreateItem>");
    }

    private static XmlElement created(String properties) {
        XmlElement message = create(properties);
        assertThat(code(message)).as(properties).isEqualTo("NoError");
        return MailboxCalls.item(message).child("ItemId").orElseThrow();
    }

    private static XmlElement whole(XmlElement id) {
        return get(mail.anna, id, "<t:BaseShape>AllProperties</t:BaseShape>" + ALL);
    }

    private static String mime(XmlElement item) {
        return new String(Base64.getDecoder().decode(text(item, "MimeContent")), StandardCharsets.UTF_8);
    }

    private static String shown(XmlElement item, String element) {
        return item.child(element).map(CalendarMimeTest::shown).orElse("");
    }

    /** Names and texts of all that is in an element. */
    private static String shown(XmlElement element) {
        String inside = element.children().stream()
                .map(CalendarMimeTest::shown)
                .reduce((a, b) -> a + " " + b)
                .orElse("");
        return (element.name() + " " + (inside.isEmpty() ? element.text() : inside)
                        + element.attribute("Id").orElse(""))
                .strip();
    }
}
