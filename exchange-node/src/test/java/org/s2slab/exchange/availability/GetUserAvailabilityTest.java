package org.s2slab.exchange.availability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.DistributionGroupStore;
import org.s2slab.exchange.content.ChangedOccurrence;
import org.s2slab.exchange.content.GlobalObjectIdConverter;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.items.TestItems;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.testing.Requirements;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/** Anna asks when she and Bert are free; on 2 March 2026 Berlin is an hour ahead of UTC, on 2 July two. */
class GetUserAvailabilityTest {
    private static final String BERLIN = "<t:TimeZone><t:Bias>-60</t:Bias>"
            + "<t:StandardTime><t:Bias>0</t:Bias><t:Time>03:00:00</t:Time><t:DayOrder>5</t:DayOrder>"
            + "<t:Month>10</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:StandardTime>"
            + "<t:DaylightTime><t:Bias>-60</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>5</t:DayOrder>"
            + "<t:Month>3</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime></t:TimeZone>";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> askedElsewhere = new ArrayList<>();
    private TestMailboxes mailboxes;
    private ItemStore items;
    private DistributionGroupStore groups;
    private EwsCalls anna;
    private EwsCalls bert;
    private Optional<Future<XmlElement>> answerElsewhere = Optional.empty();

    @BeforeEach
    void open(@TempDir Path folder) {
        mailboxes = TestMailboxes.open(vertx, folder);
        IdGenerator ids = IdGenerator.seeded(5);
        items = new ItemStore(mailboxes.database, ids, new TestClock());
        groups = new DistributionGroupStore(mailboxes.database, ids);
        anna = new EwsCalls(
                List.of(new GetUserAvailability(
                        vertx,
                        new AddressBook(mailboxes.directory, groups),
                        new PermissionStore(mailboxes.database, mailboxes.directory),
                        (address, request) -> {
                            askedElsewhere.add(address);
                            return answerElsewhere;
                        })),
                mailboxes.of("anna"));
        bert = new EwsCalls(TestItems.operations(mailboxes.database, mailboxes.directory), mailboxes.of("bert"));
        book("anna", "Dentist", "2026-03-02T09:00:00Z", "2026-03-02T10:30:00Z", "OOF");
        book("bert", "Secret falcon", "2026-03-02T10:00:00Z", "2026-03-02T11:00:00Z", "Busy");
        book("bert", "Perhaps", "2026-03-02T10:45:00Z", "2026-03-02T12:00:00Z", "Tentative");
        book("bert", "Next day", "2026-03-03T10:00:00Z", "2026-03-03T11:00:00Z", "Busy");
    }

    @AfterEach
    void close() {
        mailboxes.database.close().await();
        vertx.close().await();
    }

    private void book(String person, String subject, String starts, String ends, String status) {
        ItemContent content = ItemContent.empty(ItemKind.CALENDAR_ITEM)
                .withSubject(subject)
                .withSpan(Instant.parse(starts), Instant.parse(ends))
                .with(t("LegacyFreeBusyStatus", status))
                .with(t("Location", "Room 1"));
        items.database()
                .write(tx -> items.create(tx, mailboxes.of(person), "calendar", content))
                .await();
    }

    private static String asked(String zone, String from, String until, String view, String... addresses) {
        StringBuilder data = new StringBuilder();
        for (String address : addresses) {
            data.append("<t:MailboxData><t:Email><t:Address>")
                    .append(address)
                    .append("</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType>")
                    .append("<t:ExcludeConflicts>false</t:ExcludeConflicts></t:MailboxData>");
        }
        return "<m:GetUserAvailabilityRequest>" + zone + "<m:MailboxDataArray>" + data + "</m:MailboxDataArray>"
                + "<t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>" + from + "</t:StartTime><t:EndTime>" + until
                + "</t:EndTime></t:TimeWindow><t:MergedFreeBusyIntervalInMinutes>60</t:MergedFreeBusyIntervalInMinutes>"
                + "<t:RequestedView>" + view + "</t:RequestedView></t:FreeBusyViewOptions>"
                + "</m:GetUserAvailabilityRequest>";
    }

