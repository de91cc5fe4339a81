package org.s2slab.exchange.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Reminders of appointments, series and tasks. It is nine o'clock on 2 March 2026, a Monday. */
class ReminderTest {
    private static final String DAILY =
            "<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>"
                    + "<t:NumberedRecurrence><t:StartDate>2026-02-27</t:StartDate><t:NumberOfOccurrences>6</t:NumberOfOccurrences>"
                    + "</t:NumberedRecurrence></t:Recurrence>";

    @RegisterExtension
    static final MailboxCalls mail = new MailboxCalls();

    /** Every test begins without reminders. */
    @AfterEach
    void empty() {
        // EmptyFolder refuses calendars.
        mail.mailboxes
                .database
                .change(tx -> tx.execute("DELETE FROM items WHERE folder = 'calendar'"))
                .await();
        Stream.of("tasks", "deleteditems")
                .forEach(folder -> MailboxCalls.done(
                        mail.anna,
                        "<m:EmptyFolder DeleteType=\"HardDelete\" DeleteSubFolders=\"true\"><m:FolderIds>"
                                + MailboxCalls.folder(folder) + "</m:FolderIds></m:EmptyFolder>"));
    }

    @Test
    @Requirements(
            "MTGS R2011 R2021 R2029 R2032 R2033 R2055 R2072 R2077 R2079 R2081 R2083 R2085 R2087 R2091 R20911 R20912"
                    + " R2093 R2099 R2100 R2198")
    void listsWhatItRemindsOf() {
        XmlElement lunch = appointment("Lunch", "2026-03-02T12:00:00Z", true);
        appointment("Silent", "2026-03-02T12:00:00Z", false);
        XmlElement report = task("Report", "<t:StartDate>2026-03-01T00:00:00Z</t:StartDate>");
        XmlElement response = reminders("");
        assertThat(response.attribute("ResponseClass")).hasValue("Success");
        assertThat(text(response, "ResponseCode")).isEqualTo("NoError");
        List<XmlElement> all = response.child("Reminders").orElseThrow().children("Reminder");
        assertThat(all).extracting(one -> text(one, "Subject")).containsExactly("Report", "Lunch");
        XmlElement of = all.get(1);
        assertThat(text(of, "Location")).isEqualTo("Room 1");
        assertThat(text(of, "ReminderTime")).isEqualTo("2026-03-02T11:30:00Z");
        assertThat(text(of, "StartDate")).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(text(of, "EndDate")).isEqualTo("2026-03-02T13:00:00Z");
        assertThat(of.child("ItemId").flatMap(id -> id.attribute("Id"))).isEqualTo(lunch.attribute("Id"));
        assertThat(of.child("RecurringMasterItemId")).isEmpty();
        assertThat(text(of, "ReminderGroup")).isEqualTo("Calendar");
        assertThat(text(of, "UID")).isEqualTo(text(MailboxCalls.get(mail.anna, lunch), "UID"));
        assertThat(text(all.get(0), "ReminderGroup")).isEqualTo("Task");
        assertThat(text(all.get(0), "ReminderTime")).isEqualTo("2026-03-02T08:00:00Z");
        assertThat(text(all.get(0), "StartDate")).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(text(all.get(0), "EndDate")).as("no due date").isEqualTo("0001-01-02T00:00:00Z");
        assertThat(text(all.get(0), "UID")).isEqualTo(report.attribute("Id").orElseThrow());
        MailboxCalls.done(
                mail.anna,
                "<m:DeleteItem DeleteType=\"MoveToDeletedItems\" SendMeetingCancellations=\"SendToNone\"><m:ItemIds>"
                        + MailboxCalls.id(lunch) + "</m:ItemIds></m:DeleteItem>");
        assertThat(subjects("")).containsExactly("Report");
    }

