package org.s2slab.exchange.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Bert is Anna's delegate. Dora is a stranger who invites Anna. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DelegateTest {
    private static final String MAILBOX = "<Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></Mailbox>";
    private static final String BERT = userId("bert@contoso.com");
    private static final String EDITOR =
            "<t:DelegatePermissions><t:CalendarFolderPermissionLevel>Editor</t:CalendarFolderPermissionLevel>"
                    + "<t:InboxFolderPermissionLevel>Author</t:InboxFolderPermissionLevel></t:DelegatePermissions>";

    private EwsServer server;

    @BeforeAll
    void open(@TempDir Path folder) {
        server = EwsServer.open(folder, ImLimits.DEFAULT);
    }

    @AfterAll
    void close() {
        server.close();
    }

    @BeforeEach
    void bertIsNoDelegate() {
        server.asPerson("anna");
        call("<RemoveDelegate>" + MAILBOX + "<UserIds>" + BERT + "</UserIds></RemoveDelegate>");
        call(
                "<UpdateFolder><FolderChanges><t:FolderChange><t:DistinguishedFolderId Id=\"calendar\"/><t:Updates><t:DeleteFolderField>"
                        + "<t:FieldURI FieldURI=\"folder:PermissionSet\"/></t:DeleteFolderField></t:Updates></t:FolderChange>"
                        + "</FolderChanges></UpdateFolder>");
    }

    private static String userId(String address) {
        return "<t:UserId><t:PrimarySmtpAddress>" + address + "</t:PrimarySmtpAddress></t:UserId>";
    }

    private XmlElement call(String operation) {
        return server.call(operation).response();
    }

    private static List<String> codes(XmlElement response) {
        return response.child("ResponseMessages").orElseThrow().children().stream()
                .map(message -> message.childText("ResponseCode").orElseThrow())
                .toList();
    }

    private XmlElement add(String users, String scope) {
        return call(
                "<AddDelegate>" + MAILBOX + "<DelegateUsers>" + users + "</DelegateUsers>" + scope + "</AddDelegate>");
    }

    private static String user(String id, String more) {
        return "<t:DelegateUser>" + id + more + "</t:DelegateUser>";
    }

    private XmlElement get() {
        return call("<GetDelegate IncludePermissions=\"true\">" + MAILBOX + "</GetDelegate>");
    }

    private static String appointment(String subject, String attendees, String sending) {
        return "<CreateItem SendMeetingInvitations=\"" + sending
                + "\"><SavedItemFolderId><t:DistinguishedFolderId Id=\"calendar\">"
                + "<t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>"
                + "</SavedItemFolderId><Items><t:CalendarItem><t:Subject>" + subject
                + "</t:Subject><t:Start>2026-03-01T10:00:00Z</t:Start><t:End>2026-03-01T11:00:00Z</t:End>" + attendees
                + "</t:CalendarItem></Items></CreateItem>";
    }

    private static String invited(String address) {
        return "<t:RequiredAttendees><t:Attendee><t:Mailbox><t:EmailAddress>" + address
                + "</t:EmailAddress></t:Mailbox></t:Attendee></t:RequiredAttendees>";
    }

    private List<XmlElement> inbox(String who) {
        server.asPerson(who);
        return call("<FindItem Traversal=\"Shallow\"><ItemShape><t:BaseShape>AllProperties</t:BaseShape></ItemShape><ParentFolderIds>"
                        + "<t:DistinguishedFolderId Id=\"inbox\"/></ParentFolderIds></FindItem>")
                .find("Items")
                .orElseThrow()
                .children();
    }

    private List<String> subjects(String who) {
        return inbox(who).stream()
                .map(item -> item.childText("Subject").orElse(""))
                .toList();
    }

    @Test
    void addsReadsChangesAndRemoves() {
        assertThat(get().child("ResponseMessages")).isEmpty();
        String scope = "<DeliverMeetingRequests>DelegatesAndSendInformationToMe</DeliverMeetingRequests>";
        assertThat(codes(add(user(BERT, EDITOR + "<t:ViewPrivateItems>true</t:ViewPrivateItems>"), scope)))
                .containsExactly("NoError");
        XmlElement found = get();
        assertThat(found.childText("DeliverMeetingRequests")).hasValue("DelegatesAndSendInformationToMe");
        XmlElement bert = found.find("DelegateUser").orElseThrow();
        assertThat(bert.at("UserId", "PrimarySmtpAddress").map(XmlElement::text))
                .hasValue("bert@contoso.com");
        assertThat(bert.child("DelegatePermissions").orElseThrow().children())
                .extracting(XmlElement::text)
                .containsExactly("Editor", "None", "Author", "None", "None", "None");
        assertThat(bert.childText("ReceiveCopiesOfMeetingMessages")).hasValue("false");
        assertThat(bert.childText("ViewPrivateItems")).hasValue("true");
        String reviewer =
                "<t:DelegatePermissions><t:CalendarFolderPermissionLevel>Reviewer</t:CalendarFolderPermissionLevel>"
                        + "</t:DelegatePermissions>";
        assertThat(codes(call("<UpdateDelegate>" + MAILBOX + "<DelegateUsers>" + user(BERT, reviewer)
                        + "</DelegateUsers></UpdateDelegate>")))
                .containsExactly("NoError");
        assertThat(get().find("DelegatePermissions").orElseThrow().children())
                .extracting(XmlElement::text)
                .containsExactly("Reviewer", "None", "Author", "None", "None", "None");
        assertThat(get().find("ViewPrivateItems").map(XmlElement::text)).hasValue("true");
        assertThat(codes(call("<RemoveDelegate>" + MAILBOX + "<UserIds>" + BERT + "</UserIds></RemoveDelegate>")))
                .containsExactly("NoError");
        assertThat(get().child("ResponseMessages")).isEmpty();
        server.asPerson("bert");
        assertThat(codes(call(appointment("late", "", "SendToNone")))).containsExactly("ErrorFolderNotFound");
    }

    @Test
    void refusesEachWrongUserByItself() {
        String custom =
                "<t:DelegatePermissions><t:TasksFolderPermissionLevel>Custom</t:TasksFolderPermissionLevel></t:DelegatePermissions>";
        String everybody = "<t:UserId><t:DistinguishedUser>Default</t:DistinguishedUser></t:UserId>";
        assertThat(codes(add(
                        user(BERT, custom)
                                + user(BERT, EDITOR)
                                + user(BERT, EDITOR)
                                + user(userId("anna@contoso.com"), "")
                                + user(userId("nobody@contoso.com"), "")
                                + user(userId("carla@contoso.com"), "")
                                + user(everybody, ""),
                        "")))
                .containsExactly(
                        "ErrorInvalidDelegatePermission",
                        "NoError",
                        "ErrorDelegateAlreadyExists",
                        "ErrorDelegateCannotAddOwner",
                        "ErrorDelegateNoUser",
                        "ErrorDelegateValidationFailed",
                        "ErrorInvalidDelegateUserId");
        String carla = userId("carla@contoso.com");
        assertThat(codes(call("<UpdateDelegate>" + MAILBOX + "<DelegateUsers>" + user(carla, "")
                        + "</DelegateUsers></UpdateDelegate>")))
                .containsExactly("ErrorNotDelegate");
        assertThat(codes(call("<RemoveDelegate>" + MAILBOX + "<UserIds>" + carla + "</UserIds></RemoveDelegate>")))
                .containsExactly("ErrorNotDelegate");
        assertThat(codes(call("<GetDelegate IncludePermissions=\"false\">" + MAILBOX + "<UserIds>" + carla + BERT
                        + "</UserIds></GetDelegate>")))
                .containsExactly("ErrorNotDelegate", "NoError");
        assertThat(codes(call("<GetDelegate IncludePermissions=\"true\">" + MAILBOX
                        + "<UserIds><t:UserId><t:SID>odd</t:SID></t:UserId></UserIds></GetDelegate>")))
                .containsExactly("ErrorInvalidUserSid");
        server.asPerson("bert");
        assertThat(get().childText("ResponseCode")).hasValue("ErrorAccessDenied");
    }

    @Test
    void booksInTheCalendarOfThePrincipalAndInvitesOnTheirBehalf() {
        server.asPerson("bert");
        assertThat(codes(call(appointment("stranger", "", "SendToNone")))).containsExactly("ErrorFolderNotFound");
        server.asPerson("anna");
        add(user(BERT, EDITOR), "");
        server.asPerson("bert");
        assertThat(codes(call(appointment("Budget", invited("bert@contoso.com"), "SendToAllAndSaveCopy"))))
                .containsExactly("NoError");
        XmlElement request = inbox("bert").stream()
                .filter(item -> item.childText("Subject").orElse("").equals("Budget"))
                .findFirst()
                .orElseThrow();
        assertThat(request.find("From").orElseThrow().find("Name").map(XmlElement::text))
                .hasValue("Anna");
    }

    @Test
    void sendsAnInvitationOnlyWithTheRightToSendOnBehalf() {
        server.asPerson("anna");
        String calendar = "<t:DistinguishedFolderId Id=\"calendar\"/>";
        call(
                "<UpdateFolder><FolderChanges><t:FolderChange>" + calendar
                        + "<t:Updates><t:SetFolderField><t:FieldURI FieldURI=\"folder:PermissionSet\"/><t:CalendarFolder><t:PermissionSet>"
                        + "<t:CalendarPermissions><t:CalendarPermission>" + BERT
                        + "<t:CalendarPermissionLevel>Editor</t:CalendarPermissionLevel></t:CalendarPermission></t:CalendarPermissions>"
                        + "</t:PermissionSet></t:CalendarFolder></t:SetFolderField></t:Updates></t:FolderChange></FolderChanges></UpdateFolder>");
        server.asPerson("bert");
        assertThat(codes(call(appointment("alone", "", "SendToAllAndSaveCopy"))))
                .containsExactly("NoError");
        assertThat(codes(call(appointment("meeting", invited("bert@contoso.com"), "SendToAllAndSaveCopy"))))
                .containsExactly("ErrorSendAsDenied");
    }

    private static String mail(String subject) {
        return "<CreateItem MessageDisposition=\"SendOnly\"><Items><t:Message><t:Subject>" + subject
                + "</t:Subject><t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox>"
                + "</t:ToRecipients><t:From><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:From>"
                + "</t:Message></Items></CreateItem>";
    }

    @Test
    void sendsMailOnBehalfOfThePrincipal() {
        server.asPerson("bert");
        assertThat(codes(call(mail("denied")))).containsExactly("ErrorSendAsDenied");
        server.asPerson("anna");
        add(user(BERT, EDITOR), "");
        server.asPerson("bert");
        assertThat(codes(call(mail("on behalf")))).containsExactly("NoError");
        XmlElement sent = inbox("bert").stream()
                .filter(item -> item.childText("Subject").orElse("").equals("on behalf"))
                .findFirst()
                .orElseThrow();
        assertThat(sent.child("From").orElseThrow().find("Name").map(XmlElement::text))
                .hasValue("Anna");
        assertThat(sent.child("Sender").orElseThrow().find("Name").map(XmlElement::text))
                .hasValue("Bert");
        assertThat(subjects("bert")).doesNotContain("denied");
    }

    private String invitation(String subject) {
        server.asPerson("dora");
        return "<CreateItem SendMeetingInvitations=\"SendToAllAndSaveCopy\"><Items><t:CalendarItem><t:Subject>"
                + subject
                + "</t:Subject><t:Start>2026-03-02T10:00:00Z</t:Start><t:End>2026-03-02T11:00:00Z</t:End>"
                + invited("anna@contoso.com") + "</t:CalendarItem></Items></CreateItem>";
    }

    @ParameterizedTest
    @CsvSource({"true, false, true", "false, true, false"})
    void sendsAPrivateRequestOnlyToDelegatesWhoSeePrivateItems(boolean views, boolean anna, boolean bert) {
        server.asPerson("anna");
        add(
                user(
                        BERT,
                        EDITOR + "<t:ReceiveCopiesOfMeetingMessages>true</t:ReceiveCopiesOfMeetingMessages>"
                                + "<t:ViewPrivateItems>" + views + "</t:ViewPrivateItems>"),
                "<DeliverMeetingRequests>DelegatesOnly</DeliverMeetingRequests>");
        String subject = "private " + views;
        String request =
                invitation(subject).replace("</t:Subject>", "</t:Subject><t:Sensitivity>Private</t:Sensitivity>");
        assertThat(codes(call(request))).containsExactly("NoError");
        assertThat(subjects("anna").contains(subject)).isEqualTo(anna);
        assertThat(subjects("bert").contains(subject)).isEqualTo(bert);
        assertThat(inbox(anna ? "anna" : "bert").stream()
                        .filter(item -> item.childText("Subject").orElse("").equals(subject))
                        .flatMap(item -> item.childText("Sensitivity").stream()))
                .containsExactly("Private");
    }

    @ParameterizedTest
    @CsvSource({
        "DelegatesAndMe, true, true",
        "DelegatesOnly, false, true",
        "DelegatesAndSendInformationToMe, true, true",
        "NoForward, true, false"
    })
    @Requirements({"MTGS R748 R75 R7512", "MSG R72 R73"})
    void deliversMeetingRequestsToWhomThePrincipalWants(String scope, boolean anna, boolean bert) {
        server.asPerson("anna");
        add(
                user(BERT, EDITOR + "<t:ReceiveCopiesOfMeetingMessages>true</t:ReceiveCopiesOfMeetingMessages>"),
                "<DeliverMeetingRequests>" + scope + "</DeliverMeetingRequests>");
        assertThat(codes(call(invitation(scope)))).containsExactly("NoError");
        assertThat(subjects("anna").contains(scope)).isEqualTo(anna);
        assertThat(subjects("bert").contains(scope)).isEqualTo(bert);
        if (bert) {
            XmlElement copy = inbox("bert").stream()
                    .filter(item -> item.childText("Subject").orElse("").equals(scope))
                    .findFirst()
                    .orElseThrow();
            assertThat(copy.childText("IsDelegated")).hasValue("true");
            assertThat(copy.find("ReceivedBy").flatMap(person -> person.find("EmailAddress")))
                    .map(XmlElement::text)
                    .hasValue("bert@contoso.com");
            assertThat(copy.find("ReceivedRepresenting")
                            .orElseThrow()
                            .find("Name")
                            .map(XmlElement::text))
                    .hasValue("Anna");
            String id = copy.child("ItemId").orElseThrow().attribute("Id").orElseThrow();
            String reference = "><t:ReferenceItemId Id=\"" + id + "\"/></t:";
            assertThat(codes(call("<CreateItem MessageDisposition=\"SendOnly\"><Items><t:AcceptItem" + reference
                            + "AcceptItem><t:DeclineItem" + reference + "DeclineItem><t:TentativelyAcceptItem"
                            + reference + "TentativelyAcceptItem></Items></CreateItem>")))
                    .containsExactly(
                            "ErrorCalendarIsDelegatedForAccept",
                            "ErrorCalendarIsDelegatedForDecline",
                            "ErrorCalendarIsDelegatedForTentative");
        }
        if (scope.equals("DelegatesAndSendInformationToMe")) {
            XmlElement informed = inbox("anna").stream()
                    .filter(item -> item.childText("Subject").orElse("").equals(scope))
                    .findFirst()
                    .orElseThrow();
            assertThat(informed.childText("MeetingRequestType")).hasValue("PrincipalWantsCopy");
        }
    }
}
