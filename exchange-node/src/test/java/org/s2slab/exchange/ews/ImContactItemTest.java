package org.s2slab.exchange.ews;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.s2slab.exchange.ews.EwsServer.Answer;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.xml.XmlElement;

/** The contacts of an IM list are ordinary items: what a client does to the item is seen in the list. */
class ImContactItemTest extends ImListOnServer {
    private static final String NAME = "<t:FieldURI FieldURI=\"contacts:DisplayName\"/>";

    private static String item(String id) {
        return "<t:ItemId xmlns:t=\"http://schemas.microsoft.com/exchange/services/2006/types\" Id=\"" + id + "\"/>";
    }

    private void done(String operation) {
        assertThat(server.call(operation).response().tree())
                .filteredOn(element -> element.name().equals("ResponseCode"))
                .extracting(XmlElement::text)
                .containsOnly("NoError");
    }

    private String set(String id, String path, String value) {
        return "<UpdateItem ConflictResolution=\"AlwaysOverwrite\"><ItemChanges><t:ItemChange>" + item(id)
                + "<t:Updates><t:SetItemField>" + path + "<t:Contact>" + value
                + "</t:Contact></t:SetItemField></t:Updates></t:ItemChange></ItemChanges></UpdateItem>";
    }

    private XmlElement get(String id) {
        return server.call("<GetItem><ItemShape><t:BaseShape>AllProperties</t:BaseShape></ItemShape><ItemIds>"
                        + item(id) + "</ItemIds></GetItem>")
                .response()
                .tree()
                .filter(element -> element.name().equals("Contact"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void showChangesOfTheItemInTheList() {
        String contact = addContact("sip:bert@contoso.com");
        done(set(contact, NAME, "<t:DisplayName>Bert the Builder</t:DisplayName>"));
        done(set(
                contact,
                "<t:IndexedFieldURI FieldURI=\"contacts:PhoneNumber\" FieldIndex=\"MobilePhone\"/>",
                "<t:PhoneNumbers><t:Entry Key=\"MobilePhone\">+49 30 5550123</t:Entry></t:PhoneNumbers>"));
        done(set(
                contact,
                "<t:IndexedFieldURI FieldURI=\"contacts:ImAddress\" FieldIndex=\"ImAddress1\"/>",
                "<t:ImAddresses><t:Entry Key=\"ImAddress1\">sip:bert@fabrikam.com</t:Entry></t:ImAddresses>"));

        XmlElement persona = personas().get(0);
        assertThat(persona.childText("DisplayName")).hasValue("Bert the Builder");
        assertThat(persona.childText("ImAddress")).hasValue("sip:bert@fabrikam.com");
        assertThat(persona.at("PhoneNumber", "Number").map(XmlElement::text)).hasValue("+49 30 5550123");
        assertThat(addContact("bert@fabrikam.com")).isEqualTo(contact);
        assertThat(members("Other Contacts")).containsExactly(contact);
    }

    @Test
    void haveWhatOtherItemsHave() {
        String contact = addContact("sip:bert@contoso.com");
        XmlElement item = get(contact);
        assertThat(item.at("EffectiveRights", "Modify").map(XmlElement::text)).hasValue("true");
        assertThat(item.at("EmailAddresses", "Entry").map(XmlElement::text)).hasValue("bert@contoso.com");
        assertThat(item.at("ImAddresses", "Entry").map(XmlElement::text)).hasValue("sip:bert@contoso.com");
        XmlElement attribution =
                personas().get(0).at("Attributions", "Attribution", "SourceId").orElseThrow();
        assertThat(attribution.attribute("ChangeKey"))
                .isEqualTo(item.child("ItemId").orElseThrow().attribute("ChangeKey"));
    }

    @Test
    void leaveTheListWithTheFolder() {
        String moved = addContact("a@contoso.com");
        String deleted = addContact("b@contoso.com");
        String purged = addContact("c@contoso.com");
        done("<MoveItem><ToFolderId><t:DistinguishedFolderId Id=\"contacts\"/></ToFolderId><ItemIds>" + item(moved)
                + "</ItemIds></MoveItem>");
        done("<DeleteItem DeleteType=\"MoveToDeletedItems\"><ItemIds>" + item(deleted) + "</ItemIds></DeleteItem>");
        done("<DeleteItem DeleteType=\"HardDelete\"><ItemIds>" + item(purged) + "</ItemIds></DeleteItem>");

        assertThat(personas()).isEmpty();
        assertThat(members("Other Contacts")).isEmpty();
        assertThat(addContact("a@contoso.com")).isNotEqualTo(moved);
    }

    @Test
    void joinTheListOnlyInAGroup() {
        done(
                "<CreateItem><SavedItemFolderId><t:DistinguishedFolderId Id=\"quickcontacts\"/></SavedItemFolderId><Items>"
                        + "<t:Contact><t:DisplayName>Dora</t:DisplayName><t:ImAddresses>"
                        + "<t:Entry Key=\"ImAddress1\">sip:dora@contoso.com</t:Entry></t:ImAddresses></t:Contact></Items></CreateItem>");
        assertThat(personas()).isEmpty();

        addContact("dora@contoso.com");
        assertThat(personas())
                .extracting(persona -> persona.childText("DisplayName").orElseThrow())
                .isEqualTo(List.of("Dora"));
    }

    @Test
    void stayInTheListWhenTheyAreMovedToTheSameFolder() {
        addContact("a@contoso.com");
        done("<MoveItem><ToFolderId><t:DistinguishedFolderId Id=\"quickcontacts\"/></ToFolderId><ItemIds>"
                + item(members("Other Contacts").get(0)) + "</ItemIds></MoveItem>");

        assertThat(personas()).hasSize(1);
        assertThat(members("Other Contacts")).hasSize(1);
    }

    @Test
    void areCountedWhateverWayTheyCame() {
        String copied = addContact("a@contoso.com");
        addContact("b@contoso.com");
        addContact("c@contoso.com");
        XmlElement copy = server.call(
                        "<CopyItem><ToFolderId><t:DistinguishedFolderId Id=\"quickcontacts\"/></ToFolderId>"
                                + "<ItemIds>" + item(copied) + "</ItemIds></CopyItem>")
                .response();
        String id = copy.tree()
                .filter(element -> element.name().equals("ItemId"))
                .findFirst()
                .flatMap(found -> found.attribute("Id"))
                .orElseThrow();

        assertThat(addToTagged(id)).isEqualTo("ErrorImContactLimitReached");
        assertThat(addToTagged(copied)).isEqualTo("NoError");
    }

    @Test
    void areContactsAndNoOtherItems() {
        XmlElement made = server.call("<CreateItem MessageDisposition=\"SaveOnly\"><SavedItemFolderId>"
                        + "<t:DistinguishedFolderId Id=\"drafts\"/></SavedItemFolderId>"
                        + "<Items><t:Message><t:Subject>x</t:Subject></t:Message></Items></CreateItem>")
                .response();
        String message = made.tree()
                .filter(element -> element.name().equals("ItemId"))
                .findFirst()
                .flatMap(found -> found.attribute("Id"))
                .orElseThrow();
        done("<MoveItem><ToFolderId><t:DistinguishedFolderId Id=\"quickcontacts\"/></ToFolderId><ItemIds>"
                + item(message) + "</ItemIds></MoveItem>");
        String moved = server.call(
                        "<FindItem Traversal=\"Shallow\"><ItemShape><t:BaseShape>IdOnly</t:BaseShape></ItemShape>"
                                + "<ParentFolderIds><t:DistinguishedFolderId Id=\"quickcontacts\"/></ParentFolderIds></FindItem>")
                .response()
                .tree()
                .filter(element -> element.name().equals("ItemId"))
                .findFirst()
                .flatMap(found -> found.attribute("Id"))
                .orElseThrow();

        assertThat(addToTagged(moved)).isEqualTo("ErrorInvalidImContactId");
        assertThat(server.call("<RemoveContactFromImList>" + contactId(moved) + "</RemoveContactFromImList>")
                        .code())
                .isEqualTo("ErrorItemNotFound");
    }

    @Test
    void areNotKnownByIdsOfPersonas() {
        addContact("a@contoso.com");
        Answer answer = server.call("<GetImItems><ContactIds><t:ItemId Id=\"" + foreign(MailboxObjectId.Kind.PERSONA)
                + "\"/></ContactIds><GroupIds><t:ItemId Id=\"" + group("Tagged") + "\"/></GroupIds></GetImItems>");

        assertThat(answer.code()).isEqualTo("NoError");
        assertThat(answer.response().at("ImItemList", "Groups").orElseThrow().children())
                .hasSize(1);
    }

    private String addToTagged(String contact) {
        return server.call("<AddImContactToGroup>" + contactId(contact) + groupId(group("Tagged"))
                        + "</AddImContactToGroup>")
                .code();
    }

    @Test
    void areNotInTheListWithoutAnImAddress() {
        String contact = addContact("a@contoso.com");
        done("<UpdateItem ConflictResolution=\"AlwaysOverwrite\"><ItemChanges><t:ItemChange>" + item(contact)
                + "<t:Updates><t:DeleteItemField><t:IndexedFieldURI FieldURI=\"contacts:ImAddress\" FieldIndex=\"ImAddress1\"/>"
                + "</t:DeleteItemField></t:Updates></t:ItemChange></ItemChanges></UpdateItem>");

        assertThat(personas()).isEmpty();
        assertThat(members("Other Contacts")).isEmpty();
    }
}
