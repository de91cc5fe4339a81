package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.s2slab.exchange.ews.EwsServer.Answer;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.imlist.ImListQuery;
import org.s2slab.xml.XmlElement;

class ImListTest extends ImListOnServer {
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
        Answer answer = add("bert@contoso.com", groupId(foreign(MailboxObjectId.Kind.GROUP)));

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
                + "<ImTelephoneNumber>1</ImTelephoneNumber>" + groupId(foreign(MailboxObjectId.Kind.GROUP))
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
        Answer answer = server.call("<AddImContactToGroup>" + contactId(foreign(MailboxObjectId.Kind.ITEM))
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
    void movesContactsOfARemovedGroupToOtherContacts() {
        String team = addGroup("Team");
        add("bert@contoso.com", groupId(team));
        Answer answer = server.call("<RemoveImGroup>" + groupId(team) + "</RemoveImGroup>");

        assertThat(answer.code()).isEqualTo("NoError");
        assertThat(groups()).hasSize(3);
        assertThat(members("Other Contacts")).hasSize(1);
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
    void givesTheItemsAskedForAndPassesOverUnknownOnes() {
        String contact = addContact("bert@contoso.com");
        addContact("carla@contoso.com");
        Answer answer = server.call("<GetImItems><ContactIds><t:ItemId Id=\"" + contact + "\"/><t:ItemId Id=\""
                + foreign(MailboxObjectId.Kind.ITEM) + "\"/></ContactIds><GroupIds><t:ItemId Id=\"" + group("Tagged")
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
        assertThat(isCompleted()).isTrue();
        assertThat(server.call(set.formatted("false")).code()).isEqualTo("NoError");
        assertThat(isCompleted()).isFalse();
    }

    private boolean isCompleted() {
        return server.mailboxes
                .database
                .read(rx -> ImListQuery.migrationCompleted(rx, server.mailboxes.of("anna")))
                .await();
    }
}
