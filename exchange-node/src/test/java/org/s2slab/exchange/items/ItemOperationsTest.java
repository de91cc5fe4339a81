package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.mailbox.Folder;
import org.s2slab.exchange.mailbox.ImContactStore;
import org.s2slab.exchange.mailbox.ImLimits;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.mailbox.MailboxStore;
import org.s2slab.exchange.mailbox.NewImContact;
import org.s2slab.exchange.xml.XmlElement;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.Ids;

/** Nothing here changes anything, so all tests read one mailbox. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ItemOperationsTest {
    private final Vertx vertx = Vertx.vertx();
    private TestMailboxes mailboxes;
    private Mailbox anna;
    private EwsCalls calls;

    @BeforeAll
    void fillAMailbox(@TempDir Path folder) {
        mailboxes = TestMailboxes.open(vertx, folder);
        anna = mailboxes.of("anna");
        var contacts = new ImContactStore(mailboxes.database, Ids.seeded(5), new TestClock(), ImLimits.DEFAULT);
        contacts.add(anna, new NewImContact("sip:bert@contoso.com", "Bert Bäcker", null, null), null)
                .await();
        contacts.add(anna, new NewImContact("carla@contoso.com", "Carla", null, null), null)
                .await();
        contacts.add(anna, new NewImContact("dirk@contoso.com", "dirk the caller", "tel:+4930123", "030 123"), null)
                .await();
        calls = new EwsCalls(ItemOperations.all(new MailboxStore(mailboxes.database)), anna);
    }

    @AfterAll
    void close() {
        mailboxes.database.close().await();
        vertx.close().await();
    }

    private static String getFolder(String shape, String ids) {
        return "<m:GetFolder><m:FolderShape>" + shape + "</m:FolderShape><m:FolderIds>" + ids
                + "</m:FolderIds></m:GetFolder>";
    }

    private static String distinguished(String name) {
        return "<t:DistinguishedFolderId Id=\"" + name + "\"/>";
    }

    private static String base(String shape) {
        return "<t:BaseShape>" + shape + "</t:BaseShape>";
    }

    /** FindItem in the visible contacts folder; {@code more} stands between the shape and the folder. */
    private static String find(String shape, String more) {
        return find(shape, more, distinguished("quickcontacts"));
    }

    private static String find(String shape, String more, String folders) {
        return "<m:FindItem Traversal=\"Shallow\"><m:ItemShape>" + shape + "</m:ItemShape>" + more
                + "<m:ParentFolderIds>" + folders + "</m:ParentFolderIds></m:FindItem>";
    }

    private static String getItem(String shape, String... ids) {
        StringBuilder items = new StringBuilder();
        for (String id : ids) {
            items.append("<t:ItemId Id=\"").append(id).append("\"/>");
        }
        return "<m:GetItem><m:ItemShape>" + shape + "</m:ItemShape><m:ItemIds>" + items + "</m:ItemIds></m:GetItem>";
    }

    private List<XmlElement> found(String findItem) {
        return rootFolder(findItem).child("Items").orElseThrow().children();
    }

    private XmlElement rootFolder(String findItem) {
        XmlElement message = calls.messages(findItem).get(0);
        assertThat(code(message)).isEqualTo("NoError");
        return message.child("RootFolder").orElseThrow();
    }

    private List<String> names(String findItem) {
        return found(findItem).stream()
                .map(item -> item.childText("DisplayName").orElseThrow())
                .toList();
    }

    private static String code(XmlElement message) {
        return message.childText("ResponseCode").orElseThrow();
    }

    private String idOf(String name) {
        return found(find(base("Default"), "")).stream()
                .filter(item -> item.childText("DisplayName").orElse("").equals(name))
                .findFirst()
                .flatMap(item -> item.child("ItemId"))
                .flatMap(id -> id.attribute("Id"))
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "root, Folder, 0, 4",
        "msgfolderroot, Folder, 0, 12",
        "inbox, Folder, 0, 0",
        "calendar, CalendarFolder, 0, 0",
        "tasks, TasksFolder, 0, 0",
        "contacts, ContactsFolder, 0, 3",
        "quickcontacts, ContactsFolder, 3, 0",
        "imcontactlist, ContactsFolder, 3, 0",
        "mycontacts, SearchFolder, 0, 0"
    })
    void showsTheFoldersThatEveryMailboxHas(String name, String element, String items, String children) {
        XmlElement found = calls.messages(getFolder(base("AllProperties"), distinguished(name)))
                .get(0)
                .child("Folders")
                .orElseThrow()
                .children()
                .get(0);
        assertThat(found.name()).isEqualTo(element);
        assertThat(found.childText("TotalCount")).hasValue(items);
        assertThat(found.childText("ChildFolderCount")).hasValue(children);
        assertThat(found.childText("DistinguishedFolderId")).hasValue(name);
    }

    @Test
    void showsAsMuchOfAFolderAsIsAskedFor() {
        String contacts = Folder.CONTACTS.idIn(anna).text();
        XmlElement idOnly = folderIn(getFolder(base("IdOnly"), "<t:FolderId Id=\"" + contacts + "\"/>"));
        assertThat(idOnly.children()).extracting(XmlElement::name).containsExactly("FolderId");
        XmlElement more = folderIn(getFolder(
                base("IdOnly")
                        + "<t:AdditionalProperties><t:FieldURI FieldURI=\"folder:DisplayName\"/>"
                        + "<t:ExtendedFieldURI PropertyTag=\"0x3613\" PropertyType=\"String\"/></t:AdditionalProperties>",
                distinguished("contacts")));
        assertThat(more.children())
                .extracting(XmlElement::name)
                .containsExactly("FolderId", "DisplayName", "ExtendedProperty");
        assertThat(more.at("ExtendedProperty", "Value").map(XmlElement::text)).hasValue("IPF.Contact");
    }

    private XmlElement folderIn(String getFolder) {
        return calls.messages(getFolder)
                .get(0)
                .child("Folders")
                .orElseThrow()
                .children()
                .get(0);
    }

    @Test
    void answersForEachFolderInTurn() {
        String bert = Folder.INBOX.idIn(mailboxes.of("bert")).text();
        List<XmlElement> messages = calls.messages(
                getFolder(
                        base("IdOnly"),
                        distinguished("inbox")
                                + distinguished("archiveinbox")
                                + "<t:FolderId Id=\"" + bert + "\"/>"
                                + "<t:FolderId Id=\"nonsense\"/>"
                                + "<t:FolderId Id=\"\"/>"
                                + "<t:FolderId Id=\"" + idOf("Carla") + "\"/>"
                                + "<t:DistinguishedFolderId Id=\"inbox\"><t:Mailbox><t:EmailAddress>Anna.Berg@contoso.com</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>"
                                + "<t:DistinguishedFolderId Id=\"inbox\"><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>"));
        assertThat(messages)
                .extracting(ItemOperationsTest::code)
                .containsExactly(
                        "NoError",
                        "ErrorFolderNotFound",
                        "ErrorAccessDenied",
                        "ErrorInvalidIdMalformed",
                        "ErrorInvalidIdEmpty",
                        "ErrorCannotUseItemIdForFolderId",
                        "NoError",
                        "ErrorAccessDenied");
    }

    @Test
    void findsTheContactsOfTheImList() {
        List<XmlElement> contacts = found(find(base("AllProperties"), ""));
        assertThat(contacts).extracting(XmlElement::name).containsOnly("Contact");
        XmlElement dirk = contacts.get(2);
        assertThat(dirk.childText("FileAs")).hasValue("dirk the caller");
        assertThat(dirk.at("ImAddresses", "Entry").map(XmlElement::text)).hasValue("dirk@contoso.com");
        assertThat(dirk.at("PhoneNumbers", "Entry").map(XmlElement::text)).hasValue("030 123");
        assertThat(dirk.childText("DateTimeCreated")).hasValue("2026-03-02T09:00:00Z");
    }

    @Test
    void findsTheGroupsOfTheImListInTheHiddenFolder() {
        List<XmlElement> groups = found(find(base("AllProperties"), "", distinguished("imcontactlist")));
        assertThat(groups)
                .extracting(group -> group.childText("ItemClass").orElseThrow())
                .containsExactly(
                        "IPM.DistList.MOC.OtherContacts", "IPM.DistList.MOC.Tagged", "IPM.DistList.MOC.Favorites");
        assertThat(groups.get(0).child("Members").orElseThrow().children()).hasSize(3);
    }

    @Test
    void searchesEachFolderByItself() {
        List<XmlElement> messages = calls.messages(find(
                base("IdOnly"),
                "",
                distinguished("inbox") + distinguished("voicemail") + distinguished("quickcontacts")));
        assertThat(messages)
                .extracting(ItemOperationsTest::code)
                .containsExactly("NoError", "ErrorFolderNotFound", "NoError");
        assertThat(messages.get(0).at("RootFolder").flatMap(found -> found.attribute("TotalItemsInView")))
                .hasValue("0");
        assertThat(messages.get(2).at("RootFolder").flatMap(found -> found.attribute("TotalItemsInView")))
                .hasValue("3");
    }

    private static final String NAME = "<t:FieldURI FieldURI=\"contacts:DisplayName\"/>";

    private static String constant(String value) {
        return "<t:FieldURIOrConstant><t:Constant Value=\"" + value + "\"/></t:FieldURIOrConstant>";
    }

    private List<String> restricted(String expression) {
        return names(find(base("Default"), "<m:Restriction>" + expression + "</m:Restriction>"));
    }

    private static String contains(String mode, String comparison, String value) {
        return "<t:Contains ContainmentMode=\"" + mode + "\" ContainmentComparison=\"" + comparison + "\">" + NAME
                + "<t:Constant Value=\"" + value + "\"/></t:Contains>";
    }

    @Test
    void restrictsByComparison() {
        assertThat(restricted("<t:IsEqualTo>" + NAME + constant("carla") + "</t:IsEqualTo>"))
                .containsExactly("Carla");
        assertThat(restricted("<t:IsGreaterThan>" + NAME + constant("carla") + "</t:IsGreaterThan>"))
                .containsExactly("dirk the caller");
        assertThat(restricted("<t:IsEqualTo><t:FieldURI FieldURI=\"item:HasAttachments\"/>" + constant("0")
                        + "</t:IsEqualTo>"))
                .hasSize(3);
        assertThat(restricted("<t:IsLessThan><t:FieldURI FieldURI=\"item:DateTimeCreated\"/>"
                        + constant("2026-03-02T09:59:59+01:00") + "</t:IsLessThan>"))
                .isEmpty();
        assertThat(restricted("<t:IsEqualTo><t:ExtendedFieldURI PropertyTag=\"0x3001\" PropertyType=\"String\"/>"
                        + constant("Carla") + "</t:IsEqualTo>"))
                .containsExactly("Carla");
        assertThat(
                        restricted(
                                "<t:IsEqualTo>" + NAME
                                        + "<t:FieldURIOrConstant><t:FieldURI FieldURI=\"contacts:FileAs\"/></t:FieldURIOrConstant></t:IsEqualTo>"))
                .hasSize(3);
    }

    @Test
    void restrictsByWhatATextContains() {
        assertThat(restricted(contains("Substring", "IgnoreCase", "CALL"))).containsExactly("dirk the caller");
        assertThat(restricted(contains("Substring", "Exact", "CALL"))).isEmpty();
        assertThat(restricted(contains("PrefixOnWords", "Exact", "cal"))).containsExactly("dirk the caller");
        assertThat(restricted(contains("ExactPhrase", "Exact", "the cal"))).isEmpty();
        assertThat(restricted(contains("Prefixed", "Loose", "bert backer"))).containsExactly("Bert Bäcker");
        assertThat(restricted(contains("FullString", "Exact", "Carla"))).containsExactly("Carla");
    }

    @Test
    void joinsRestrictions() {
        String phone = "<t:Exists><t:FieldURI FieldURI=\"contacts:PhoneNumbers\"/></t:Exists>";
        String carla = "<t:IsEqualTo>" + NAME + constant("Carla") + "</t:IsEqualTo>";
        assertThat(restricted("<t:Or>" + phone + carla + "</t:Or>")).containsExactly("Carla", "dirk the caller");
        assertThat(restricted("<t:And>" + phone + carla + "</t:And>")).isEmpty();
        assertThat(restricted("<t:Not>" + phone + "</t:Not>")).containsExactly("Bert Bäcker", "Carla");
        assertThat(restricted("<t:Exists><t:FieldURI FieldURI=\"message:IsRead\"/></t:Exists>"))
                .isEmpty();
    }

    @Test
    void refusesToSearchOrSortByWhatIsNoSingleValue() {
        XmlElement searched = calls.messages(find(
                        base("IdOnly"),
                        "<m:Restriction><t:Exists><t:FieldURI FieldURI=\"item:Body\"/></t:Exists></m:Restriction>"))
                .get(0);
        assertThat(code(searched)).isEqualTo("ErrorUnsupportedPathForQuery");
        XmlElement sorted = calls.messages(
                        find(
                                base("IdOnly"),
                                "<m:SortOrder><t:FieldOrder Order=\"Ascending\"><t:FieldURI FieldURI=\"item:Body\"/></t:FieldOrder></m:SortOrder>"))
                .get(0);
        assertThat(code(sorted)).isEqualTo("ErrorUnsupportedPathForSortGroup");
    }

    @Test
    void sortsByOnePropertyAfterAnother() {
        String order =
                "<m:SortOrder><t:FieldOrder Order=\"Ascending\"><t:FieldURI FieldURI=\"contacts:PhoneNumbers\"/></t:FieldOrder>"
                        + "<t:FieldOrder Order=\"Descending\">" + NAME + "</t:FieldOrder></m:SortOrder>";
        assertThat(names(find(base("Default"), order))).containsExactly("Carla", "Bert Bäcker", "dirk the caller");
    }

    @ParameterizedTest
    @CsvSource({
        "IndexedPageItemView MaxEntriesReturned='2' Offset='0' BasePoint='Beginning', Bert Bäcker|Carla, false",
        "IndexedPageItemView MaxEntriesReturned='2' Offset='2' BasePoint='Beginning', dirk the caller, true",
        "IndexedPageItemView MaxEntriesReturned='2' Offset='9' BasePoint='Beginning', '', true",
        "IndexedPageItemView MaxEntriesReturned='2' Offset='0' BasePoint='End', Carla|dirk the caller, false",
        "IndexedPageItemView Offset='1' BasePoint='End', Bert Bäcker|Carla, true",
        "FractionalPageItemView MaxEntriesReturned='1' Numerator='1' Denominator='3', Carla, false",
        "ContactsView InitialName='C', Carla|dirk the caller, true",
        "ContactsView FinalName='b', Bert Bäcker, true",
        "ContactsView MaxEntriesReturned='1' InitialName='C' FinalName='D', Carla, false"
    })
    void cutsPages(String view, String expected, boolean last) {
        XmlElement root = rootFolder(find(base("Default"), "<m:" + view.replace('\'', '"') + "/>"));
        List<String> names = root.child("Items").orElseThrow().children().stream()
                .map(item -> item.childText("DisplayName").orElseThrow())
                .toList();
        assertThat(String.join("|", names)).isEqualTo(expected);
        assertThat(root.attribute("IncludesLastItemInRange")).hasValue(Boolean.toString(last));
    }

    @ParameterizedTest
    @CsvSource({
        "IndexedPageItemView MaxEntriesReturned='0' Offset='0' BasePoint='Beginning', ErrorInvalidPagingMaxRows",
        "IndexedPageItemView Offset='-1' BasePoint='Beginning', ErrorInvalidIndexedPagingParameters",
        "FractionalPageItemView Numerator='2' Denominator='1', ErrorInvalidFractionalPagingParameters",
        "CalendarView StartDate='2026-02-01T00:00:00Z' EndDate='2026-03-01T00:00:00Z', ErrorCalendarFolderIsInvalidForCalendarView"
    })
    void refusesViewsThatMakeNoPage(String view, String code) {
        XmlElement message = calls.messages(find(base("IdOnly"), "<m:" + view.replace('\'', '"') + "/>"))
                .get(0);
        assertThat(code(message)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Associated", "SoftDeleted"})
    void findsNothingBesideTheOrdinaryItems(String traversal) {
        assertThat(found(find(base("IdOnly"), "").replace("Shallow", traversal)))
                .isEmpty();
    }

    @Test
    void showsItemsByIdEachInTurn() {
        String folderId = Folder.INBOX.idIn(anna).text();
        String gone = idOf("Carla").substring(0, 40) + "AAAA";
        List<XmlElement> messages =
                calls.messages(getItem(base("Default"), idOf("dirk the caller"), gone, "DUMMY", folderId, ""));
        assertThat(messages)
                .extracting(ItemOperationsTest::code)
                .containsExactly(
                        "NoError",
                        "ErrorItemNotFound",
                        "ErrorInvalidIdMalformed",
                        "ErrorCannotUseFolderIdForItemId",
                        "ErrorInvalidIdEmpty");
        XmlElement dirk = messages.get(0).at("Items", "Contact").orElseThrow();
        assertThat(dirk.childText("DisplayName")).hasValue("dirk the caller");
        assertThat(messages.get(1).child("Items")).isPresent();
    }

    @Test
    void showsWhatIsNamedBesideTheShape() {
        String more = base("IdOnly")
                + "<t:AdditionalProperties><t:FieldURI FieldURI=\"item:Subject\"/>"
                + "<t:IndexedFieldURI FieldURI=\"contacts:ImAddress\" FieldIndex=\"ImAddress1\"/>"
                + "<t:IndexedFieldURI FieldURI=\"contacts:PhoneNumber\" FieldIndex=\"HomePhone\"/>"
                + "<t:ExtendedFieldURI PropertyTag=\"55\" PropertyType=\"String\"/>"
                + "<t:ExtendedFieldURI PropertyTag=\"0xe23\" PropertyType=\"Integer\"/>"
                + "<t:ExtendedFieldURI PropertySetId=\"00062008-0000-0000-c000-000000000046\" PropertyName=\"x\" PropertyType=\"String\"/>"
                + "</t:AdditionalProperties>";
        XmlElement contact = calls.messages(getItem(more, idOf("Carla")))
                .get(0)
                .at("Items", "Contact")
                .orElseThrow();
        assertThat(contact.children())
                .extracting(XmlElement::name)
                .containsExactly("ItemId", "Subject", "ExtendedProperty", "ImAddresses");
    }

    @Test
    void convertsIdsAndRefusesThoseThatAreNone() {
        String id = idOf("Carla");
        String request = "<m:ConvertId DestinationFormat=\"%s\"><m:SourceIds>"
                + "<t:AlternateId Format=\"%s\" Id=\"%s\" Mailbox=\"anna@contoso.com\"/></m:SourceIds></m:ConvertId>";
        XmlElement dummy =
                calls.messages(request.formatted("EntryId", "EwsId", "DUMMY")).get(0);
        assertThat(code(dummy)).isEqualTo("ErrorInvalidIdMalformed");
        XmlElement hex =
                calls.messages(request.formatted("HexEntryId", "EwsId", id)).get(0);
        String written =
                hex.child("AlternateId").flatMap(found -> found.attribute("Id")).orElseThrow();
        assertThat(written).matches("[0-9A-F]+");
        XmlElement back = calls.messages(request.formatted("EwsId", "HexEntryId", written))
                .get(0);
        assertThat(back.child("AlternateId").flatMap(found -> found.attribute("Id")))
                .hasValue(id);
    }
}
