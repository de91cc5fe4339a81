package org.s2slab.exchange.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.subjects;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Folders as MS-OXWSFOLD describes them. Each test makes folders of its own. */
class FolderRequirementsTest {
    private static final String ALL = "<t:BaseShape>AllProperties</t:BaseShape>";
    private static final String SEARCH = """
            <t:SearchParameters Traversal="Deep"><t:Restriction><t:Exists><t:FieldURI FieldURI="item:Subject"/></t:Exists>\
            </t:Restriction><t:BaseFolderIds><t:DistinguishedFolderId Id="inbox"/></t:BaseFolderIds></t:SearchParameters>""";

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static String idOf(XmlElement element) {
        return element.attribute("Id").orElseThrow();
    }

    private static String named(XmlElement id) {
        return "<t:FolderId Id=\"" + idOf(id) + "\"/>";
    }

    private static String create(String parent, String folders) {
        return "<m:CreateFolder><m:ParentFolderId>" + parent + "</m:ParentFolderId><m:Folders>" + folders
                + "</m:Folders></m:CreateFolder>";
    }

    private static XmlElement idIn(XmlElement message) {
        return message.child("Folders")
                .orElseThrow()
                .children()
                .get(0)
                .child("FolderId")
                .orElseThrow();
    }

    private XmlElement made(String parent, String name) {
        return idIn(done(
                mailbox.anna,
                create(
                        parent,
                        "<t:Folder><t:FolderClass>IPF.Note</t:FolderClass><t:DisplayName>" + name
                                + "</t:DisplayName></t:Folder>")));
    }

    private static String getFolder(String shape, String folder) {
        return "<m:GetFolder><m:FolderShape>" + shape + "</m:FolderShape><m:FolderIds>" + folder
                + "</m:FolderIds></m:GetFolder>";
    }

    private XmlElement read(String shape, String folder) {
        return done(mailbox.anna, getFolder(shape, folder))
                .child("Folders")
                .orElseThrow()
                .children()
                .get(0);
    }

    private static String update(XmlElement id, String updates) {
        return "<m:UpdateFolder><m:FolderChanges><t:FolderChange>" + named(id) + "<t:Updates>" + updates
                + "</t:Updates></t:FolderChange></m:FolderChanges></m:UpdateFolder>";
    }

    private static String set(String uri, String value) {
        return "<t:SetFolderField>" + field(uri) + value + "</t:SetFolderField>";
    }

    private XmlElement put(XmlElement folder, String properties) {
        return MailboxCalls.item(done(
                        mailbox.anna,
                        "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>" + named(folder)
                                + "</m:SavedItemFolderId><m:Items><t:Message>" + properties
                                + "</t:Message></m:Items></m:CreateItem>"))
                .child("ItemId")
                .orElseThrow();
    }

    /** A folder of mail may have any class; its permissions are those of its element. */
    @Test
    void sharesANewFolderOfItemsThatHasTheClassOfACalendar() {
        String permissions = "<t:PermissionSet><t:Permissions><t:Permission><t:UserId>"
                + "<t:DistinguishedUser>Default</t:DistinguishedUser></t:UserId>"
                + "<t:PermissionLevel>Editor</t:PermissionLevel></t:Permission></t:Permissions></t:PermissionSet>";
        XmlElement id = idIn(done(
                mailbox.anna,
                create(
                        folder("calendar"),
                        "<t:Folder><t:FolderClass>IPF.Appointment</t:FolderClass><t:DisplayName>shared</t:DisplayName>"
                                + permissions + "</t:Folder>")));
        XmlElement read = read(MailboxCalls.properties("folder:PermissionSet"), named(id));
        assertThat(text(read, "PermissionSet", "CalendarPermissions", "CalendarPermission", "CalendarPermissionLevel"))
                .isEqualTo("Editor");
    }

