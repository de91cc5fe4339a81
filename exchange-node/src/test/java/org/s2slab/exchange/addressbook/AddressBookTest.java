package org.s2slab.exchange.addressbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.TestMailboxes;
import org.s2slab.exchange.availability.RemoteAvailability;
import org.s2slab.exchange.ews.AnswerSchemas;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.ews.Recordings;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.imlist.ImContactStore;
import org.s2slab.exchange.imlist.ImLimits;
import org.s2slab.exchange.imlist.ImListQuery;
import org.s2slab.exchange.imlist.NewImContact;
import org.s2slab.exchange.items.TestItems;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.people.AddressBookOperations;
import org.s2slab.testing.Requirements;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;
import org.s2slab.xml.XmlElement;

/** Whom a name means, and who is in a group. */
class AddressBookTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private TestMailboxes mailboxes;
    private DistributionGroupStore groups;
    private EwsCalls calls;

    @BeforeEach
    void open() {
        mailboxes = TestMailboxes.open(vertx, folder);
        groups = new DistributionGroupStore(mailboxes.database, IdGenerator.seeded(9));
        groups.create("Sales", "sales@contoso.com", List.of()).await();
        groups.create("Everybody", "dl@contoso.com", List.of()).await();
        groups.addMember(group("Sales"), mailboxes.of("bert").id()).await();
        groups.addMember(group("Everybody"), mailboxes.of("anna").id()).await();
        groups.addMember(group("Everybody"), group("Sales").id()).await();
        ItemStore items = new ItemStore(mailboxes.database, IdGenerator.seeded(6), new TestClock());
        ImContactStore contacts = new ImContactStore(items, ImLimits.DEFAULT);
        NewImContact bernd = new NewImContact("sip:bernd@fabrikam.com", "Bernd Far", null, null);
        mailboxes
                .database
                .write(tx -> contacts.add(tx, mailboxes.of("anna"), bernd, null))
                .await();
        AddressBook book = new AddressBook(mailboxes.directory, groups);
        calls = new EwsCalls(
                Stream.concat(
                                AddressBookOperations.all(
                                        book,
                                        mailboxes.database,
                                        new RoomStore(mailboxes.database),
                                        items,
                                        RemoteAvailability.NONE)
                                        .stream(),
                                TestItems.operations(mailboxes.database, mailboxes.directory).stream())
                        .toList(),
                mailboxes.of("anna"));
    }

    @AfterEach
    void close() {
        mailboxes.database.close().await();
        vertx.close().await();
    }

    @Test
    @Requirements("CONT R55 R88")
    void findsOnePersonByTheBeginningOfAName() {
        XmlElement message = resolve("ber", "SearchScope=\"ActiveDirectory\" ReturnFullContactData=\"true\"");
        assertThat(message.attribute("ResponseClass")).hasValue("Success");
        assertThat(addresses(message.at("ResolutionSet").orElseThrow())).containsExactly("bert@contoso.com");
        assertThat(message.at("ResolutionSet", "Resolution", "Contact", "ContactSource")
                        .map(XmlElement::text))
                .hasValue("ActiveDirectory");
    }

    @Test
    @Requirements("CONT R881")
    void findsAGroupOfTheDirectory() {
        XmlElement message = resolve("every", "SearchScope=\"ActiveDirectory\" ReturnFullContactData=\"true\"");
        assertThat(message.at("ResolutionSet", "Resolution", "Mailbox", "MailboxType")
                        .map(XmlElement::text))
                .hasValue("PublicDL");
        assertThat(message.at("ResolutionSet", "Resolution", "Contact", "ContactSource")
                        .map(XmlElement::text))
                .hasValue("ActiveDirectory");
    }

    @Test
    void warnsThatANameMeansSeveral() {
        XmlElement message = resolve("ber", "ReturnFullContactData=\"false\"");
        assertThat(message.attribute("ResponseClass")).hasValue("Warning");
        assertThat(message.childText("ResponseCode")).hasValue("ErrorNameResolutionMultipleResults");
        assertThat(addresses(message.at("ResolutionSet").orElseThrow()))
                .containsExactly("bert@contoso.com", "bernd@fabrikam.com");
        assertThat(message.at("ResolutionSet", "Resolution", "Contact")).isEmpty();
    }

    @Test
    void looksIntoContactsFirstWhenAskedTo() {
        XmlElement message = resolve("bern", "SearchScope=\"ContactsActiveDirectory\" ReturnFullContactData=\"true\"");
        assertThat(message.at("ResolutionSet", "Resolution", "Mailbox", "MailboxType")
                        .map(XmlElement::text))
                .hasValue("Contact");
        assertThat(message.at("ResolutionSet", "Resolution", "Contact", "ItemId"))
                .isPresent();
    }

    @Test
    @Requirements("CONT R89")
    void findsAContactItemByItsName() {
        calls.messages("<m:CreateItem><m:Items><t:Contact><t:DisplayName>Rosa Reh</t:DisplayName><t:EmailAddresses>"
                + "<t:Entry Key=\"EmailAddress1\">rosa@fabrikam.com</t:Entry></t:EmailAddresses></t:Contact></m:Items>"
                + "</m:CreateItem>");
        XmlElement message = resolve("reh", "SearchScope=\"Contacts\" ReturnFullContactData=\"true\"");
        assertThat(addresses(message.at("ResolutionSet").orElseThrow())).containsExactly("rosa@fabrikam.com");
        assertThat(message.at("ResolutionSet", "Resolution", "Contact", "ContactSource")
                        .map(XmlElement::text))
                .hasValue("Store");
        XmlElement id = message.find("ItemId").orElseThrow();
        assertThat(calls.messages("<m:GetItem><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape><m:ItemIds>"
                                + "<t:ItemId Id=\"" + id.attribute("Id").orElseThrow() + "\" ChangeKey=\""
                                + id.attribute("ChangeKey").orElseThrow() + "\"/></m:ItemIds></m:GetItem>")
                        .get(0)
                        .find("DisplayName")
                        .map(XmlElement::text))
                .hasValue("Rosa Reh");
        assertThat(resolve("reh", "SearchScope=\"ActiveDirectory\" ReturnFullContactData=\"false\"")
                        .childText("ResponseCode"))
                .hasValue("ErrorNameResolutionNoResults");
    }

    @Test
    void showsTheMembersOfAContactGroupByItsItem() {
        String id = calls.messages("<m:CreateItem><m:Items><t:DistributionList><t:DisplayName>Ours</t:DisplayName>"
                        + "<t:Members><t:Member><t:Mailbox><t:Name>Rosa</t:Name><t:EmailAddress>rosa@fabrikam.com"
                        + "</t:EmailAddress></t:Mailbox></t:Member></t:Members></t:DistributionList></m:Items>"
                        + "</m:CreateItem>")
                .get(0)
                .find("ItemId")
                .flatMap(found -> found.attribute("Id"))
                .orElseThrow();
        XmlElement expansion =
                expand("<t:ItemId Id=\"" + id + "\"/>").child("DLExpansion").orElseThrow();
        assertThat(expansion.children())
                .extracting(member -> member.childText("EmailAddress").orElse(""))
                .containsExactly("rosa@fabrikam.com");
    }

    @Test
    void takesAnAddressWithItsSchemeForThatAddressAlone() {
        assertThat(addresses(resolve("smtp:anna.berg@contoso.com", "ReturnFullContactData=\"false\"")
                        .at("ResolutionSet")
                        .orElseThrow()))
                .containsExactly("anna@contoso.com");
    }

    @Test
    void takesTheBeginningOfAnAddressWithItsSchemeAndTheWholeAfterAnEqualsSign() {
        for (String text : List.of("smtp:anna.b", "=smtp:anna.berg@contoso.com", "=anna.berg@contoso.com")) {
            assertThat(addresses(resolve(text, "ReturnFullContactData=\"false\"")
                            .at("ResolutionSet")
                            .orElseThrow()))
                    .as(text)
                    .containsExactly("anna@contoso.com");
        }
        assertThat(resolve("=smtp:anna.b", "ReturnFullContactData=\"false\"").childText("ResponseCode"))
                .hasValue("ErrorNameResolutionNoResults");
    }

    @Test
    void saysWhenANameMeansNobodyWithAMailbox() {
        XmlElement message = resolve("carla", "ReturnFullContactData=\"true\"");
        assertThat(message.attribute("ResponseClass")).hasValue("Error");
        assertThat(message.childText("ResponseCode")).hasValue("ErrorNameResolutionNoResults");
    }

    @Test
    void showsTheDirectMembersOfAGroup() {
        XmlElement expansion = expand("<t:EmailAddress>DL@contoso.com</t:EmailAddress>")
                .child("DLExpansion")
                .orElseThrow();
        assertThat(expansion.children())
                .extracting(member -> member.childText("EmailAddress").orElse("") + " "
                        + member.childText("MailboxType").orElse(""))
                .containsExactly("anna@contoso.com Mailbox", "sales@contoso.com PublicDL");
        assertThat(expand("<t:EmailAddress>anna@contoso.com</t:EmailAddress>").childText("ResponseCode"))
                .hasValue("ErrorNameResolutionNoResults");
    }

    @Test
    void resolvesNamesAmongContactsOfAllFoldersOrOfOne() {
        calls.messages(
                "<m:CreateItem><m:SavedItemFolderId><t:DistinguishedFolderId Id=\"contacts\"/></m:SavedItemFolderId>"
                        + "<m:Items><t:Contact><t:DisplayName>Bernd Near</t:DisplayName><t:EmailAddresses>"
                        + "<t:Entry Key=\"EmailAddress1\">near@fabrikam.com</t:Entry></t:EmailAddresses></t:Contact></m:Items></m:CreateItem>");
        assertThat(resolvedIn("")).containsExactly("Bernd Far", "Bernd Near");
        assertThat(resolvedIn("contacts")).containsExactly("Bernd Near");
        assertThat(resolvedIn("quickcontacts")).containsExactly("Bernd Far");
    }

    /** The entry of the IM list is older, and the owner has written the other one. */
    @Test
    void namesAPersonAsTheOwnerDoesAndNotAsTheImList() {
        calls.messages(
                "<m:CreateItem><m:SavedItemFolderId><t:DistinguishedFolderId Id=\"contacts\"/></m:SavedItemFolderId>"
                        + "<m:Items><t:Contact><t:DisplayName>Bernd the Builder</t:DisplayName><t:EmailAddresses>"
                        + "<t:Entry Key=\"EmailAddress1\">bernd@fabrikam.com</t:Entry></t:EmailAddresses></t:Contact></m:Items></m:CreateItem>");
        assertThat(names(people("Offset=\"0\"", in("contacts")))).containsExactly("Bernd the Builder");
        assertThat(names(people("Offset=\"0\"", "")))
                .contains("Bernd the Builder")
                .doesNotContain("Bernd Far");
    }

    @Test
    void resolvesNamesInOneContactsFolderAtATime() {
        XmlElement message = calls.messages(resolve("<t:DistinguishedFolderId Id=\"contacts\"/>".repeat(2)))
                .get(0);
        assertThat(message.childText("ResponseCode")).hasValue("ErrorResolveNamesOnlyOneContactsFolderAllowed");
    }

    private List<String> resolvedIn(String folder) {
        String named = folder.isEmpty() ? "" : "<t:DistinguishedFolderId Id=\"" + folder + "\"/>";
        return calls.messages(resolve(named)).get(0).at("ResolutionSet").orElseThrow().children().stream()
                .map(resolution ->
                        resolution.at("Mailbox", "Name").orElseThrow().text())
                .toList();
    }

    private static String resolve(String folders) {
        return "<m:ResolveNames ReturnFullContactData=\"false\" SearchScope=\"Contacts\">"
                + (folders.isEmpty() ? "" : "<m:ParentFolderIds>" + folders + "</m:ParentFolderIds>")
                + "<m:UnresolvedEntry>bernd</m:UnresolvedEntry></m:ResolveNames>";
    }

    @Test
    void showsTheMembersOfAGroupInTheMailbox() {
        String id = mailboxes.database.read(rx -> ImListQuery.list(rx, mailboxes.of("anna"))).await().groups().stream()
                .filter(group -> !group.members().isEmpty())
                .map(group -> new MailboxObjectId(
                        MailboxObjectId.Kind.GROUP, mailboxes.of("anna").id(), group.id()))
                .findFirst()
                .orElseThrow()
                .text();
        assertThat(expand("<t:ItemId Id=\"" + id + "\"/>")
                        .at("DLExpansion", "Mailbox", "Name")
                        .map(XmlElement::text))
                .hasValue("Bernd Far");
    }

    @Test
    void reachesEverybodyOnceHoweverGroupsAreNested() {
        groups.addMember(group("Sales"), group("Everybody").id()).await();
        AddressBook book = new AddressBook(mailboxes.directory, groups);
        assertThat(book.mailboxesOf(group("Everybody"))).containsExactly(mailboxes.of("anna"), mailboxes.of("bert"));
    }

    @TestFactory
    Stream<DynamicTest> answersWhatClientsReallySend() {
        Path recorded = AnswerSchemas.shared("recorded");
        return Stream.of(
                        "ews-java/015-EWS_ExpandDL.txt",
                        "ews-java/016-EWS_ResolveNames.txt",
                        "ews-managed-api/013-EWS_ExpandDL.txt",
                        "node-ews/021-EWS_ExpandDL.txt")
                .map(recorded::resolve)
                .filter(Files::exists)
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    XmlElement message = calls.send(Recordings.body(file))
                            .child("ResponseMessages")
                            .orElseThrow()
                            .children()
                            .get(0);
                    assertThat(message.childText("ResponseCode").orElseThrow())
                            .isIn("NoError", "ErrorNameResolutionNoResults");
                }));
    }

    private DistributionGroup group(String name) {
        return groups.identified(name).orElseThrow();
    }

    private XmlElement resolve(String entry, String attributes) {
        return calls.messages("<m:ResolveNames " + attributes + "><m:UnresolvedEntry>" + entry
                        + "</m:UnresolvedEntry></m:ResolveNames>")
                .get(0);
    }

    private XmlElement expand(String mailbox) {
        return calls.messages("<m:ExpandDL><m:Mailbox>" + mailbox + "</m:Mailbox></m:ExpandDL>")
                .get(0);
    }

    private static List<String> addresses(XmlElement set) {
        return set.children().stream()
                .map(one -> one.at("Mailbox", "EmailAddress").orElseThrow().text())
                .toList();
    }

    private void contact(String name, String mail, String more) {
        assertThat(calls.messages("<m:CreateItem><m:SavedItemFolderId><t:DistinguishedFolderId Id=\"contacts\"/>"
                                + "</m:SavedItemFolderId><m:Items><t:Contact><t:DisplayName>" + name
                                + "</t:DisplayName>" + more + "<t:EmailAddresses><t:Entry Key=\"EmailAddress1\">" + mail
                                + "</t:Entry></t:EmailAddresses><t:PhoneNumbers><t:Entry Key=\"MobilePhone\">"
                                + "+49 1</t:Entry></t:PhoneNumbers></t:Contact></m:Items></m:CreateItem>")
                        .get(0)
                        .childText("ResponseCode"))
                .hasValue("NoError");
    }

    private XmlElement people(String view, String rest) {
        return calls.call(
                "<m:FindPeople Traversal=\"Shallow\"><m:PersonaShape><t:BaseShape>Default</t:BaseShape></m:PersonaShape>"
                        + "<m:IndexedPageItemView BasePoint=\"Beginning\" " + view + "/>" + rest + "</m:FindPeople>");
    }

    private static String in(String folder) {
        return "<m:ParentFolderId><t:DistinguishedFolderId Id=\"" + folder + "\"/></m:ParentFolderId>";
    }

    private static List<String> names(XmlElement people) {
        return people.child("People").orElseThrow().children().stream()
                .map(one -> one.childText("DisplayName").orElse(""))
                .toList();
    }

    @Test
    void findsPeopleOfAFolder() {
        contact("Zoe Far", "zoe@fabrikam.com", "");
        contact("Bert B.", "BERT@contoso.com", "");
        assertThat(names(people("Offset=\"0\"", in("contacts")))).containsExactly("Bert B.", "Zoe Far");
        assertThat(names(people("Offset=\"0\"", in("directory"))))
                .contains("Anna", "Bert")
                .doesNotContain("Zoe Far");
        assertThat(names(people("Offset=\"0\"", in("quickcontacts")))).containsExactly("Bernd Far");
        assertThat(
                        names(
                                people(
                                        "Offset=\"0\"",
                                        "<m:Restriction><t:IsEqualTo><t:FieldURI FieldURI=\"contacts:DisplayName\"/><t:FieldURIOrConstant>"
                                                + "<t:Constant Value=\"Zoe Far\"/></t:FieldURIOrConstant></t:IsEqualTo></m:Restriction>")))
                .containsExactly("Zoe Far");
        assertThat(names(people(
                        "Offset=\"0\"",
                        "<m:QueryString ResetCache=\"true\" ReturnHighlightTerms=\"false\">far ber</m:QueryString>")))
                .containsExactly("Bernd Far");
        XmlElement page = people("Offset=\"1\" MaxEntriesReturned=\"1\"", in("contacts"));
        assertThat(names(page)).containsExactly("Zoe Far");
        assertThat(page.childText("TotalNumberOfPeopleInView")).hasValue("2");
        String order = "<m:SortOrder><t:FieldOrder Order=\"Descending\"><t:FieldURI FieldURI=\"persona:DisplayName\"/>"
                + "</t:FieldOrder></m:SortOrder>";
        assertThat(names(people("Offset=\"0\"", order + in("contacts")))).containsExactly("Zoe Far", "Bert B.");
    }

    @Test
    void mergesWhatSeveralPlacesKnow() {
        contact("Bert B.", "BERT@contoso.com", "<t:CompanyName>Contoso</t:CompanyName>");
        XmlElement found = people(
                        "Offset=\"0\"",
                        "<m:QueryString ResetCache=\"true\" ReturnHighlightTerms=\"false\">bert</m:QueryString>")
                .child("People")
                .orElseThrow()
                .children()
                .get(0);
        assertThat(found.child("BusinessPhoneNumbers")).isEmpty();
        XmlElement persona = persona("<m:PersonaId Id=\""
                + found.child("PersonaId").orElseThrow().attribute("Id").orElseThrow() + "\"/>");
        assertThat(persona.at("Attributions").orElseThrow().children())
                .extracting(one -> one.childText("DisplayName").orElse(""))
                .containsExactly("Outlook", "GAL");
        assertThat(persona.at("DisplayNames").orElseThrow().children())
                .extracting(one -> one.childText("Value").orElse("")
                        + one.at("Attributions", "Attribution").orElseThrow().text())
                .containsExactly("Bert B.0", "Bert1");
        assertThat(persona.at("MobilePhones", "PhoneNumberAttributedValue", "Value", "Number")
                        .map(XmlElement::text))
                .hasValue("+49 1");
        assertThat(persona.childText("CompanyName")).hasValue("Contoso");
    }

    private XmlElement persona(String which) {
        XmlElement answer = calls.call("<m:GetPersona>" + which + "</m:GetPersona>");
        assertThat(answer.childText("ResponseCode")).hasValue("NoError");
        return answer.child("Persona").orElseThrow();
    }

    @Test
    void refusesPersonasThatAreNone() {
        assertThat(calls.call("<m:GetPersona><m:PersonaId Id=\"AAA=\"/></m:GetPersona>")
                        .childText("ResponseCode"))
                .hasValue("ErrorInvalidIdMalformed");
        String unknown = new MailboxObjectId(
                        MailboxObjectId.Kind.PERSONA, mailboxes.of("anna").id(), "00000000-0000-0000-0000-000000000001")
                .text();
        assertThat(calls.call("<m:GetPersona><m:PersonaId Id=\"" + unknown + "\"/></m:GetPersona>")
                        .childText("ResponseCode"))
                .hasValue("ErrorItemNotFound");
    }
}