    private List<XmlElement> answers(String request) {
        return anna.call(request).child("FreeBusyResponseArray").orElseThrow().children();
    }

    private static String text(XmlElement answer, String... path) {
        return answer.at(path).map(XmlElement::text).orElse("");
    }

    /** By the level of Anna in Bert's calendar, or by what it lets her read: the view that she gets. */
    @ParameterizedTest
    @CsvSource({
        "None, None, None, '', 0",
        "FreeBusyTimeOnly, TimeOnly, FreeBusyMerged, '', 0",
        "FreeBusyTimeAndSubjectAndLocation, TimeAndSubjectAndLocation, DetailedMerged, Secret falcon, 0",
        "Reviewer, FullDetails, DetailedMerged, Secret falcon, 1"
    })
    @Requirements("MTGS R92 R93 R104 R105 R106 R107")
    void showsAsMuchAsThePermissionsOfTheCalendarGive(
            String level, String read, String view, String subject, int details) {
        for (String permission : List.of(
                "<t:CalendarPermissionLevel>" + level,
                "<t:ReadItems>" + read + "</t:ReadItems><t:CalendarPermissionLevel>Custom")) {
            bert.call(
                    "<m:UpdateFolder><m:FolderChanges><t:FolderChange><t:DistinguishedFolderId Id=\"calendar\"/><t:Updates>"
                            + "<t:SetFolderField><t:FieldURI FieldURI=\"folder:PermissionSet\"/><t:CalendarFolder><t:PermissionSet>"
                            + "<t:CalendarPermissions><t:CalendarPermission><t:UserId>"
                            + "<t:PrimarySmtpAddress>anna@contoso.com</t:PrimarySmtpAddress></t:UserId>" + permission
                            + "</t:CalendarPermissionLevel></t:CalendarPermission></t:CalendarPermissions></t:PermissionSet>"
                            + "</t:CalendarFolder></t:SetFolderField></t:Updates></t:FolderChange></m:FolderChanges></m:UpdateFolder>");
            XmlElement answer = answers(asked(
                            BERLIN, "2026-03-02T10:30:00", "2026-03-02T11:45:00", "DetailedMerged", "bert@contoso.com"))
                    .get(0);
            assertThat(text(answer, "FreeBusyView", "FreeBusyViewType"))
                    .as(permission)
                    .isEqualTo(view);
            assertThat(text(answer, "ResponseMessage", "ResponseCode"))
                    .isEqualTo(level.equals("None") ? "ErrorNoFreeBusyAccess" : "NoError");
            assertThat(answer.find("Subject").map(XmlElement::text).orElse("")).isEqualTo(subject);
            assertThat(answer.find("Location").isPresent()).isEqualTo(!subject.isEmpty());
            assertThat(answer.tree().filter(one -> one.name().equals("ID"))).hasSize(details);
        }
    }

    /**
     * At nine in Berlin from Monday, at the same wall time after the change to daylight saving; the third one is
     * deleted.
     */
    @Test
    void countsTheOccurrencesOfASeries() {
        XmlElement recurrence = XmlReader.read(("<Recurrence><WeeklyRecurrence><Interval>1</Interval><DaysOfWeek>Monday"
                        + "</DaysOfWeek></WeeklyRecurrence><NoEndRecurrence><StartDate>2026-03-16</StartDate>"
                        + "</NoEndRecurrence></Recurrence>")
                .getBytes(UTF_8));
        ItemContent content = ItemContent.empty(ItemKind.CALENDAR_ITEM)
                .withSpan(Instant.parse("2026-03-16T08:00:00Z"), Instant.parse("2026-03-16T09:00:00Z"))
                .with(t("StartTimeZone").with("Id", "W. Europe Standard Time"))
                .with(recurrence);
        items.database()
                .change(tx -> SeriesStore.put(
                        tx,
                        items.create(tx, mailboxes.of("bert"), "calendar", content),
                        ChangedOccurrence.deleted(Instant.parse("2026-04-06T07:00:00Z"))))
                .await();
        XmlElement bert = answers(
                        asked(BERLIN, "2026-03-16T00:00:00", "2026-04-14T00:00:00", "FreeBusy", "bert@contoso.com"))
                .get(0);
        assertThat(bert.at("FreeBusyView", "CalendarEventArray").orElseThrow().children())
                .extracting(event -> text(event, "StartTime"))
                .containsExactly(
                        "2026-03-16T09:00:00", "2026-03-23T09:00:00", "2026-03-30T09:00:00", "2026-04-13T09:00:00");
    }

