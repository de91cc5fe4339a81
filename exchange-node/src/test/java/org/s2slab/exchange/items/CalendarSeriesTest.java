package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Series in a calendar. The daily one is at ten in New York, for five days over the change to daylight saving. */
class CalendarSeriesTest {
    private static final String DAILY =
            "<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence>"
                    + "<t:NumberedRecurrence><t:StartDate>2030-03-08</t:StartDate>"
                    + "<t:NumberOfOccurrences>5</t:NumberOfOccurrences></t:NumberedRecurrence></t:Recurrence>";

    private MailboxCalls mail;

    @BeforeEach
    void open(@TempDir Path folder) {
        mail = new MailboxCalls(folder);
    }

    @AfterEach
    void close() {
        mail.close();
    }

    @Test
    void makesAMasterThatShowsItsOccurrences() {
        XmlElement master = MailboxCalls.get(mail.anna, daily());
        assertThat(text(master, "CalendarItemType")).isEqualTo("RecurringMaster");
        assertThat(text(master, "IsRecurring")).isEqualTo("false");
        assertThat(text(master, "Start")).isEqualTo("2030-03-08T15:00:00Z");
        assertThat(text(master, "FirstOccurrence", "Start")).isEqualTo("2030-03-08T15:00:00Z");
        assertThat(text(master, "LastOccurrence", "OriginalStart")).isEqualTo("2030-03-12T14:00:00Z");
        assertThat(master.child("ModifiedOccurrences")).isEmpty();
        assertThat(master.child("DeletedOccurrences")).isEmpty();
        assertThat(text(master, "Recurrence", "NumberedRecurrence", "NumberOfOccurrences"))
                .isEqualTo("5");
        XmlElement first = MailboxCalls.get(
                mail.anna, master.at("FirstOccurrence", "ItemId").orElseThrow());
        assertThat(text(first, "CalendarItemType")).isEqualTo("Occurrence");
        assertThat(text(first, "OriginalStart")).isEqualTo("2030-03-08T15:00:00Z");
        assertThat(first.child("Recurrence")).isEmpty();
    }

    @Test
    void expandsSeriesInACalendarView() {
        daily();
        single("2030-03-10T18:00:00Z", "2030-03-10T19:00:00Z");
        List<XmlElement> view = view("2030-03-09T00:00:00Z", "2030-03-12T14:00:00Z", "");
        assertThat(view)
                .extracting(item -> text(item, "Start") + " " + text(item, "CalendarItemType"))
                .containsExactly(
                        "2030-03-09T15:00:00Z Occurrence",
                        "2030-03-10T14:00:00Z Occurrence",
                        "2030-03-10T18:00:00Z Single",
                        "2030-03-11T14:00:00Z Occurrence");
        assertThat(text(view.get(0), "IsRecurring")).isEqualTo("true");
        XmlElement cut = MailboxCalls.done(
                        mail.anna,
                        viewing("2030-03-01T00:00:00Z", "2030-04-01T00:00:00Z", " MaxEntriesReturned=\"2\"", ""))
                .child("RootFolder")
                .orElseThrow();
        assertThat(cut.attribute("IncludesLastItemInRange")).hasValue("false");
        assertThat(cut.child("Items").orElseThrow().children()).hasSize(2);
        assertThat(MailboxCalls.find(mail.anna, MailboxCalls.folder("calendar")))
                .extracting(item -> text(item, "CalendarItemType"))
                .containsExactly("RecurringMaster", "Single");
    }

