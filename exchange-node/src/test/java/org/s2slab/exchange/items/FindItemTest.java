package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.ReadMailbox.NAME;
import static org.s2slab.exchange.items.ReadMailbox.base;
import static org.s2slab.exchange.items.ReadMailbox.code;
import static org.s2slab.exchange.items.ReadMailbox.constant;
import static org.s2slab.exchange.items.ReadMailbox.contains;
import static org.s2slab.exchange.items.ReadMailbox.distinguished;
import static org.s2slab.exchange.items.ReadMailbox.find;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindItemTest {
    private static final String PHONE =
            "<t:IndexedFieldURI FieldURI=\"contacts:PhoneNumber\" FieldIndex=\"BusinessPhone\"/>";

    private ReadMailbox mailbox;

    @BeforeAll
    void open(@TempDir Path folder) {
        mailbox = new ReadMailbox(folder);
    }

    @AfterAll
    void close() {
        mailbox.close();
    }

    private List<String> restricted(String expression) {
        return mailbox.names(find(base("Default"), "<m:Restriction>" + expression + "</m:Restriction>"));
    }

    @Test
    void findsTheContactsOfTheImList() {
        List<XmlElement> contacts = mailbox.found(find(base("AllProperties"), ""));
        assertThat(contacts).extracting(XmlElement::name).containsOnly("Contact");
        XmlElement dirk = contacts.get(2);
        assertThat(dirk.childText("FileAs")).hasValue("dirk the caller");
        assertThat(dirk.at("ImAddresses", "Entry").map(XmlElement::text)).hasValue("dirk@contoso.com");
        assertThat(dirk.at("PhoneNumbers", "Entry").map(XmlElement::text)).hasValue("030 123");
        assertThat(dirk.childText("DateTimeCreated")).hasValue("2026-03-02T09:00:00Z");
    }

    @Test
    @Requirements("CONT R891")
    void findsTheGroupsOfTheImListInTheHiddenFolder() {
        List<XmlElement> groups = mailbox.found(find(base("AllProperties"), "", distinguished("imcontactlist")));
        assertThat(groups)
                .extracting(group -> group.childText("ItemClass").orElseThrow())
                .containsExactly(
                        "IPM.DistList.MOC.OtherContacts", "IPM.DistList.MOC.Tagged", "IPM.DistList.MOC.Favorites");
        assertThat(groups.get(0).child("Members").orElseThrow().children()).hasSize(3);
        assertThat(groups).extracting(group -> group.childText("ContactSource")).containsOnly(Optional.of("Store"));
    }

    @Test
    void searchesEachFolderByItself() {
        List<XmlElement> messages = mailbox.calls.messages(find(
                base("IdOnly"),
                "",
                distinguished("inbox") + distinguished("voicemail") + distinguished("quickcontacts")));
        assertThat(messages).extracting(ReadMailbox::code).containsExactly("NoError", "ErrorFolderNotFound", "NoError");
        assertThat(messages.get(0).at("RootFolder").flatMap(found -> found.attribute("TotalItemsInView")))
                .hasValue("0");
        assertThat(messages.get(2).at("RootFolder").flatMap(found -> found.attribute("TotalItemsInView")))
                .hasValue("3");
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

    /** The tests of exchangelib ask for it, and compare with it: real servers leave it out. */
    @Test
    void leavesTheBodyOutAndRefusesOtherPropertiesThatOnlyGetItemGives() {
        String asked = "<t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>"
                + "<t:FieldURI FieldURI=\"%s\"/></t:AdditionalProperties>";
        assertThat(mailbox.found(find(asked.formatted("item:Body"), "", distinguished("quickcontacts"))))
                .hasSize(3)
                .allSatisfy(item -> assertThat(item.child("Body")).isEmpty());
        assertThat(code(mailbox.calls
                        .messages(find(asked.formatted("item:UniqueBody"), "", distinguished("quickcontacts")))
                        .get(0)))
                .isEqualTo("ErrorInvalidPropertyRequest");
    }

    /** The class of an item is compared by the database, its name by the server. */
    @Test
    void restrictsByConditionsOfWhichTheDatabaseKnowsAPart() {
        String carla = "<t:IsEqualTo>" + NAME + constant("Carla") + "</t:IsEqualTo>";
        String mail =
                "<t:IsEqualTo><t:FieldURI FieldURI=\"item:ItemClass\"/>" + constant("IPM.Note") + "</t:IsEqualTo>";
        String both = "<t:And>" + carla + mail + "</t:And>";
        assertThat(restricted(both)).isEmpty();
        assertThat(restricted("<t:Or>" + both + mail + "</t:Or>")).isEmpty();
        assertThat(restricted("<t:Not>" + both + "</t:Not>")).hasSize(3);
        assertThat(restricted("<t:And>" + carla + "<t:Not>" + mail + "</t:Not></t:And>"))
                .containsExactly("Carla");
    }

    @Test
    void findsTheNewestOfOneSecondFirst() {
        MailboxCalls.message(mailbox.calls, "notes", "First");
        MailboxCalls.message(mailbox.calls, "notes", "Second");
        String order = "<m:SortOrder><t:FieldOrder Order=\"%s\"><t:FieldURI FieldURI=\"item:DateTimeCreated\"/>"
                + "</t:FieldOrder></m:SortOrder>";
        for (String direction : List.of("Ascending", "Descending")) {
            assertThat(mailbox.found(find(base("Default"), order.formatted(direction), distinguished("notes"))))
                    .extracting(item -> item.childText("Subject").orElse(""))
                    .containsExactlyElementsOf(
                            direction.equals("Ascending") ? List.of("First", "Second") : List.of("Second", "First"));
        }
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
        String phone = "<t:Exists>" + PHONE + "</t:Exists>";
        String carla = "<t:IsEqualTo>" + NAME + constant("Carla") + "</t:IsEqualTo>";
        assertThat(restricted("<t:Or>" + phone + carla + "</t:Or>")).containsExactly("Carla", "dirk the caller");
        assertThat(restricted("<t:And>" + phone + carla + "</t:And>")).isEmpty();
        assertThat(restricted("<t:Not>" + phone + "</t:Not>")).containsExactly("Bert Bäcker", "Carla");
        assertThat(restricted("<t:Exists><t:FieldURI FieldURI=\"message:InternetMessageId\"/></t:Exists>"))
                .isEmpty();
    }

    @Test
    void refusesToSearchOrSortByWhatIsNoSingleValue() {
        XmlElement searched = mailbox.calls
                .messages(find(
                        base("IdOnly"),
                        "<m:Restriction><t:Exists><t:FieldURI FieldURI=\"item:Body\"/></t:Exists></m:Restriction>"))
                .get(0);
        assertThat(code(searched)).isEqualTo("ErrorUnsupportedPathForQuery");
        XmlElement sorted = mailbox.calls
                .messages(
                        find(
                                base("IdOnly"),
                                "<m:SortOrder><t:FieldOrder Order=\"Ascending\"><t:FieldURI FieldURI=\"item:Body\"/></t:FieldOrder></m:SortOrder>"))
                .get(0);
        assertThat(code(sorted)).isEqualTo("ErrorUnsupportedPathForSortGroup");
    }

    @Test
    void sortsByOnePropertyAfterAnother() {
        String order = "<m:SortOrder><t:FieldOrder Order=\"Ascending\">" + PHONE + "</t:FieldOrder>"
                + "<t:FieldOrder Order=\"Descending\">" + NAME + "</t:FieldOrder></m:SortOrder>";
        assertThat(mailbox.names(find(base("Default"), order)))
                .containsExactly("Carla", "Bert Bäcker", "dirk the caller");
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
    @Requirements("CONT R222 R224")
    void cutsPages(String view, String expected, boolean last) {
        XmlElement root = mailbox.rootFolder(find(base("Default"), "<m:" + view.replace('\'', '"') + "/>"));
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
        XmlElement message = mailbox.calls
                .messages(find(base("IdOnly"), "<m:" + view.replace('\'', '"') + "/>"))
                .get(0);
        assertThat(code(message)).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Associated", "SoftDeleted"})
    void findsNothingBesideTheOrdinaryItems(String traversal) {
        assertThat(mailbox.found(find(base("IdOnly"), "").replace("Shallow", traversal)))
                .isEmpty();
    }
}