    @Test
    void tellsTheOwnerWhatIsInTheCalendarAndOthersOnlyWhenItIs() {
        List<XmlElement> answers = answers(asked(
                BERLIN,
                "2026-03-02T00:00:00",
                "2026-03-03T00:00:00",
                "DetailedMerged",
                "anna@contoso.com",
                "bert@contoso.com"));
        XmlElement own = answers.get(0);
        assertThat(text(own, "FreeBusyView", "FreeBusyViewType")).isEqualTo("DetailedMerged");
        assertThat(text(own, "FreeBusyView", "MergedFreeBusy")).isEqualTo("000000000033000000000000");
        XmlElement event = own.at("FreeBusyView", "CalendarEventArray")
                .orElseThrow()
                .children()
                .get(0);
        assertThat(text(event, "StartTime")).isEqualTo("2026-03-02T10:00:00");
        assertThat(text(event, "EndTime")).isEqualTo("2026-03-02T11:30:00");
        assertThat(text(event, "BusyType")).isEqualTo("OOF");
        assertThat(text(event, "CalendarEventDetails", "Subject")).isEqualTo("Dentist");
        assertThat(text(event, "CalendarEventDetails", "Location")).isEqualTo("Room 1");

        XmlElement others = answers.get(1);
        assertThat(text(others, "ResponseMessage", "ResponseCode")).isEqualTo("NoError");
        assertThat(text(others, "FreeBusyView", "FreeBusyViewType")).isEqualTo("FreeBusyMerged");
        assertThat(text(others, "FreeBusyView", "MergedFreeBusy")).isEqualTo("000000000002100000000000");
        List<XmlElement> events =
                others.at("FreeBusyView", "CalendarEventArray").orElseThrow().children();
        assertThat(events)
                .hasSize(2)
                .noneMatch(one -> one.child("CalendarEventDetails").isPresent());
        assertThat(text(others, "FreeBusyView", "WorkingHours", "TimeZone", "Bias"))
                .isEqualTo("-60");
    }

    @ParameterizedTest
    @CsvSource({
        "MergedOnly, MergedOnly, true, false",
        "FreeBusy, FreeBusy, false, true",
        "Detailed, FreeBusy, false, true",
        "FreeBusyMerged, FreeBusyMerged, true, true"
    })
    void showsAsMuchAsIsAskedFor(String view, String shown, boolean merged, boolean events) {
        XmlElement answer = answers(
                        asked(BERLIN, "2026-03-02T00:00:00", "2026-03-03T00:00:00", view, "bert@contoso.com"))
                .get(0)
                .child("FreeBusyView")
                .orElseThrow();
        assertThat(answer.childText("FreeBusyViewType")).hasValue(shown);
        assertThat(answer.child("MergedFreeBusy").isPresent()).isEqualTo(merged);
        assertThat(answer.child("CalendarEventArray").isPresent()).isEqualTo(events);
    }

    @Test
    void knowsSummerTimeByTheRulesOfTheClient() {
        book("anna", "Summer", "2026-07-02T08:00:00Z", "2026-07-02T09:00:00Z", "Busy");
        XmlElement answer = answers(asked(
                        BERLIN, "2026-07-02T00:00:00", "2026-07-03T00:00:00", "FreeBusyMerged", "anna@contoso.com"))
                .get(0);
        assertThat(text(answer, "FreeBusyView", "MergedFreeBusy")).isEqualTo("000000000020000000000000");
    }

