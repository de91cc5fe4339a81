package org.s2slab.exchange.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.ews.EwsServer;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Anna shares folders with Bert. Dora has no right anywhere. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FolderPermissionTest {
    private static final String BERT =
            "<t:UserId><t:PrimarySmtpAddress>bert@contoso.com</t:PrimarySmtpAddress></t:UserId>";
    private static final String DEFAULT = "<t:UserId><t:DistinguishedUser>Default</t:DistinguishedUser></t:UserId>";

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
    void nobodyHasRights() {
        server.asPerson("anna");
        for (String name : List.of("inbox", "calendar")) {
            call("<UpdateFolder><FolderChanges><t:FolderChange>" + folder(name)
                    + "<t:Updates><t:DeleteFolderField><t:FieldURI FieldURI=\"folder:PermissionSet\"/></t:DeleteFolderField>"
                    + "</t:Updates></t:FolderChange></FolderChanges></UpdateFolder>");
        }
    }

    private XmlElement call(String operation) {
        return server.call(operation).response();
    }

    private String code(String operation) {
        return call(operation).find("ResponseCode").orElseThrow().text();
    }

    /** Anna's folder, whoever asks. */
    private static String folder(String name) {
        return "<t:DistinguishedFolderId Id=\"" + name
                + "\"><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>";
    }

    private static String setPermissions(String folder, String element, String set) {
        return "<UpdateFolder><FolderChanges><t:FolderChange>" + folder
                + "<t:Updates><t:SetFolderField><t:FieldURI FieldURI=\"folder:PermissionSet\"/><t:" + element
                + "><t:PermissionSet>" + set + "</t:PermissionSet></t:" + element
                + "></t:SetFolderField></t:Updates></t:FolderChange></FolderChanges></UpdateFolder>";
    }

    private String share(String name, String... permissions) {
        server.asPerson("anna");
        boolean calendar = name.equals("calendar");
        String entry = calendar ? "CalendarPermission" : "Permission";
        String entries = String.join(
                "",
                List.of(permissions).stream()
                        .map(one -> "<t:" + entry + ">" + one + "</t:" + entry + ">")
                        .toList());
        return code(setPermissions(
                folder(name),
                calendar ? "CalendarFolder" : "Folder",
                "<t:" + entry + "s>" + entries + "</t:" + entry + "s>"));
    }

    @Test
    @Requirements("FOLD R1298")
    void namesUsersByASecurityIdentifierThatStays() {
        shareInbox("Reviewer");
        String sid = sid();
        assertThat(sid).matches("S-1-5-21-\\d+-\\d+-\\d+-\\d{4}");
        server.mailboxes.directory.load(List.of()).await();
        assertThat(sid()).isEqualTo(sid);
        server.asPerson("anna");
        assertThat(share("inbox", user(sid) + "<t:PermissionLevel>Editor</t:PermissionLevel>"))
                .isEqualTo("NoError");
        assertThat(call(get(folder("inbox")))
                        .find("PrimarySmtpAddress")
                        .orElseThrow()
                        .text())
                .isEqualTo("bert@contoso.com");
    }

    @ParameterizedTest
    @CsvSource({"bert, ErrorInvalidUserSid", "S-1-5-21-1-2-3-4567, ErrorInvalidUserInfo"})
    void tellsAMalformedSecurityIdentifierFromAnUnknownOne(String sid, String code) {
        assertThat(share("inbox", user(sid) + "<t:PermissionLevel>Editor</t:PermissionLevel>"))
                .isEqualTo(code);
    }

    private String sid() {
        server.asPerson("anna");
        return call(get(folder("inbox"))).find("SID").orElseThrow().text();
    }

    private static String user(String sid) {
        return "<t:UserId><t:SID>" + sid + "</t:SID></t:UserId>";
    }

    private void shareInbox(String level) {
        assertThat(share("inbox", BERT + "<t:PermissionLevel>" + level + "</t:PermissionLevel>"))
                .isEqualTo("NoError");
    }

    private static String get(String folder) {
        return "<GetFolder><FolderShape><t:BaseShape>AllProperties</t:BaseShape></FolderShape><FolderIds>" + folder
                + "</FolderIds></GetFolder>";
    }

    private static String find(String folder) {
        return "<FindItem Traversal=\"Shallow\"><ItemShape><t:BaseShape>AllProperties</t:BaseShape></ItemShape>"
                + "<ParentFolderIds>" + folder + "</ParentFolderIds></FindItem>";
    }

    private static String create(String folder, String subject) {
        return "<CreateItem MessageDisposition=\"SaveOnly\"><SavedItemFolderId>" + folder
                + "</SavedItemFolderId><Items><t:Message><t:Subject>" + subject
                + "</t:Subject></t:Message></Items></CreateItem>";
    }

    private static String read(String id) {
        return "<GetItem><ItemShape><t:BaseShape>AllProperties</t:BaseShape></ItemShape><ItemIds>" + id
                + "</ItemIds></GetItem>";
    }

    private static String update(String id) {
        return "<UpdateItem ConflictResolution=\"AlwaysOverwrite\" MessageDisposition=\"SaveOnly\"><ItemChanges><t:ItemChange>"
                + id
                + "<t:Updates><t:SetItemField><t:FieldURI FieldURI=\"item:Subject\"/><t:Message><t:Subject>changed</t:Subject>"
                + "</t:Message></t:SetItemField></t:Updates></t:ItemChange></ItemChanges></UpdateItem>";
    }

    private static String delete(String id) {
        return "<DeleteItem DeleteType=\"HardDelete\"><ItemIds>" + id + "</ItemIds></DeleteItem>";
    }

    private String made(String who, String subject) {
        server.asPerson(who);
        return "<t:ItemId Id=\""
                + call(create(folder("inbox"), subject))
                        .find("ItemId")
                        .orElseThrow()
                        .attribute("Id")
                        .orElseThrow() + "\"/>";
    }

    @Test
    void decidesAgainInTheTransactionOfTheOperation() {
        String item = made("anna", "before");
        for (String operation : List.of(read(item), update(item), delete(item))) {
            shareInbox("Editor");
            server.asPerson("bert");
            server.meanwhile = () -> server.items
                    .database()
                    .change(tx -> tx.execute("UPDATE folder_permissions SET rights = 0 WHERE folder = 'inbox'"));
            assertThat(code(operation)).as(operation).isEqualTo("ErrorItemNotFound");
            server.meanwhile = Future::succeededFuture;
        }
        server.asPerson("anna");
        assertThat(text(call(read(item)), "Subject")).isEqualTo("before");
    }

    private static String text(XmlElement element, String name) {
        return element.find(name).map(XmlElement::text).orElse("");
    }

    @Test
    @Requirements({"FOLD R1301", "MTGS R147 R239 R247"})
    void hasThePermissionsOfANewMailboxAtFirst() {
        List<XmlElement> entries = call(get(folder("calendar")))
                .find("CalendarPermissions")
                .orElseThrow()
                .children();
        assertThat(entries)
                .extracting(entry -> text(entry, "DistinguishedUser"))
                .containsExactly("Default", "Anonymous");
        assertThat(entries)
                .extracting(entry -> text(entry, "CalendarPermissionLevel"))
                .containsExactly("FreeBusyTimeOnly", "None");
        assertThat(call(get(folder("inbox"))).find("Permissions").orElseThrow().children())
                .extracting(entry -> text(entry, "PermissionLevel"))
                .containsExactly("None", "None");
    }

    @ParameterizedTest
    @CsvSource({
        "Owner, true, true, true, true, true, All, All, FullDetails",
        "PublishingEditor, true, true, false, true, false, All, All, FullDetails",
        "Editor, true, false, false, true, false, All, All, FullDetails",
        "PublishingAuthor, true, true, false, true, false, Owned, Owned, FullDetails",
        "Author, true, false, false, true, false, Owned, Owned, FullDetails",
        "NoneditingAuthor, true, false, false, true, false, None, Owned, FullDetails",
        "Reviewer, false, false, false, true, false, None, None, FullDetails",
        "Contributor, true, false, false, true, false, None, None, None",
        "None, false, false, false, false, false, None, None, None"
    })
    @Requirements({
        "FOLD R4302 R4501 R46 R460102 R4701 R4702 R470302 R4801 R4802 R480302 R4901 R4902 R490302 R5001 R5002 R500302 R5101 R510202",
        "FOLD R5201 R520202 R1222 R122302 R1231 R123201 R1182 R9802 R980301 R1299 R1300"
    })
    void readsALevelBackWithItsRights(
            String level,
            String create,
            String subfolders,
            String owner,
            String visible,
            String contact,
            String edit,
            String delete,
            String read) {
        shareInbox(level);
        List<XmlElement> entries =
                call(get(folder("inbox"))).find("Permissions").orElseThrow().children();
        XmlElement bert = entries.get(2);
        assertThat(bert.at("UserId", "PrimarySmtpAddress").map(XmlElement::text))
                .hasValue("bert@contoso.com");
        assertThat(bert.at("UserId", "DisplayName").map(XmlElement::text)).hasValue("Bert");
        assertThat(bert.children().stream().skip(1).map(XmlElement::text))
                .containsExactly(create, subfolders, owner, visible, contact, edit, delete, read, level);
    }

    @Test
    @Requirements({"FOLD R460101 R490301 R510201 R520201 R122301 R154"})
    void readsSingleRightsBackAsTheLevelThatTheyEqual() {
        String rights = BERT + "<t:CanCreateItems>true</t:CanCreateItems><t:IsFolderVisible>true</t:IsFolderVisible>"
                + "<t:EditItems>Owned</t:EditItems><t:DeleteItems>%s</t:DeleteItems><t:ReadItems>FullDetails</t:ReadItems>"
                + "<t:PermissionLevel>Custom</t:PermissionLevel>";
        assertThat(share("inbox", rights.formatted("Owned"))).isEqualTo("NoError");
        assertThat(text(
                        call(get(folder("inbox")))
                                .find("Permissions")
                                .orElseThrow()
                                .children()
                                .get(2),
                        "PermissionLevel"))
                .isEqualTo("Author");
        assertThat(share("inbox", rights.formatted("None"))).isEqualTo("NoError");
        assertThat(text(
                        call(get(folder("inbox")))
                                .find("Permissions")
                                .orElseThrow()
                                .children()
                                .get(2),
                        "PermissionLevel"))
                .isEqualTo("Custom");
        assertThat(share("inbox", BERT + "<t:PermissionLevel>Custom</t:PermissionLevel>"))
                .isEqualTo("NoError");
        assertThat(text(
                        call(get(folder("inbox")))
                                .find("Permissions")
                                .orElseThrow()
                                .children()
                                .get(2),
                        "PermissionLevel"))
                .as("no single right")
                .isEqualTo("None");
    }

    /** Only Exchange before 2013 refuses single rights beside a level. */
    @Test
    @Requirements("FOLD R54912")
    void takesTheLevelWhereSingleRightsAreBesideIt() {
        String rights = BERT + "<t:CanCreateItems>true</t:CanCreateItems><t:EditItems>All</t:EditItems>"
                + "<t:ReadItems>None</t:ReadItems><t:PermissionLevel>Reviewer</t:PermissionLevel>";
        assertThat(share("inbox", rights)).isEqualTo("NoError");
        XmlElement bert = entryOfBert("inbox");
        assertThat(List.of(text(bert, "CanCreateItems"), text(bert, "EditItems"), text(bert, "ReadItems")))
                .containsExactly("false", "None", "FullDetails");
        assertThat(text(bert, "PermissionLevel")).isEqualTo("Reviewer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CanCreateSubFolders", "IsFolderOwner", "IsFolderContact"})
    @Requirements("FOLD R470301 R480301 R500301")
    void readsASingleRightBack(String right) {
        assertThat(share(
                        "inbox",
                        BERT + "<t:" + right + ">true</t:" + right + "><t:PermissionLevel>Custom</t:PermissionLevel>"))
                .isEqualTo("NoError");
        XmlElement bert = entryOfBert("inbox");
        for (String name : List.of("CanCreateItems", "CanCreateSubFolders", "IsFolderOwner", "IsFolderContact")) {
            assertThat(text(bert, name)).as(name).isEqualTo(Boolean.toString(name.equals(right)));
        }
    }

    /** Who sets the rights of others has to be an owner of the folder. */
    @ParameterizedTest
    @CsvSource({"Owner, NoError", "PublishingEditor, ErrorAccessDenied", "Editor, ErrorAccessDenied"})
    @Requirements("FOLD R46001 R470011 R51011 R52011")
    void setsPermissionsForAnOwnerOnly(String level, String code) {
        shareInbox(level);
        for (String right : List.of("CanCreateItems", "CanCreateSubFolders", "EditItems", "DeleteItems")) {
            String value = right.startsWith("Can") ? "true" : "All";
            server.asPerson("bert");
            assertThat(code(setPermissions(
                            folder("inbox"),
                            "Folder",
                            "<t:Permissions><t:Permission>" + BERT + "<t:PermissionLevel>" + level
                                    + "</t:PermissionLevel></t:Permission><t:Permission>" + DEFAULT + "<t:" + right
                                    + ">" + value + "</t:" + right
                                    + "><t:PermissionLevel>Custom</t:PermissionLevel></t:Permission></t:Permissions>")))
                    .as(right)
                    .isEqualTo(code);
            server.asPerson("anna");
            XmlElement everybody = call(get(folder("inbox")))
                    .find("Permissions")
                    .orElseThrow()
                    .children()
                    .get(0);
            assertThat(text(everybody, right).equals(value)).as(right).isEqualTo(code.equals("NoError"));
        }
    }

    private XmlElement entryOfBert(String name) {
        return call(get(folder(name)))
                .tree()
                .filter(one -> one.name().endsWith("Permission")
                        && text(one, "DisplayName").equals("Bert"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @Requirements("CONT R218")
    void showsAllPermissionsOfAContactsFolder() {
        String entries = "<t:Permission>" + DEFAULT + "<t:PermissionLevel>Reviewer</t:PermissionLevel></t:Permission>"
                + "<t:Permission>" + BERT + "<t:PermissionLevel>Author</t:PermissionLevel></t:Permission>";
        assertThat(code(setPermissions(
                        folder("contacts"), "ContactsFolder", "<t:Permissions>" + entries + "</t:Permissions>")))
                .isEqualTo("NoError");
        XmlElement found = call(get(folder("contacts"))).find("ContactsFolder").orElseThrow();
        assertThat(found.at("PermissionSet", "Permissions").orElseThrow().children())
                .extracting(entry -> text(entry, "DistinguishedUser") + text(entry, "PrimarySmtpAddress") + " "
                        + text(entry, "PermissionLevel"))
                .containsExactly("Default Reviewer", "Anonymous None", "bert@contoso.com Author");
        server.asPerson("dora");
        assertThat(code(find(folder("contacts")))).isEqualTo("NoError");
    }

    @Test
    void refusesPermissionsThatAreNotValid() {
        String reviewer = "<t:PermissionLevel>Reviewer</t:PermissionLevel>";
        assertThat(share("inbox", BERT + reviewer, BERT + reviewer)).isEqualTo("ErrorDuplicateUserIdsSpecified");
        assertThat(share("inbox", "<t:UserId/>" + reviewer)).isEqualTo("ErrorMissingUserIdInformation");
        assertThat(share("inbox", BERT.replace("bert", "nobody") + reviewer)).isEqualTo("ErrorInvalidUserInfo");
        assertThat(code(setPermissions(
                        folder("inbox"),
                        "Folder",
                        "<t:Permissions/><t:UnknownEntries><t:UnknownEntry>x</t:UnknownEntry></t:UnknownEntries>")))
                .isEqualTo("ErrorCannotSetPermissionUnknownEntries");
        assertThat(code(setPermissions(folder("calendar"), "Folder", "<t:Permissions/>")))
                .isEqualTo("ErrorCannotSetNonCalendarPermissionOnCalendarFolder");
        assertThat(code(setPermissions(folder("inbox"), "CalendarFolder", "<t:CalendarPermissions/>")))
                .isEqualTo("ErrorCannotSetCalendarPermissionOnNonCalendarFolder");
    }

    @ParameterizedTest
    @CsvSource({
        // level, GetFolder, FindItem, CreateItem, and of Anna's item: GetItem, UpdateItem, DeleteItem; of one's own:
        // the same
        "Owner, NoError, NoError, NoError, NoError, NoError, NoError, NoError, NoError",
        "Editor, NoError, NoError, NoError, NoError, NoError, NoError, NoError, NoError",
        "Author, NoError, NoError, NoError, NoError, ErrorAccessDenied, ErrorAccessDenied, NoError, NoError",
        "NoneditingAuthor, NoError, NoError, NoError, NoError, ErrorAccessDenied, ErrorAccessDenied, ErrorAccessDenied, NoError",
        "Reviewer, NoError, NoError, ErrorCreateItemAccessDenied, NoError, ErrorAccessDenied, ErrorAccessDenied, ErrorAccessDenied, ErrorAccessDenied",
        "Contributor, NoError, ErrorAccessDenied, NoError, ErrorItemNotFound, ErrorItemNotFound, ErrorItemNotFound, ErrorAccessDenied, ErrorAccessDenied",
        "None, ErrorFolderNotFound, ErrorFolderNotFound, ErrorFolderNotFound, ErrorItemNotFound, ErrorItemNotFound, ErrorItemNotFound, ErrorItemNotFound, ErrorItemNotFound"
    })
    @Requirements({"FOLD R140 R141 R142 R145 R146 R148 R150 R151 R152 R153 R157 R158 R1531 R4502 R47001"})
    void givesNoMoreThanTheLevel(
            String level,
            String get,
            String find,
            String create,
            String read,
            String update,
            String delete,
            String updateOwn,
            String deleteOwn) {
        String annas = made("anna", "Anna's");
        shareInbox("Author");
        String own = made("bert", "Bert's");
        shareInbox(level);
        server.asPerson("bert");
        assertThat(code(get(folder("inbox")))).isEqualTo(get);
        assertThat(code(find(folder("inbox")))).isEqualTo(find);
        assertThat(code(create(folder("inbox"), "new"))).isEqualTo(create);
        assertThat(code(read(annas))).isEqualTo(read);
        assertThat(code(update(annas))).isEqualTo(update);
        assertThat(code(delete(annas))).isEqualTo(delete);
        assertThat(code(read(own))).isEqualTo(level.equals("None") ? "ErrorItemNotFound" : "NoError");
        assertThat(code(update(own))).isEqualTo(updateOwn);
        assertThat(code(delete(own))).isEqualTo(deleteOwn);
        server.asPerson("dora");
        assertThat(code(get(folder("inbox")))).isEqualTo("ErrorFolderNotFound");
        assertThat(code(read(annas))).isEqualTo("ErrorItemNotFound");
    }

    /** The rights of the two levels that may also make folders. */
    @ParameterizedTest
    @CsvSource({"PublishingEditor, NoError", "PublishingAuthor, ErrorAccessDenied"})
    @Requirements("FOLD R147 R149")
    void letsPublishersMakeFolders(String level, String others) {
        String annas = made("anna", "Anna's");
        shareInbox(level);
        String own = made("bert", "Bert's");
        assertThat(code(read(annas))).isEqualTo("NoError");
        assertThat(code(update(annas))).isEqualTo(others);
        assertThat(code(delete(annas))).isEqualTo(others);
        assertThat(code(read(own))).isEqualTo("NoError");
        assertThat(code(update(own))).isEqualTo("NoError");
        assertThat(code(delete(own))).isEqualTo("NoError");
        XmlElement made = call("<CreateFolder><ParentFolderId>" + folder("inbox")
                + "</ParentFolderId><Folders><t:Folder><t:DisplayName>Of a publisher</t:DisplayName></t:Folder></Folders>"
                + "</CreateFolder>");
        assertThat(text(made, "ResponseCode")).isEqualTo("NoError");
        server.asPerson("anna");
        String id =
                made.find("FolderId").flatMap(found -> found.attribute("Id")).orElseThrow();
        assertThat(code("<DeleteFolder DeleteType=\"HardDelete\"><FolderIds><t:FolderId Id=\"" + id
                        + "\"/></FolderIds></DeleteFolder>"))
                .isEqualTo("NoError");
    }

    @ParameterizedTest
    @CsvSource({
        "Reviewer, false, true, NoError, ErrorCreateItemAccessDenied",
        "Contributor, true, false, ErrorAccessDenied, NoError"
    })
    @Requirements("FOLD R810104 R8101012")
    void tellsThatTheCallerCannotReadOrCreate(
            String level, String creates, String reads, String found, String created) {
        shareInbox(level);
        server.asPerson("bert");
        XmlElement rights = call(get(folder("inbox"))).find("EffectiveRights").orElseThrow();
        assertThat(List.of(text(rights, "CreateContents"), text(rights, "Read")))
                .containsExactly(creates, reads);
        assertThat(code(find(folder("inbox")))).isEqualTo(found);
        assertThat(code(create(folder("inbox"), "new"))).isEqualTo(created);
    }

    @Test
    @Requirements({
        "FOLD R810102 R810106 R810108 R8101010 R1137 R21143",
        "CORE R21131 R21133 R1133 R21135 R21144 R21139 R1137b R21143"
    })
    void tellsTheRightsOfTheCaller() {
        String annas = made("anna", "Anna's");
        shareInbox("Author");
        server.asPerson("bert");
        XmlElement folder = call(get(folder("inbox"))).find("EffectiveRights").orElseThrow();
        assertThat(folder.children())
                .extracting(XmlElement::text)
                .containsExactly("false", "true", "false", "false", "false", "true", "false");
        assertThat(text(folder, "CreateHierarchy")).isEqualTo("false");
        assertThat(code("<CreateFolder><ParentFolderId>" + folder("inbox")
                        + "</ParentFolderId><Folders><t:Folder><t:DisplayName>Bert's</t:DisplayName></t:Folder></Folders>"
                        + "</CreateFolder>"))
                .isEqualTo("ErrorAccessDenied");
        XmlElement item = call(read(annas)).find("EffectiveRights").orElseThrow();
        assertThat(item.children())
                .extracting(XmlElement::text)
                .containsExactly("false", "false", "false", "false", "false", "true", "false");
        String own = made("bert", "Bert's");
        assertThat(call(read(own)).find("EffectiveRights").orElseThrow().children())
                .extracting(XmlElement::text)
                .containsExactly("false", "false", "false", "true", "true", "true", "false");
        assertThat(call(get(folder("inbox"))).find("PermissionSet")).isEmpty();
        assertThat(code(setPermissions(folder("inbox"), "Folder", "<t:Permissions/>")))
                .isEqualTo("ErrorAccessDenied");
    }

    @Test
    void givesDefaultToEverybodyElse() {
        share(
                "inbox",
                DEFAULT + "<t:PermissionLevel>Reviewer</t:PermissionLevel>",
                BERT + "<t:PermissionLevel>None</t:PermissionLevel>");
        server.asPerson("dora");
        assertThat(code(find(folder("inbox")))).isEqualTo("NoError");
        server.asPerson("bert");
        assertThat(code(find(folder("inbox")))).isEqualTo("ErrorFolderNotFound");
    }

    @Test
    void answersForEachOfSeveralMailboxesByItself() {
        String annas = made("anna", "Anna's");
        server.asPerson("bert");
        String own = "<t:ItemId Id=\""
                + call("<CreateItem MessageDisposition=\"SaveOnly\"><Items><t:Message/></Items></CreateItem>")
                        .find("ItemId")
                        .orElseThrow()
                        .attribute("Id")
                        .orElseThrow()
                + "\"/>";
        shareInbox("Reviewer");
        server.asPerson("bert");
        String nobody = folder("inbox").replace("anna@", "nobody@");
        assertThat(call(read(own + annas + own))
                        .child("ResponseMessages")
                        .orElseThrow()
                        .children())
                .extracting(message -> text(message, "ResponseCode"))
                .containsExactly("NoError", "NoError", "NoError");
        assertThat(call(get(folder("inbox") + folder("drafts") + nobody + "<t:DistinguishedFolderId Id=\"drafts\"/>"))
                        .child("ResponseMessages")
                        .orElseThrow()
                        .children())
                .extracting(message -> text(message, "ResponseCode"))
                .containsExactly("NoError", "ErrorFolderNotFound", "ErrorNonExistentMailbox", "NoError");
    }

    @Test
    void showsOnlyTheFoldersThatAreShared() {
        server.asPerson("anna");
        call(
                "<CreateFolder><ParentFolderId>" + folder("inbox")
                        + "</ParentFolderId><Folders><t:Folder><t:DisplayName>Before</t:DisplayName></t:Folder></Folders></CreateFolder>");
        shareInbox("Reviewer");
        assertThat(
                        code(
                                "<CreateFolder><ParentFolderId>" + folder("inbox")
                                        + "</ParentFolderId><Folders><t:Folder><t:DisplayName>After</t:DisplayName></t:Folder></Folders></CreateFolder>"))
                .isEqualTo("NoError");
        server.asPerson("bert");
        XmlElement found =
                call("<FindFolder Traversal=\"Deep\"><FolderShape><t:BaseShape>Default</t:BaseShape></FolderShape>"
                        + "<ParentFolderIds>" + folder("inbox") + "</ParentFolderIds></FindFolder>");
        assertThat(found.tree().filter(one -> one.name().equals("DisplayName")).map(XmlElement::text))
                .containsExactly("After");
        XmlElement synced =
                call("<SyncFolderHierarchy><FolderShape><t:BaseShape>Default</t:BaseShape></FolderShape><SyncFolderId>"
                        + folder("inbox") + "</SyncFolderId></SyncFolderHierarchy>");
        assertThat(synced.tree().filter(one -> one.name().equals("DisplayName")).map(XmlElement::text))
                .containsExactly("After");
    }

    /** Also beside the id of an item or folder of Anna over which Bert has the right. */
    @Test
    void takesADistinguishedFolderWithoutAMailboxForOneOfTheCaller() {
        shareInbox("Owner");
        String item = made("bert", "shared");
        server.asPerson("anna");
        String shared = "<t:FolderId Id=\""
                + call("<CreateFolder><ParentFolderId>" + folder("inbox")
                                + "</ParentFolderId><Folders><t:Folder><t:DisplayName>Bare</t:DisplayName></t:Folder></Folders></CreateFolder>")
                        .find("FolderId")
                        .orElseThrow()
                        .attribute("Id")
                        .orElseThrow()
                + "\"/>";
        server.asPerson("bert");
        String bare = "<t:DistinguishedFolderId Id=\"drafts\"/>";
        String synchronize =
                "<SyncFolderItems><ItemShape><t:BaseShape>AllProperties</t:BaseShape></ItemShape><SyncFolderId>" + bare
                        + "</SyncFolderId><Ignore>" + item
                        + "</Ignore><MaxChangesReturned>10</MaxChangesReturned></SyncFolderItems>";
        assertThat(code(synchronize)).as("an id to ignore is not read").isEqualTo("NoError");
        for (String request : List.of(
                "<CreateItem MessageDisposition=\"SaveOnly\"><SavedItemFolderId>" + bare
                        + "</SavedItemFolderId><Items><t:ForwardItem>" + item.replace("t:ItemId", "t:ReferenceItemId")
                        + "</t:ForwardItem></Items></CreateItem>",
                "<MoveFolder><ToFolderId>" + bare + "</ToFolderId><FolderIds>" + shared + "</FolderIds></MoveFolder>",
                "<CreateFolder><ParentFolderId>" + shared + "</ParentFolderId><Folders><t:SearchFolder><t:DisplayName>S"
                        + "</t:DisplayName><t:SearchParameters Traversal=\"Shallow\"><t:Restriction><t:Exists>"
                        + "<t:FieldURI FieldURI=\"item:Subject\"/></t:Exists></t:Restriction><t:BaseFolderIds>" + bare
                        + "</t:BaseFolderIds></t:SearchParameters></t:SearchFolder></Folders></CreateFolder>")) {
            assertThat(code(request)).as(request).isEqualTo("ErrorAccessDenied");
        }
    }

    private static String appointment(String subject, String more) {
        return "<CreateItem SendMeetingInvitations=\"SendToNone\"><SavedItemFolderId>" + folder("calendar")
                + "</SavedItemFolderId><Items><t:CalendarItem><t:Subject>" + subject + "</t:Subject>" + more
                + "<t:Start>2026-03-01T10:00:00Z</t:Start><t:End>2026-03-01T11:00:00Z</t:End></t:CalendarItem></Items></CreateItem>";
    }

    @Test
    @Requirements("CORE R21141 R21142")
    void hidesWhatIsPrivate() {
        server.asPerson("anna");
        XmlElement made = call(appointment("Secret", "<t:Sensitivity>Private</t:Sensitivity>"));
        String id = "<t:ItemId Id=\""
                + made.find("ItemId").orElseThrow().attribute("Id").orElseThrow() + "\"/>";
        share("calendar", BERT + "<t:CalendarPermissionLevel>Editor</t:CalendarPermissionLevel>");
        server.asPerson("bert");
        assertThat(code(read(id))).isEqualTo("ErrorItemNotFound");
        assertThat(code(delete(id))).isEqualTo("ErrorItemNotFound");
        XmlElement row = call(find(folder("calendar"))).find("CalendarItem").orElseThrow();
        assertThat(row.child("Subject")).isEmpty();
        assertThat(text(row, "Start")).isEqualTo("2026-03-01T10:00:00Z");
        assertThat(row.at("EffectiveRights", "Read").map(XmlElement::text)).hasValue("false");
        String search = find(folder("calendar"))
                .replace(
                        "<ParentFolderIds>",
                        "<Restriction><t:Contains ContainmentMode=\"Substring\" ContainmentComparison=\"IgnoreCase\">"
                                + "<t:FieldURI FieldURI=\"item:Subject\"/><t:Constant Value=\"Secret\"/></t:Contains></Restriction><ParentFolderIds>");
        assertThat(call(search).find("CalendarItem")).isEmpty();
        server.asPerson("anna");
        assertThat(call(search).find("CalendarItem")).isPresent();
        assertThat(call(read(id)).find("ViewPrivateItems").map(XmlElement::text))
                .hasValue("true");
        assertThat(code(delete(id).replace("HardDelete\"", "HardDelete\" SendMeetingCancellations=\"SendToNone\"")))
                .isEqualTo("NoError");
    }

    @ParameterizedTest
    @CsvSource({
        // level, FindItem, CreateItem, GetItem, UpdateItem, DeleteItem
        "Editor, NoError, NoError, NoError, NoError, NoError",
        "Author, NoError, NoError, NoError, ErrorAccessDenied, ErrorAccessDenied",
        "NoneditingAuthor, NoError, NoError, NoError, ErrorAccessDenied, ErrorAccessDenied",
        "Reviewer, NoError, ErrorCreateItemAccessDenied, NoError, ErrorAccessDenied, ErrorAccessDenied",
        "Contributor, ErrorAccessDenied, NoError, ErrorItemNotFound, ErrorItemNotFound, ErrorItemNotFound",
        "None, ErrorFolderNotFound, ErrorFolderNotFound, ErrorItemNotFound, ErrorItemNotFound, ErrorItemNotFound"
    })
    @Requirements("MTGS R486 R487 R91 R94 R100")
    void givesNoMoreThanTheLevelOfTheCalendar(
            String level, String find, String create, String read, String update, String delete) {
        server.asPerson("anna");
        String id = "<t:ItemId Id=\""
                + call(appointment("Anna's", ""))
                        .find("ItemId")
                        .orElseThrow()
                        .attribute("Id")
                        .orElseThrow() + "\"/>";
        share("calendar", BERT + "<t:CalendarPermissionLevel>" + level + "</t:CalendarPermissionLevel>");
        server.asPerson("bert");
        assertThat(code(find(folder("calendar")))).isEqualTo(find);
        XmlElement own = call(appointment("new", ""));
        assertThat(own.find("ResponseCode").map(XmlElement::text)).hasValue(create);
        own.find("ItemId")
                .flatMap(made -> made.attribute("Id"))
                .ifPresent(made -> assertThat(code(read("<t:ItemId Id=\"" + made + "\"/>")))
                        .isEqualTo(level.equals("Contributor") ? "ErrorItemNotFound" : "NoError"));
        assertThat(code(read(id))).isEqualTo(read);
        assertThat(code(update(id)
                        .replace("t:Message>", "t:CalendarItem>")
                        .replace(
                                "MessageDisposition=\"SaveOnly\"",
                                "SendMeetingInvitationsOrCancellations=\"SendToNone\"")))
                .isEqualTo(update);
        assertThat(code(delete(id).replace("HardDelete\"", "HardDelete\" SendMeetingCancellations=\"SendToNone\"")))
                .isEqualTo(delete);
    }

    private String annasAppointment() {
        return "<t:ItemId Id=\""
                + call(appointment("Somebody's", ""))
                        .find("ItemId")
                        .orElseThrow()
                        .attribute("Id")
                        .orElseThrow() + "\"/>";
    }

    private static String updateAppointment(String id) {
        return update(id)
                .replace("t:Message>", "t:CalendarItem>")
                .replace("MessageDisposition=\"SaveOnly\"", "SendMeetingInvitationsOrCancellations=\"SendToNone\"");
    }

    private static String deleteAppointment(String id) {
        return delete(id).replace("HardDelete\"", "HardDelete\" SendMeetingCancellations=\"SendToNone\"");
    }

    /** By the level: what happens to somebody else's item, to one's own, and whether there can be a folder in the calendar. */
    @ParameterizedTest
    @CsvSource({
        "Owner, true, true, true, true, true, true",
        "PublishingEditor, true, true, true, true, true, false",
        "PublishingAuthor, false, false, true, true, true, false",
        "Author, false, false, true, true, false, false",
        "NoneditingAuthor, false, false, false, true, false, false"
    })
    @Requirements("MTGS R88 R95 R96 R97 R98 R99 R245 R248")
    void givesOverItemsAndFoldersOfTheCalendarWhatTheLevelSays(
            String level,
            boolean edits,
            boolean deletes,
            boolean editsOwn,
            boolean deletesOwn,
            boolean folders,
            boolean owns) {
        server.asPerson("anna");
        String annas = annasAppointment();
        share("calendar", BERT + "<t:CalendarPermissionLevel>" + level + "</t:CalendarPermissionLevel>");
        XmlElement entry = call(get(folder("calendar")))
                .find("CalendarPermissions")
                .orElseThrow()
                .children()
                .get(2);
        assertThat(text(entry, "CalendarPermissionLevel")).isEqualTo(level);
        assertThat(text(entry, "ReadItems")).isEqualTo("FullDetails");
        assertThat(List.of(text(entry, "IsFolderOwner"), text(entry, "IsFolderContact")))
                .containsOnly(Boolean.toString(owns));
        server.asPerson("bert");
        String own = annasAppointment();
        assertThat(code(read(annas))).isEqualTo("NoError");
        assertThat(code(updateAppointment(annas))).isEqualTo(edits ? "NoError" : "ErrorAccessDenied");
        assertThat(code(deleteAppointment(annas))).isEqualTo(deletes ? "NoError" : "ErrorAccessDenied");
        assertThat(code(updateAppointment(own))).isEqualTo(editsOwn ? "NoError" : "ErrorAccessDenied");
        assertThat(code(deleteAppointment(own))).isEqualTo(deletesOwn ? "NoError" : "ErrorAccessDenied");
        assertThat(code("<CreateFolder><ParentFolderId>" + folder("calendar")
                        + "</ParentFolderId><Folders><t:CalendarFolder><t:DisplayName>In " + level
                        + "</t:DisplayName></t:CalendarFolder></Folders></CreateFolder>"))
                .isEqualTo(folders ? "NoError" : "ErrorAccessDenied");
    }

    /** Sent Items are nobody's but Anna's. Only a draft would be saved there. */
    @Test
    void needsARightInSentItemsForADraftOnlyWhereAnUpdateSaysHowToSend() {
        server.asPerson("anna");
        String appointment = annasAppointment();
        String draft = made("anna", "draft");
        shareInbox("Editor");
        share("calendar", BERT + "<t:CalendarPermissionLevel>Editor</t:CalendarPermissionLevel>");
        server.asPerson("bert");
        assertThat(code(updateAppointment(appointment)
                        .replace("<UpdateItem ", "<UpdateItem MessageDisposition=\"SendAndSaveCopy\" ")))
                .isEqualTo("NoError");
        assertThat(code(update(draft).replace("SaveOnly", "SendAndSaveCopy"))).isEqualTo("ErrorFolderNotFound");
    }

    @Test
    @Requirements("MTGS R90")
    void givesSingleRightsInTheCalendar() {
        server.asPerson("anna");
        String annas = annasAppointment();
        share(
                "calendar",
                BERT
                        + "<t:EditItems>None</t:EditItems><t:DeleteItems>All</t:DeleteItems><t:ReadItems>FullDetails</t:ReadItems>"
                        + "<t:CalendarPermissionLevel>Custom</t:CalendarPermissionLevel>");
        assertThat(text(
                        call(get(folder("calendar")))
                                .find("CalendarPermissions")
                                .orElseThrow()
                                .children()
                                .get(2),
                        "CalendarPermissionLevel"))
                .isEqualTo("Custom");
        server.asPerson("bert");
        assertThat(code(read(annas))).isEqualTo("NoError");
        assertThat(code(updateAppointment(annas))).isEqualTo("ErrorAccessDenied");
        assertThat(code(deleteAppointment(annas))).isEqualTo("NoError");
    }

    @ParameterizedTest
    @CsvSource({
        "calendar, CalendarPermission, '', Reviewer, FullDetails",
        "calendar, CalendarPermission, <t:IsFolderVisible>true</t:IsFolderVisible><t:ReadItems>TimeOnly</t:ReadItems>, Custom, TimeOnly",
        "calendar, CalendarPermission, '', Contributor, None",
        "contacts, Permission, '', Reviewer, FullDetails",
        "contacts, Permission, '', Contributor, None"
    })
    @Requirements({"MTGS R145 R1046 R1338", "CONT R216 R216001", "FOLD R216b"})
    void tellsHowMuchOfASharedFolderSomebodySees(
            String name, String element, String single, String level, String rights) {
        server.asPerson("anna");
        String type = name.equals("calendar") ? "CalendarFolder" : "ContactsFolder";
        assertThat(code(setPermissions(
                        folder(name),
                        type,
                        "<t:" + element + "s><t:" + element + ">"
                                + BERT + single + "<t:" + element + "Level>" + level + "</t:" + element + "Level></t:"
                                + element
                                + "></t:" + element + "s>")))
                .isEqualTo("NoError");
        String asked = get(folder(name))
                .replace("AllProperties", "IdOnly")
                .replace(
                        "</FolderShape>",
                        "<t:AdditionalProperties><t:FieldURI FieldURI=\"folder:SharingEffectiveRights\"/>"
                                + "</t:AdditionalProperties></FolderShape>");
        assertThat(call(asked).find("SharingEffectiveRights")).isEmpty();
        server.asPerson("bert");
        assertThat(text(call(asked), "SharingEffectiveRights")).isEqualTo(rights);
        server.asPerson("anna");
        assertThat(code("<UpdateFolder><FolderChanges><t:FolderChange>" + folder(name)
                        + "<t:Updates><t:SetFolderField><t:FieldURI FieldURI=\"folder:SharingEffectiveRights\"/><t:"
                        + type
                        + "><t:SharingEffectiveRights>None</t:SharingEffectiveRights></t:" + type
                        + "></t:SetFolderField></t:Updates></t:FolderChange></FolderChanges></UpdateFolder>"))
                .isEqualTo("ErrorInvalidPropertySet");
        assertThat(code("<CreateFolder><ParentFolderId>" + folder(name) + "</ParentFolderId><Folders><t:" + type
                        + "><t:DisplayName>x</t:DisplayName><t:SharingEffectiveRights>None</t:SharingEffectiveRights></t:"
                        + type + "></Folders></CreateFolder>"))
                .isEqualTo("ErrorInvalidPropertySet");
    }

    /** Entries of the folder whose accounts the directory does not have any more. */
    @ParameterizedTest
    @CsvSource({"calendar, CalendarPermission", "inbox, Permission"})
    @Requirements({"MTGS R241", "FOLD R5702 R1201 R1202 R120301 R120302"})
    void listsEntriesByThemselvesThatTheDirectoryDoesNotHave(String name, String element) {
        share(name, BERT + "<t:" + element + "Level>Reviewer</t:" + element + "Level>");
        XmlElement before = call(get(folder(name)));
        assertThat(text(before, "ResponseCode")).isEqualTo("NoError");
        assertThat(before.find("UnknownEntries")).isEmpty();
        for (String gone : List.of("S-1-5-21-1-2-3-4", "S-1-5-21-1-2-3-5")) {
            server.mailboxes
                    .database
                    .change(tx -> tx.execute(
                            "INSERT INTO folder_permissions (mailbox, folder, member, rights) VALUES (?, ?, ?, 1)",
                            server.mailboxes.of("anna").id(),
                            name,
                            gone))
                    .await();
        }
        XmlElement after = call(get(folder(name)));
        assertThat(text(after, "ResponseCode")).isEqualTo("NoError");
        XmlElement set = after.find("PermissionSet").orElseThrow();
        assertThat(set.at(element + "s").orElseThrow().children()).hasSize(3);
        assertThat(set.at("UnknownEntries").orElseThrow().children())
                .extracting(XmlElement::text)
                .containsExactly("S-1-5-21-1-2-3-4", "S-1-5-21-1-2-3-5");
    }

    /** Bert may read, create and delete his own items in Anna's inbox, and nothing in her calendar. */
    @Test
    void movesAndCopiesItemsBetweenMailboxes() {
        String secret = made("anna", "Anna's");
        shareInbox("Author");
        String taken = made("bert", "Bert's");
        String inbox = "<t:DistinguishedFolderId Id=\"inbox\"/>";
        XmlElement copy =
                call(transfer("CopyItem", inbox, secret)).find("ItemId").orElseThrow();
        assertThat(text(call(read(id(copy))), "Subject")).isEqualTo("Anna's");
        XmlElement moved =
                call(transfer("MoveItem", inbox, taken)).find("ItemId").orElseThrow();
        assertThat(code(read(taken))).isEqualTo("ErrorItemNotFound");
        XmlElement back = call(transfer("MoveItem", folder("inbox"), id(moved)))
                .find("ItemId")
                .orElseThrow();
        assertThat(text(call(read(id(back))), "Subject")).isEqualTo("Bert's");
        assertThat(code(update(id(back)))).as("it is Bert's").isEqualTo("NoError");
        assertThat(code(transfer("MoveItem", inbox, secret))).isEqualTo("ErrorAccessDenied");
        assertThat(code(transfer("CopyItem", folder("calendar"), id(copy)))).isEqualTo("ErrorFolderNotFound");
        assertThat(code(transfer("MoveItem", folder("calendar"), id(copy)))).isEqualTo("ErrorFolderNotFound");
        server.asPerson("dora");
        assertThat(code(transfer("CopyItem", inbox, secret))).isEqualTo("ErrorItemNotFound");
        server.asPerson("anna");
        assertThat(code(read(secret))).isEqualTo("NoError");
        assertThat(code(transfer("CopyItem", inbox, id(copy))))
                .as("Bert's copy")
                .isEqualTo("ErrorItemNotFound");
    }

    private static String transfer(String operation, String folder, String id) {
        return "<" + operation + "><ToFolderId>" + folder + "</ToFolderId><ItemIds>" + id + "</ItemIds></" + operation
                + ">";
    }

    private static String id(XmlElement id) {
        return "<t:ItemId Id=\"" + id.attribute("Id").orElseThrow() + "\"/>";
    }
}
