package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.text;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.mailbox.CalendarWindowQuery;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.CalendarViewSearch;
import org.s2slab.xml.XmlElement;

/** What is stored in a calendar bounds neither the time nor the memory of a request by itself: a limit does. */
class CalendarBoundsTest {
    private MailboxCalls mail;

    @BeforeEach
    void open(@TempDir Path folder) {
        mail = new MailboxCalls(folder);
    }

    @AfterEach
    void close() {
        mail.close();
    }

    /** Such a GetItem took 68 s, during which nobody else got a response. */
    @Test
    void looksAtTheFirstNeighboursOfALongItemOnly() {
        for (int i = 0; i < 15; i++) {
            series("2030-01-0" + (i % 9 + 1), "<t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>", "");
        }
        XmlElement item = get(mail.anna, single("long", "2030-01-01T00:00:00Z", "2034-12-30T00:00:00Z"));
        assertThat(text(item, "ConflictingMeetingCount")).isEqualTo("500");
        assertThat(item.at("ConflictingMeetings").orElseThrow().children()).hasSize(500);
    }

    @ParameterizedTest
    @CsvSource({
        "<t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>, 30, 2030-01-30",
        "<t:WeeklyRecurrence><t:Interval>2</t:Interval><t:DaysOfWeek>Monday Friday</t:DaysOfWeek></t:WeeklyRecurrence>,"
                + " 5, 2030-02-01",
        "<t:AbsoluteMonthlyRecurrence><t:Interval>1</t:Interval><t:DayOfMonth>31</t:DayOfMonth>"
                + "</t:AbsoluteMonthlyRecurrence>, 14, 2031-02-28",
        "<t:AbsoluteYearlyRecurrence><t:DayOfMonth>1</t:DayOfMonth><t:Month>May</t:Month></t:AbsoluteYearlyRecurrence>,"
                + " 9, 2038-05-01"
    })
    void readsOnlySeriesThatReachIntoTheWindow(String pattern, int number, String last) {
        series("2030-01-01", pattern, "<t:NumberOfOccurrences>" + number + "</t:NumberOfOccurrences>");
        series("2030-01-01", pattern, "<t:EndDate>" + last + "</t:EndDate>");
        series("2030-01-01", pattern, "");
        assertThat(masters(last + "T09:00:00Z")).hasSize(3);
        assertThat(masters("2060-01-01T00:00:00Z")).hasSize(1);
        assertThat(masters("2029-12-01T00:00:00Z")).isEmpty();
        assertThat(masters(last + "T09:00:00Z").get(0).content().text()).isEmpty();
    }

    /** An exception may lie before or behind all occurrences by the pattern. */
    @Test
    void readsASeriesForAnExceptionOutsideOfItsPattern() {
        String daily = "<t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>";
        XmlElement master = series("2030-01-01", daily, "<t:NumberOfOccurrences>1</t:NumberOfOccurrences>");
        XmlElement occurrence =
                get(mail.anna, master).at("FirstOccurrence", "ItemId").orElseThrow();
        done(
                mail.anna,
                MailboxCalls.update(
                        occurrence,
                        "<t:SetItemField>" + MailboxCalls.field("calendar:Start")
                                + "<t:CalendarItem><t:Start>2031-01-01T09:00:00Z</t:Start></t:CalendarItem></t:SetItemField>"
                                + "<t:SetItemField>" + MailboxCalls.field("calendar:End")
                                + "<t:CalendarItem><t:End>2031-01-01T10:00:00Z</t:End></t:CalendarItem></t:SetItemField>"));
        assertThat(view("2031-01-01T00:00:00Z", "2031-01-02T00:00:00Z")).containsExactly("series");
        assertThat(view("2030-01-01T00:00:00Z", "2030-01-02T00:00:00Z")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE items SET properties = '{' WHERE subject = 'series'",
                "UPDATE items SET properties = '{\"calendar:Recurrence\":' WHERE subject = 'series'",
                "UPDATE items SET kind = 'NOTHING' WHERE subject = 'other'",
                "UPDATE items SET starts = NULL WHERE subject IN ('series', 'other')",
                "UPDATE items SET properties = replace(properties, 'DailyRecurrence', 'HourlyRecurrence')",
                "UPDATE items SET properties = replace(properties, '\"Interval\":\"1\"', '\"Interval\":\"x\"')",
            })
    void aStoredItemThatCannotBeReadCostsItselfAndNotTheView(String damage) {
        series("2030-01-01", "<t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>", "");
        single("other", "2030-01-02T10:00:00Z", "2030-01-02T11:00:00Z");
        single("good", "2030-01-02T11:00:00Z", "2030-01-02T12:00:00Z");
        assertThat(view("2030-01-02T00:00:00Z", "2030-01-03T00:00:00Z")).containsExactly("series", "other", "good");
        mail.mailboxes.database.change(tx -> tx.execute(damage)).await();
        assertThat(view("2030-01-02T00:00:00Z", "2030-01-03T00:00:00Z"))
                .contains("good")
                .hasSizeLessThan(3);
    }

    @Test
    void aStoredItemThatCannotBeReadCostsItselfAndNotTheFolder() {
        single("bad", "2030-01-02T10:00:00Z", "2030-01-02T11:00:00Z");
        single("good", "2030-01-02T11:00:00Z", "2030-01-02T12:00:00Z");
        mail.mailboxes
                .database
                .change(tx -> tx.execute("UPDATE items SET properties = '{' WHERE subject = 'bad'"))
                .await();
        assertThat(MailboxCalls.subjects(mail.anna, "calendar")).containsExactly("good");
    }