    @Test
    void takesTheZoneOfTheHeaderAndUtcWithoutAny() {
        String definition = "<t:TimeZoneDefinition Id=\"W. Europe Standard Time\"><t:Periods>"
                + "<t:Period Bias=\"-PT1H\" Name=\"Standard\" Id=\"Std\"/><t:Period Bias=\"-PT2H\" Name=\"Daylight\" Id=\"Dlt\"/>"
                + "</t:Periods><t:TransitionsGroups><t:TransitionsGroup Id=\"0\">"
                + "<t:RecurringDayTransition><t:To Kind=\"Period\">Dlt</t:To><t:TimeOffset>PT2H</t:TimeOffset>"
                + "<t:Month>3</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek><t:Occurrence>-1</t:Occurrence></t:RecurringDayTransition>"
                + "<t:RecurringDayTransition><t:To Kind=\"Period\">Std</t:To><t:TimeOffset>PT3H</t:TimeOffset>"
                + "<t:Month>10</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek><t:Occurrence>-1</t:Occurrence></t:RecurringDayTransition>"
                + "</t:TransitionsGroup></t:TransitionsGroups></t:TimeZoneDefinition>";
        ClientTimeZone zone = ClientTimeZone.of(
                Optional.empty(),
                Optional.of(XmlReader.read(definition.replace("t:", "").getBytes(UTF_8))));
        assertThat(zone.text(Instant.parse("2026-03-28T12:00:00Z"))).isEqualTo("2026-03-28T13:00:00");
        assertThat(zone.text(Instant.parse("2026-03-30T12:00:00Z"))).isEqualTo("2026-03-30T14:00:00");
        assertThat(zone.instant("2026-12-24T18:00:00")).isEqualTo("2026-12-24T17:00:00Z");
        assertThat(zone.instant("2026-12-24T18:00:00Z")).isEqualTo("2026-12-24T18:00:00Z");

        XmlElement utc = answers(
                        asked("", "2026-03-02T00:00:00", "2026-03-03T00:00:00", "FreeBusyMerged", "anna@contoso.com"))
                .get(0);
        assertThat(text(utc, "FreeBusyView", "MergedFreeBusy")).isEqualTo("000000000330000000000000");
    }

    @Test
    void mergesTheMembersOfAGroupWithoutSayingWho() {
        groups.create("Team", "team@contoso.com", List.of()).await();
        var team = groups.identified("Team").orElseThrow();
        groups.addMember(team, mailboxes.of("anna").id()).await();
        groups.addMember(
                        groups.identified("Team").orElseThrow(),
                        mailboxes.of("bert").id())
                .await();
        XmlElement answer = answers(
                        asked("", "2026-03-02T00:00:00", "2026-03-03T00:00:00", "DetailedMerged", "team@contoso.com"))
                .get(0);
        assertThat(text(answer, "FreeBusyView", "FreeBusyViewType")).isEqualTo("MergedOnly");
        assertThat(text(answer, "FreeBusyView", "MergedFreeBusy")).isEqualTo("000000000331000000000000");
        assertThat(answer.at("FreeBusyView", "CalendarEventArray")).isEmpty();

        for (int others : List.of(98, 99)) {
            String[] all = Stream.concat(
                            Stream.generate(() -> "nobody@contoso.com").limit(others), Stream.of("team@contoso.com"))
                    .toArray(String[]::new);
            assertThat(text(
                            answers(asked("", "2026-03-02T00:00:00", "2026-03-03T00:00:00", "FreeBusy", all))
                                    .get(others),
                            "ResponseMessage",
                            "ResponseCode"))
                    .as("two members beside %d", others)
                    .isEqualTo(others == 98 ? "NoError" : "ErrorFreeBusyDLLimitReached");
            assertThat(suggested("", "2026-03-02T00:00:00", "2026-03-03T00:00:00", all)
                            .find(others == 98 ? "GroupAttendeeConflictData" : "TooBigGroupAttendeeConflictData"))
                    .isPresent();
        }
    }