    /** As clients see it: php-ews issue 77, ews-java-api issue 399. */
    @Test
    @Requirements("CORE R1046")
    void aNewAppointmentHasAReminderUnlessItsClientSaysOtherwise() {
        String times = "<t:Start>2026-03-02T12:00:00Z</t:Start><t:End>2026-03-02T13:00:00Z</t:End>";
        XmlElement plain = MailboxCalls.saved(
                mail.anna, "calendar", "<t:CalendarItem><t:Subject>Plain</t:Subject>" + times + "</t:CalendarItem>");
        XmlElement shown = MailboxCalls.get(mail.anna, plain);
        assertThat(text(shown, "ReminderIsSet") + " " + text(shown, "ReminderMinutesBeforeStart"))
                .isEqualTo("true 15");
        assertThat(text(shown, "ReminderNextTime")).isEqualTo("2026-03-02T11:45:00Z");
        assertThat(subjects("")).containsExactly("Plain");
        XmlElement silent = MailboxCalls.get(mail.anna, appointment("Silent", "2026-03-02T12:00:00Z", false));
        assertThat(text(silent, "ReminderIsSet")).isEqualTo("false");
        String minutes = "<t:ReminderMinutesBeforeStart>5</t:ReminderMinutesBeforeStart>";
        XmlElement five = MailboxCalls.get(
                mail.anna,
                MailboxCalls.saved(mail.anna, "calendar", "<t:CalendarItem>" + minutes + times + "</t:CalendarItem>"));
        assertThat(text(five, "ReminderIsSet") + " " + text(five, "ReminderMinutesBeforeStart"))
                .isEqualTo("true 5");
        XmlElement message = MailboxCalls.get(mail.anna, MailboxCalls.message(mail.anna, "drafts", "none"));
        assertThat(text(message, "ReminderIsSet")).isEqualTo("false");
    }

    @Test
    void aTaskWithAReminderIsDueByItsTime() {
        String due = "<t:DueDate>2026-03-05T00:00:00Z</t:DueDate>";
        String set = "<t:ReminderIsSet>true</t:ReminderIsSet>";
        XmlElement id = MailboxCalls.saved(mail.anna, "tasks", "<t:Task>" + set + due + "</t:Task>");
        assertThat(text(MailboxCalls.get(mail.anna, id), "ReminderDueBy")).isEqualTo("2026-03-05T00:00:00Z");
        assertThat(text(MailboxCalls.get(mail.anna, task("Report", due)), "ReminderDueBy"))
                .isEqualTo("2026-03-02T08:00:00Z");
        XmlElement without = MailboxCalls.saved(mail.anna, "tasks", "<t:Task>" + due + "</t:Task>");
        assertThat(MailboxCalls.get(mail.anna, without).child("ReminderDueBy")).isEmpty();
    }

    @Test
    @Requirements("MTGS R2061 R2063 R2065 R2034 R2035")
    void listsThoseOfASpanOfTime() {
        appointment("Breakfast", "2026-03-02T08:00:00Z", true);
        appointment("Lunch", "2026-03-02T12:00:00Z", true);
        appointment("Dinner", "2026-03-02T19:00:00Z", true);
        task("Report", "<t:DueDate>2026-03-01T00:00:00Z</t:DueDate>");
        String from = "<m:BeginTime>2026-03-02T07:30:00Z</m:BeginTime>";
        String until = "<m:EndTime>2026-03-02T12:30:00+01:00</m:EndTime>";
        assertThat(subjects(from + until)).containsExactly("Breakfast", "Report", "Lunch");
        assertThat(subjects("<m:BeginTime>2026-03-02T07:30:01Z</m:BeginTime>" + until))
                .containsExactly("Report", "Lunch");
        assertThat(subjects(until)).containsExactly("Breakfast", "Report", "Lunch");
        assertThat(subjects("<m:BeginTime>2026-03-02T11:30:01Z</m:BeginTime>")).containsExactly("Dinner");
        assertThat(subjects("<m:MaxItems>2</m:MaxItems>")).containsExactly("Breakfast", "Report");
        assertThat(subjects("<m:MaxItems>1</m:MaxItems>"))
                .as("the nearest to now")
                .containsExactly("Report");
        assertThat(subjects(from + "<m:MaxItems>1</m:MaxItems>")).containsExactly("Breakfast");
        assertThat(subjects("<m:MaxItems>3</m:MaxItems>")).containsExactly("Breakfast", "Report", "Lunch");
        assertThat(subjects("<m:MaxItems>0</m:MaxItems>")).isEmpty();
        String late = "<m:BeginTime>2026-03-02T11:00:00Z</m:BeginTime>" + until;
        assertThat(subjects(late + type("Current")))
                .as("appointments of any age")
                .containsExactly("Breakfast", "Lunch");
        assertThat(subjects(from + until + type("Old")))
                .as("what is over, no appointments")
                .containsExactly("Report");
        XmlElement failed = reminders("<m:BeginTime>2026-03-03T00:00:00Z</m:BeginTime>" + until);
        assertThat(failed.attribute("ResponseClass")).hasValue("Error");
        assertThat(text(failed, "ResponseCode")).isEqualTo("ErrorInvalidOperation");
        assertThat(text(failed, "MessageText")).isEqualTo("EndDate is earlier than StartDate");
        assertThat(text(reminders(from + type("Old")), "ResponseCode")).isEqualTo("ErrorInvalidOperation");
    }