    @ParameterizedTest
    @CsvSource({
        "Folder, '', ''",
        "CalendarFolder, IPF.Appointment, ''",
        "ContactsFolder, IPF.Contact, ''",
        "TasksFolder, IPF.Task, ''",
        "SearchFolder, '', search"
    })
    @Requirements(
            "FOLD R2802 R2901 R3301 R3302 R3501 R6602 R6603 R6604 R6801 R6803 R6804 R70 R585 R587 R589 R589202 R7101 R9602"
                    + " R252 R256 R258 R260 R262 R264 R2201 R2202 R22202 R3863 R3864 R38644 R7802 R980302"
                    + " R534 R536 R538 R540 R542 R4643 R46444 R4644 R5251 R531 R8902 R90 R9301")
    void makesReadsAndRenamesFoldersOfEachKind(String element, String folderClass, String search) {
        String name = "kind " + element;
        XmlElement created = done(
                mailbox.anna,
                create(
                        folder("msgfolderroot"),
                        "<t:" + element + "><t:DisplayName>" + name + "</t:DisplayName>"
                                + (search.isEmpty() ? "" : SEARCH) + "</t:" + element + ">"));
        assertThat(created.attribute("ResponseClass")).hasValue("Success");
        XmlElement id = created.at("Folders", element, "FolderId").orElseThrow();
        XmlElement read = read(ALL, named(id));
        assertThat(read.name()).isEqualTo(element);
        assertThat(text(read, "DisplayName")).isEqualTo(name);
        assertThat(text(read, "FolderClass")).isEqualTo(folderClass);
        assertThat(read.child("FolderId").map(FolderRequirementsTest::idOf)).hasValue(idOf(id));
        XmlElement root = read(ALL, folder("msgfolderroot"));
        assertThat(read.child("ParentFolderId").map(FolderRequirementsTest::idOf))
                .isEqualTo(root.child("FolderId").map(FolderRequirementsTest::idOf));
        for (String part : List.of("FolderId", "ParentFolderId")) {
            for (String attribute : List.of("Id", "ChangeKey")) {
                assertThat(Base64.getDecoder()
                                .decode(read.child(part)
                                        .flatMap(found -> found.attribute(attribute))
                                        .orElseThrow()))
                        .hasSizeLessThanOrEqualTo(512);
            }
        }
        String renamed = "<t:" + element + "><t:DisplayName>new " + name + "</t:DisplayName></t:" + element + ">";
        XmlElement updated = done(mailbox.anna, update(id, set("folder:DisplayName", renamed)));
        assertThat(idOf(idIn(updated))).isEqualTo(idOf(id));
        assertThat(idIn(updated).attribute("ChangeKey")).isNotEqualTo(id.attribute("ChangeKey"));
        assertThat(text(read(ALL, named(id)), "DisplayName")).isEqualTo("new " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IPF.Journal", "IPF.StickyNote", "IPF.Note.Custom"})
    @Requirements("FOLD R586 R588 R5890 R589201")
    void keepsTheClassOfAFolder(String folderClass) {
        XmlElement id = idIn(done(
                mailbox.anna,
                create(
                        folder("msgfolderroot"),
                        "<t:Folder><t:FolderClass>" + folderClass + "</t:FolderClass><t:DisplayName>" + folderClass
                                + "</t:DisplayName></t:Folder>")));
        assertThat(text(read(ALL, named(id)), "FolderClass")).isEqualTo(folderClass);
    }

    @Test
    @Requirements("FOLD R586 R588 R8402 R9101 R428 R1281")
    void namesTheFoldersThatEveryMailboxHas() {
        assertThat(text(read(ALL, folder("journal")), "FolderClass")).isEqualTo("IPF.Journal");
        assertThat(text(read(ALL, folder("notes")), "FolderClass")).isEqualTo("IPF.StickyNote");
        XmlElement inbox = read(ALL, folder("inbox"));
        assertThat(text(inbox, "DistinguishedFolderId")).isEqualTo("inbox");
        XmlElement moved = made(folder("drafts"), "to a distinguished folder");
        done(
                mailbox.anna,
                "<m:MoveFolder><m:ToFolderId>" + folder("inbox") + "</m:ToFolderId><m:FolderIds>" + named(moved)
                        + "</m:FolderIds></m:MoveFolder>");
        assertThat(read(ALL, named(moved)).child("ParentFolderId").map(FolderRequirementsTest::idOf))
                .isEqualTo(inbox.child("FolderId").map(FolderRequirementsTest::idOf));
        String renamed = "<t:Folder><t:DisplayName>x</t:DisplayName></t:Folder>";
        assertThat(code(only(
                        mailbox.anna,
                        "<m:UpdateFolder><m:FolderChanges><t:FolderChange>" + folder("inbox") + "<t:Updates>"
                                + set("folder:DisplayName", renamed)
                                + "</t:Updates></t:FolderChange></m:FolderChanges></m:UpdateFolder>")))
                .isEqualTo("ErrorDeleteDistinguishedFolder");
    }

    @Test
    @Requirements("FOLD R7201 R5900 R7501 R5912 R9901 R10010 R10011")
    void countsItemsFoldersAndUnreadMessages() {
        XmlElement id = made(folder("inbox"), "counted");
        made(named(id), "child");
        put(id, "<t:IsRead>false</t:IsRead>");
        put(id, "<t:IsRead>false</t:IsRead>");
        put(id, "<t:IsRead>true</t:IsRead>");
        XmlElement read = read(ALL, named(id));
        assertThat(text(read, "TotalCount")).isEqualTo("3");
        assertThat(text(read, "UnreadCount")).isEqualTo("2");
        assertThat(text(read, "ChildFolderCount")).isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource({
        "TotalCount, 7",
        "ChildFolderCount, 7",
        "UnreadCount, 7",
        "DistinguishedFolderId, inbox",
        "ManagedFolderInformation, <t:ManagedFolderId>1</t:ManagedFolderId>",
        "EffectiveRights, <t:CreateAssociated>true</t:CreateAssociated><t:CreateContents>true</t:CreateContents>"
                + "<t:CreateHierarchy>true</t:CreateHierarchy><t:Delete>true</t:Delete><t:Modify>true</t:Modify><t:Read>true</t:Read>"
    })
    @Requirements("FOLD R73 R76 R80 R83 R100 R590 R591 R4645")
    void setsNothingThatIsReadOnly(String element, String value) {
        XmlElement id = made(folder("inbox"), "read-only " + element);
        XmlElement refused = only(
                mailbox.anna,
                update(
                        id,
                        set(
                                "folder:" + element,
                                "<t:Folder><t:" + element + ">" + value + "</t:" + element + "></t:Folder>")));
        assertThat(refused.attribute("ResponseClass")).hasValue("Error");
        assertThat(code(refused)).isEqualTo("ErrorInvalidPropertySet");
        String described = "<t:Folder><t:DisplayName>made read-only</t:DisplayName><t:" + element + ">" + value + "</t:"
                + element + "></t:Folder>";
        assertThat(code(only(mailbox.anna, create(folder("inbox"), described)))).isEqualTo("ErrorInvalidPropertySet");
    }

    @Test
    @Requirements(
            "FOLD R8101 R593 R5934 R810101 R810103 R810105 R810107 R810109 R8101011 R810103 R1130 R1132 R1133 R1134 R1135 R1136 R21142")
    void tellsTheOwnerOfAllRights() {
        XmlElement rights = read(ALL, named(made(folder("inbox"), "rights")))
                .child("EffectiveRights")
                .orElseThrow();
        assertThat(rights.children())
                .extracting(right -> right.name() + "=" + right.text())
                .contains(
                        "CreateAssociated=true",
                        "CreateContents=true",
                        "CreateHierarchy=true",
                        "Delete=true",
                        "Modify=true",
                        "Read=true",
                        "ViewPrivateItems=true");
    }

    /** Of a folder as of an item: set when it is made or later, taken away, and read by its field URI only. */
    @ParameterizedTest
    @ValueSource(strings = {"PolicyTag", "ArchiveTag"})
    @Requirements("FOLD R8404 R8406 R840301 R840501 R5261")
    void keepsTagsOfRetention(String name) {
        String shape = MailboxCalls.properties("folder:" + name);
        String tag = "<t:" + name + " IsExplicit=\"true\">%s</t:" + name + ">";
        String first = "7f5d4a2e-0f6c-4a63-9d80-2f8e2b6c1a11";
        String second = "7f5d4a2e-0f6c-4a63-9d80-2f8e2b6c1a12";
        XmlElement id = idIn(done(
                mailbox.anna,
                create(
                        folder("inbox"),
                        "<t:Folder><t:DisplayName>tagged " + name + "</t:DisplayName>" + tag.formatted(first)
                                + "</t:Folder>")));
        XmlElement made = read(shape, named(id)).child(name).orElseThrow();
        assertThat(made.text()).isEqualTo(first);
        assertThat(made.attribute("IsExplicit")).hasValue("true");
        assertThat(read(ALL, named(id)).child(name)).isEmpty();
        for (String other : List.of(named(id), folder("drafts"))) {
            String change = update(id, set("folder:" + name, "<t:Folder>" + tag.formatted(second) + "</t:Folder>"))
                    .replace(named(id), other);
            done(mailbox.anna, change);
            assertThat(text(read(shape, other), name)).isEqualTo(second);
            String away = "<t:DeleteFolderField>" + field("folder:" + name) + "</t:DeleteFolderField>";
            done(mailbox.anna, update(id, away).replace(named(id), other));
            assertThat(read(shape, other).child(name)).isEmpty();
        }
        assertThat(code(only(
                        mailbox.anna,
                        update(
                                id,
                                "<t:AppendToFolderField>" + field("folder:" + name) + "<t:Folder>"
                                        + tag.formatted(second) + "</t:Folder></t:AppendToFolderField>"))))
                .isEqualTo("ErrorInvalidPropertyAppend");
    }

    @Test
    @Requirements("FOLD R9001 R127 R4261")
    void givesAndTakesIdsOfAtMost512Bytes() {
        XmlElement id = made(folder("inbox"), "x".repeat(200));
        XmlElement renamed = idIn(done(
                mailbox.anna,
                update(id, set("folder:DisplayName", "<t:Folder><t:DisplayName>short</t:DisplayName></t:Folder>"))));
        for (XmlElement given : List.of(id, renamed, idIn(done(mailbox.anna, getFolder(ALL, named(id)))))) {
            for (String attribute : List.of("Id", "ChangeKey")) {
                assertThat(Base64.getDecoder().decode(given.attribute(attribute).orElseThrow()))
                        .hasSizeBetween(1, 512);
            }
        }
        String longer = Base64.getEncoder().encodeToString(new byte[513]);
        String unknown = "<t:FolderId Id=\"" + longer + "\"/>";
        String change = update(id, set("folder:DisplayName", "<t:Folder><t:DisplayName>y</t:DisplayName></t:Folder>"));
        String move = "<m:MoveFolder><m:ToFolderId>" + unknown + "</m:ToFolderId><m:FolderIds>" + named(id)
                + "</m:FolderIds></m:MoveFolder>";
        for (String request : List.of(getFolder(ALL, unknown), change.replace(named(id), unknown), move)) {
            assertThat(code(only(mailbox.anna, request))).isEqualTo("ErrorInvalidIdMalformed");
        }
        String key = "<t:FolderId Id=\"" + idOf(id) + "\" ChangeKey=\"" + longer + "\"/>";
        for (String request :
                List.of(getFolder(ALL, key), change.replace(named(id), key), move.replace(unknown, key))) {
            assertThat(code(only(mailbox.anna, request))).isEqualTo("ErrorInvalidChangeKey");
        }
    }

    @Test
    @Requirements("FOLD R56612 R56613 R5663")
    void copiesAndEmptiesNoPublicFolder() {
        XmlElement id = made(folder("inbox"), "no public folder");
        String there = folder("publicfoldersroot");
        String copy = "<m:CopyFolder><m:ToFolderId>%s</m:ToFolderId><m:FolderIds>%s</m:FolderIds></m:CopyFolder>";
        for (String request : List.of(
                copy.formatted(there, named(id)),
                copy.formatted(folder("drafts"), there),
                empty("HardDelete", false, id).replace(named(id), there))) {
            assertThat(code(only(mailbox.anna, request))).isEqualTo("ErrorNoPublicFolderReplicaAvailable");
        }
    }

    @Test
    @Requirements("FOLD R421 R42101 R42102 R42103 R42104 R42105 R426 R1170 R1171 R1234 R59b R61b R62b R38645")
    void showsFoldersInTheShapeAskedFor() {
        XmlElement id = made(folder("inbox"), "shaped");
        String idOnly = "<t:BaseShape>IdOnly</t:BaseShape>";
        assertThat(read(idOnly, named(id)).children())
                .extracting(XmlElement::name)
                .containsExactly("FolderId");
        XmlElement standard = read("<t:BaseShape>Default</t:BaseShape>", named(id));
        assertThat(standard.children())
                .extracting(XmlElement::name)
                .contains("FolderId", "DisplayName", "TotalCount")
                .doesNotContain("ParentFolderId", "FolderClass");
        assertThat(read(ALL, named(id)).children())
                .extracting(XmlElement::name)
                .contains("FolderId", "ParentFolderId", "FolderClass", "DisplayName");
        assertThat(read(MailboxCalls.properties("folder:FolderClass"), named(id))
                        .children())
                .extracting(XmlElement::name)
                .containsExactly("FolderId", "FolderClass");
        List<XmlElement> both = mailbox.anna.messages(getFolder(idOnly, named(id) + "<t:FolderId Id=\"AAAA\"/>"));
        assertThat(both)
                .extracting(message -> message.attribute("ResponseClass").orElseThrow())
                .containsExactly("Success", "Error");
        assertThat(both).extracting(MailboxCalls::code).containsExactly("NoError", "ErrorInvalidIdMalformed");
    }

    @Test
    @Requirements("FOLD R216 R217 R22203")
    void makesNoFolderTwiceAndNoneInNothing() {
        XmlElement id = made(folder("inbox"), "once");
        String again = "<t:Folder><t:DisplayName>ONCE</t:DisplayName></t:Folder>";
        XmlElement refused = only(mailbox.anna, create(folder("inbox"), again));
        assertThat(refused.attribute("ResponseClass")).hasValue("Error");
        assertThat(code(refused)).isEqualTo("ErrorFolderExists");
        done(mailbox.anna, delete("HardDelete", named(id)));
        assertThat(only(mailbox.anna, create(named(id), again)).attribute("ResponseClass"))
                .hasValue("Error");
    }

    private static String delete(String type, String folder) {
        return "<m:DeleteFolder DeleteType=\"" + type + "\"><m:FolderIds>" + folder + "</m:FolderIds></m:DeleteFolder>";
    }

    @Test
    @Requirements("FOLD R306 R309 R3103 R3104 R31044 R31045 R343 R34301 R34302 R34303 R78b R79b R80b")
    void deletesFoldersInEachWay() {
        XmlElement moved = made(folder("inbox"), "moved away");
        done(mailbox.anna, delete("MoveToDeletedItems", named(moved)));
        assertThat(read(ALL, named(moved)).child("ParentFolderId").map(FolderRequirementsTest::idOf))
                .isEqualTo(read(ALL, folder("deleteditems")).child("FolderId").map(FolderRequirementsTest::idOf));
        XmlElement soft = made(folder("inbox"), "soft");
        put(soft, "<t:Subject>softly deleted</t:Subject>");
        XmlElement hard = made(folder("inbox"), "hard");
        put(hard, "<t:Subject>deleted for good</t:Subject>");
        done(mailbox.anna, delete("SoftDelete", named(soft)));
        done(mailbox.anna, delete("HardDelete", named(hard)));
        assertThat(subjects(mailbox.anna, "recoverableitemsdeletions"))
                .contains("softly deleted")
                .doesNotContain("deleted for good");
        for (XmlElement gone : List.of(soft, hard)) {
            XmlElement refused = only(mailbox.anna, delete("HardDelete", named(gone)));
            assertThat(refused.attribute("ResponseClass")).hasValue("Error");
            assertThat(code(refused)).isEqualTo("ErrorFolderNotFound");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox", "deleteditems", "calendar", "msgfolderroot"})
    @Requirements("FOLD R308")
    void deletesNoDefaultFolder(String name) {
        assertThat(code(only(mailbox.anna, delete("HardDelete", folder(name)))))
                .isEqualTo("ErrorDeleteDistinguishedFolder");
    }

    private static String told(XmlElement message) {
        return code(message) + " " + text(message, "Folders", "Folder", "DisplayName");
    }

    @Test
    @Requirements("FOLD R2531 R341 R4101 R423 R5051")
    void doesWithEachFolderOfAnArrayWhatItDoesWithOne() {
        List<String> names = List.of("first of two", "second of two");
        String described = "<t:Folder><t:DisplayName>%s</t:DisplayName></t:Folder>";
        List<XmlElement> ids = mailbox
                .anna
                .messages(create(
                        folder("inbox"),
                        names.stream().map(described::formatted).collect(Collectors.joining())))
                .stream()
                .map(FolderRequirementsTest::idIn)
                .toList();
        String both = ids.stream().map(FolderRequirementsTest::named).collect(Collectors.joining());
        assertThat(mailbox.anna.messages(getFolder(ALL, both)))
                .extracting(FolderRequirementsTest::told)
                .containsExactly("NoError first of two", "NoError second of two");
        String one = update(ids.get(0), set("folder:DisplayName", described.formatted("new first")));
        String other = update(ids.get(1), set("folder:DisplayName", described.formatted("new second")));
        mailbox.anna.messages(one.replace(
                "</t:FolderChange>",
                "</t:FolderChange>"
                        + other.substring(other.indexOf("<t:FolderChange>"), other.indexOf("</m:FolderChanges>"))));
        mailbox.anna.messages("<m:MoveFolder><m:ToFolderId>" + folder("drafts") + "</m:ToFolderId><m:FolderIds>" + both
                + "</m:FolderIds></m:MoveFolder>");
        List<XmlElement> moved = mailbox.anna.messages(getFolder(ALL, both));
        assertThat(moved)
                .extracting(FolderRequirementsTest::told)
                .containsExactly("NoError new first", "NoError new second");
        assertThat(moved)
                .extracting(
                        found -> found.at("Folders", "Folder", "ParentFolderId").map(FolderRequirementsTest::idOf))
                .containsOnly(read(ALL, folder("drafts")).child("FolderId").map(FolderRequirementsTest::idOf));
        mailbox.anna.messages(delete("HardDelete", both));
        assertThat(mailbox.anna.messages(delete("HardDelete", both)))
                .extracting(MailboxCalls::code)
                .containsExactly("ErrorFolderNotFound", "ErrorFolderNotFound");
    }

    private static String empty(String type, boolean folders, XmlElement id) {
        return "<m:EmptyFolder DeleteType=\"" + type + "\" DeleteSubFolders=\"" + folders + "\"><m:FolderIds>"
                + named(id) + "</m:FolderIds></m:EmptyFolder>";
    }

    @ParameterizedTest
    @CsvSource({"HardDelete, ''", "MoveToDeletedItems, deleteditems", "SoftDelete, recoverableitemsdeletions"})
    @Requirements("FOLD R344 R345 R3473 R3474 R34744 R34745 R378 R37801 R37802 R37803 R3791 R380 R381 R5666")
    void emptiesFoldersInEachWay(String type, String lands) {
        XmlElement id = made(folder("inbox"), "emptied " + type);
        XmlElement inner = made(named(id), "inner " + type);
        put(id, "<t:Subject>emptied " + type + "</t:Subject>");
        done(mailbox.anna, empty(type, false, id));
        assertThat(find(mailbox.anna, named(id))).isEmpty();
        assertThat(text(read(ALL, named(id)), "ChildFolderCount")).isEqualTo("1");
        for (String place : List.of("deleteditems", "recoverableitemsdeletions")) {
            assertThat(subjects(mailbox.anna, place).contains("emptied " + type))
                    .isEqualTo(place.equals(lands));
        }
        put(inner, "<t:Subject>in the subfolder</t:Subject>");
        done(mailbox.anna, empty(type, true, id));
        assertThat(text(read(ALL, named(id)), "ChildFolderCount")).isEqualTo("0");
        done(mailbox.anna, delete("HardDelete", named(id)));
        assertThat(code(only(mailbox.anna, empty(type, true, id)))).isEqualTo("ErrorFolderNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MoveFolder", "CopyFolder"})
    @Requirements("FOLD R429 R430 R594 R595 R596 R4313 R43144 R4314 R4315 R555 R1851 R1852 R185222 R185223 R4002")
    void movesAndCopiesFoldersWithAllInThem(String operation) {
        XmlElement id = idIn(done(
                mailbox.anna,
                create(
                        folder("inbox"),
                        "<t:Folder><t:FolderClass>IPF.Note.Mine</t:FolderClass><t:DisplayName>" + operation
                                + "</t:DisplayName></t:Folder>")));
        put(id, "<t:Subject>inside</t:Subject>");
        made(named(id), "below " + operation);
        XmlElement target = made(folder("msgfolderroot"), "target of " + operation);
        String request = "<m:" + operation + "><m:ToFolderId>" + named(target) + "</m:ToFolderId><m:FolderIds>"
                + named(id) + "</m:FolderIds></m:" + operation + ">";
        XmlElement there = idIn(done(mailbox.anna, request));
        assertThat(there.attribute("ChangeKey")).isPresent();
        XmlElement read = read(ALL, named(there));
        assertThat(text(read, "DisplayName")).isEqualTo(operation);
        assertThat(text(read, "FolderClass")).isEqualTo("IPF.Note.Mine");
        assertThat(text(read, "ChildFolderCount")).isEqualTo("1");
        assertThat(read.child("ParentFolderId").map(FolderRequirementsTest::idOf))
                .hasValue(idOf(target));
        assertThat(find(mailbox.anna, named(there))).hasSize(1);
        done(mailbox.anna, delete("HardDelete", named(id)));
        boolean moved = operation.equals("MoveFolder");
        assertThat(code(only(mailbox.anna, getFolder(ALL, named(there)))))
                .isEqualTo(moved ? "ErrorItemNotFound" : "NoError");
        XmlElement refused = only(mailbox.anna, request);
        assertThat(refused.attribute("ResponseClass")).hasValue("Error");
        assertThat(code(refused)).isEqualTo("ErrorFolderNotFound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Folder", "CalendarFolder", "ContactsFolder", "SearchFolder", "TasksFolder"})
    @Requirements("FOLD R507 R510 R512 R514 R516 R518 R5241")
    void appendsNothing(String element) {
        XmlElement id = idIn(done(
                mailbox.anna,
                create(
                        folder("drafts"),
                        "<t:" + element + "><t:DisplayName>append " + element + "</t:DisplayName>"
                                + (element.equals("SearchFolder") ? SEARCH : "") + "</t:" + element + ">")));
        String value = "<t:" + element + "><t:DisplayName>more</t:DisplayName></t:" + element + ">";
        XmlElement refused = only(
                mailbox.anna,
                update(
                        id,
                        "<t:AppendToFolderField>" + field("folder:DisplayName") + value + "</t:AppendToFolderField>"));
        assertThat(refused.attribute("ResponseClass")).hasValue("Error");
        assertThat(code(refused)).isEqualTo("ErrorInvalidPropertyAppend");
        assertThat(text(read(ALL, named(id)), "DisplayName")).isEqualTo("append " + element);
    }

    @Test
    @Requirements("FOLD R335")
    void changesOnePropertyAtATime() {
        XmlElement id = made(folder("inbox"), "two at once");
        String two = "<t:Folder><t:FolderClass>IPF.Note</t:FolderClass><t:DisplayName>x</t:DisplayName></t:Folder>";
        assertThat(code(only(mailbox.anna, update(id, set("folder:DisplayName", two)))))
                .isEqualTo("ErrorIncorrectUpdatePropertyCount");
    }
}
