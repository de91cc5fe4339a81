package org.s2slab.exchange.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.RunningExchange;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/**
 * Bert reads Anna's inbox, where his invitation lies, and has different rights in her calendar. What follows from an
 * item, a copy and an export show him no more than the item does.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivateItemsTest {
    private static final String VERSION = "<t:RequestServerVersion Version=\"Exchange2013_SP1\"/>";
    private static final String ANNAS = "<t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox>";
    private static final String CALENDAR =
            "<t:DistinguishedFolderId Id=\"calendar\">" + ANNAS + "</t:DistinguishedFolderId>";
    private static final String INBOX = "<t:DistinguishedFolderId Id=\"inbox\">" + ANNAS + "</t:DistinguishedFolderId>";
    private static final String ALL = "<m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape>";
    private static final String WHOLE =
            "<m:ItemShape><t:BaseShape>AllProperties</t:BaseShape><t:IncludeMimeContent>true"
                    + "</t:IncludeMimeContent><t:AdditionalProperties><t:ExtendedFieldURI DistinguishedPropertySetId=\"Appointment\""
                    + " PropertyId=\"33302\" PropertyType=\"Binary\"/></t:AdditionalProperties></m:ItemShape>";
    private static final Pattern CODED = Pattern.compile(">([A-Za-z0-9+/=]{40,})<");

    private RunningExchange exchange;
    private String request = "";
    private String single = "";
    private String series = "";
    private String occurrence = "";

    @BeforeAll
    void start(@TempDir Path folder) {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        create("anna", "openmeeting", "openplace", "", "2027-03-01T10:30:00Z", "2027-03-01T11:00:00Z", "");
        single = create(
                "anna", "hiddenmeeting", "hiddenplace", "Private", "2027-03-01T11:00:00Z", "2027-03-01T12:00:00Z", "");
        series = create(
                "anna",
                "openseries",
                "openplace",
                "",
                "2027-03-01T13:00:00Z",
                "2027-03-01T14:00:00Z",
                "<t:Recurrence><t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence>"
                        + "<t:StartDate>2027-03-01</t:StartDate><t:NumberOfOccurrences>3</t:NumberOfOccurrences>"
                        + "</t:NumberedRecurrence></t:Recurrence>");
        occurrence = id(sent(
                "anna",
                update(
                        "<t:OccurrenceItemId RecurringMasterId=\"" + series + "\" InstanceIndex=\"2\"/>",
                        field("item:Subject", "Subject", "hiddenoccurrence")
                                + field("item:Sensitivity", "Sensitivity", "Private")
                                + field("calendar:Location", "Location", "hiddenplace"))));
        sent(
                "bert",
                "<m:CreateItem SendMeetingInvitations=\"SendOnlyToAll\"><m:Items><t:CalendarItem><t:Subject>invitation"
                        + "</t:Subject><t:Start>2027-03-01T10:00:00Z</t:Start><t:End>2027-03-01T11:00:00Z</t:End>"
                        + "<t:RequiredAttendees><t:Attendee>" + ANNAS + "</t:Attendee></t:RequiredAttendees>"
                        + "</t:CalendarItem></m:Items></m:CreateItem>");
        request = id(sent("anna", find(INBOX)));
    }

    @AfterAll
    void close() {
        exchange.close();
    }

    @ParameterizedTest
    @CsvSource({
        "None, open hidden AssociatedCalendarItemId",
        "FreeBusyTimeOnly, open hidden AssociatedCalendarItemId",
        "FreeBusyTimeAndSubjectAndLocation, hidden AssociatedCalendarItemId",
        "Contributor, open hidden AssociatedCalendarItemId",
        "Reviewer, hidden",
        "NoneditingAuthor, hidden",
        "PublishingEditor, hidden",
        "Editor, hidden",
        "Owner, hidden",
        "delegate, hidden"
    })
    void whatFollowsFromAnItemShowsNoMoreThanTheItem(String level, String forbidden) {
        grant(level);
        seen().forEach((probe, answer) ->
                assertThat(answer).as(level + ": " + probe).doesNotContain(forbidden.split(" ")));
    }

    @Test
    void whoSeesPrivateItemsSeesThemEverywhere() {
        grant("secretary");
        Map<String, String> seen = seen();
        assertThat(seen.get("request")).contains("hiddenmeeting", "openmeeting", "AssociatedCalendarItemId");
        for (String probe : List.of("series", "copied", "occurrence", "by index", "view", "free/busy")) {
            assertThat(seen.get(probe)).as(probe).contains("hidden");
        }
    }

    @ParameterizedTest
    @CsvSource({"Editor", "Owner", "delegate"})
    void nobodyOpensAPrivateOccurrence(String level) {
        grant(level);
        for (String id : List.of(
                "<t:ItemId Id=\"" + occurrence + "\"/>",
                "<t:OccurrenceItemId RecurringMasterId=\"" + series + "\" InstanceIndex=\"2\"/>")) {
            assertThat(post("bert", update(id, field("item:Sensitivity", "Sensitivity", "Normal"))))
                    .contains("ErrorItemNotFound")
                    .doesNotContain("NoError");
        }
        assertThat(post(
                        "bert",
                        update(
                                "<t:OccurrenceItemId RecurringMasterId=\"" + series + "\" InstanceIndex=\"3\"/>",
                                field("item:Subject", "Subject", "openthird"))))
                .contains("NoError");
    }

    @Test
    void nobodyReachesWhatBelongsToAPrivateOccurrence() {
        String attachment = sent(
                        "anna",
                        "<m:CreateAttachment><m:ParentItemId Id=\"" + occurrence
                                + "\"/><m:Attachments><t:FileAttachment><t:Name>"
                                + "hidden.txt</t:Name><t:Content>AAAA</t:Content></t:FileAttachment></m:Attachments>"
                                + "</m:CreateAttachment>")
                .find("AttachmentId")
                .orElseThrow()
                .attribute("Id")
                .orElseThrow();
        MailboxObjectId named = MailboxObjectId.read(attachment);
        String ofSeries =
                MailboxObjectId.read(series).attachment(named.levels().get(0)).text();
        String index = "<t:OccurrenceItemId RecurringMasterId=\"" + series + "\" InstanceIndex=\"2\"/>";
        grant("Owner");
        for (String request : List.of(
                getAttachment(attachment),
                getAttachment(ofSeries),
                "<m:DeleteAttachment><m:AttachmentIds><t:AttachmentId Id=\"" + attachment
                        + "\"/></m:AttachmentIds></m:DeleteAttachment>",
                "<m:CreateAttachment><m:ParentItemId Id=\"" + occurrence
                        + "\"/><m:Attachments><t:FileAttachment><t:Name>b"
                        + "</t:Name><t:Content>AAAA</t:Content></t:FileAttachment></m:Attachments></m:CreateAttachment>",
                "<m:DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToNone\"><m:ItemIds>" + index
                        + "</m:ItemIds></m:DeleteItem>",
                "<m:UploadItems><m:Items><t:Item CreateAction=\"Update\"><t:ParentFolderId Id=\""
                        + folderId(MailboxObjectId.read(single).mailbox()) + "\"/><t:ItemId Id=\"" + single
                        + "\"/><t:Data>AAAA</t:Data></t:Item></m:Items></m:UploadItems>",
                "<m:ExportItems><m:ItemIds><t:ItemId Id=\"" + single + "\"/></m:ItemIds></m:ExportItems>")) {
            assertThat(post("bert", request))
                    .as(request)
                    .containsPattern("Error(ItemNotFound|InvalidAttachmentId)")
                    .doesNotContain("NoError", "hidden.txt", "Internal");
        }
        grant("secretary");
        assertThat(post("bert", getAttachment(attachment))).contains("hidden.txt");
    }

    private static String getAttachment(String id) {
        return "<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id=\"" + id
                + "\"/></m:AttachmentIds></m:GetAttachment>";
    }

    private static String folderId(String owner) {
        return new MailboxObjectId(MailboxObjectId.Kind.FOLDER, owner, "calendar").text();
    }

    /** An answer writes into the calendar, and a sent message into Sent Items: in neither has Bert a right. */
    @Test
    void writesNothingIntoFoldersThatItDoesNotName() {
        grant("None");
        permit("<t:DistinguishedFolderId Id=\"inbox\"/>", "Folder", "Permission", "Owner");
        for (String answer : List.of("AcceptItem", "DeclineItem", "TentativelyAcceptItem")) {
            assertThat(post(
                            "bert",
                            "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items><t:" + answer
                                    + "><t:ReferenceItemId Id=\"" + request + "\"/></t:" + answer
                                    + "></m:Items></m:CreateItem>"))
                    .contains("ErrorFolderNotFound")
                    .doesNotContain("NoError");
        }
        XmlElement draft = sent(
                "bert",
                "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>" + INBOX
                        + "</m:SavedItemFolderId><m:Items><t:Message><t:Subject>mine</t:Subject><t:ToRecipients><t:Mailbox>"
                        + address("bert") + "</t:Mailbox></t:ToRecipients><t:From><t:Mailbox>" + address("bert")
                        + "</t:Mailbox></t:From></t:Message></m:Items></m:CreateItem>");
        String key = draft.find("ItemId").orElseThrow().attribute("ChangeKey").orElseThrow();
        assertThat(post(
                        "bert",
                        "<m:SendItem SaveItemToFolder=\"true\"><m:ItemIds><t:ItemId Id=\"" + id(draft)
                                + "\" ChangeKey=\"" + key + "\"/></m:ItemIds></m:SendItem>"))
                .contains("ErrorFolderNotFound")
                .doesNotContain("NoError");
        assertThat(post("anna", find("<t:DistinguishedFolderId Id=\"sentitems\"/>")))
                .doesNotContain("mine");
    }

    /** Anna made the calendar item of an invitation private. The invitation is not. */
    @ParameterizedTest
    @CsvSource({"AcceptItem", "TentativelyAcceptItem", "DeclineItem"})
    void nobodyAnswersForAPrivateItem(String answer) {
        grant("Editor");
        permit("<t:DistinguishedFolderId Id=\"inbox\"/>", "Folder", "Permission", "Editor");
        String entry = "<t:ItemId Id=\""
                + sent("anna", get(request, ALL))
                        .find("AssociatedCalendarItemId")
                        .orElseThrow()
                        .attribute("Id")
                        .orElseThrow()
                + "\"/>";
        sent("anna", update(entry, field("item:Sensitivity", "Sensitivity", "Private")));
        String answered = post(
                "bert",
                "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items><t:" + answer + "><t:ReferenceItemId Id=\""
                        + request + "\"/></t:" + answer + "></m:Items></m:CreateItem>");
        sent("anna", update(entry, field("item:Sensitivity", "Sensitivity", "Normal")));
        assertThat(answered).contains("ErrorItemNotFound").doesNotContain("NoError");
    }

    @Test
    void nobodyTakesASeriesAwayOfWhichAnOccurrenceIsHidden() {
        grant("Owner");
        for (String operation : List.of("MoveItem", "CopyItem")) {
            assertThat(post("bert", transfer(operation, series)))
                    .contains("ErrorAccessDenied")
                    .doesNotContain("NoError");
        }
    }

    @Test
    void emptiesNoCalendar() {
        String empty = "<m:EmptyFolder DeleteType=\"HardDelete\" DeleteSubFolders=\"false\"><m:FolderIds>" + CALENDAR
                + "</m:FolderIds></m:EmptyFolder>";
        grant("Owner");
        assertThat(post("bert", empty)).contains("ErrorCannotEmptyFolder");
        assertThat(post("anna", empty)).contains("ErrorCannotEmptyFolder");
        assertThat(post(
                        "bert",
                        "<m:MarkAllItemsAsRead><m:ReadFlag>true</m:ReadFlag><m:SuppressReadReceipts>true"
                                + "</m:SuppressReadReceipts><m:FolderIds>" + CALENDAR
                                + "</m:FolderIds></m:MarkAllItemsAsRead>"))
                .contains("ErrorAccessDenied");
    }

    /** Bert owns a folder of Anna with a message that is private, and above a folder in which he has no right. */
    @ParameterizedTest
    @CsvSource({
        "DeleteFolder, false",
        "MoveFolder, false",
        "EmptyFolder, false",
        "MarkAllItemsAsRead, false",
        "DeleteFolder, true",
        "MoveFolder, true",
        "EmptyFolder, true"
    })
    void whatIsDoneWithAFolderIsDoneWithAllInIt(String operation, boolean below) {
        String name = operation + below;
        String folder = folder("msgfolderroot", name);
        String inside = below ? folder(folder, "below") : folder;
        post(
                "anna",
                "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId><t:FolderId Id=\"" + inside
                        + "\"/></m:SavedItemFolderId><m:Items><t:Message><t:Subject>mine</t:Subject>"
                        + (below ? "" : "<t:Sensitivity>Private</t:Sensitivity>")
                        + "</t:Message></m:Items></m:CreateItem>");
        permit("<t:FolderId Id=\"" + folder + "\"/>", "Folder", "Permission", "Owner");
        if (below) {
            permit("<t:FolderId Id=\"" + inside + "\"/>", "Folder", "Permission", "None");
        }
        String ids = "<m:FolderIds><t:FolderId Id=\"" + folder + "\"/></m:FolderIds>";
        String body = switch (operation) {
            case "MoveFolder" ->
                "<m:MoveFolder><m:ToFolderId><t:FolderId Id=\"" + target() + "\"/></m:ToFolderId>" + ids
                        + "</m:MoveFolder>";
            case "EmptyFolder" ->
                "<m:EmptyFolder DeleteType=\"SoftDelete\" DeleteSubFolders=\"true\">" + ids + "</m:EmptyFolder>";
            case "DeleteFolder" -> "<m:DeleteFolder DeleteType=\"MoveToDeletedItems\">" + ids + "</m:DeleteFolder>";
            default ->
                "<m:MarkAllItemsAsRead><m:ReadFlag>true</m:ReadFlag><m:SuppressReadReceipts>true"
                        + "</m:SuppressReadReceipts>" + ids + "</m:MarkAllItemsAsRead>";
        };
        assertThat(post("bert", body)).contains("ErrorAccessDenied").doesNotContain("NoError");
        assertThat(post("anna", body)).contains("NoError");
    }

    private String folder(String parent, String name) {
        String id = parent.equals("msgfolderroot")
                ? "<t:DistinguishedFolderId Id=\"msgfolderroot\"/>"
                : "<t:FolderId Id=\"" + parent + "\"/>";
        return sent(
                        "anna",
                        "<m:CreateFolderPath><m:ParentFolderId>" + id
                                + "</m:ParentFolderId><m:RelativeFolderPath><t:Folder>"
                                + "<t:DisplayName>" + name + "</t:DisplayName></t:Folder></m:RelativeFolderPath>"
                                + "</m:CreateFolderPath>")
                .find("FolderId")
                .orElseThrow()
                .attribute("Id")
                .orElseThrow();
    }

    private String target() {
        String target = folder("msgfolderroot", "target");
        permit("<t:FolderId Id=\"" + target + "\"/>", "Folder", "Permission", "Owner");
        return target;
    }

    /** A search of Anna in a folder of Bert's tells nothing of what it finds elsewhere. */
    @Test
    void aSearchFolderCountsForItsOwnerOnly() {
        grant("None");
        String shared = folder("msgfolderroot", "searches");
        permit("<t:FolderId Id=\"" + shared + "\"/>", "Folder", "Permission", "Owner");
        String search = sent(
                        "anna",
                        "<m:CreateFolder><m:ParentFolderId><t:FolderId Id=\"" + shared
                                + "\"/></m:ParentFolderId><m:Folders>"
                                + "<t:SearchFolder><t:DisplayName>all</t:DisplayName><t:SearchParameters Traversal=\"Deep\">"
                                + "<t:Restriction><t:Exists><t:FieldURI FieldURI=\"item:Subject\"/></t:Exists></t:Restriction>"
                                + "<t:BaseFolderIds><t:DistinguishedFolderId Id=\"inbox\"/></t:BaseFolderIds>"
                                + "</t:SearchParameters></t:SearchFolder></m:Folders></m:CreateFolder>")
                .find("FolderId")
                .orElseThrow()
                .attribute("Id")
                .orElseThrow();
        String get = "<m:GetFolder><m:FolderShape><t:BaseShape>AllProperties</t:BaseShape></m:FolderShape><m:FolderIds>"
                + "<t:FolderId Id=\"" + search + "\"/></m:FolderIds></m:GetFolder>";
        assertThat(sent("anna", get).find("TotalCount").orElseThrow().text()).isNotEqualTo("0");
        assertThat(sent("bert", get).find("TotalCount").orElseThrow().text()).isEqualTo("0");
    }

    private void grant(String level) {
        boolean delegate = level.equals("delegate") || level.equals("secretary");
        post(
                "anna",
                "<m:RemoveDelegate><m:Mailbox>" + address("anna") + "</m:Mailbox><m:UserIds><t:UserId>"
                        + "<t:PrimarySmtpAddress>bert@contoso.com</t:PrimarySmtpAddress></t:UserId></m:UserIds></m:RemoveDelegate>");
        permit("<t:DistinguishedFolderId Id=\"inbox\"/>", "Folder", "Permission", "Reviewer");
        permit(
                "<t:DistinguishedFolderId Id=\"calendar\"/>",
                "CalendarFolder",
                "CalendarPermission",
                delegate ? "None" : level);
        if (delegate) {
            sent(
                    "anna",
                    "<m:AddDelegate><m:Mailbox>" + address("anna") + "</m:Mailbox><m:DelegateUsers><t:DelegateUser>"
                            + "<t:UserId><t:PrimarySmtpAddress>bert@contoso.com</t:PrimarySmtpAddress></t:UserId>"
                            + "<t:DelegatePermissions><t:CalendarFolderPermissionLevel>Editor</t:CalendarFolderPermissionLevel>"
                            + "<t:InboxFolderPermissionLevel>Reviewer</t:InboxFolderPermissionLevel></t:DelegatePermissions>"
                            + "<t:ViewPrivateItems>" + level.equals("secretary")
                            + "</t:ViewPrivateItems></t:DelegateUser>"
                            + "</m:DelegateUsers></m:AddDelegate>");
        }
    }

    private static String address(String name) {
        return "<t:EmailAddress>" + name + "@contoso.com</t:EmailAddress>";
    }

    private void permit(String key, String folder, String permission, String level) {
        sent(
                "anna",
                ("<m:UpdateFolder><m:FolderChanges><t:FolderChange>%s<t:Updates>"
                                + "<t:SetFolderField><t:FieldURI FieldURI=\"folder:PermissionSet\"/><t:%2$s><t:PermissionSet>"
                                + "<t:%3$ss><t:%3$s><t:UserId><t:PrimarySmtpAddress>bert@contoso.com</t:PrimarySmtpAddress>"
                                + "</t:UserId><t:%3$sLevel>%4$s</t:%3$sLevel></t:%3$s></t:%3$ss></t:PermissionSet></t:%2$s>"
                                + "</t:SetFolderField></t:Updates></t:FolderChange></m:FolderChanges></m:UpdateFolder>")
                        .formatted(key, folder, permission, level));
    }

    /** What Bert sees in each way, with everything in Base64 also as text. */
    private Map<String, String> seen() {
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("request", plain(get(request, ALL)));
        seen.put("single", plain(get(single, WHOLE)));
        seen.put("series", plain(get(series, WHOLE)));
        seen.put("occurrence", plain(get(occurrence, WHOLE)));
        seen.put(
                "by index",
                plain("<m:GetItem>" + ALL + "<m:ItemIds><t:OccurrenceItemId RecurringMasterId=\"" + series
                        + "\" InstanceIndex=\"2\"/></m:ItemIds></m:GetItem>"));
        seen.put(
                "exported",
                plain("<m:ExportItems><m:ItemIds><t:ItemId Id=\"" + series + "\"/></m:ItemIds></m:ExportItems>"));
        seen.put("list", plain(find(CALENDAR)));
        seen.put(
                "view",
                plain("<m:FindItem Traversal=\"Shallow\">" + ALL + "<m:CalendarView StartDate=\"2027-03-01T00:00:00Z\""
                        + " EndDate=\"2027-03-05T00:00:00Z\"/><m:ParentFolderIds>" + CALENDAR
                        + "</m:ParentFolderIds></m:FindItem>"));
        seen.put(
                "changes",
                plain("<m:SyncFolderItems>" + ALL + "<m:SyncFolderId>" + CALENDAR + "</m:SyncFolderId>"
                        + "<m:MaxChangesReturned>50</m:MaxChangesReturned></m:SyncFolderItems>"));
        seen.put("copied", copied());
        seen.put(
                "free/busy",
                plain("<m:GetUserAvailabilityRequest><t:TimeZone><t:Bias>0</t:Bias><t:StandardTime><t:Bias>0</t:Bias>"
                        + "<t:Time>00:00:00</t:Time><t:DayOrder>1</t:DayOrder><t:Month>10</t:Month><t:DayOfWeek>Sunday"
                        + "</t:DayOfWeek></t:StandardTime><t:DaylightTime><t:Bias>0</t:Bias><t:Time>00:00:00</t:Time>"
                        + "<t:DayOrder>1</t:DayOrder><t:Month>3</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek></t:DaylightTime>"
                        + "</t:TimeZone><m:MailboxDataArray><t:MailboxData><t:Email><t:Address>anna@contoso.com</t:Address>"
                        + "</t:Email><t:AttendeeType>Required</t:AttendeeType></t:MailboxData></m:MailboxDataArray>"
                        + "<t:FreeBusyViewOptions><t:TimeWindow><t:StartTime>2027-03-01T00:00:00</t:StartTime><t:EndTime>"
                        + "2027-03-05T00:00:00</t:EndTime></t:TimeWindow><t:RequestedView>Detailed</t:RequestedView>"
                        + "</t:FreeBusyViewOptions></m:GetUserAvailabilityRequest>"));
        return seen;
    }

    private static String transfer(String operation, String id) {
        return "<m:" + operation + "><m:ToFolderId><t:DistinguishedFolderId Id=\"drafts\"/></m:ToFolderId><m:ItemIds>"
                + "<t:ItemId Id=\"" + id + "\"/></m:ItemIds></m:" + operation + ">";
    }

    /** What Bert finds in his own copy, if he gets one. */
    private String copied() {
        String copy = post("bert", transfer("CopyItem", series));
        return copy.contains("NoError") ? plain(get(id(read(copy)), WHOLE)) : copy;
    }

    private static String get(String id, String shape) {
        return "<m:GetItem>" + shape + "<m:ItemIds><t:ItemId Id=\"" + id + "\"/></m:ItemIds></m:GetItem>";
    }

    private static String find(String folder) {
        return "<m:FindItem Traversal=\"Shallow\">" + ALL + "<m:ParentFolderIds>" + folder
                + "</m:ParentFolderIds></m:FindItem>";
    }

    private static String field(String uri, String element, String value) {
        return "<t:SetItemField><t:FieldURI FieldURI=\"" + uri + "\"/><t:CalendarItem><t:" + element + ">" + value
                + "</t:" + element + "></t:CalendarItem></t:SetItemField>";
    }

    private static String update(String id, String fields) {
        return "<m:UpdateItem ConflictResolution=\"AlwaysOverwrite\" SendMeetingInvitationsOrCancellations=\"SendToNone\">"
                + "<m:ItemChanges><t:ItemChange>" + id + "<t:Updates>" + fields
                + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
    }

    private String create(
            String who, String subject, String place, String sensitivity, String start, String end, String more) {
        return id(sent(
                who,
                "<m:CreateItem SendMeetingInvitations=\"SendToNone\"><m:Items><t:CalendarItem><t:Subject>" + subject
                        + "</t:Subject>"
                        + (sensitivity.isEmpty() ? "" : "<t:Sensitivity>" + sensitivity + "</t:Sensitivity>")
                        + "<t:Start>" + start + "</t:Start><t:End>" + end + "</t:End><t:Location>" + place
                        + "</t:Location>" + more + "</t:CalendarItem></m:Items></m:CreateItem>"));
    }

    private static String id(XmlElement answer) {
        return answer.find("ItemId")
                .orElseThrow(() -> new AssertionError(answer))
                .attribute("Id")
                .orElseThrow();
    }

    private XmlElement sent(String who, String body) {
        String answer = post(who, body);
        assertThat(answer).as(body).contains("NoError");
        return read(answer);
    }

    private static XmlElement read(String answer) {
        return XmlReader.read(answer.getBytes(StandardCharsets.UTF_8));
    }

    private String post(String who, String body) {
        return exchange.soap(who, VERSION, body).body();
    }

    private String plain(String body) {
        String answer = post("bert", body);
        StringBuilder plain = new StringBuilder(answer);
        Matcher coded = CODED.matcher(answer);
        while (coded.find()) {
            byte[] bytes = Base64.getDecoder().decode(coded.group(1));
            plain.append(new String(bytes, StandardCharsets.ISO_8859_1))
                    .append(new String(bytes, StandardCharsets.UTF_16LE));
        }
        return plain.toString();
    }
}