    @Test
    @Requirements("MTGS R2101 R2113 R2121 R2124 R2125 R2145 R2151 R2156 R2161 R2163 R2171 R2200")
    void dismissesReminders() {
        XmlElement lunch = appointment("Lunch", "2026-03-02T12:00:00Z", true);
        XmlElement report = task("Report", "");
        XmlElement response = act(action("Dismiss", lunch, "") + action("Dismiss", report, ""));
        assertThat(response.attribute("ResponseClass")).hasValue("Success");
        assertThat(text(response, "ResponseCode")).isEqualTo("NoError");
        List<XmlElement> updated =
                response.child("UpdatedItemIds").orElseThrow().children();
        assertThat(updated)
                .extracting(id -> id.attribute("Id"))
                .containsExactly(lunch.attribute("Id"), report.attribute("Id"));
        assertThat(updated.get(0).attribute("ChangeKey")).isNotEqualTo(lunch.attribute("ChangeKey"));
        assertThat(subjects("")).isEmpty();
        for (XmlElement id : updated) {
            XmlElement item = MailboxCalls.get(mail.anna, id);
            assertThat(item.child("ItemId").map(XmlElement::attributes)).hasValue(id.attributes());
            assertThat(text(item, "ReminderIsSet")).isEqualTo("false");
            assertThat(item.child("ReminderNextTime")).isEmpty();
        }
        assertThat(ids(act(action("Dismiss", lunch, ""))))
                .as("nothing to dismiss")
                .isEmpty();
    }

    @Test
    @Requirements("MTGS R2165 R2172")
    void putsOffReminders() {
        XmlElement lunch = appointment("Lunch", "2026-03-02T12:00:00Z", true);
        assertThat(next(lunch)).isEqualTo("2026-03-02T11:30:00Z");
        assertThat(ids(act(action("Snooze", lunch, "2026-03-02T11:55:00Z")))).hasSize(1);
        assertThat(text(list("").get(0), "ReminderTime")).isEqualTo("2026-03-02T11:55:00Z");
        assertThat(next(lunch)).isEqualTo("2026-03-02T11:55:00Z");
        assertThat(subjects("<m:EndTime>2026-03-02T11:54:00Z</m:EndTime>")).isEmpty();
        assertThat(ids(act(action("Snooze", lunch, "2026-03-02T11:40:00Z"))))
                .as("earlier than it is")
                .isEmpty();
        assertThat(ids(act(action("Snooze", lunch, "")))).as("no time").isEmpty();
        assertThat(next(lunch)).isEqualTo("2026-03-02T11:55:00Z");
        XmlElement breakfast = appointment("Breakfast", "2026-03-02T08:00:00Z", true);
        act(action("Snooze", breakfast, "2026-03-02T11:50:00Z"));
        assertThat(subjects("<m:BeginTime>2026-03-02T11:50:00Z</m:BeginTime>"))
                .as("whenever they began")
                .containsExactly("Breakfast", "Lunch");
        MailboxCalls.done(
                mail.anna,
                MailboxCalls.set(
                        lunch,
                        MailboxCalls.field("item:Subject"),
                        "<t:CalendarItem><t:Subject>Late lunch</t:Subject></t:CalendarItem>"));
        assertThat(next(lunch)).isEqualTo("2026-03-02T11:55:00Z");
        MailboxCalls.done(
                mail.anna,
                MailboxCalls.set(
                        lunch,
                        MailboxCalls.field("item:ReminderMinutesBeforeStart"),
                        "<t:CalendarItem><t:ReminderMinutesBeforeStart>10</t:ReminderMinutesBeforeStart></t:CalendarItem>"));
        assertThat(next(lunch)).as("a new reminder").isEqualTo("2026-03-02T11:50:00Z");
    }

    @Test
    @Requirements("MTGS R2126 R2127")
    void performsAllActionsOrNone() {
        XmlElement lunch = appointment("Lunch", "2026-03-02T12:00:00Z", true);
        XmlElement gone = appointment("Gone", "2026-03-02T12:00:00Z", true);
        empty();
        XmlElement dinner = appointment("Dinner", "2026-03-02T19:00:00Z", true);
        XmlElement failed = act(action("Dismiss", dinner, "") + action("Dismiss", gone, ""));
        assertThat(failed.attribute("ResponseClass")).hasValue("Error");
        assertThat(text(failed, "ResponseCode")).isEqualTo("ErrorItemNotFound");
        assertThat(subjects("")).containsExactly("Dinner");
        assertThat(code(action("Snooze", dinner, "soon"))).isEqualTo("ErrorInvalidValueForProperty");
        assertThat(code(action("Dismiss", dinner, "").replaceAll(" ChangeKey=\"[^\"]*\"", "")))
                .isEqualTo("ErrorChangeKeyRequiredForWriteOperations");
        assertThat(lunch.attribute("Id")).isNotEqualTo(dinner.attribute("Id"));
    }

