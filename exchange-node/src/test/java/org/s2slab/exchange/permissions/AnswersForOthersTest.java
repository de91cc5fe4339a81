package org.s2slab.exchange.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.xml.XmlElement;

/** Bert answers Dora's invitations and cancellations in Anna's inbox: each answer needs the rights for what it does there. */
class AnswersForOthersTest {
    private static final String CALENDAR = "<t:DistinguishedFolderId Id=\"calendar\"/>";
    private static final String INBOX = "<t:DistinguishedFolderId Id=\"inbox\"/>";
    private static final String BERT =
            "<t:UserId><t:PrimarySmtpAddress>bert@contoso.com</t:PrimarySmtpAddress></t:UserId>";

    private EwsServer server;
    private String meeting = "";

    @BeforeEach
    void invite(@TempDir Path folder) {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
        server.asPerson("dora");
        meeting = id(call(
                "<CreateItem SendMeetingInvitations=\"SendToAllAndSaveCopy\"><Items><t:CalendarItem><t:Subject>Budget</t:Subject>"
                        + "<t:Start>2026-03-02T10:00:00Z</t:Start><t:End>2026-03-02T11:00:00Z</t:End><t:RequiredAttendees>"
                        + "<t:Attendee><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:Attendee>"
                        + "</t:RequiredAttendees></t:CalendarItem></Items></CreateItem>"));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private XmlElement call(String operation) {
        return server.call(operation).response();
    }

    private static String code(XmlElement response) {
        return response.find("ResponseCode").orElseThrow().text();
    }

    private static String id(XmlElement response) {
        return response.find("ItemId").orElseThrow().attribute("Id").orElseThrow();
    }

    private List<XmlElement> found(String who, String folder) {
        server.asPerson(who);
        return call("<FindItem Traversal=\"Shallow\"><ItemShape><t:BaseShape>AllProperties</t:BaseShape></ItemShape><ParentFolderIds>"
                        + "<t:DistinguishedFolderId Id=\"" + folder + "\"/></ParentFolderIds></FindItem>")
                .find("Items")
                .orElseThrow()
                .children();
    }

    /** @param rights creating, editing and deleting, 1 or 0 each */
    private void permit(String folder, String element, String permission, String rights) {
        server.asPerson("anna");
        String set = permission.startsWith("Calendar") ? "CalendarPermissions" : "Permissions";
        String custom = "<t:CanCreateItems>" + (rights.charAt(0) == '1')
                + "</t:CanCreateItems><t:CanCreateSubFolders>false</t:CanCreateSubFolders><t:IsFolderOwner>false</t:IsFolderOwner>"
                + "<t:IsFolderVisible>true</t:IsFolderVisible><t:IsFolderContact>false</t:IsFolderContact><t:EditItems>"
                + (rights.charAt(1) == '1' ? "All" : "None") + "</t:EditItems><t:DeleteItems>"
                + (rights.charAt(2) == '1' ? "All" : "None") + "</t:DeleteItems><t:ReadItems>FullDetails</t:ReadItems>";
        assertThat(code(call("<UpdateFolder><FolderChanges><t:FolderChange>" + folder
                        + "<t:Updates><t:SetFolderField><t:FieldURI FieldURI=\"folder:PermissionSet\"/><t:" + element
                        + "><t:PermissionSet><t:" + set + "><t:" + permission + ">" + BERT + custom + "<t:" + permission
                        + "Level>Custom</t:" + permission + "Level></t:" + permission + "></t:" + set
                        + "></t:PermissionSet></t:" + element
                        + "></t:SetFolderField></t:Updates></t:FolderChange></FolderChanges></UpdateFolder>")))
                .isEqualTo("NoError");
    }

    private String answer(String name, String disposition, String message) {
        server.asPerson("bert");
        return code(call("<CreateItem MessageDisposition=\"" + disposition + "\"><Items><t:" + name
                + "><t:ReferenceItemId Id=\"" + message + "\"/></t:" + name + "></Items></CreateItem>"));
    }

    private String message() {
        return id(found("anna", "inbox").get(0));
    }

    @ParameterizedTest
    @CsvSource({
        // answer, rights in the calendar and in the inbox (create, edit, delete), code
        "AcceptItem, 010, 001, NoError",
        "AcceptItem, 101, 001, ErrorCreateItemAccessDenied",
        "AcceptItem, 010, 110, ErrorAccessDenied",
        "TentativelyAcceptItem, 010, 001, NoError",
        "TentativelyAcceptItem, 101, 001, ErrorCreateItemAccessDenied",
        "DeclineItem, 001, 001, NoError",
        "DeclineItem, 110, 001, ErrorCreateItemAccessDenied",
        "DeclineItem, 001, 110, ErrorAccessDenied"
    })
    void needsTheRightForWhatItDoes(String name, String calendar, String inbox, String code) {
        permit(CALENDAR, "CalendarFolder", "CalendarPermission", calendar);
        permit(INBOX, "Folder", "Permission", inbox);
        String request = message();
        assertThat(answer(name, "SaveOnly", request)).isEqualTo(code);
        assertThat(found("anna", "inbox")).hasSize(code.equals("NoError") ? 0 : 1);
        boolean declined = name.equals("DeclineItem") && code.equals("NoError");
        assertThat(found("anna", "calendar")).hasSize(declined ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({"AcceptItem, 010", "DeclineItem, 001"})
    void answersTheEntryItself(String name, String calendar) {
        permit(CALENDAR, "CalendarFolder", "CalendarPermission", calendar);
        String entry = id(found("anna", "calendar").get(0));
        assertThat(answer(name.equals("AcceptItem") ? "DeclineItem" : "AcceptItem", "SaveOnly", entry))
                .isEqualTo("ErrorCreateItemAccessDenied");
        assertThat(answer(name, "SaveOnly", entry)).isEqualTo("NoError");
    }

    /** The entry of the invitation is gone, so that an answer makes another. */
    @Test
    void makesAnEntryOnlyWithTheRightToCreate() {
        server.asPerson("anna");
        call("<DeleteItem DeleteType=\"HardDelete\" SendMeetingCancellations=\"SendToNone\"><ItemIds><t:ItemId Id=\""
                + id(found("anna", "calendar").get(0)) + "\"/></ItemIds></DeleteItem>");
        permit(INBOX, "Folder", "Permission", "001");
        permit(CALENDAR, "CalendarFolder", "CalendarPermission", "010");
        String request = message();
        assertThat(answer("AcceptItem", "SaveOnly", request)).isEqualTo("ErrorAccessDenied");
        permit(CALENDAR, "CalendarFolder", "CalendarPermission", "110");
        assertThat(answer("AcceptItem", "SaveOnly", request)).isEqualTo("NoError");
        assertThat(found("anna", "calendar")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"001, 001, NoError", "110, 001, ErrorCreateItemAccessDenied", "001, 110, ErrorAccessDenied"})
    void removesWhatWasCancelled(String calendar, String inbox, String code) {
        server.asPerson("dora");
        call(
                "<DeleteItem DeleteType=\"MoveToDeletedItems\" SendMeetingCancellations=\"SendOnlyToAll\"><ItemIds><t:ItemId Id=\""
                        + meeting + "\"/></ItemIds></DeleteItem>");
        permit(CALENDAR, "CalendarFolder", "CalendarPermission", calendar);
        permit(INBOX, "Folder", "Permission", inbox);
        String cancellation = found("anna", "inbox").stream()
                .filter(item -> item.name().equals("MeetingCancellation"))
                .map(AnswersForOthersTest::id)
                .findFirst()
                .orElseThrow();
        assertThat(answer("RemoveItem", "SaveOnly", cancellation)).isEqualTo(code);
        assertThat(found("anna", "calendar")).hasSize(code.equals("NoError") ? 0 : 1);
    }

    /** https://learn.microsoft.com/previous-versions/office/developer/exchange-server-2010/bb856541(v=exchg.140) */
    @ParameterizedTest
    @ValueSource(strings = {"AcceptItem", "DeclineItem", "TentativelyAcceptItem"})
    void savesTheCopyOfAnAnswerInTheSentItemsOfTheDelegate(String name) {
        delegate();
        assertThat(answer(name, "SendAndSaveCopy", message())).isEqualTo("NoError");
        assertThat(found("anna", "sentitems")).isEmpty();
        assertThat(found("bert", "sentitems")).extracting(XmlElement::name).containsExactly("MeetingResponse");
    }

    @Test
    void savesTheCopyOfAnInvitationInTheSentItemsOfTheDelegate() {
        delegate();
        server.asPerson("bert");
        String calendar = "<t:DistinguishedFolderId Id=\"calendar\"><t:Mailbox><t:EmailAddress>anna@contoso.com"
                + "</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>";
        String mine = id(
                call(
                        "<CreateItem SendMeetingInvitations=\"SendToAllAndSaveCopy\"><SavedItemFolderId>" + calendar
                                + "</SavedItemFolderId><Items><t:CalendarItem><t:Subject>Plans</t:Subject><t:Start>2026-03-03T10:00:00Z</t:Start>"
                                + "<t:End>2026-03-03T11:00:00Z</t:End><t:RequiredAttendees><t:Attendee><t:Mailbox><t:EmailAddress>dora@contoso.com"
                                + "</t:EmailAddress></t:Mailbox></t:Attendee></t:RequiredAttendees></t:CalendarItem></Items></CreateItem>"));
        assertThat(answer("CancelCalendarItem", "SendAndSaveCopy", mine)).isEqualTo("NoError");
        assertThat(found("anna", "sentitems")).isEmpty();
        assertThat(found("bert", "sentitems"))
                .extracting(XmlElement::name)
                .containsExactlyInAnyOrder("MeetingRequest", "MeetingCancellation");
    }

    private void delegate() {
        server.asPerson("anna");
        call(
                "<AddDelegate><Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></Mailbox><DelegateUsers><t:DelegateUser>"
                        + BERT
                        + "<t:DelegatePermissions><t:CalendarFolderPermissionLevel>Editor</t:CalendarFolderPermissionLevel>"
                        + "<t:InboxFolderPermissionLevel>Editor</t:InboxFolderPermissionLevel></t:DelegatePermissions>"
                        + "</t:DelegateUser></DelegateUsers></AddDelegate>");
    }
}