    @Test
    void refusesViewsThatAreNone() {
        requireCode(
                viewing("2030-03-02T00:00:00Z", "2030-03-01T00:00:00Z", "", ""),
                "ErrorCalendarEndDateIsEarlierThanStartDate");
        requireCode(viewing("2030-03-02T00:00:00Z", "2032-03-02T00:00:01Z", "", ""), "ErrorCalendarViewRangeTooBig");
        requireCode(viewing("0001-01-01T00:00:00Z", "0002-01-01T00:00:00Z", "", ""), "ErrorValueOutOfRange");
        String restriction =
                "<m:Restriction><t:Exists><t:FieldURI FieldURI=\"item:Subject\"/></t:Exists></m:Restriction>";
        requireCode(viewing("2030-03-01T00:00:00Z", "2030-03-02T00:00:00Z", "", restriction), "ErrorInvalidOperation");
        requireCode(
                viewing("2030-03-01T00:00:00Z", "2030-03-02T00:00:00Z", "", "").replace("\"calendar\"", "\"inbox\""),
                "ErrorCalendarFolderIsInvalidForCalendarView");
    }

    @Test
    void makesAnExceptionOfAnUpdatedOccurrence() {
        XmlElement master = daily();
        String second = occurrence(master, 2);
        update(
                second,
                set("Start", "2030-03-09T17:00:00Z") + set("End", "2030-03-09T18:00:00Z") + set("Location", "Room 2"));
        XmlElement changed = item(second);
        assertThat(text(changed, "CalendarItemType")).isEqualTo("Exception");
        assertThat(text(changed, "Start")).isEqualTo("2030-03-09T17:00:00Z");
        assertThat(text(changed, "OriginalStart")).isEqualTo("2030-03-09T15:00:00Z");
        assertThat(text(changed, "Location")).isEqualTo("Room 2");
        assertThat(text(changed, "Subject")).isEqualTo("Stand-up");
        XmlElement shown = MailboxCalls.get(mail.anna, master);
        assertThat(text(shown, "ModifiedOccurrences", "Occurrence", "Start")).isEqualTo("2030-03-09T17:00:00Z");
        assertThat(shown.at("ModifiedOccurrences", "Occurrence", "ItemId").flatMap(id -> id.attribute("Id")))
                .isEqualTo(changed.child("ItemId").flatMap(id -> id.attribute("Id")));
        assertThat(view("2030-03-09T16:30:00Z", "2030-03-09T16:59:00Z", "")).isEmpty();
        assertThat(view("2030-03-09T17:00:00Z", "2030-03-09T17:30:00Z", ""))
                .extracting(item -> text(item, "CalendarItemType"))
                .containsExactly("Exception");
        assertThat(text(shown, "Location")).isEqualTo("Room 1");
    }

    @Test
    void addsADeletedDate() {
        XmlElement master = daily();
        delete(occurrence(master, 1));
        XmlElement shown = MailboxCalls.get(mail.anna, master);
        assertThat(text(shown, "DeletedOccurrences", "DeletedOccurrence", "Start"))
                .isEqualTo("2030-03-08T15:00:00Z");
        assertThat(text(shown, "FirstOccurrence", "Start")).isEqualTo("2030-03-09T15:00:00Z");
        requireCode(getting(occurrence(master, 1)), "ErrorCalendarOccurrenceIsDeletedFromRecurrence");
        assertThat(text(item(occurrence(master, 2)), "Start")).isEqualTo("2030-03-09T15:00:00Z");
    }

    @Test
    @Requirements("MTGS R807")
    void findsTheMasterOfAnOccurrence() {
        XmlElement master = daily();
        XmlElement occurrence = item(occurrence(master, 3)).child("ItemId").orElseThrow();
        String byOccurrence = "<t:RecurringMasterItemId OccurrenceId=\""
                + occurrence.attribute("Id").orElseThrow() + "\"/>";
        assertThat(text(item(byOccurrence), "CalendarItemType")).isEqualTo("RecurringMaster");
        MailboxCalls.done(mail.anna, deleting(MailboxCalls.id(master)));
        requireCode(MailboxCalls.getItem(occurrence, "<t:BaseShape>IdOnly</t:BaseShape>"), "ErrorItemNotFound");
    }