    @Test
    @Requirements("MTGS R2089")
    void remindsOfOneOccurrenceAfterTheOther() {
        XmlElement master = series();
        XmlElement first = list("").get(0);
        assertThat(text(first, "ReminderTime")).as("the first one to come").isEqualTo("2026-03-02T11:30:00Z");
        assertThat(text(first, "StartDate")).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(list("<m:BeginTime>2026-03-02T11:30:00Z</m:BeginTime>")).hasSize(1);
        assertThat(first.child("RecurringMasterItemId").flatMap(id -> id.attribute("Id")))
                .isEqualTo(master.attribute("Id"));
        XmlElement id = first.child("ItemId").orElseThrow();
        assertThat(text(MailboxCalls.get(mail.anna, id), "Start")).isEqualTo("2026-03-02T12:00:00Z");
        assertThat(ids(act(action("Snooze", id, "2026-03-02T15:00:00Z")))).hasSize(1);
        XmlElement later = list("").get(0);
        assertThat(text(later, "ReminderTime")).isEqualTo("2026-03-02T15:00:00Z");
        assertThat(text(later, "StartDate")).isEqualTo("2026-03-02T12:00:00Z");
        act(action("Dismiss", later.child("ItemId").orElseThrow(), ""));
        XmlElement second = list("").get(0);
        assertThat(text(second, "ReminderTime")).isEqualTo("2026-03-03T11:30:00Z");
        assertThat(ids(act(action("Dismiss", id, "")))).as("dismissed before").isEmpty();
        act(action("Snooze", second.child("ItemId").orElseThrow(), "2026-03-04T20:00:00Z"));
        XmlElement third = list("").get(0);
        assertThat(text(third, "ReminderTime"))
                .as("put off behind the next one")
                .isEqualTo("2026-03-04T11:30:00Z");
        assertThat(text(MailboxCalls.get(mail.anna, master), "ReminderIsSet")).isEqualTo("true");
        act(action("Dismiss", third.child("ItemId").orElseThrow(), ""));
        assertThat(list("")).isEmpty();
        assertThat(next(master)).isEqualTo("4501-01-01T00:00:00Z");
        assertThat(MailboxCalls.get(mail.anna, master).child("ModifiedOccurrences"))
                .isEmpty();
    }

    /** MAPI can hold any number of minutes; a reminder can have those that the schema allows. */
    @Test
    void refusesMinutesThatAReminderCannotHave() {
        String minutes = "<t:ExtendedProperty><t:ExtendedFieldURI DistinguishedPropertySetId=\"Common\""
                + " PropertyId=\"34049\" PropertyType=\"Integer\"/><t:Value>%d</t:Value></t:ExtendedProperty>";
        String item = "<t:CalendarItem><t:Subject>Lunch</t:Subject><t:ReminderIsSet>true</t:ReminderIsSet>" + minutes
                + "<t:Start>2026-03-02T12:00:00Z</t:Start><t:End>2026-03-02T13:00:00Z</t:End></t:CalendarItem>";
        for (int impossible : List.of(-1, 2_629_801, 1_000_000_000)) {
            XmlElement refused = MailboxCalls.only(
                    mail.anna,
                    "<m:CreateItem MessageDisposition=\"SaveOnly\" SendMeetingInvitations=\"SendToNone\"><m:Items>"
                            + item.formatted(impossible) + "</m:Items></m:CreateItem>");
            assertThat(MailboxCalls.code(refused)).isEqualTo("ErrorInvalidValueForProperty");
        }
        XmlElement usual = MailboxCalls.saved(mail.anna, "calendar", item.formatted(0x5AE980E1));
        assertThat(next(usual)).as("the number for the default").isEqualTo("2026-03-02T11:45:00Z");
        mail.mailboxes
                .database
                .change(tx ->
                        tx.execute("UPDATE items SET properties = REPLACE(properties, '1525252321', '1000000000')"))
                .await();
        assertThat(text(list("").get(0), "ReminderTime"))
                .as("stored by an earlier version")
                .isEqualTo("2026-03-02T11:45:00Z");
    }