    @Test
    void listsTheLastEntriesOfACalendarInTheirOrder() {
        for (String day : List.of("03", "01", "02")) {
            single(day, "2030-01-" + day + "T10:00:00Z", "2030-01-" + day + "T11:00:00Z");
        }
        assertThat(mail.mailboxes
                        .database
                        .read(rx -> CalendarWindowQuery.latest(rx, mail.mailboxes.of("anna"), "calendar", 2))
                        .await())
                .extracting(item -> item.content().subject())
                .containsExactly("02", "03");
    }

    @Test
    void generatesNoFreeBusyOfMoreEntriesThanAllowed() {
        for (int i = 0; i < 10; i++) {
            series("2030-01-01", "<t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>", "");
        }
        assertThat(fiveYears().await()).hasSize(18_260);
        series("2030-01-01", "<t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>", "");
        assertThatThrownBy(() -> fiveYears().await())
                .isInstanceOfSatisfying(
                        EwsError.class,
                        error -> assertThat(error.code()).isEqualTo(ResponseCode.ErrorFreeBusyGenerationFailed));
    }

    /** Each exception repeats the body of its series: a long one with many exceptions would fill the memory. */
    @Test
    void writesNoMimeContentOfASeriesThatIsTooLarge() {
        String id = series("2030-01-01", "<t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>", "")
                .attribute("Id")
                .orElseThrow();
        rename(id, 2);
        assertThat(MailboxCalls.code(mime(id))).isEqualTo("NoError");
        done(
                mail.anna,
                "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" SendMeetingInvitationsOrCancellations=\"SendToNone\">"
                        + "<m:ItemChanges><t:ItemChange><t:ItemId Id=\"" + id + "\"/><t:Updates><t:SetItemField>"
                        + MailboxCalls.field("item:Body") + "<t:CalendarItem><t:Body BodyType=\"Text\">"
                        + "x".repeat(12 * 1024 * 1024) + "</t:Body></t:CalendarItem></t:SetItemField></t:Updates>"
                        + "</t:ItemChange></m:ItemChanges></m:UpdateItem>");
        for (int index = 3; index < 9; index++) {
            rename(id, index);
        }
        assertThat(MailboxCalls.code(mime(id))).isEqualTo("ErrorMimeContentConversionFailed");
    }

    private void rename(String series, int index) {
        done(
                mail.anna,
                "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" SendMeetingInvitationsOrCancellations=\"SendToNone\">"
                        + "<m:ItemChanges><t:ItemChange><t:OccurrenceItemId RecurringMasterId=\"" + series
                        + "\" InstanceIndex=\"" + index + "\"/><t:Updates><t:SetItemField>"
                        + MailboxCalls.field("item:Subject") + "<t:CalendarItem><t:Subject>" + index
                        + "</t:Subject></t:CalendarItem></t:SetItemField></t:Updates></t:ItemChange></m:ItemChanges>"
                        + "</m:UpdateItem>");
    }

    private XmlElement mime(String series) {
        return MailboxCalls.only(
                mail.anna,
                "<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:IncludeMimeContent>true"
                        + "</t:IncludeMimeContent></m:ItemShape><m:ItemIds><t:ItemId Id=\"" + series
                        + "\"/></m:ItemIds></m:GetItem>");
    }

    private Future<List<Item>> fiveYears() {
        return mail.mailboxes.database.read(rx -> CalendarViewSearch.between(
                rx,
                mail.mailboxes.of("anna"),
                Instant.parse("2030-01-01T00:00:00Z"),
                Instant.parse("2035-01-01T00:00:00Z")));
    }

    private List<Item> masters(String from) {
        Mailbox anna = mail.mailboxes.of("anna");
        Instant begin = Instant.parse(from);
        CalendarWindowQuery window = new CalendarWindowQuery("calendar", begin, begin.plusSeconds(3600), false);
        return mail.mailboxes.database.read(rx -> window.masters(rx, anna)).await();
    }

    private List<String> view(String from, String until) {
        return done(
                        mail.anna,
                        "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>"
                                + "<m:CalendarView StartDate=\"" + from + "\" EndDate=\"" + until
                                + "\"/><m:ParentFolderIds>" + MailboxCalls.folder("calendar")
                                + "</m:ParentFolderIds></m:FindItem>")
                .at("RootFolder", "Items")
                .orElseThrow()
                .children()
                .stream()
                .map(item -> text(item, "Subject"))
                .toList();
    }

    private XmlElement single(String subject, String start, String end) {
        return saved(
                mail.anna,
                "calendar",
                "<t:CalendarItem><t:Subject>" + subject + "</t:Subject><t:Start>" + start + "</t:Start><t:End>" + end
                        + "</t:End></t:CalendarItem>");
    }

    private XmlElement series(String begin, String pattern, String end) {
        String range = end.isEmpty() ? "NoEnd" : end.contains("EndDate") ? "EndDate" : "Numbered";
        return saved(
                mail.anna,
                "calendar",
                "<t:CalendarItem><t:Subject>series</t:Subject><t:Body BodyType=\"Text\">long</t:Body><t:Start>" + begin
                        + "T09:00:00Z</t:Start><t:End>" + begin + "T10:00:00Z</t:End><t:Recurrence>" + pattern + "<t:"
                        + range + "Recurrence><t:StartDate>" + begin + "</t:StartDate>" + end + "</t:" + range
                        + "Recurrence></t:Recurrence></t:CalendarItem>");
    }
}
