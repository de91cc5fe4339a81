package org.s2slab.exchange.reminders;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Tasks that recur: what is done stays as a copy, and the task goes on to its next date. It is 2 March 2026. */
class RecurringTaskTest {
    private static final String WEEKLY =
            "<t:WeeklyRecurrence><t:Interval>1</t:Interval><t:DaysOfWeek>Monday</t:DaysOfWeek>"
                    + "</t:WeeklyRecurrence><t:NumberedRecurrence><t:StartDate>2030-03-04</t:StartDate>"
                    + "<t:NumberOfOccurrences>2</t:NumberOfOccurrences></t:NumberedRecurrence>";
    private static final String AFTER_THREE_DAYS =
            "<t:DailyRegeneration><t:Interval>3</t:Interval></t:DailyRegeneration>"
                    + "<t:NoEndRecurrence><t:StartDate>2030-03-04</t:StartDate></t:NoEndRecurrence>";

    @RegisterExtension
    static final MailboxCalls mail = new MailboxCalls();

    @Test
    @Requirements("TASK R56 R5666")
    void goesOnWhenItIsDone() {
        XmlElement id = task(WEEKLY, "2030-03-04T00:00:00Z");
        XmlElement created = MailboxCalls.get(mail.anna, id);
        assertThat(text(created, "ChangeCount")).isEqualTo("1");
        assertThat(text(created, "IsRecurring")).isEqualTo("true");
        assertThat(text(created, "Recurrence", "NumberedRecurrence", "StartDate"))
                .as("with its zone, as Exchange writes it")
                .isEqualTo("2030-03-04Z");
        XmlElement copy = update(id, "Status", "Completed");
        assertThat(copy.attribute("Id")).isNotEqualTo(id.attribute("Id"));
        XmlElement done = MailboxCalls.get(mail.anna, copy);
        assertThat(text(done, "IsRecurring")).isEqualTo("false");
        assertThat(text(done, "DueDate")).isEqualTo("2030-03-04T00:00:00Z");
        assertThat(text(done, "IsComplete")).isEqualTo("true");
        assertThat(done.child("Recurrence")).isEmpty();
        XmlElement next = MailboxCalls.get(mail.anna, id);
        assertThat(text(next, "DueDate")).isEqualTo("2030-03-11T00:00:00Z");
        assertThat(text(next, "ChangeCount")).isEqualTo("2");
        assertThat(text(next, "IsComplete")).isEqualTo("false");
        assertThat(text(next, "Recurrence", "NumberedRecurrence", "NumberOfOccurrences"))
                .isEqualTo("1");
        assertThat(text(next, "Recurrence", "NumberedRecurrence", "StartDate")).isEqualTo("2030-03-11Z");
        XmlElement last = update(id, "Status", "Completed");
        assertThat(last.attribute("Id")).as("there is no next one").isEqualTo(id.attribute("Id"));
        assertThat(text(MailboxCalls.get(mail.anna, id), "IsComplete")).isEqualTo("true");
    }

    @Test
    void goesOnFromADateWithoutZoneOfAnEarlierVersion() {
        XmlElement id = task(WEEKLY, "2030-03-04T00:00:00Z");
        mail.mailboxes
                .database
                .change(tx ->
                        tx.execute("UPDATE items SET properties = REPLACE(properties, '2030-03-04Z', '2030-03-04')"))
                .await();
        assertThat(text(MailboxCalls.get(mail.anna, id), "Recurrence", "NumberedRecurrence", "StartDate"))
                .isEqualTo("2030-03-04");
        update(id, "Status", "Completed");
        assertThat(text(MailboxCalls.get(mail.anna, id), "DueDate")).isEqualTo("2030-03-11T00:00:00Z");
    }

    @Test
    void countsARegeneratingPatternFromTheDayOfCompletion() {
        XmlElement id = task(AFTER_THREE_DAYS, "2030-03-04T00:00:00Z");
        XmlElement moved = update(id, "StartDate", "2030-03-02T00:00:00Z");
        assertThat(moved.attribute("Id")).isEqualTo(id.attribute("Id"));
        update(id, "PercentComplete", "100");
        assertThat(text(MailboxCalls.get(mail.anna, id), "DueDate")).isEqualTo("2026-03-05T00:00:00Z");
    }