    @Test
    void hasNoOccurrenceBehindTheLastYear() {
        XmlElement master = created(
                creating(
                        "<t:Recurrence><t:AbsoluteMonthlyRecurrence><t:Interval>99</t:Interval><t:DayOfMonth>8</t:DayOfMonth>"
                                + "</t:AbsoluteMonthlyRecurrence><t:NoEndRecurrence><t:StartDate>2030-03-08</t:StartDate></t:NoEndRecurrence></t:Recurrence>"));
        assertThat(MailboxCalls.code(MailboxCalls.only(mail.anna, getting(occurrence(master, 299)))))
                .isEqualTo("NoError");
        for (int index : List.of(301, 3_000_000, 1_100_000, Integer.MAX_VALUE)) {
            requireCode(getting(occurrence(master, index)), "ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange");
        }
    }

    @Test
    @Requirements("CORE R1852")
    void refusesIdsThatDoNotFit() {
        XmlElement master = daily();
        XmlElement single = single("2030-03-10T18:00:00Z", "2030-03-10T19:00:00Z");
        String masterId = master.attribute("Id").orElseThrow();
        requireCode(
                getting("<t:RecurringMasterItemId OccurrenceId=\"" + masterId + "\"/>"),
                "ErrorCalendarCannotUseIdForOccurrenceId");
        requireCode(
                getting("<t:RecurringMasterItemIdRanges Id=\"" + masterId
                        + "\"><t:Ranges><t:Range Start=\"2030-03-08T10:00:00Z\" Count=\"3\"/></t:Ranges>"
                        + "</t:RecurringMasterItemIdRanges>"),
                "ErrorCalendarCannotUseIdForOccurrenceId");
        requireCode(getting(occurrence(single, 1)), "ErrorCalendarCannotUseIdForRecurringMasterId");
        requireCode(getting(occurrence(master, 6)), "ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange");
        requireCode(getting(occurrence(master, 0)), "ErrorCalendarOccurrenceIndexIsOutOfRecurrenceRange");
        for (String operation : List.of("MoveItem", "CopyItem")) {
            requireCode(
                    "<m:" + operation + "><m:ToFolderId>" + MailboxCalls.folder("inbox") + "</m:ToFolderId><m:ItemIds>"
                            + occurrence(master, 1) + "</m:ItemIds></m:" + operation + ">",
                    "ErrorCalendarCannotMoveOrCopyOccurrence");
        }
        requireCode(
                updating(occurrence(master, 1), set("End", "2030-03-10T15:00:00Z")), "ErrorOccurrenceCrossingBoundary");
        requireCode(
                updating(occurrence(master, 1), set("End", "2030-03-08T14:00:00Z")),
                "ErrorCalendarEndDateIsEarlierThanStartDate");
    }

    @Test
    @Requirements("MTGS R12052")
    void refusesRecurrencesThatMakeNoSeries() {
        requireCode(creating(DAILY.replace(">5<", ">0<")), "ErrorCalendarInvalidRecurrence");
        requireCode(
                creating(
                        "<t:Recurrence><t:WeeklyRecurrence><t:Interval>1</t:Interval><t:DaysOfWeek>Weekday</t:DaysOfWeek>"
                                + "</t:WeeklyRecurrence><t:NoEndRecurrence><t:StartDate>2030-03-08</t:StartDate></t:NoEndRecurrence>"
                                + "</t:Recurrence>"),
                "ErrorCalendarInvalidDayForWeeklyRecurrence");
    }

    @Test
    void copiesASeriesWithItsExceptions() {
        XmlElement master = daily();
        delete(occurrence(master, 1));
        XmlElement copy = MailboxCalls.item(MailboxCalls.done(
                        mail.anna,
                        "<m:CopyItem><m:ToFolderId>" + MailboxCalls.folder("calendar") + "</m:ToFolderId><m:ItemIds>"
                                + MailboxCalls.id(master) + "</m:ItemIds></m:CopyItem>"))
                .child("ItemId")
                .orElseThrow();
        assertThat(text(MailboxCalls.get(mail.anna, copy), "DeletedOccurrences", "DeletedOccurrence", "Start"))
                .isEqualTo("2030-03-08T15:00:00Z");
    }

