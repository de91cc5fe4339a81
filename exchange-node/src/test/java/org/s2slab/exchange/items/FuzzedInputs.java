package org.s2slab.exchange.items;

import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Samples of what clients store, and what is done to them at random. */
final class FuzzedInputs {
    private static final String ZONE = """
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

    /** iCalendar objects: single, all day, recurring in every pattern, with exceptions, people and a reminder. */
    static final List<String> CALENDARS = List.of(
            calendar("DTSTART;TZID=Ours:20300701T090000", "DURATION:PT90M", "SUMMARY:a", "LOCATION:b"),
            calendar(
                    "DTSTART;VALUE=DATE:20300701",
                    "DTEND;VALUE=DATE:20300703",
                    "RRULE:FREQ=MONTHLY;BYDAY=-1FR;COUNT=9"),
            calendar(
                    "DTSTART:20300701T090000Z",
                    "DTEND:20300701T100000Z",
                    "RRULE:FREQ=WEEKLY;BYDAY=MO,FR;WKST=SU;COUNT=20",
                    "EXDATE:20300705T090000Z,20300708T090000Z",
                    "X-ALT-DESC;FMTTYPE=text/html:<b>c</b>"),
            calendar(
                    "DTSTART;TZID=Europe/Berlin:20300101T110000",
                    "DTEND;TZID=Asia/Tokyo:20300101T210000",
                    "RRULE:FREQ=DAILY;INTERVAL=2;UNTIL=20300301T000000Z",
                    "ORGANIZER;CN=Jo:mailto:jo@fabrikam.com",
                    "ATTENDEE;PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:anna@contoso.com",
                    "CATEGORIES:x,y",
                    "PRIORITY:1",
                    "BEGIN:VALARM",
                    "ACTION:DISPLAY",
                    "TRIGGER;RELATED=START:-PT15M",
                    "END:VALARM",
                    "END:VEVENT",
                    "BEGIN:VEVENT",
                    "UID:1@b",
                    "RECURRENCE-ID;TZID=Europe/Berlin:20300103T110000",
                    "DTSTART;TZID=Europe/Berlin:20300103T150000",
                    "DTEND;TZID=Europe/Berlin:20300103T160000",
                    "SUMMARY:Later"),
            calendar(
                    "DTSTART;TZID=Ours:20300229T090000", "RRULE:FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=2", "CLASS:PRIVATE"));

    static final List<String> MESSAGES = List.of(
            message(
                    "From: Jo <jo@fabrikam.com>",
                    "To: Anna <anna@contoso.com>, b@c.d",
                    "Subject: =?utf-8?B?w6TDtsO8?= x",
                    "Date: Mon, 2 Mar 2026 10:00:00 +0100",
                    "Message-ID: <1@b>",
                    "References: <0@b> <9@b>",
                    "Importance: high",
                    "Content-Type: text/plain; charset=utf-8",
                    "",
                    "Hi"),
            message(
                    "MIME-Version: 1.0",
                    "Subject: s",
                    "X-Own: a;b=c",
                    "Content-Type: multipart/mixed; boundary=b",
                    "",
                    "--b",
                    "Content-Type: text/html; charset=iso-8859-1",
                    "Content-Transfer-Encoding: quoted-printable",
                    "",
                    "<p>=E4</p>",
                    "--b",
                    "Content-Type: image/png; name=\"p.png\"",
                    "Content-ID: <p@b>",
                    "Content-Disposition: inline; filename=p.png",
                    "Content-Transfer-Encoding: base64",
                    "",
                    "iVBORw0K",
                    "--b",
                    "Content-Type: message/rfc822",
                    "",
                    "Subject: inner",
                    "",
                    "body",
                    "--b--"),
            message(
                    "Subject: g",
                    "To: friends: a@b.c, d@e.f;",
                    "Reply-To: x@y.z",
                    "Disposition-Notification-To: q@r.s",
                    "Thread-Index: AQHabc==",
                    "Sensitivity: Private",
                    "Keywords: a, b",
                    "",
                    ""));

    /** Items of each kind that an export can have; some with attached items. */
    static final List<String> ITEMS = List.of(
            "<t:Message><t:Subject>s</t:Subject><t:Body BodyType=\"HTML\">&lt;b&gt;x&lt;/b&gt;</t:Body><t:Attachments>"
                    + "<t:ItemAttachment><t:Name>a</t:Name><t:Task><t:Subject>in</t:Subject><t:PercentComplete>50"
                    + "</t:PercentComplete></t:Task></t:ItemAttachment><t:FileAttachment><t:Name>f</t:Name><t:Content>eA=="
                    + "</t:Content></t:FileAttachment></t:Attachments><t:ReminderDueBy>2030-01-01T10:00:00Z"
                    + "</t:ReminderDueBy><t:ToRecipients><t:Mailbox><t:Name>n</t:Name><t:EmailAddress>r@contoso.com"
                    + "</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message>",
            "<t:CalendarItem><t:Subject>c</t:Subject><t:ReminderIsSet>true</t:ReminderIsSet>"
                    + "<t:ReminderMinutesBeforeStart>15</t:ReminderMinutesBeforeStart><t:Start>2030-01-01T10:00:00Z"
                    + "</t:Start><t:End>2030-01-01T11:00:00Z</t:End><t:LegacyFreeBusyStatus>Busy</t:LegacyFreeBusyStatus>"
                    + "<t:RequiredAttendees><t:Attendee><t:Mailbox><t:EmailAddress>b@contoso.com</t:EmailAddress>"
                    + "</t:Mailbox></t:Attendee></t:RequiredAttendees><t:Recurrence><t:WeeklyRecurrence><t:Interval>1"
                    + "</t:Interval><t:DaysOfWeek>Tuesday Friday</t:DaysOfWeek></t:WeeklyRecurrence><t:NumberedRecurrence>"
                    + "<t:StartDate>2030-01-01</t:StartDate><t:NumberOfOccurrences>9</t:NumberOfOccurrences>"
                    + "</t:NumberedRecurrence></t:Recurrence><t:StartTimeZone Id=\"Tokyo Standard Time\"/></t:CalendarItem>",
            "<t:Contact><t:GivenName>G</t:GivenName><t:EmailAddresses><t:Entry"
                    + " Key=\"EmailAddress1\">g@s.t</t:Entry></t:EmailAddresses><t:Birthday>1980-01-01T00:00:00Z"
                    + "</t:Birthday><t:Surname>S</t:Surname></t:Contact>",
            "<t:Task><t:Subject>t</t:Subject><t:DueDate>2030-01-05T00:00:00Z</t:DueDate><t:PercentComplete>20"
                    + "</t:PercentComplete><t:Recurrence><t:DailyRecurrence><t:Interval>2</t:Interval></t:DailyRecurrence>"
                    + "<t:NoEndRecurrence><t:StartDate>2030-01-01</t:StartDate></t:NoEndRecurrence></t:Recurrence>"
                    + "<t:StartDate>2030-01-01T00:00:00Z</t:StartDate></t:Task>");

    /** Values of streams, of which most that are not of the same type are refused. */
    private static final String[] VALUES = {
        "null",
        "\"\"",
        "true",
        "false",
        "0",
        "-1",
        "99999999999",
        "\"x\"",
        "\"2030-01-01T10:00:00Z\"",
        "\"4499-01-01T00:00:00Z\"",
        "\"-1000000000-01-01T00:00:00Z\"",
        "\"IPM.Note\"",
        "\"IPM.Appointment\"",
        "\"MESSAGE\"",
        "\"CALENDAR_ITEM\"",
        "\"CONTACT\"",
        "\"TASK\"",
        "\"MEETING_REQUEST\"",
        "\"Occurrence\"",
        "\"Exception\"",
        "\"RecurringMaster\"",
        "\"Busy\"",
        "\"NoData\"",
        "[]",
        "{}",
        "[\"a\"]",
        "1e5",
        "\"\u00e9\"",
        "\"\\u0000\"",
        "\"\\uFFFF\"",
        "\"\\uD800\""
    };

    /** A value of JSON, escaped once where the text is. */
    private static final Pattern VALUE =
            Pattern.compile("(?<=:)(?:(?<slash>\\\\?)\"[^\"\\\\]*\\\\?\"|true|false|null|-?\\d[\\d.E+]*)(?=[,}\\]])");

    private static final String[] TOKENS = {
        "",
        "0",
        "-1",
        "9999999999",
        "2147483648",
        "-2147483648",
        "1e999",
        "NaN",
        "null",
        "{}",
        "[]",
        "\"\"",
        "true",
        "99991231T235959Z",
        "00010101T000000",
        "16010101T000000Z",
        "+12030-01-01T00:00:00Z",
        "0000-00-00T24:00:00Z",
        "FREQ=SECONDLY",
        "FREQ=DAILY;INTERVAL=999999999;COUNT=999999",
        "COUNT=1000000",
        "UNTIL=45001231",
        "BYDAY=5MO",
        "BYMONTHDAY=-31",
        "+9999",
        "-1800",
        "P999999999D",
        "-PT999999999H",
        "\u0000",
        "\u0001",
        "\uFFFF",
        "\uD800",
        "\n",
        "\r\n\r\n",
        ";",
        ":",
        ",",
        "\\",
        "\\n",
        "<",
        "&",
        "]]>",
        "\"",
        "é",
        "=?utf-8?B?",
        "=?x?Q?=0=",
        "charset=none",
        "boundary=\"\"",
        "Content-Type: message/rfc822\r\n\r\n",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
        "mailto:",
        "@",
        "BEGIN:VEVENT\n",
        "END:VEVENT\n",
        "TZID=Nowhere",
        "RECURRENCE-ID:20300103T100000Z\n"
    };

    private FuzzedInputs() {}

    private static String calendar(String... lines) {
        String event = String.join("\n", lines);
        return "BEGIN:VCALENDAR\nVERSION:2.0\n%sBEGIN:VEVENT\nUID:1@b\n%s\nEND:VEVENT\nEND:VCALENDAR\n"
                .formatted(ZONE, event);
    }

    private static String message(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    /** The folder of an item by its element. */
    static String folder(String item) {
        return item.startsWith("<t:CalendarItem")
                ? "calendar"
                : item.startsWith("<t:Contact") ? "contacts" : item.startsWith("<t:Task") ? "tasks" : "drafts";
    }

    /** One of some samples, spoiled in one to three ways. */
    static String spoiled(List<String> samples, Random random) {
        String text = samples.get(random.nextInt(samples.size()));
        for (int i = random.nextInt(6) / 2; i >= 0; i--) {
            text = spoiled(text, samples, random);
        }
        return text;
    }

    /** One value of a stream replaced by another. */
    private static String revalued(String text, Random random) {
        List<MatchResult> values = VALUE.matcher(text).results().toList();
        if (values.isEmpty()) {
            return text;
        }
        MatchResult chosen = values.get(random.nextInt(values.size()));
        String value = VALUES[random.nextInt(VALUES.length)];
        String written = chosen.group(1) != null && !chosen.group(1).isEmpty() ? value.replace("\"", "\\\"") : value;
        return text.substring(0, chosen.start()) + written + text.substring(chosen.end());
    }

    private static String spoiled(String text, List<String> samples, Random random) {
        if (text.startsWith("S2SITEM") && random.nextInt(10) > 0) {
            return revalued(text, random);
        }
        if (text.isEmpty()) {
            return TOKENS[random.nextInt(TOKENS.length)];
        }
        int from = random.nextInt(text.length());
        int until = Math.min(text.length(), from + 1 + random.nextInt(random.nextBoolean() ? 4 : 60));
        String part = text.substring(from, until);
        String before = text.substring(0, from);
        String token = TOKENS[random.nextInt(TOKENS.length)];
        return switch (random.nextInt(12)) {
            case 0 -> before + text.substring(until);
            case 1 -> before + part.repeat(1 + random.nextInt(3)) + text.substring(from);
            case 2 -> before + token + text.substring(until);
            case 3 -> before + token + text.substring(from);
            case 4 -> before + (char) random.nextInt(256) + text.substring(from + 1);
            case 5, 6, 7 -> value(text, from, token);
            case 8, 9, 10 -> value(text, from, Long.toString(random.nextLong() >> random.nextInt(64)));
            default -> {
                String other = samples.get(random.nextInt(samples.size()));
                int start = random.nextInt(other.length());
                yield before
                        + other.substring(start, Math.min(other.length(), start + random.nextInt(80)))
                        + text.substring(until);
            }
        };
    }

    /** The next value, between a mark and the end of a word, replaced whole. */
    private static String value(String text, int from, String other) {
        int begin = from;
        while (begin < text.length() && ":=,\"".indexOf(text.charAt(begin)) < 0) {
            begin++;
        }
        int end = Math.min(text.length(), begin + 1);
        while (end < text.length() && ":=,;\"\r\n\\".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, Math.min(text.length(), begin + 1)) + other + text.substring(end);
    }
}