    /** "Updating the Current Occurrence of a Recurring Task" of "UpdateItem operation (task)". */
    @ParameterizedTest
    @CsvSource({"StartDate,2030-04-01T00:00:00Z", "DueDate,2030-04-01T00:00:00Z", "Recurrence,2030-04-01"})
    void goesOnWhenItsStartOrEndIsMoved(String property, String value) {
        XmlElement id = task(WEEKLY, "2030-03-04T00:00:00Z");
        String moved = property.equals("Recurrence") ? WEEKLY.replace("2030-03-04", value) : value;
        XmlElement copy = MailboxCalls.get(mail.anna, update(id, property, moved));
        assertThat(text(copy, "IsRecurring")).isEqualTo("false");
        assertThat(text(copy, property.equals("StartDate") ? "StartDate" : "DueDate"))
                .isEqualTo("2030-04-01T00:00:00Z");
        XmlElement next = MailboxCalls.get(mail.anna, id);
        assertThat(text(next, "IsRecurring")).isEqualTo("true");
        assertThat(text(next, "DueDate")).isEqualTo("2030-03-11T00:00:00Z");
        assertThat(text(next, "ChangeCount")).isEqualTo("2");
        assertThat(text(next, "Recurrence", "NumberedRecurrence", "NumberOfOccurrences"))
                .isEqualTo("1");
    }

    /** As exchangelib's test_recurring_item sees it: the day of the change is the one after the next. */
    @Test
    void goesOnFromANewFirstDay() {
        String thrice = WEEKLY.replace("Occurrences>2<", "Occurrences>3<");
        XmlElement id = task(thrice, "2030-03-04T00:00:00Z");
        update(id, "Recurrence", thrice.replace("2030-03-04", "2030-04-01"));
        assertThat(text(MailboxCalls.get(mail.anna, id), "DueDate")).isEqualTo("2030-03-11T00:00:00Z");
        update(id, "Status", "Completed");
        assertThat(text(MailboxCalls.get(mail.anna, id), "DueDate")).isEqualTo("2030-04-01T00:00:00Z");
    }

    @Test
    void takesAnotherPatternForTheWholeSeries() {
        XmlElement id = task(WEEKLY, "2030-03-04T00:00:00Z");
        String daily = WEEKLY.replace(">Monday<", ">Tuesday<").replace("2030-03-04", "2030-04-02");
        assertThat(update(id, "Recurrence", daily).attribute("Id")).isEqualTo(id.attribute("Id"));
    }

    @Test
    @Requirements("TASK R174 R175")
    void deletesAllOrOneOccurrence() {
        XmlElement id = task(WEEKLY, "2030-03-04T00:00:00Z");
        assertThat(code(deleting(id, ""))).isEqualTo("ErrorAffectedTaskOccurrencesRequired");
        String one = " AffectedTaskOccurrences=\"SpecifiedOccurrenceOnly\"";
        assertThat(code(deleting(id, one))).isEqualTo("NoError");
        assertThat(text(MailboxCalls.get(mail.anna, id), "DueDate")).isEqualTo("2030-03-11T00:00:00Z");
        assertThat(code(deleting(id, one))).isEqualTo("ErrorCannotDeleteTaskOccurrence");
        assertThat(code(deleting(id, " AffectedTaskOccurrences=\"AllOccurrences\"")))
                .isEqualTo("NoError");
        assertThat(code(MailboxCalls.getItem(id, "<t:BaseShape>IdOnly</t:BaseShape>")))
                .isEqualTo("ErrorItemNotFound");
    }

    private static XmlElement task(String recurrence, String due) {
        return MailboxCalls.saved(
                mail.anna,
                "tasks",
                "<t:Task><t:Subject>Report</t:Subject><t:DueDate>" + due + "</t:DueDate><t:Recurrence>" + recurrence
                        + "</t:Recurrence></t:Task>");
    }

    private static XmlElement update(XmlElement id, String property, String value) {
        return MailboxCalls.item(
                        MailboxCalls.done(
                                mail.anna,
                                "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" MessageDisposition=\"SaveOnly\">"
                                        + "<m:ItemChanges><t:ItemChange>" + MailboxCalls.id(id)
                                        + "<t:Updates><t:SetItemField><t:FieldURI FieldURI=\"task:" + property
                                        + "\"/><t:Task><t:" + property + ">" + value + "</t:" + property
                                        + "></t:Task></t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>"))
                .child("ItemId")
                .orElseThrow();
    }

    private static String deleting(XmlElement id, String affected) {
        return "<m:DeleteItem DeleteType=\"HardDelete\"" + affected + "><m:ItemIds>" + MailboxCalls.id(id)
                + "</m:ItemIds></m:DeleteItem>";
    }

    private static String code(String body) {
        return MailboxCalls.code(MailboxCalls.only(mail.anna, body));
    }

    private static String text(XmlElement element, String... path) {
        return MailboxCalls.text(element, path);
    }
}