    @Test
    void forgetsExceptionsWhenThePatternChanges() {
        XmlElement master = daily();
        delete(occurrence(master, 1));
        String weekly = DAILY.replace("<t:Interval>1<", "<t:Interval>7<");
        MailboxCalls.done(mail.anna, updating(MailboxCalls.id(master), setRecurrence(weekly)));
        XmlElement shown = MailboxCalls.get(mail.anna, master);
        assertThat(shown.child("DeletedOccurrences")).isEmpty();
        assertThat(text(shown, "LastOccurrence", "Start")).isEqualTo("2030-04-05T14:00:00Z");
    }

    /** As published for build 15.0.893: "Create a recurring series by using EWS in Exchange". */
    @Test
    void showsDatesWithTheOffsetOfTheZoneAndTakesThemBack() {
        String ending = DAILY.replace("NumberedRecurrence", "EndDateRecurrence")
                .replace("<t:NumberOfOccurrences>5</t:NumberOfOccurrences>", "<t:EndDate>2030-03-12</t:EndDate>");
        XmlElement master = created(creating(ending));
        update(occurrence(master, 2), set("Location", "Room 2"));
        XmlElement shown = MailboxCalls.get(mail.anna, master);
        assertThat(text(shown, "Recurrence", "EndDateRecurrence", "StartDate")).isEqualTo("2030-03-08-05:00");
        assertThat(text(shown, "Recurrence", "EndDateRecurrence", "EndDate")).isEqualTo("2030-03-12-04:00");
        String same = ending.replace("2030-03-08<", "2030-03-08-05:00<").replace("2030-03-12<", "2030-03-12-04:00<");
        update(MailboxCalls.id(master), set("Location", "Room 3") + setRecurrence(same));
        assertThat(MailboxCalls.get(mail.anna, master).childrenOf("ModifiedOccurrences"))
                .as("an equal recurrence keeps the exceptions")
                .hasSize(1);
        XmlElement later =
                MailboxCalls.get(mail.anna, created(creating(same.replace("2030-03-08-05:00", "2030-03-09+14:00"))));
        assertThat(text(later, "Start")).isEqualTo("2030-03-09T15:00:00Z");
    }

    /** PidLidRecurring is true on a series, where IsRecurring is not ([MS-OXOCAL] 2.2.1.12). */
    @Test
    void findsSeriesByTheirPropertyOfMapi() {
        String recurring = "<t:ExtendedFieldURI DistinguishedPropertySetId=\"Appointment\" PropertyId=\"33315\""
                + " PropertyType=\"Boolean\"/>";
        XmlElement master = daily();
        single("2030-03-10T18:00:00Z", "2030-03-10T19:00:00Z");
        for (boolean expected : List.of(true, false)) {
            List<XmlElement> found = MailboxCalls.done(
                            mail.anna,
                            "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>"
                                    + "<t:AdditionalProperties>" + recurring + "</t:AdditionalProperties></m:ItemShape>"
                                    + "<m:Restriction><t:IsEqualTo>" + recurring
                                    + "<t:FieldURIOrConstant><t:Constant Value=\"" + expected
                                    + "\"/></t:FieldURIOrConstant></t:IsEqualTo></m:Restriction><m:ParentFolderIds>"
                                    + MailboxCalls.folder("calendar") + "</m:ParentFolderIds></m:FindItem>")
                    .at("RootFolder", "Items")
                    .orElseThrow()
                    .children();
            assertThat(found)
                    .extracting(one -> text(one, "ExtendedProperty", "Value"))
                    .containsExactly(Boolean.toString(expected));
            assertThat(found.get(0)
                            .child("ItemId")
                            .flatMap(id -> id.attribute("Id"))
                            .equals(master.attribute("Id")))
                    .isEqualTo(expected);
        }
        assertThat(text(MailboxCalls.get(mail.anna, master), "IsRecurring")).isEqualTo("false");
    }

