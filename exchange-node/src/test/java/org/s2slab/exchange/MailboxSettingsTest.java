package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestCall.Answer;
import org.s2slab.xml.XmlElement;

/** What clients ask a whole node for at their start: options, automatic replies, rooms, mail tips. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MailboxSettingsTest {
    private static final String INBOX = "<t:DistinguishedFolderId Id=\"inbox\"/>";

    private RunningExchange exchange;

    @BeforeAll
    void start(@TempDir Path folder) {
        exchange = new RunningExchange(folder, List.of("contoso.com"));
    }

    @AfterAll
    void close() {
        exchange.close();
    }

    private XmlElement call(String person, String body) {
        return exchange.ews(person, body).child("Body").orElseThrow().children().get(0);
    }

    private String code(String person, String body) {
        return text(call(person, body), "ResponseCode");
    }

    private static String text(XmlElement response, String name) {
        return response.find(name).map(XmlElement::text).orElse("");
    }

    private static String named(String operation, String name, String more) {
        return "<m:" + operation + "><m:UserConfigurationName Name=\"" + name + "\">" + INBOX
                + "</m:UserConfigurationName>" + more + "</m:" + operation + ">";
    }

    private static String configuration(String operation, String name, String parts) {
        return "<m:" + operation + "><m:UserConfiguration><t:UserConfigurationName Name=\"" + name + "\">" + INBOX
                + "</t:UserConfigurationName>" + parts + "</m:UserConfiguration></m:" + operation + ">";
    }

    private static String entry(String key, String value) {
        return "<t:DictionaryEntry><t:DictionaryKey><t:Type>String</t:Type><t:Value>" + key
                + "</t:Value></t:DictionaryKey>" + value + "</t:DictionaryEntry>";
    }

    private static String all(String name) {
        return named(
                "GetUserConfiguration", name, "<m:UserConfigurationProperties>All</m:UserConfigurationProperties>");
    }

    @Test
    void keepsAUserConfigurationUntilItIsDeleted() {
        String dictionary = "<t:Dictionary>"
                + entry(
                        "colour",
                        "<t:DictionaryValue><t:Type>Integer32</t:Type><t:Value>7</t:Value></t:DictionaryValue>")
                + entry("nothing", "<t:DictionaryValue xsi:nil=\"true\"/>") + "</t:Dictionary>";
        assertThat(code("anna", configuration("CreateUserConfiguration", "My.Settings", dictionary)))
                .isEqualTo("NoError");
        assertThat(code("anna", configuration("CreateUserConfiguration", "my.settings", "")))
                .isEqualTo("ErrorItemSave");
        assertThat(code(
                        "anna",
                        configuration("UpdateUserConfiguration", "My.Settings", "<t:XmlData>PGEvPg==</t:XmlData>")))
                .isEqualTo("NoError");
        XmlElement kept = call("anna", all("My.Settings"));
        assertThat(text(kept, "XmlData")).isEqualTo("PGEvPg==");
        assertThat(kept.tree().filter(one -> one.name().equals("Value")).map(XmlElement::text))
                .containsExactly("colour", "7", "nothing");
        assertThat(kept.find("ItemId")).isPresent();
        assertThat(call(
                                "anna",
                                named(
                                        "GetUserConfiguration",
                                        "My.Settings",
                                        "<m:UserConfigurationProperties>XmlData</m:UserConfigurationProperties>"))
                        .find("Dictionary"))
                .isEmpty();
        assertThat(code("bert", all("My.Settings"))).isEqualTo("ErrorItemNotFound");
        assertThat(code("anna", named("DeleteUserConfiguration", "My.Settings", "")))
                .isEqualTo("NoError");
        assertThat(code("anna", named("DeleteUserConfiguration", "My.Settings", "")))
                .isEqualTo("ErrorItemNotFound");
        assertThat(code("anna", configuration("UpdateUserConfiguration", "My.Settings", "")))
                .isEqualTo("ErrorItemNotFound");
        assertThat(code("anna", configuration("CreateUserConfiguration", "My Settings", "")))
                .isEqualTo("ErrorInvalidArgument");
    }

    /** DavMail reads it at its start. */
    @Test
    void hasTheOptionsOfOutlookOnTheWeb() {
        XmlElement options = call(
                "bert",
                "<m:GetUserConfiguration><m:UserConfigurationName Name=\"OWA.UserOptions\">"
                        + "<t:DistinguishedFolderId Id=\"root\"/></m:UserConfigurationName>"
                        + "<m:UserConfigurationProperties>All</m:UserConfigurationProperties></m:GetUserConfiguration>");
        assertThat(text(options, "ResponseCode")).isEqualTo("NoError");
        assertThat(options.tree().filter(one -> one.name().equals("Value")).map(XmlElement::text))
                .containsExactly("timezone", "UTC");
    }

    private String oof(String person, String settings) {
        return code(
                person,
                "<m:SetUserOofSettingsRequest><t:Mailbox><t:Address>" + person + "@contoso.com</t:Address></t:Mailbox>"
                        + "<t:UserOofSettings>" + settings + "</t:UserOofSettings></m:SetUserOofSettingsRequest>");
    }

    private XmlElement settingsOf(String person, String caller) {
        return call(
                caller,
                "<m:GetUserOofSettingsRequest><t:Mailbox><t:Address>" + person
                        + "@contoso.com</t:Address></t:Mailbox></m:GetUserOofSettingsRequest>");
    }

    private static String settings(String state, String duration, String internal) {
        return "<t:OofState>" + state + "</t:OofState><t:ExternalAudience>None</t:ExternalAudience>" + duration
                + (internal.isEmpty()
                        ? ""
                        : "<t:InternalReply><t:Message>" + internal + "</t:Message></t:InternalReply>");
    }

    private static String duration(Object starts, Object ends) {
        return "<t:Duration><t:StartTime>" + starts + "</t:StartTime><t:EndTime>" + ends + "</t:EndTime></t:Duration>";
    }

    private void mail(String subject) {
        assertThat(code(
                        "bert",
                        "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:Message><t:Subject>" + subject
                                + "</t:Subject><t:ToRecipients><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress>"
                                + "</t:Mailbox></t:ToRecipients></t:Message></m:Items></m:CreateItem>"))
                .isEqualTo("NoError");
    }

    private List<String> inboxOfBert() {
        return call(
                        "bert",
                        "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>"
                                + "<m:ParentFolderIds>" + INBOX + "</m:ParentFolderIds></m:FindItem>")
                .tree()
                .filter(element -> element.name().equals("Subject"))
                .map(XmlElement::text)
                .toList();
    }

    @Test
    void repliesOnceToEachSenderWhileItsOwnerIsAway() {
        assertThat(text(settingsOf("anna", "anna"), "OofState")).isEqualTo("Disabled");
        mail("Before");
        assertThat(inboxOfBert()).isEmpty();
        assertThat(oof("anna", settings("Enabled", "", "I am away."))).isEqualTo("NoError");
        mail("One");
        mail("Two");
        assertThat(inboxOfBert()).containsExactly("Automatic reply: One");
        mail("Three");
        assertThat(inboxOfBert()).hasSize(1);
        XmlElement kept = settingsOf("anna", "anna");
        assertThat(text(kept, "OofState")).isEqualTo("Enabled");
        assertThat(text(kept, "ExternalAudience")).isEqualTo("None");
        assertThat(text(kept, "Message")).isEqualTo("I am away.");
        assertThat(text(tips("anna@contoso.com"), "Message")).isEqualTo("I am away.");
        // From now on until tomorrow: what was set anew is told anew.
        var now = exchange.clock.instant();
        String later = duration(now.plus(Duration.ofHours(1)), now.plus(Duration.ofDays(1)));
        assertThat(oof("anna", settings("Scheduled", later, "I am away again.")))
                .isEqualTo("NoError");
        mail("Too early");
        assertThat(inboxOfBert()).hasSize(1);
        exchange.clock.advance(Duration.ofHours(2));
        mail("In time");
        assertThat(inboxOfBert()).contains("Automatic reply: In time").hasSize(2);
        exchange.run(
                "Set-MailboxAutoReplyConfiguration",
                new JsonObject().put("Identity", "anna").put("AutoReplyState", "Disabled"));
        mail("Back");
        assertThat(inboxOfBert()).hasSize(2);
        JsonObject shown = exchange.run("Get-MailboxAutoReplyConfiguration", new JsonObject().put("Identity", "anna"))
                .getJsonArray("output")
                .getJsonObject(0);
        assertThat(shown.getString("AutoReplyState")).isEqualTo("Disabled");
        assertThat(shown.getString("InternalMessage")).isEqualTo("I am away again.");
    }

    private static JsonObject with(String... values) {
        JsonObject parameters = new JsonObject();
        for (int i = 0; i < values.length; i += 2) {
            parameters.put(
                    values[i],
                    values[i].endsWith("Rights") ? new JsonArray(List.of(values[i + 1].split(","))) : values[i + 1]);
        }
        return parameters;
    }

    private JsonArray shown(String cmdlet, String... values) {
        return exchange.run(cmdlet, with(values)).getJsonArray("output");
    }

    private String refused(String cmdlet, String... values) {
        Answer answer = exchange.attempt(cmdlet, with(values));
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        return answer.body();
    }

    private static String ofAnna(String folder) {
        return "<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape></m:FolderShape><m:FolderIds><t:DistinguishedFolderId Id=\""
                + folder + "\"><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox>"
                + "</t:DistinguishedFolderId></m:FolderIds></m:GetFolder>";
    }

    @Test
    void cmdletsGivePermissionsOnFolders() {
        String inbox = "anna@contoso.com:\\Inbox";
        assertThat(code("bert", ofAnna("inbox"))).isEqualTo("ErrorFolderNotFound");
        JsonObject added = shown(
                        "Add-MailboxFolderPermission", "Identity", inbox, "User", "bert", "AccessRights", "Reviewer")
                .getJsonObject(0);
        assertThat(added.getString("FolderName")).isEqualTo("Inbox");
        assertThat(added.getString("User")).isEqualToIgnoringCase("bert");
        assertThat(added.getJsonArray("AccessRights")).containsExactly("Reviewer");
        assertThat(code("bert", ofAnna("inbox"))).isEqualTo("NoError");
        assertThat(refused("Add-MailboxFolderPermission", "Identity", inbox, "User", "bert", "AccessRights", "Editor"))
                .contains("An existing permission entry was found for user: bert.");
        shown(
                "Set-MailboxFolderPermission",
                "Identity",
                inbox,
                "User",
                "bert",
                "AccessRights",
                "ReadItems,EditOwnedItems");
        assertThat(shown("Get-MailboxFolderPermission", "Identity", inbox, "User", "bert")
                        .getJsonObject(0)
                        .getJsonArray("AccessRights"))
                .containsExactly("EditOwnedItems", "ReadItems");
        shown("Remove-MailboxFolderPermission", "Identity", inbox, "User", "bert");
        assertThat(code("bert", ofAnna("inbox"))).isEqualTo("ErrorFolderNotFound");
        assertThat(refused("Remove-MailboxFolderPermission", "Identity", inbox, "User", "bert"))
                .contains("There is no existing permission entry found for user: bert.");
        assertThat(refused(
                        "Set-MailboxFolderPermission", "Identity", inbox, "User", "bert", "AccessRights", "Reviewer"))
                .contains("There is no existing permission entry found for user: bert.");
        assertThat(shown("Get-MailboxFolderPermission", "Identity", "anna:\\Calendar").stream()
                        .map(JsonObject.class::cast)
                        .map(entry -> entry.getString("User") + " "
                                + entry.getJsonArray("AccessRights").getString(0)))
                .containsExactly("Default AvailabilityOnly", "Anonymous None");
        assertThat(refused(
                        "Set-MailboxFolderPermission",
                        "Identity",
                        inbox,
                        "User",
                        "Default",
                        "AccessRights",
                        "AvailabilityOnly"))
                .contains("'AvailabilityOnly' is for calendar folders");
        assertThat(refused(
                        "Set-MailboxFolderPermission",
                        "Identity",
                        inbox,
                        "User",
                        "Default",
                        "AccessRights",
                        "Everything"))
                .contains("AccessRights: 'Everything', expected one of");
        assertThat(refused("Get-MailboxFolderPermission", "Identity", "anna:\\Nowhere"))
                .contains("couldn't be found");
    }

    @Test
    void cmdletsGiveRightsInWholeMailboxes() {
        String asAnna =
                "<m:CreateItem MessageDisposition=\"SendOnly\"><m:Items><t:Message><t:Subject>as Anna</t:Subject><t:ToRecipients>"
                        + "<t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients><t:From><t:Mailbox>"
                        + "<t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:From></t:Message></m:Items></m:CreateItem>";
        String delegates =
                "<m:GetDelegate IncludePermissions=\"true\"><m:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress>"
                        + "</m:Mailbox></m:GetDelegate>";
        String conversations =
                "<m:FindConversation><m:IndexedPageItemView Offset=\"0\" BasePoint=\"Beginning\"/><m:ParentFolderId>"
                        + ofAnna("drafts").replaceAll(".*<m:FolderIds>|</m:FolderIds>.*", "")
                        + "</m:ParentFolderId></m:FindConversation>";
        String people = conversations.replace("FindConversation", "FindPeople");
        assertThat(code("bert", delegates)).isEqualTo("ErrorAccessDenied");
        assertThat(code("bert", conversations)).isEqualTo("ErrorFolderNotFound");
        assertThat(code("bert", people)).isEqualTo("ErrorFolderNotFound");
        shown("Add-MailboxPermission", "Identity", "anna", "User", "bert", "AccessRights", "FullAccess");
        assertThat(refused(
                        "Add-MailboxPermission", "Identity", "anna", "User", "bert", "AccessRights", "ReadPermission"))
                .contains("AccessRights: 'ReadPermission', expected FullAccess");
        assertThat(shown("Get-MailboxPermission", "Identity", "anna")).hasSize(2);
        assertThat(code("bert", ofAnna("drafts"))).isEqualTo("NoError");
        assertThat(code("bert", delegates)).isEqualTo("NoError");
        assertThat(code("bert", conversations)).isEqualTo("NoError");
        assertThat(code("bert", people)).isEqualTo("NoError");
        assertThat(code("bert", asAnna)).isEqualTo("ErrorSendAsDenied");
        shown("Remove-MailboxPermission", "Identity", "anna", "User", "bert", "AccessRights", "FullAccess");
        assertThat(code("bert", ofAnna("drafts"))).isEqualTo("ErrorFolderNotFound");
        shown("Add-ADPermission", "Identity", "anna", "User", "bert", "ExtendedRights", "Send-As");
        assertThat(code("bert", asAnna)).isEqualTo("NoError");
        shown("Remove-ADPermission", "Identity", "anna", "User", "bert", "ExtendedRights", "Send-As");
        assertThat(code("bert", asAnna)).isEqualTo("ErrorSendAsDenied");
        exchange.run(
                "Set-Mailbox",
                new JsonObject().put("Identity", "anna").put("GrantSendOnBehalfTo", new JsonArray().add("bert")));
        assertThat(shown("Get-Mailbox", "Identity", "anna").getJsonObject(0).getJsonArray("GrantSendOnBehalfTo"))
                .hasSize(1);
        assertThat(code("bert", asAnna)).isEqualTo("NoError");
        exchange.run(
                "Set-Mailbox", new JsonObject().put("Identity", "anna").put("GrantSendOnBehalfTo", new JsonArray()));
        assertThat(code("bert", asAnna)).isEqualTo("ErrorSendAsDenied");
    }

    @Test
    void isThereAfterARestart(@TempDir Path folder) {
        RunningExchange other = exchange;
        exchange = new RunningExchange(folder, List.of("contoso.com"));
        try {
            code("anna", configuration("CreateUserConfiguration", "Kept", "<t:XmlData>PGEvPg==</t:XmlData>"));
            oof("anna", settings("Enabled", "", "I am away."));
            mail("One");
            exchange.run(
                    "New-DistributionGroup",
                    new JsonObject().put("Name", "Rooms").put("RoomList", true));
            exchange.restart();
            assertThat(text(call("anna", all("Kept")), "XmlData")).isEqualTo("PGEvPg==");
            assertThat(text(settingsOf("anna", "anna"), "OofState")).isEqualTo("Enabled");
            assertThat(inboxOfBert()).containsExactly("Automatic reply: One");
            assertThat(text(call("anna", "<m:GetRoomLists/>"), "EmailAddress")).isEqualTo("Rooms@contoso.com");
        } finally {
            exchange.close();
            exchange = other;
        }
    }

    @Test
    void refusesRepliesThatDoNotFit() {
        assertThat(oof("bert", settings("Enabled", "", ""))).isEqualTo("ErrorInvalidUserOofSettings");
        assertThat(oof("bert", settings("Scheduled", "", "x"))).isEqualTo("ErrorInvalidScheduledOofDuration");
        assertThat(oof("bert", settings("Scheduled", duration("2026-05-02T00:00:00Z", "2026-05-01T00:00:00Z"), "x")))
                .isEqualTo("ErrorInvalidScheduledOofDuration");
        assertThat(text(settingsOf("bert", "anna"), "ResponseCode")).isEqualTo("ErrorAccessDenied");
        assertThat(text(settingsOf("bert", "bert"), "OofState")).isEqualTo("Disabled");
    }

    private XmlElement tips(String recipient) {
        return call(
                "bert",
                "<m:GetMailTips><m:SendingAs><t:EmailAddress>bert@contoso.com</t:EmailAddress></m:SendingAs><m:Recipients>"
                        + "<t:Mailbox><t:EmailAddress>" + recipient + "</t:EmailAddress></t:Mailbox></m:Recipients>"
                        + "<m:MailTipsRequested>OutOfOfficeMessage TotalMemberCount InvalidRecipient</m:MailTipsRequested>"
                        + "</m:GetMailTips>");
    }

    @Test
    void tellsSendersOfRecipients() {
        XmlElement nobody = tips("nobody@contoso.com");
        assertThat(text(nobody, "InvalidRecipient")).isEqualTo("true");
        assertThat(nobody.find("MailboxFull")).isEmpty();
        exchange.run(
                "New-DistributionGroup", new JsonObject().put("Name", "Both").put("Members", List.of("anna", "bert")));
        XmlElement group = tips("Both@contoso.com");
        assertThat(text(group, "InvalidRecipient")).isEqualTo("false");
        assertThat(text(group, "TotalMemberCount")).isEqualTo("2");
    }

    @Test
    void tellsClientsItsDomains() {
        XmlElement mailTips = call(
                "anna",
                "<m:GetServiceConfiguration><m:RequestedConfiguration><m:ConfigurationName>MailTips</m:ConfigurationName>"
                        + "</m:RequestedConfiguration></m:GetServiceConfiguration>");
        assertThat(mailTips.find("Domain").orElseThrow().attribute("Name")).hasValue("contoso.com");
        assertThat(mailTips.find("UmEnabled")).isEmpty();
    }

    @Test
    void listsRoomsOfRoomLists() {
        exchange.run("Set-Mailbox", new JsonObject().put("Identity", "carla").put("Type", "Room"));
        exchange.run(
                "New-DistributionGroup",
                new JsonObject()
                        .put("Name", "Building 1")
                        .put("RoomList", true)
                        .put("Members", List.of("anna", "carla")));
        exchange.run("New-DistributionGroup", new JsonObject().put("Name", "Sales"));
        assertThat(call("anna", "<m:GetRoomLists/>")
                        .tree()
                        .filter(one -> one.name().equals("EmailAddress"))
                        .map(XmlElement::text))
                .containsExactly("Building1@contoso.com");
        assertThat(call("anna", rooms("building1@contoso.com"))
                        .tree()
                        .filter(one -> one.name().equals("EmailAddress"))
                        .map(XmlElement::text))
                .containsExactly("carla@contoso.com");
        assertThat(code("anna", rooms("Sales@contoso.com"))).isEqualTo("ErrorNameResolutionNoResults");
        assertThat(exchange.run("Get-Mailbox", new JsonObject().put("Identity", "carla"))
                        .getJsonArray("output")
                        .getJsonObject(0)
                        .getString("RecipientTypeDetails"))
                .isEqualTo("RoomMailbox");
        exchange.run(
                "Set-DistributionGroup",
                new JsonObject().put("Identity", "Building 1").put("RoomList", false));
        assertThat(code("anna", rooms("building1@contoso.com"))).isEqualTo("ErrorNameResolutionNoResults");
    }

    private static String rooms(String list) {
        return "<m:GetRooms><m:RoomList><t:EmailAddress>" + list + "</t:EmailAddress></m:RoomList></m:GetRooms>";
    }

    @Test
    void makesTheFoldersOfAPathThatAreMissing() {
        String path = "<m:CreateFolderPath><m:ParentFolderId>" + INBOX + "</m:ParentFolderId><m:RelativeFolderPath>"
                + "<t:Folder><t:DisplayName>A</t:DisplayName></t:Folder><t:Folder><t:DisplayName>B</t:DisplayName></t:Folder>"
                + "</m:RelativeFolderPath></m:CreateFolderPath>";
        List<String> made = folderIds(call("anna", path));
        assertThat(made).hasSize(2).doesNotHaveDuplicates();
        assertThat(folderIds(call("anna", path))).isEqualTo(made);
    }

    private static List<String> folderIds(XmlElement response) {
        return response.tree()
                .filter(element -> element.name().equals("FolderId"))
                .map(id -> id.attribute("Id").orElseThrow())
                .toList();
    }

    @Test
    void movesJunkAndBack() {
        XmlElement made = call(
                "anna",
                "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>" + INBOX
                        + "</m:SavedItemFolderId><m:Items><t:Message><t:Subject>Junk</t:Subject></t:Message></m:Items></m:CreateItem>");
        String id = made.find("ItemId").orElseThrow().attribute("Id").orElseThrow();
        assertThat(call("anna", junk(id, true, false)).find("MovedItemId")).isEmpty();
        XmlElement moved = call("anna", junk(id, true, true));
        String there = moved.find("MovedItemId").orElseThrow().attribute("Id").orElseThrow();
        assertThat(code("anna", junk(id, true, true))).isEqualTo("ErrorItemNotFound");
        assertThat(code("anna", junk(there, false, true))).isEqualTo("NoError");
    }

    private static String junk(String id, boolean junk, boolean move) {
        return "<m:MarkAsJunk IsJunk=\"" + junk + "\" MoveItem=\"" + move + "\"><m:ItemIds><t:ItemId Id=\"" + id
                + "\"/></m:ItemIds></m:MarkAsJunk>";
    }

    /** By the schema they are valid, and nobody is told that something was kept that was not. */
    @Test
    void refusesWhatItWouldReadPast() {
        assertThat(
                        code(
                                "anna",
                                "<m:Subscribe><m:PushSubscriptionRequest SubscribeToAllFolders=\"true\"><t:EventTypes>"
                                        + "<t:EventType>NewMailEvent</t:EventType></t:EventTypes><t:StatusFrequency>1</t:StatusFrequency>"
                                        + "<t:URL>https://client.contoso.com</t:URL></m:PushSubscriptionRequest></m:Subscribe>"))
                .isEqualTo("ErrorInvalidPushSubscriptionUrl");
        assertThat(
                        code(
                                "anna",
                                "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items><t:AcceptSharingInvitation/></m:Items></m:CreateItem>"))
                .isEqualTo("ErrorInvalidItemForOperationCreateItem");
    }
}