    @Test
    void passesOverOccurrencesWithoutAReminder() {
        XmlElement master = series();
        XmlElement occurrence = list("").get(0).child("ItemId").orElseThrow();
        XmlElement next = MailboxCalls.item(MailboxCalls.done(
                        mail.anna,
                        "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ItemIds>"
                                + "<t:OccurrenceItemId RecurringMasterId=\""
                                + master.attribute("Id").orElseThrow()
                                + "\" InstanceIndex=\"5\"/></m:ItemIds></m:GetItem>"))
                .child("ItemId")
                .orElseThrow();
        MailboxCalls.done(
                mail.anna,
                MailboxCalls.set(
                        next,
                        MailboxCalls.field("item:ReminderIsSet"),
                        "<t:CalendarItem><t:ReminderIsSet>false</t:ReminderIsSet></t:CalendarItem>"));
        act(action("Dismiss", occurrence, ""));
        assertThat(text(list("").get(0), "StartDate")).isEqualTo("2026-03-04T12:00:00Z");
    }

    /** The task of the next date has a reminder as far before it. */
    @Test
    void remindsAgainOfATaskThatRecurs() {
        XmlElement id = task(
                "Report", "<t:DueDate>2026-03-03T00:00:00Z</t:DueDate>" + DAILY.replace("2026-02-27", "2026-03-03"));
        act(action("Dismiss", id, ""));
        assertThat(list("")).isEmpty();
        MailboxCalls.done(
                mail.anna,
                MailboxCalls.set(
                        id, MailboxCalls.field("task:Status"), "<t:Task><t:Status>Completed</t:Status></t:Task>"));
        assertThat(list(""))
                .extracting(one -> text(one, "EndDate") + " " + text(one, "ReminderTime"))
                .containsExactly("2026-03-04T00:00:00Z 2026-03-03T08:00:00Z");
    }

    private static XmlElement appointment(String subject, String start, boolean reminds) {
        return MailboxCalls.saved(
                mail.anna,
                "calendar",
                "<t:CalendarItem><t:Subject>" + subject + "</t:Subject><t:ReminderIsSet>" + reminds
                        + "</t:ReminderIsSet><t:ReminderMinutesBeforeStart>30</t:ReminderMinutesBeforeStart><t:Start>"
                        + start
                        + "</t:Start><t:End>"
                        + start.replace("T12", "T13").replace("T19", "T20").replace("T08", "T09")
                        + "</t:End><t:Location>Room 1</t:Location></t:CalendarItem>");
    }

    private static XmlElement series() {
        return MailboxCalls.saved(
                mail.anna,
                "calendar",
                "<t:CalendarItem><t:Subject>Lunch</t:Subject><t:ReminderIsSet>true</t:ReminderIsSet>"
                        + "<t:ReminderMinutesBeforeStart>30</t:ReminderMinutesBeforeStart><t:Start>2026-02-27T12:00:00Z</t:Start>"
                        + "<t:End>2026-02-27T13:00:00Z</t:End>" + DAILY + "</t:CalendarItem>");
    }

    private static XmlElement task(String subject, String dates) {
        return MailboxCalls.saved(
                mail.anna,
                "tasks",
                "<t:Task><t:Subject>" + subject + "</t:Subject><t:ReminderDueBy>2026-03-02T08:00:00Z</t:ReminderDueBy>"
                        + "<t:ReminderIsSet>true</t:ReminderIsSet>" + dates + "</t:Task>");
    }

    private static XmlElement reminders(String parts) {
        return mail.anna.call("<m:GetReminders>" + parts + "</m:GetReminders>");
    }

    private static List<XmlElement> list(String parts) {
        return reminders(parts).child("Reminders").orElseThrow().children();
    }

    private static List<String> subjects(String parts) {
        return list(parts).stream().map(one -> text(one, "Subject")).toList();
    }

    private static String type(String type) {
        return "<m:ReminderType>" + type + "</m:ReminderType>";
    }

    private static String action(String type, XmlElement id, String time) {
        return "<t:ReminderItemAction><t:ActionType>" + type + "</t:ActionType>" + MailboxCalls.id(id)
                + (time.isEmpty() ? "" : "<t:NewReminderTime>" + time + "</t:NewReminderTime>")
                + "</t:ReminderItemAction>";
    }

    private static XmlElement act(String actions) {
        return mail.anna.call("<m:PerformReminderAction><m:ReminderItemActions>" + actions
                + "</m:ReminderItemActions></m:PerformReminderAction>");
    }

    private static String code(String actions) {
        return text(act(actions), "ResponseCode");
    }

    private static List<XmlElement> ids(XmlElement response) {
        return response.child("UpdatedItemIds").orElseThrow().children();
    }

    private static String next(XmlElement id) {
        return text(MailboxCalls.get(mail.anna, id), "ReminderNextTime");
    }

    private static String text(XmlElement element, String... path) {
        return MailboxCalls.text(element, path);
    }
}