    private static String setRecurrence(String recurrence) {
        return "<t:SetItemField><t:FieldURI FieldURI=\"calendar:Recurrence\"/><t:CalendarItem>" + recurrence
                + "</t:CalendarItem></t:SetItemField>";
    }

    private XmlElement daily() {
        return created(creating(DAILY));
    }

    private static String creating(String recurrence) {
        return "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem><t:Subject>Stand-up"
                + "</t:Subject><t:Start>2030-03-08T10:00:00</t:Start><t:End>2030-03-08T10:15:00</t:End>"
                + "<t:Location>Room 1</t:Location>" + recurrence + "<t:StartTimeZone Id=\"Eastern Standard Time\"/>"
                + "</t:CalendarItem></m:Items></m:CreateItem>";
    }

    private XmlElement single(String start, String end) {
        return created("<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem><t:Start>" + start
                + "</t:Start><t:End>" + end + "</t:End></t:CalendarItem></m:Items></m:CreateItem>");
    }

    private XmlElement created(String body) {
        return MailboxCalls.item(MailboxCalls.done(mail.anna, body))
                .child("ItemId")
                .orElseThrow();
    }

    private static String occurrence(XmlElement master, int index) {
        return "<t:OccurrenceItemId RecurringMasterId=\""
                + master.attribute("Id").orElseThrow() + "\" InstanceIndex=\"" + index + "\"/>";
    }

    private static String getting(String id) {
        return "<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:ItemIds>" + id
                + "</m:ItemIds></m:GetItem>";
    }

    private XmlElement item(String id) {
        return MailboxCalls.item(MailboxCalls.done(mail.anna, getting(id)));
    }

    private List<XmlElement> view(String start, String end, String attributes) {
        return MailboxCalls.done(mail.anna, viewing(start, end, attributes, ""))
                .at("RootFolder", "Items")
                .orElseThrow()
                .children();
    }

    private static String viewing(String start, String end, String attributes, String restriction) {
        return "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape>"
                + "<m:CalendarView" + attributes + " StartDate=\"" + start + "\" EndDate=\"" + end + "\"/>"
                + restriction
                + "<m:ParentFolderIds>" + MailboxCalls.folder("calendar") + "</m:ParentFolderIds></m:FindItem>";
    }

    private static String set(String property, String value) {
        return "<t:SetItemField><t:FieldURI FieldURI=\"calendar:" + property + "\"/><t:CalendarItem><t:" + property
                + ">" + value + "</t:" + property + "></t:CalendarItem></t:SetItemField>";
    }

    private static String updating(String id, String updates) {
        return "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" SendMeetingInvitationsOrCancellations=\"SendToNone\">"
                + "<m:ItemChanges><t:ItemChange>" + id + "<t:Updates>" + updates
                + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
    }

    private void update(String id, String updates) {
        MailboxCalls.done(mail.anna, updating(id, updates));
    }

    private static String deleting(String id) {
        return "<m:DeleteItem DeleteType=\"MoveToDeletedItems\" SendMeetingCancellations=\"SendToNone\"><m:ItemIds>"
                + id + "</m:ItemIds></m:DeleteItem>";
    }

    private void delete(String id) {
        MailboxCalls.done(mail.anna, deleting(id));
    }

    private void requireCode(String body, String code) {
        assertThat(MailboxCalls.code(MailboxCalls.only(mail.anna, body)))
                .as(body)
                .isEqualTo(code);
    }

    private static String text(XmlElement element, String... path) {
        return MailboxCalls.text(element, path);
    }
}
