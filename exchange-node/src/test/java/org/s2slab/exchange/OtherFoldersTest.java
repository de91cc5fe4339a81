package org.s2slab.exchange;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsOperationTable;
import org.s2slab.exchange.ews.SchemaRequestWriter;
import org.s2slab.exchange.ews.SchemaRequestWriter.Filled;
import org.s2slab.exchange.ews.SchemaRequestWriter.Place;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.xml.XmlElement;
import org.s2slab.xml.XmlReader;

/**
 * Bert has a right in one folder of Anna. Each operation of the schema names, at each place for a folder or an item,
 * something else of hers, alone and beside what he may use at another place. Nothing else of hers is shown or changed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherFoldersTest {
    private static final String SECRET = "zyzzyva";
    private static final String VERSION = "<t:RequestServerVersion Version=\"Exchange2013_SP1\"/>";
    private static final Instant START = Instant.parse("2027-01-01T10:00:00Z");
    private static final String MAILBOX = "<t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox>";
    private static final String ATTACHED =
            "<t:Attachments><t:FileAttachment><t:Name>a</t:Name><t:Content>AAAA</t:Content>"
                    + "</t:FileAttachment></t:Attachments>";

    /** What must stay as it is: all but the shared folder, what Bert made, and what he deletes of that. */
    private static final List<String> STATE = List.of(
            "SELECT id || ' ' || folder || ' ' || change || ' ' || subject FROM items WHERE mailbox = '%1$s'"
                    + " AND (folder <> '%2$s' OR subject = 'zyzzyva') AND NOT (subject LIKE '%%anchor%%' AND (folder IN"
                    + " ('deleteditems', '%2$s') OR folder LIKE 'recoverable%%'))",
            "SELECT id || ' ' || parent || ' ' || name || ' ' || change FROM folders WHERE mailbox = '%1$s'"
                    + " AND id <> '%2$s' AND parent <> '%2$s'",
            "SELECT folder || ' ' || member || ' ' || rights FROM folder_permissions WHERE mailbox = '%1$s'"
                    + " AND folder <> '%2$s' AND folder NOT IN (SELECT id FROM folders WHERE parent = '%2$s')",
            "SELECT folder || ' ' || properties FROM folder_properties WHERE mailbox = '%1$s' AND folder <> '%2$s'",
            "SELECT 'delegate ' || account FROM delegates WHERE mailbox = '%1$s'",
            "SELECT 'permission ' || account FROM mailbox_permissions WHERE mailbox = '%1$s'",
            "SELECT 'rule ' || rules FROM inbox_rules WHERE mailbox = '%1$s'",
            "SELECT 'conversation ' || conversation FROM conversation_actions WHERE mailbox = '%1$s'");

    private final SchemaRequestWriter schema = new SchemaRequestWriter();
    private RunningExchange exchange;
    private Connection database;
    private String anna = "";
    private final Map<String, String> hidden = new LinkedHashMap<>();

    /** What Bert may use: the key of the folder, and ids by the names that stand for them in requests. */
    private record Granted(String folder, String item, Map<String, String> ids) {
        String in(String text) {
            String filled = text;
            for (Map.Entry<String, String> id : ids.entrySet()) {
                filled = filled.replace("{" + id.getKey() + "}", id.getValue());
            }
            return filled;
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws SQLException {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        database = exchange.connect();
        anna = rows("SELECT id FROM accounts WHERE upn LIKE 'anna@%'").get(0);
        for (String name : List.of("inbox", "drafts", "sentitems", "contacts", "tasks", "calendar")) {
            XmlElement made = create("anna", "<t:DistinguishedFolderId Id=\"" + name + "\"/>", item(name));
            hidden.put(name, attribute(made, "ItemId", "Id"));
        }
        XmlElement whole = sent(
                "anna",
                "<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:ItemIds><t:ItemId Id=\""
                        + hidden.get("inbox") + "\"/></m:ItemIds></m:GetItem>");
        hidden.put("conversation", attribute(whole, "ConversationId", "Id"));
        hidden.put("attachment", attribute(whole, "AttachmentId", "Id"));
        sent(
                "anna",
                "<m:CreateFolder><m:ParentFolderId><t:DistinguishedFolderId Id=\"inbox\"/></m:ParentFolderId><m:Folders>"
                        + "<t:Folder><t:DisplayName>zyzzyva</t:DisplayName></t:Folder></m:Folders></m:CreateFolder>");
    }

    @AfterAll
    void close() throws SQLException {
        database.close();
        exchange.close();
    }

    @TestFactory
    Stream<DynamicTest> anAuthorInTheCalendar() {
        return operations("calendar", "Author");
    }

    @TestFactory
    Stream<DynamicTest> theOwnerOfAMailFolder() {
        return operations("Shared", "Owner");
    }

    private Stream<DynamicTest> operations(String folder, String level) {
        return EwsOperationTable.rows().stream()
                .filter(row -> !row.isConstant() && !row.name().equals("GetStreamingEvents"))
                .map(row -> row.name().matches(".*(OofSettings|Availability)") ? row.name() + "Request" : row.name())
                .map(name -> DynamicTest.dynamicTest(name, () -> tryAll(name, folder, level)));
    }

    private void tryAll(String operation, String folder, String level) throws SQLException {
        List<Place> places = schema.places(operation);
        if (places.isEmpty()) {
            return;
        }
        Granted granted = grant(folder, level);
        Set<String> before = state(granted);
        List<String> wrong = new ArrayList<>();
        for (List<Filled> ids : tries(places, folder)) {
            String body = granted.in(schema.request(operation, ids));
            String answer = exchange.attempt("bert", VERSION, body).body();
            Set<String> after = state(granted);
            if (answer.contains(SECRET) || !after.equals(before)) {
                Set<String> more = new TreeSet<>(after);
                more.removeAll(before);
                before.removeAll(after);
                wrong.add(body + "\n   gone " + before + " new " + more
                        + (answer.contains(SECRET) ? "\n   shown " + answer : ""));
                before = after;
            }
            if (!isThere(granted)) {
                granted = grant(folder, level);
                before = state(granted);
            }
        }
        assertThat(wrong).as(operation).isEmpty();
    }

    private List<List<Filled>> tries(List<Place> places, String folder) {
        List<List<Filled>> tries = new ArrayList<>();
        for (Place place : places) {
            for (String id : forbidden(place)) {
                Filled other = new Filled(place, id);
                tries.add(List.of(other));
                if (id.contains("drafts") || id.contains("\"calendar\"")) {
                    continue;
                }
                places.stream()
                        .filter(one -> isAnchor(one) && !one.equals(place))
                        // The elements of this list are handled one by one.
                        .filter(one -> !one.path().get(0).equals("Items")
                                || !place.path().get(0).equals("Items"))
                        .flatMap(one -> allowed(one, folder).stream().map(used -> new Filled(one, used)))
                        .forEach(used -> tries.add(List.of(used, other)));
            }
        }
        return tries;
    }

    private static boolean isAnchor(Place place) {
        return place.path().size() <= 3
                && (!place.operation().equals("CreateItem")
                        || place.path().size() == 2
                        || place.path().contains("ReferenceItemId"));
    }

    private static List<String> allowed(Place place, String folder) {
        return switch (place.type()) {
            case "DistinguishedFolderIdType" ->
                folder.equals("calendar") ? List.of("<NAME Id=\"calendar\">" + MAILBOX + "</NAME>") : List.of();
            case "FolderIdType" -> List.of("<NAME Id=\"{folder}\"/>");
            case "OccurrenceItemIdType" -> List.of("<NAME RecurringMasterId=\"{item}\" InstanceIndex=\"1\"/>");
            case "RecurringMasterItemIdType" -> List.of("<NAME OccurrenceId=\"{occurrence}\"/>");
            case "RequestAttachmentIdType" -> List.of("<NAME Id=\"{attachment}\"/>");
            default ->
                place.path().contains("ReferenceItemId")
                        ? List.of("<NAME Id=\"{item}\" ChangeKey=\"{key}\"/>", "<NAME Id=\"{request}\"/>")
                        : List.of("<NAME Id=\"{item}\" ChangeKey=\"{key}\"/>");
        };
    }

    private List<String> forbidden(Place place) {
        String last = place.path().get(place.path().size() - 1);
        return switch (place.type()) {
            case "DistinguishedFolderIdType" ->
                List.of(
                        "<NAME Id=\"inbox\"/>",
                        "<NAME Id=\"calendar\"/>",
                        "<NAME Id=\"drafts\"><t:Mailbox><t:EmailAddress> </t:EmailAddress></t:Mailbox></NAME>",
                        "<NAME Id=\"msgfolderroot\">" + MAILBOX + "</NAME>");
            case "FolderIdType" -> List.of("<NAME Id=\"" + folder("inbox") + "\"/>");
            case "OccurrenceItemIdType" ->
                List.of("<NAME RecurringMasterId=\"" + hidden.get("calendar") + "\" InstanceIndex=\"1\"/>");
            case "RecurringMasterItemIdType" ->
                List.of("<NAME OccurrenceId=\"" + occurrence(requireNonNull(hidden.get("calendar"))) + "\"/>");
            case "RequestAttachmentIdType", "AttachmentIdType" ->
                List.of("<NAME Id=\"" + hidden.get("attachment") + "\"/>");
            default ->
                (last.equals("ConversationId") ? Stream.of("conversation") : Stream.of("inbox", "calendar"))
                        .map(name -> "<NAME Id=\"" + hidden.get(name) + "\"/>")
                        .toList();
        };
    }

    private String folder(String key) {
        return new MailboxObjectId(MailboxObjectId.Kind.FOLDER, anna, key).text();
    }

    private static String occurrence(String series) {
        return MailboxObjectId.read(series).occurrence(START).text();
    }

    private Granted grant(String folder, String level) throws SQLException {
        permit("calendar", "CalendarFolder", "CalendarPermission", folder.equals("calendar") ? level : "None");
        String key = folder;
        if (!folder.equals("calendar")) {
            XmlElement made = sent(
                    "anna",
                    "<m:CreateFolderPath><m:ParentFolderId><t:DistinguishedFolderId Id=\"msgfolderroot\"/></m:ParentFolderId>"
                            + "<m:RelativeFolderPath><t:Folder><t:DisplayName>Shared</t:DisplayName></t:Folder>"
                            + "</m:RelativeFolderPath></m:CreateFolderPath>");
            key = MailboxObjectId.read(attribute(made, "FolderId", "Id")).key();
            permit(key, "Folder", "Permission", level);
        }
        XmlElement made = create(
                "bert",
                "<t:FolderId Id=\"" + folder(key) + "\"/>",
                item(folder.equals("calendar") ? "calendar" : "inbox")
                        .replace(SECRET, "anchor")
                        .replace("Private", "Normal"));
        String item = attribute(made, "ItemId", "Id");
        XmlElement shown = sent(
                "bert",
                "<m:GetItem><m:ItemShape><t:BaseShape>AllProperties</t:BaseShape></m:ItemShape><m:ItemIds><t:ItemId Id=\""
                        + item + "\"/></m:ItemIds></m:GetItem>");
        return new Granted(
                key,
                MailboxObjectId.read(item).key(),
                Map.of(
                        "folder",
                        folder(key),
                        "item",
                        item,
                        "key",
                        attribute(made, "ItemId", "ChangeKey"),
                        "attachment",
                        attribute(shown, "AttachmentId", "Id"),
                        "occurrence",
                        occurrence(item),
                        "request",
                        request(key)));
    }

    /** A meeting request of Bert that Anna has moved to the shared folder. */
    private String request(String folder) throws SQLException {
        sent(
                "bert",
                "<m:CreateItem SendMeetingInvitations=\"SendOnlyToAll\"><m:Items><t:CalendarItem><t:Subject>anchor</t:Subject>"
                        + "<t:Start>2027-02-01T10:00:00Z</t:Start><t:End>2027-02-01T11:00:00Z</t:End><t:RequiredAttendees>"
                        + "<t:Attendee>" + MAILBOX + "</t:Attendee></t:RequiredAttendees></t:CalendarItem></m:Items>"
                        + "</m:CreateItem>");
        String request = rows("SELECT id FROM items WHERE folder = 'inbox' AND subject = 'anchor' ORDER BY number DESC")
                .get(0);
        XmlElement moved = sent(
                "anna",
                "<m:MoveItem><m:ToFolderId><t:FolderId Id=\"" + folder(folder)
                        + "\"/></m:ToFolderId><m:ItemIds><t:ItemId Id=\""
                        + new MailboxObjectId(MailboxObjectId.Kind.ITEM, anna, request).text()
                        + "\"/></m:ItemIds></m:MoveItem>");
        return attribute(moved, "ItemId", "Id");
    }

    private void permit(String key, String folder, String permission, String level) {
        sent(
                "anna",
                ("<m:UpdateFolder><m:FolderChanges><t:FolderChange><t:FolderId Id=\"%s\"/><t:Updates><t:SetFolderField>"
                                + "<t:FieldURI FieldURI=\"folder:PermissionSet\"/><t:%2$s><t:PermissionSet><t:%3$ss><t:%3$s>"
                                + "<t:UserId><t:PrimarySmtpAddress>bert@contoso.com</t:PrimarySmtpAddress></t:UserId>"
                                + "<t:%3$sLevel>%4$s</t:%3$sLevel></t:%3$s></t:%3$ss></t:PermissionSet></t:%2$s>"
                                + "</t:SetFolderField></t:Updates></t:FolderChange></m:FolderChanges></m:UpdateFolder>")
                        .formatted(folder(key), folder, permission, level));
    }

    private XmlElement create(String who, String folder, String item) {
        return sent(
                who,
                "<m:CreateItem MessageDisposition=\"SaveOnly\" SendMeetingInvitations=\"SendToNone\"><m:SavedItemFolderId>"
                        + folder + "</m:SavedItemFolderId><m:Items>" + item + "</m:Items></m:CreateItem>");
    }

    private static String item(String folder) {
        String subject = "<t:Subject>" + SECRET + "</t:Subject>";
        return switch (folder) {
            case "contacts" -> "<t:Contact>" + subject + "<t:DisplayName>zyzzyva</t:DisplayName></t:Contact>";
            case "tasks" -> "<t:Task>" + subject + "</t:Task>";
            case "calendar" ->
                "<t:CalendarItem>" + subject + "<t:Sensitivity>Private</t:Sensitivity>" + ATTACHED
                        + "<t:Start>2027-01-01T10:00:00Z</t:Start><t:End>2027-01-01T11:00:00Z</t:End><t:Recurrence>"
                        + "<t:DailyRecurrence><t:Interval>1</t:Interval></t:DailyRecurrence><t:NumberedRecurrence>"
                        + "<t:StartDate>2027-01-01</t:StartDate><t:NumberOfOccurrences>3</t:NumberOfOccurrences>"
                        + "</t:NumberedRecurrence></t:Recurrence></t:CalendarItem>";
            default ->
                "<t:Message>" + subject + "<t:Body BodyType=\"Text\">zyzzyva</t:Body>" + ATTACHED
                        + "<t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox>"
                        + "</t:ToRecipients></t:Message>";
        };
    }

    private static String attribute(XmlElement answer, String element, String name) {
        return answer.find(element)
                .orElseThrow(() -> new AssertionError(answer))
                .attribute(name)
                .orElseThrow();
    }

    private XmlElement sent(String who, String body) {
        String answer = exchange.soap(who, VERSION, body).body();
        assertThat(answer).as(body).contains("NoError");
        return XmlReader.read(answer.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isThere(Granted granted) throws SQLException {
        return !rows("SELECT id FROM items WHERE folder = '" + granted.folder() + "' AND id = '" + granted.item() + "'")
                .isEmpty();
    }

    private Set<String> state(Granted granted) throws SQLException {
        Set<String> state = new TreeSet<>();
        for (String query : STATE) {
            state.addAll(rows(query.formatted(anna, granted.folder())));
        }
        return state;
    }

    private List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }
}
