package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsServer.Answer;
import org.s2slab.exchange.mailbox.ImLimits;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.xml.XmlElement;

class ImListTest {
    private static final String UNKNOWN = "00000000-0000-4000-8000-000000000000";

    @TempDir
    Path folder;

    private EwsServer server;

    @BeforeEach
    void serve() {
        server = EwsServer.open(folder, new ImLimits(3, 2));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private List<XmlElement> groups() {
        return server.call("<GetImItemList/>")
                .response()
                .at("ImItemList", "Groups")
                .orElseThrow()
                .children();
    }

    private List<XmlElement> personas() {
        return server.call("<GetImItemList/>").response().at("ImItemList", "Personas").stream()
                .flatMap(personas -> personas.children().stream())
                .toList();
    }

    private static String id(XmlElement element, String... path) {
        return element.at(path).orElseThrow().attribute("Id").orElseThrow();
    }

    private String group(String name) {
        return groups().stream()
                .filter(group -> group.childText("DisplayName").orElse("").equals(name))
                .map(group -> id(group, "ExchangeStoreId"))
                .findFirst()
                .orElseThrow();
    }

    private List<String> members(String name) {
        return groups().stream()
                .filter(group -> group.childText("DisplayName").orElse("").equals(name))
                .flatMap(group -> group.child("MemberCorrelationKey").stream())
                .flatMap(members -> members.children().stream())
                .map(member -> member.attribute("Id").orElseThrow())
                .toList();
    }

    private String addGroup(String name) {
        Answer answer = server.call("<AddImGroup><DisplayName>" + name + "</DisplayName></AddImGroup>");
        assertThat(answer.code()).isEqualTo("NoError");
        return id(answer.response(), "ImGroup", "ExchangeStoreId");
    }

    private Answer add(String address, String groupElement) {
        return server.call("<AddNewImContactToGroup><ImAddress>" + address + "</ImAddress>" + groupElement
                + "</AddNewImContactToGroup>");
    }

    private String addContact(String address) {
        Answer answer = add(address, "");
        assertThat(answer.code()).isEqualTo("NoError");
        return id(answer.response(), "Persona", "Attributions", "Attribution", "SourceId");
    }

    private static String contactId(String id) {
        return "<ContactId Id=\"" + id + "\"/>";
    }

    private static String groupId(String id) {
        return "<GroupId Id=\"" + id + "\"/>";
    }

    private String foreign(StoreId.Kind kind) {
        return new StoreId(kind, server.mailboxes.of("anna").id(), UNKNOWN).text();
    }

    @Test
    void hasTheThreeDefaultGroupsFromTheStart() {
        assertThat(groups())
                .extracting(group -> group.childText("DisplayName").orElseThrow())
                .containsExactly("Other Contacts", "Tagged", "Favorites");
        assertThat(groups())
                .extracting(group -> group.childText("GroupType").orElseThrow())
                .containsExactly(
                        "IPM.DistList.MOC.OtherContacts", "IPM.DistList.MOC.Tagged", "IPM.DistList.MOC.Favorites");
        assertThat(personas()).isEmpty();
    }

    @Test
    void addsANewContactToOtherContactsWhereNoGroupIsNamed() {
        String contact = addContact("bert@contoso.com");

        assertThat(members("Other Contacts")).containsExactly(contact);
        XmlElement persona = personas().get(0);
        assertThat(persona.childText("DisplayName")).hasValue("Bert");
        assertThat(persona.childText("ImAddress")).hasValue("sip:bert@contoso.com");
        XmlElement attribution = persona.at("Attributions", "Attribution").orElseThrow();
        assertThat(attribution.childText("DisplayName")).hasValue("Lync Contacts");
        assertThat(attribution.childText("IsQuickContact")).hasValue("true");
        assertThat(attribution.childText("IsHidden")).hasValue("false");
        assertThat(attribution.at("SourceId").orElseThrow().attribute("ChangeKey"))
                .isPresent();
    }

    @Test
    void givesBackTheContactThatIsThereAlreadyAndPutsItIntoTheOtherGroup() {
        String team = addGroup("Team");
        String first = addContact("sip:bert@contoso.com");
        Answer again = add("BERT@contoso.com", groupId(team));

        assertThat(id(again.response(), "Persona", "Attributions", "Attribution", "SourceId"))
                .isEqualTo(first);
        assertThat(personas()).hasSize(1);
        assertThat(members("Team")).containsExactly(first);
        assertThat(members("Other Contacts")).containsExactly(first);
    }

    @Test
    void refusesANewContactForAGroupThatDoesNotExist() {
        Answer answer = add("bert@contoso.com", groupId(foreign(StoreId.Kind.GROUP)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.code()).isEqualTo("ErrorItemNotFound");
        assertThat(answer.text("MessageText")).isEqualTo("The specified object was not found in the store.");
        assertThat(answer.text("DescriptiveLinkKey")).isEqualTo("0");
        assertThat(personas()).isEmpty();
    }

    @Test
    void refusesOneContactTooMany() {
        addContact("a@contoso.com");
        addContact("b@contoso.com");
        addContact("c@contoso.com");

        assertThat(add("d@contoso.com", "").code()).isEqualTo("ErrorImContactLimitReached");
        assertThat(add("a@contoso.com", "").code()).isEqualTo("NoError");
    }

    @Test
    void keepsATelephoneNumberBesideThePersonWithTheSameAddress() {
        addContact("sip:john@contoso.com");
        Answer answer = server.call("<AddNewTelUriContactToGroup><TelUriAddress>tel:+15625550100</TelUriAddress>"
                + "<ImContactSipUriAddress>sip:john@contoso.com</ImContactSipUriAddress>"
                + "<ImTelephoneNumber>(562) 555-0100</ImTelephoneNumber></AddNewTelUriContactToGroup>");

        assertThat(answer.code()).isEqualTo("NoError");
        assertThat(personas()).hasSize(2);
        assertThat(answer.text("Persona", "PhoneNumber", "Number")).isEqualTo("(562) 555-0100");
        assertThat(answer.text("Persona", "BusinessPhoneNumbers", "PhoneNumberAttributedValue", "Value", "Number"))
                .isEqualTo("tel:+15625550100");
    }

    @Test
    void refusesATelephoneNumberForAGroupThatDoesNotExist() {
        Answer answer = server.call("<AddNewTelUriContactToGroup><TelUriAddress>tel:1</TelUriAddress>"
                + "<ImContactSipUriAddress>sip:1@contoso.com</ImContactSipUriAddress>"
                + "<ImTelephoneNumber>1</ImTelephoneNumber>" + groupId(foreign(StoreId.Kind.GROUP))
                + "</AddNewTelUriContactToGroup>");

        assertThat(answer.code()).isEqualTo("ErrorItemNotFound");
    }

    @Test
    void putsAContactIntoOneMoreGroup() {
        String team = addGroup("Team");
        String contact = addContact("bert@contoso.com");
        Answer answer =
                server.call("<AddImContactToGroup>" + contactId(contact) + groupId(team) + "</AddImContactToGroup>");

        assertThat(answer.code()).isEqualTo("NoError");
        assertThat(members("Team")).containsExactly(contact);
    }

    @Test
    void refusesToPutAnUnknownContactIntoAGroup() {
        Answer answer = server.call("<AddImContactToGroup>" + contactId(foreign(StoreId.Kind.CONTACT))
                + groupId(group("Favorites")) + "</AddImContactToGroup>");

        assertThat(answer.code()).isEqualTo("ErrorInvalidImContactId");
        assertThat(answer.text("MessageText")).isEqualTo("The specified Im Contact Id is invalid.");
    }

    @Test
    void refusesToPutAContactOfAnotherMailboxIntoAGroup() {
        server.asPerson("bert");
        String contact = addContact("carla@contoso.com");
        server.asPerson("anna");
        Answer answer = server.call(
                "<AddImContactToGroup>" + contactId(contact) + groupId(group("Favorites")) + "</AddImContactToGroup>");

        assertThat(answer.code()).isEqualTo("ErrorInvalidImContactId");
    }

    @Test
    void refusesAGroupNameThatIsTaken() {
        addGroup("Team");

        assertThat(server.call("<AddImGroup><DisplayName>TEAM</DisplayName></AddImGroup>")
                        .code())
                .isEqualTo("ErrorImGroupDisplayNameAlreadyExists");
    }

    @Test
    void refusesOneGroupTooMany() {
        addGroup("One");
        addGroup("Two");

        assertThat(server.call("<AddImGroup><DisplayName>Three</DisplayName></AddImGroup>")
                        .code())
                .isEqualTo("ErrorImGroupLimitReached");
    }

    @Test
    void renamesAGroup() {
        String team = addGroup("Team");
        Answer answer =
                server.call("<SetImGroup>" + groupId(team) + "<NewDisplayName>Crew</NewDisplayName></SetImGroup>");

        assertThat(answer.code()).isEqualTo("NoError");
        assertThat(group("Crew")).isEqualTo(team);
    }

    @Test
    void refusesToRenameAGroupToTheNameItHas() {
        String team = addGroup("Team");
        Answer answer =
                server.call("<SetImGroup>" + groupId(team) + "<NewDisplayName>Team</NewDisplayName></SetImGroup>");

        assertThat(answer.code()).isEqualTo("ErrorImGroupDisplayNameAlreadyExists");
        assertThat(answer.text("MessageText")).isEqualTo("An IM group with the specified display name already exists.");
    }

    @Test
    void movesContactsOfARemovedGroupToOtherContacts() {
        String team = addGroup("Team");
        add("bert@contoso.com", groupId(team));
        Answer answer = server.call("<RemoveImGroup>" + groupId(team) + "</RemoveImGroup>");

        assertThat(answer.code()).isEqualTo("NoError");
        assertThat(groups()).hasSize(3);
        assertThat(members("Other Contacts")).hasSize(1);
    }

    @Test
    void refusesToRemoveAGroupByAnIdItDoesNotHave() {
        assertThat(server.call("<RemoveImGroup>" + groupId(foreign(StoreId.Kind.GROUP)) + "</RemoveImGroup>")
                        .code())
                .isEqualTo("ErrorInvalidImGroupId");
        assertThat(server.call("<RemoveImGroup>" + groupId(group("Favorites")) + "</RemoveImGroup>")
                        .code())
                .isEqualTo("ErrorInvalidImGroupId");
        assertThat(server.call("<RemoveImGroup>" + groupId("AAMkgrp") + "</RemoveImGroup>")
                        .code())
                .isEqualTo("ErrorInvalidIdMalformed");
    }

    @Test
    void takesAContactOutOfTheListWithItsLastGroup() {
        String team = addGroup("Team");
        String contact = addContact("bert@contoso.com");
        add("bert@contoso.com", groupId(team));
        String remove = "<RemoveImContactFromGroup>" + contactId(contact) + "%s</RemoveImContactFromGroup>";

        assertThat(server.call(remove.formatted(groupId(team))).code()).isEqualTo("NoError");
        assertThat(personas()).hasSize(1);
        assertThat(server.call(remove.formatted(groupId(team))).code())
                .isEqualTo("ErrorUnableToRemoveImContactFromGroup");
        assertThat(server.call(remove.formatted(groupId(group("Other Contacts"))))
                        .code())
                .isEqualTo("NoError");
        assertThat(personas()).isEmpty();
        assertThat(server.call(remove.formatted(groupId(team))).code()).isEqualTo("ErrorInvalidImContactId");
    }

    @Test
    void removesAContactFromAllGroups() {
        String contact = addContact("bert@contoso.com");
        String remove = "<RemoveContactFromImList>" + contactId(contact) + "</RemoveContactFromImList>";

        assertThat(server.call(remove).code()).isEqualTo("NoError");
        assertThat(personas()).isEmpty();
        assertThat(members("Other Contacts")).isEmpty();
        assertThat(server.call(remove).code()).isEqualTo("ErrorItemNotFound");
    }

    @Test
    void addsAndRemovesADistributionGroup() {
        String add = "<AddDistributionGroupToImList><SmtpAddress>sales@contoso.com</SmtpAddress>"
                + "<DisplayName>Sales</DisplayName></AddDistributionGroupToImList>";
        Answer answer = server.call(add);

        assertThat(answer.text("ImGroup", "GroupType")).isEqualTo("IPM.DistList.MOC.DG");
        assertThat(answer.text("ImGroup", "SmtpAddress")).isEqualTo("sales@contoso.com");
        String id = id(answer.response(), "ImGroup", "ExchangeStoreId");
        assertThat(id(server.call(add).response(), "ImGroup", "ExchangeStoreId"))
                .isEqualTo(id);
        String remove = "<RemoveDistributionGroupFromImList>" + groupId(id) + "</RemoveDistributionGroupFromImList>";
        assertThat(server.call(remove).code()).isEqualTo("NoError");
        assertThat(server.call(remove).code()).isEqualTo("ErrorItemNotFound");
    }

    @Test
    void takesADistributionGroupWithoutDisplayNameAsTheDocumentationShowsIt() {
        Answer answer = server.call(
                "<AddDistributionGroupToImList><SmtpAddress>sales@contoso.com</SmtpAddress></AddDistributionGroupToImList>");

        assertThat(answer.code()).isEqualTo("NoError");
        assertThat(answer.text("ImGroup", "DisplayName")).isEqualTo("sales@contoso.com");
    }

    @Test
    void refusesAPersonOrAnythingElseAsADistributionGroup() {
        String add = "<AddDistributionGroupToImList><SmtpAddress>%s</SmtpAddress><DisplayName>X</DisplayName>"
                + "</AddDistributionGroupToImList>";

        assertThat(server.call(add.formatted("bert@contoso.com")).code())
                .isEqualTo("ErrorInvalidImDistributionGroupSmtpAddress");
        assertThat(server.call(add.formatted("sales")).code()).isEqualTo("ErrorInvalidImDistributionGroupSmtpAddress");
    }

    @Test
    void givesTheItemsAskedForAndPassesOverUnknownOnes() {
        String contact = addContact("bert@contoso.com");
        addContact("carla@contoso.com");
        Answer answer = server.call("<GetImItems><ContactIds><t:ItemId Id=\"" + contact + "\"/><t:ItemId Id=\""
                + foreign(StoreId.Kind.CONTACT) + "\"/></ContactIds><GroupIds><t:ItemId Id=\"" + group("Tagged")
                + "\" ChangeKey=\"old\"/></GroupIds></GetImItems>");

        XmlElement list = answer.response().at("ImItemList").orElseThrow();
        assertThat(list.at("Personas").orElseThrow().children()).hasSize(1);
        assertThat(list.at("Groups").orElseThrow().children()).hasSize(1);
    }

    @Test
    void remembersThatTheMigrationIsComplete() {
        String set = "<SetImListMigrationCompleted><ImListMigrationCompleted>%s</ImListMigrationCompleted>"
                + "</SetImListMigrationCompleted>";

        assertThat(server.call(set.formatted("1")).code()).isEqualTo("NoError");
        assertThat(server.store.migrationCompleted(server.mailboxes.of("anna")).await())
                .isTrue();
        assertThat(server.call(set.formatted("false")).code()).isEqualTo("NoError");
        assertThat(server.store.migrationCompleted(server.mailboxes.of("anna")).await())
                .isFalse();
    }
}