    @Test
    void saysOfEachMailboxByItselfThatNobodyHasIt() {
        List<XmlElement> answers = answers(asked(
                "",
                "2026-03-02T00:00:00",
                "2026-03-03T00:00:00",
                "FreeBusy",
                "nobody@contoso.com",
                "carla@contoso.com",
                "SMTP:bert@contoso.com"));
        assertThat(answers)
                .extracting(answer -> text(answer, "ResponseMessage", "ResponseCode"))
                .containsExactly("ErrorMailRecipientNotFound", "ErrorMailRecipientNotFound", "NoError");
        assertThat(text(answers.get(0), "ResponseMessage", "MessageText")).contains("nobody@contoso.com");
        assertThat(text(answers.get(0), "FreeBusyView", "FreeBusyViewType")).isEqualTo("None");
        assertThat(askedElsewhere).containsExactly("nobody@contoso.com", "carla@contoso.com");
    }

    @Test
    void answersWhatAnotherPremisesTellsOfAMailboxThere() {
        answerElsewhere = Optional.of(Future.succeededFuture(XmlReader.read(
                ("<m:FreeBusyResponse xmlns:m='http://schemas.microsoft.com/exchange/services/2006/messages'"
                                + " xmlns:t='http://schemas.microsoft.com/exchange/services/2006/types'>"
                                + "<m:ResponseMessage ResponseClass='Success'><m:ResponseCode>NoError</m:ResponseCode>"
                                + "</m:ResponseMessage><m:FreeBusyView><t:FreeBusyViewType>MergedOnly</t:FreeBusyViewType>"
                                + "<t:MergedFreeBusy>0123</t:MergedFreeBusy></m:FreeBusyView></m:FreeBusyResponse>")
                        .getBytes(UTF_8))));
        XmlElement answer = answers(
                        asked("", "2026-03-02T00:00:00", "2026-03-03T00:00:00", "MergedOnly", "carla@contoso.com"))
                .get(0);
        assertThat(text(answer, "FreeBusyView", "MergedFreeBusy")).isEqualTo("0123");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-03T00:00:00, 2026-03-02T00:00:00, FreeBusy, ErrorInvalidTimeInterval",
        "2026-03-03T00:00:00, 2026-04-15T00:00:00, FreeBusy, ErrorTimeIntervalTooBig",
        "2026-03-02T00:00:00, 2026-03-03T00:00:00, None, ErrorInvalidFreeBusyViewType"
    })
    void refusesQuestionsThatCannotBeAnswered(String from, String until, String view, String code) {
        String request = asked("", from, until, view, "anna@contoso.com");
        assertThatThrownBy(() -> anna.call(request))
                .isInstanceOfSatisfying(
                        EwsFault.class, fault -> assertThat(fault.code()).hasToString(code));
    }

    @Test
    void answersForOneHundredMailboxesAtMost() {
        String[] hundred = Collections.nCopies(100, "nobody@contoso.com").toArray(String[]::new);
        String[] more = Collections.nCopies(101, "nobody@contoso.com").toArray(String[]::new);
        String from = "2026-03-02T00:00:00";
        String until = "2026-03-03T00:00:00";
        assertThat(anna.call(asked("", from, until, "FreeBusy", hundred))
                        .child("FreeBusyResponseArray")
                        .orElseThrow()
                        .children())
                .hasSize(100);
        assertThatThrownBy(() -> anna.call(asked("", from, until, "FreeBusy", more)))
                .isInstanceOfSatisfying(
                        EwsFault.class, fault -> assertThat(fault.code()).hasToString("ErrorMailboxDataArrayTooBig"));
    }

    @Test
    void refusesAnIntervalThatIsNone() {
        String request = asked("", "2026-03-02T00:00:00", "2026-03-03T00:00:00", "MergedOnly", "anna@contoso.com")
                .replace(">60<", ">4<");
        assertThatThrownBy(() -> anna.call(request))
                .isInstanceOfSatisfying(
                        EwsFault.class,
                        fault -> assertThat(fault.code()).hasToString("ErrorInvalidMergedFreeBusyInterval"));
    }

    @Test
    void refusesAZoneByNameAlone() {
        assertThatThrownBy(() -> ClientTimeZone.of(
                        Optional.empty(),
                        Optional.of(XmlReader.read("<TimeZoneDefinition Id='Mars'/>".getBytes(UTF_8)))))
                .isInstanceOfSatisfying(
                        EwsFault.class, fault -> assertThat(fault.code()).hasToString("ErrorTimeZone"));
    }

    /**
     * A request for suggestions alone; the attendees by their addresses, each with its type and whether it excludes
     * conflicts.
     */
    private XmlElement suggested(String options, String from, String until, String... attendees) {
        StringBuilder data = new StringBuilder();
        for (String attendee : attendees) {
            data.append("<t:MailboxData><t:Email><t:Address>")
                    .append(attendee.replace("!", ""))
                    .append("</t:Address></t:Email><t:AttendeeType>Required</t:AttendeeType><t:ExcludeConflicts>")
                    .append(attendee.startsWith("!"))
                    .append("</t:ExcludeConflicts></t:MailboxData>");
        }
        String window = "<t:DetailedSuggestionsWindow><t:StartTime>" + from + "</t:StartTime><t:EndTime>" + until
                + "</t:EndTime></t:DetailedSuggestionsWindow>";
        int behind = (options + "<t:CurrentMeetingTime").indexOf("<t:CurrentMeetingTime");
        String placed = options.substring(0, behind) + window + options.substring(behind);
        XmlElement response = anna.call("<m:GetUserAvailabilityRequest>" + BERLIN + "<m:MailboxDataArray>" + data
                        + "</m:MailboxDataArray><t:SuggestionsViewOptions>" + placed
                        + "</t:SuggestionsViewOptions></m:GetUserAvailabilityRequest>")
                .child("SuggestionsResponse")
                .orElseThrow();
        assertThat(text(response, "ResponseMessage", "ResponseCode")).isEqualTo("NoError");
        return response.child("SuggestionDayResultArray").orElseThrow();
    }

    private static List<String> times(XmlElement days) {
        return days.tree()
                .filter(one -> one.name().equals("Suggestion"))
                .map(one -> text(one, "MeetingTime").substring(8, 16) + " " + text(one, "SuggestionQuality")
                        + (text(one, "IsWorkTime").equals("true") ? "" : " outside"))
                .toList();
    }

    private static String options(int good, int most, int outside, int minutes, String least) {
        return "<t:GoodThreshold>" + good + "</t:GoodThreshold><t:MaximumResultsByDay>" + most
                + "</t:MaximumResultsByDay><t:MaximumNonWorkHourResultsByDay>" + outside
                + "</t:MaximumNonWorkHourResultsByDay><t:MeetingDurationInMinutes>" + minutes
                + "</t:MeetingDurationInMinutes><t:MinimumSuggestionQuality>" + least + "</t:MinimumSuggestionQuality>";
    }

    /**
     * In Berlin, Anna is away from ten to half past eleven, Bert is busy from eleven to twelve and perhaps until one.
     */
    @Test
    void suggestsTheTimesAtWhichMostAreAvailable() {
        String[] two = {"anna@contoso.com", "bert@contoso.com"};
        XmlElement days = suggested("", "2026-03-02T00:00:00", "2026-03-04T00:00:00", two);
        assertThat(days.children())
                .extracting(day -> text(day, "Date") + " " + text(day, "DayQuality"))
                .containsExactly("2026-03-02T00:00:00 Excellent", "2026-03-03T00:00:00 Excellent");
        assertThat(times(days))
                .hasSize(20)
                .startsWith(
                        "02T08:00 Excellent",
                        "02T08:30 Excellent",
                        "02T09:00 Excellent",
                        "02T13:00 Excellent",
                        "02T13:30 Excellent",
                        "02T14:00 Excellent",
                        "02T14:30 Excellent",
                        "02T15:00 Excellent",
                        "02T15:30 Excellent",
                        "02T16:00 Excellent");
        assertThat(times(days))
                .contains("03T10:00 Excellent")
                .doesNotContain("03T10:30 Excellent", "03T11:00 Excellent");

        assertThat(times(suggested(options(10, 40, 40, 60, "Poor"), "2026-03-02T07:00:00", "2026-03-02T12:00:00", two)))
                .containsExactly(
                        "02T07:00 Excellent outside",
                        "02T07:30 Excellent outside",
                        "02T08:00 Excellent",
                        "02T08:30 Excellent",
                        "02T09:00 Excellent",
                        "02T09:30 Fair",
                        "02T10:00 Fair",
                        "02T10:30 Poor",
                        "02T11:00 Poor");
        assertThat(times(suggested(options(0, 40, 1, 60, "Good"), "2026-03-02T07:00:00", "2026-03-02T12:00:00", two)))
                .containsExactly(
                        "02T07:00 Excellent outside",
                        "02T08:00 Excellent",
                        "02T08:30 Excellent",
                        "02T09:00 Excellent",
                        "02T09:30 Good",
                        "02T10:00 Good");
        assertThat(times(suggested(
                        options(0, 2, 0, 120, "Good"),
                        "2026-03-02T07:00:00",
                        "2026-03-02T12:00:00",
                        "!anna@contoso.com",
                        two[1])))
                .containsExactly("02T08:00 Excellent");
        XmlElement none =
                suggested(options(0, 9, 0, 60, "Excellent"), "2026-03-02T10:00:00", "2026-03-02T12:00:00", two);
        assertThat(text(none, "SuggestionDayResult", "DayQuality")).isEqualTo("Poor");
        assertThat(times(none)).isEmpty();
    }

    @Test
    void tellsTheConflictsOfEachAttendee() {
        groups.create("Team", "team@contoso.com", List.of()).await();
        groups.addMember(
                        groups.identified("Team").orElseThrow(),
                        mailboxes.of("anna").id())
                .await();
        groups.addMember(
                        groups.identified("Team").orElseThrow(),
                        mailboxes.of("bert").id())
                .await();
        XmlElement days = suggested(
                options(25, 1, 0, 60, "Poor"),
                "2026-03-02T10:00:00",
                "2026-03-02T11:00:00",
                "anna@contoso.com",
                "bert@contoso.com",
                "team@contoso.com",
                "nobody@contoso.com");
        assertThat(times(days)).containsExactly("02T10:00 Fair");
        assertThat(days.find("AttendeeConflictDataArray").orElseThrow().children())
                .extracting(one -> one.name().replace("AttendeeConflictData", "") + " "
                        + one.children().stream().map(XmlElement::text).toList())
                .containsExactly("Individual [OOF]", "Individual [Free]", "Group [2, 1, 1, 0]", "Unknown []");
        bert.call(
                "<m:UpdateFolder><m:FolderChanges><t:FolderChange><t:DistinguishedFolderId Id=\"calendar\"/><t:Updates>"
                        + "<t:SetFolderField><t:FieldURI FieldURI=\"folder:PermissionSet\"/><t:CalendarFolder><t:PermissionSet>"
                        + "<t:CalendarPermissions/></t:PermissionSet></t:CalendarFolder></t:SetFolderField></t:Updates>"
                        + "</t:FolderChange></m:FolderChanges></m:UpdateFolder>");
        assertThat(suggested(
                                options(25, 1, 0, 60, "Poor"),
                                "2026-03-02T11:00:00",
                                "2026-03-02T12:00:00",
                                "bert@contoso.com",
                                "team@contoso.com")
                        .find("AttendeeConflictDataArray")
                        .orElseThrow()
                        .children())
                .extracting(one -> one.children().stream().map(XmlElement::text).toList())
                .containsExactly(List.of("NoData"), List.of("2", "0", "1", "1"));
    }

    /** The meeting that is to be moved is in the way of nobody. */
    @Test
    void doesNotCountTheMeetingThatIsMoved() {
        ItemContent meeting = ItemContent.empty(ItemKind.CALENDAR_ITEM)
                .withSpan(Instant.parse("2026-03-05T09:00:00Z"), Instant.parse("2026-03-05T10:00:00Z"))
                .with(EwsNames.t("UID", "moved-1"));
        items.database()
                .write(tx -> items.create(tx, mailboxes.of("anna"), "calendar", meeting))
                .await();
        String id = GlobalObjectIdConverter.of(meeting, true).orElseThrow();
        String moved = "<t:CurrentMeetingTime>2026-03-05T10:00:00</t:CurrentMeetingTime><t:GlobalObjectId>" + id
                + "</t:GlobalObjectId>";
        for (String current : List.of("", moved)) {
            assertThat(times(suggested(
                            options(25, 9, 0, 60, "Excellent") + current,
                            "2026-03-05T10:00:00",
                            "2026-03-05T11:00:00",
                            "anna@contoso.com")))
                    .hasSize(current.isEmpty() ? 0 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "51, 1, 0, 60, ErrorInvalidArgument",
        "25, 49, 0, 60, ErrorInvalidArgument",
        "25, 1, 49, 60, ErrorInvalidArgument",
        "25, 1, 0, 29, ErrorInvalidArgument",
        "25, 1, 0, 1441, ErrorInvalidArgument"
    })
    void refusesOptionsOfSuggestionsThatAreNotValid(int good, int most, int outside, int minutes, String code) {
        assertThatThrownBy(() -> suggested(
                        options(good, most, outside, minutes, "Fair"),
                        "2026-03-02T00:00:00",
                        "2026-03-03T00:00:00",
                        "anna@contoso.com"))
                .isInstanceOfSatisfying(
                        EwsFault.class, fault -> assertThat(fault.code()).hasToString(code));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-03T00:00:00, 2026-03-02T00:00:00, ErrorInvalidTimeInterval",
        "2026-03-03T00:00:00, 2026-04-15T00:00:00, ErrorTimeIntervalTooBig"
    })
    void refusesAWindowOfSuggestionsThatIsNone(String from, String until, String code) {
        assertThatThrownBy(() -> suggested("", from, until, "anna@contoso.com"))
                .isInstanceOfSatisfying(
                        EwsFault.class, fault -> assertThat(fault.code()).hasToString(code));
        assertThatThrownBy(() -> suggested(
                        "<t:CurrentMeetingTime>2026-03-05T10:00:00</t:CurrentMeetingTime><t:GlobalObjectId>!</t:GlobalObjectId>",
                        "2026-03-02T00:00:00",
                        "2026-03-03T00:00:00"))
                .hasMessageContaining("GlobalObjectId is not in Base64");
    }

    /** A calendar may have thousands of entries in a window. */
    @Test
    void readsCalendarsInALongRead() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Future<Boolean> held = mailboxes.database.read(mailboxes.of("anna").id(), rx -> isOver(over));
        String request = asked(BERLIN, "2026-03-02T08:00:00", "2026-03-02T18:00:00", "MergedOnly", "bert@contoso.com");
        CompletableFuture<XmlElement> answer = CompletableFuture.supplyAsync(() -> anna.call(request));
        try {
            assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        } finally {
            over.countDown();
        }
        assertThat(held.await()).isTrue();
        assertThat(answer.get(10, TimeUnit.SECONDS).find("MergedFreeBusy")).isPresent();
    }

    private static boolean isOver(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
