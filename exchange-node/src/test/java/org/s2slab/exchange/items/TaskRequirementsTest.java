package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.parsed;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.set;
import static org.s2slab.exchange.items.MailboxCalls.text;
import static org.s2slab.exchange.items.MailboxCalls.values;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Tasks as MS-OXWSTASK describes them. */
class TaskRequirementsTest {
    private static final String PROPERTIES = """
            <t:ActualWork>30</t:ActualWork><t:BillingInformation>Bill 7</t:BillingInformation>\
            <t:Companies><t:String>Contoso</t:String></t:Companies><t:Contacts><t:String>Bert</t:String></t:Contacts>\
            <t:DueDate>2026-12-20T00:00:00Z</t:DueDate><t:Mileage>12 km</t:Mileage><t:PercentComplete>25</t:PercentComplete>\
            <t:StartDate>2026-12-01T00:00:00Z</t:StartDate><t:TotalWork>60</t:TotalWork>""";

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private XmlElement task(String properties) {
        return saved(mailbox.anna, "tasks", "<t:Task>" + properties + "</t:Task>");
    }

    @Test
    @Requirements("TASK R42 R44 R47 R49 R53 R58 R60 R63 R67 R182")
    void keepsEachProperty() {
        XmlElement created = get(mailbox.anna, task(PROPERTIES));
        XmlElement later = task("");
        for (XmlElement property : parsed(PROPERTIES)) {
            assertThat(created.child(property.name()).map(MailboxCalls::values))
                    .as(property.name())
                    .hasValue(values(property));
        }
        String mileage = "<t:Task><t:Mileage>1 km</t:Mileage></t:Task>";
        done(mailbox.anna, set(later, field("task:Mileage"), mileage));
        assertThat(text(get(mailbox.anna, later), "Mileage")).isEqualTo("1 km");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AssignedTime>2026-12-01T00:00:00Z<",
                "ChangeCount>3<",
                "Delegator>x<",
                "IsAssignmentEditable>1<",
                "IsComplete>true<",
                "IsRecurring>true<",
                "IsTeamTask>true<",
                "StatusDescription>x<",
                "Owner>x<"
            })
    @Requirements("TASK R214001 R45001 R221001 R223001 R5556001 R5667001 R226001 R66001 R228001")
    void setsNothingThatIsReadOnly(String property) {
        String name = property.substring(0, property.indexOf('>'));
        XmlElement id = task("");
        String value = "<t:Task><t:" + property + "/t:" + name + "></t:Task>";
        assertThat(code(only(mailbox.anna, set(id, field("task:" + name), value))))
                .isEqualTo("ErrorInvalidPropertySet");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Accepted", "Declined", "Max", "NoMatch", "Owned", "OwnNew"})
    @Requirements("TASK R88")
    void setsNoStateOfADelegation(String state) {
        XmlElement id = task(PROPERTIES);
        String value = "<t:Task><t:DelegationState>" + state + "</t:DelegationState></t:Task>";
        assertThat(code(only(mailbox.anna, set(id, field("task:DelegationState"), value))))
                .isEqualTo("ErrorInvalidPropertySet");
        done(mailbox.anna, set(id, field("task:Status"), "<t:Task><t:Status>Completed</t:Status></t:Task>"));
        assertThat(get(mailbox.anna, id).child("DelegationState")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Completed, true, 100",
        "Deferred, false, 0",
        "InProgress, false, 0",
        "NotStarted, false, 0",
        "WaitingOnOthers, false, 0"
    })
    @Requirements("TASK R55 R5555 R5556 R65 R66 R102 R103 R104 R105 R106")
    void derivesCompletionFromTheStatus(String status, String complete, String percent) {
        XmlElement read = get(mailbox.anna, task("<t:Status>" + status + "</t:Status>"));
        assertThat(text(read, "Status")).isEqualTo(status);
        assertThat(text(read, "IsComplete")).isEqualTo(complete);
        assertThat(text(read, "PercentComplete")).isEqualTo(percent);
        assertThat(text(read, "StatusDescription")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CompleteDate>2020-03-04T00:00:00Z<", "PercentComplete>100<", "Status>Completed<"})
    @Requirements("TASK R48 R67001")
    void completesATaskInThreeWays(String property) {
        String name = property.substring(0, property.indexOf('>'));
        XmlElement id = task("");
        done(mailbox.anna, set(id, field("task:" + name), "<t:Task><t:" + property + "/t:" + name + "></t:Task>"));
        XmlElement read = get(mailbox.anna, id);
        assertThat(text(read, "Status")).isEqualTo("Completed");
        assertThat(text(read, "PercentComplete")).isEqualTo("100");
        assertThat(text(read, "IsComplete")).isEqualTo("true");
        assertThat(text(read, "CompleteDate")).startsWith(name.equals("CompleteDate") ? "2020-03-04" : "20");
    }

    @Test
    @Requirements("TASK R67002")
    void letsTheLastOfSeveralDetermineTheCompletion() {
        XmlElement id = task("");
        String percent = "<t:SetItemField>" + field("task:PercentComplete")
                + "<t:Task><t:PercentComplete>100</t:PercentComplete></t:Task></t:SetItemField>";
        String status = "<t:SetItemField>" + field("task:Status")
                + "<t:Task><t:Status>InProgress</t:Status></t:Task></t:SetItemField>";
        done(mailbox.anna, MailboxCalls.update(id, percent + status));
        assertThat(text(get(mailbox.anna, id), "Status")).isEqualTo("InProgress");
        done(mailbox.anna, MailboxCalls.update(id, status + percent));
        assertThat(text(get(mailbox.anna, id), "Status")).isEqualTo("Completed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<t:RelativeYearlyRecurrence><t:DaysOfWeek>Monday</t:DaysOfWeek><t:DayOfWeekIndex>First</t:DayOfWeekIndex><t:Month>May</t:Month></t:RelativeYearlyRecurrence>",
                "<t:AbsoluteYearlyRecurrence><t:DayOfMonth>3</t:DayOfMonth><t:Month>May</t:Month></t:AbsoluteYearlyRecurrence>",
                "<t:RelativeMonthlyRecurrence><t:Interval>2</t:Interval><t:DaysOfWeek>Friday</t:DaysOfWeek><t:DayOfWeekIndex>Last</t:DayOfWeekIndex></t:RelativeMonthlyRecurrence>",
                "<t:AbsoluteMonthlyRecurrence><t:Interval>1</t:Interval><t:DayOfMonth>15</t:DayOfMonth></t:AbsoluteMonthlyRecurrence>",
                "<t:WeeklyRecurrence><t:Interval>1</t:Interval><t:DaysOfWeek>Monday Thursday</t:DaysOfWeek><t:FirstDayOfWeek>Sunday</t:FirstDayOfWeek></t:WeeklyRecurrence>",
                "<t:DailyRecurrence><t:Interval>3</t:Interval></t:DailyRecurrence>",
                "<t:DailyRegeneration><t:Interval>1</t:Interval></t:DailyRegeneration>",
                "<t:WeeklyRegeneration><t:Interval>1</t:Interval></t:WeeklyRegeneration>",
                "<t:MonthlyRegeneration><t:Interval>1</t:Interval></t:MonthlyRegeneration>",
                "<t:YearlyRegeneration><t:Interval>1</t:Interval></t:YearlyRegeneration>"
            })
    @Requirements(
            "TASK R115 R117 R119 R121 R123 R125 R127 R129 R131 R133 R1179 R1256 R1257 R1260 R1262 R1264 R1308 R1309 R1352 R1353 R1354 R4005")
    void keepsEachPatternOfARecurrence(String pattern) {
        for (String range : List.of(
                "<t:NoEndRecurrence><t:StartDate>2026-12-01Z</t:StartDate></t:NoEndRecurrence>",
                "<t:EndDateRecurrence><t:StartDate>2026-12-01Z</t:StartDate><t:EndDate>2036-12-01Z</t:EndDate></t:EndDateRecurrence>",
                "<t:NumberedRecurrence><t:StartDate>2026-12-01Z</t:StartDate><t:NumberOfOccurrences>4</t:NumberOfOccurrences></t:NumberedRecurrence>")) {
            String recurrence = "<t:Recurrence>" + pattern + range + "</t:Recurrence>";
            XmlElement read = get(mailbox.anna, task(recurrence + "<t:StartDate>2026-12-01T00:00:00Z</t:StartDate>"));
            assertThat(read.child("Recurrence").map(TaskRequirementsTest::withoutZones))
                    .hasValue(withoutZones(parsed(recurrence).get(0)));
        }
    }

    @Test
    @Requirements("CORE R1694")
    void getsARecurringTaskByRangesOfOccurrences() {
        XmlElement id = task("<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>"
                + "<t:NumberedRecurrence><t:StartDate>2026-12-01Z</t:StartDate><t:NumberOfOccurrences>5</t:NumberOfOccurrences>"
                + "</t:NumberedRecurrence></t:Recurrence><t:StartDate>2026-12-01T00:00:00Z</t:StartDate>");
        XmlElement answer = done(
                mailbox.anna,
                "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ItemIds>"
                        + MailboxCalls.id(id)
                                .replace("ItemId", "RecurringMasterItemIdRanges")
                                .replace("/>", ">")
                        + "<t:Ranges><t:Range Start=\"2026-12-01T10:00:00Z\" Count=\"3\"/></t:Ranges>"
                        + "</t:RecurringMasterItemIdRanges></m:ItemIds></m:GetItem>");
        assertThat(MailboxCalls.item(answer).child("ItemId").flatMap(shown -> shown.attribute("Id")))
                .isEqualTo(id.attribute("Id"));
    }

    /** A date has no time, so its zone may be written or not. */
    private static List<String> withoutZones(XmlElement element) {
        return values(element).stream()
                .map(value -> value.replaceFirst("(?<=\\d{4}-\\d\\d-\\d\\d)(Z|[+-]\\d\\d:\\d\\d)$", ""))
                .toList();
    }

    @Test
    @Requirements("TASK R5667")
    void saysThatASingleTaskDoesNotRecur() {
        assertThat(text(get(mailbox.anna, task("")), "IsRecurring")).isEqualTo("false");
    }
}
