package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.set;
import static org.s2slab.exchange.items.MailboxCalls.subjects;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Messages as MS-OXWSMSG describes them. */
class MessageRequirementsTest {
    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private XmlElement draft(String properties) {
        return saved(mailbox.anna, "drafts", "<t:Message>" + properties + "</t:Message>");
    }

    private static String person(String address) {
        return "<t:Mailbox><t:EmailAddress>" + address + "</t:EmailAddress></t:Mailbox>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sender", "ToRecipients", "CcRecipients", "BccRecipients", "From", "ReplyTo"})
    @Requirements("MSG R26 R28 R32 R35 R38 R53 R55 R71")
    void keepsPeople(String element) {
        String bert = "<t:" + element + ">" + person("bert@contoso.com") + "</t:" + element + ">";
        XmlElement id = draft(bert);
        XmlElement created = get(mailbox.anna, id).at(element, "Mailbox").orElseThrow();
        assertThat(text(created, "EmailAddress")).isEqualTo("bert@contoso.com");
        String anna = bert.replace("bert@", "anna@");
        done(mailbox.anna, set(id, field("message:" + element), "<t:Message>" + anna + "</t:Message>"));
        assertThat(text(get(mailbox.anna, id), element, "Mailbox", "EmailAddress"))
                .containsIgnoringCase("anna");
    }

    @Test
    @Requirements("MSG R2912")
    void knowsThatARecipientIsAMailboxOfTheDirectory() {
        XmlElement id = draft(
                "<t:ToRecipients>" + person("bert@contoso.com") + person("eve@example.com") + "</t:ToRecipients>");
        assertThat(get(mailbox.anna, id).child("ToRecipients").orElseThrow().children())
                .extracting(mailbox -> text(mailbox, "MailboxType"))
                .containsExactly("Mailbox", "OneOff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ToRecipients", "CcRecipients", "BccRecipients", "ReplyTo"})
    @Requirements("MSG R30 R33 R36 R69")
    void keepsEveryoneOfACollection(String element) {
        XmlElement id = draft("<t:" + element + ">" + person("bert@contoso.com") + person("eve@example.com") + "</t:"
                + element + ">");
        assertThat(get(mailbox.anna, id).child(element).orElseThrow().children())
                .extracting(one -> text(one, "EmailAddress"))
                .containsExactly("bert@contoso.com", "eve@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sender", "ToRecipients"})
    @Requirements("MSG R2516 R2916")
    void wantsAtLeastACharacterOfAnAddress(String element) {
        String people = "<t:" + element + ">" + person("%s") + "</t:" + element + ">";
        assertThat(draft(people.formatted("x")).attribute("Id")).isPresent();
        assertThatThrownBy(() -> draft(people.formatted("")))
                .isInstanceOfSatisfying(
                        EwsFault.class,
                        fault -> assertThat(fault.code()).isEqualTo(ResponseCode.ErrorSchemaValidation));
    }

    @ParameterizedTest
    @ValueSource(strings = {"IsReadReceiptRequested", "IsDeliveryReceiptRequested", "IsRead", "IsResponseRequested"})
    @Requirements("MSG R39 R41 R42 R4200 R43 R45 R46 R4600 R59 R60 R61 R6100 R62 R64 R65 R6500")
    void keepsFlags(String element) {
        for (String value : List.of("true", "false")) {
            String given = "<t:" + element + ">" + value + "</t:" + element + ">";
            XmlElement created = draft(given);
            assertThat(text(get(mailbox.anna, created), element)).isEqualTo(value);
            XmlElement changed = draft(given.replace(value, value.equals("true") ? "false" : "true"));
            done(mailbox.anna, set(changed, field("message:" + element), "<t:Message>" + given + "</t:Message>"));
            assertThat(text(get(mailbox.anna, changed), element)).isEqualTo(value);
        }
    }

    @Test
    @Requirements("MSG R66 R68 R56")
    void keepsReferencesAndTheInternetMessageId() {
        XmlElement id = draft(
                "<t:InternetMessageId>&lt;1@contoso.com&gt;</t:InternetMessageId><t:References>&lt;0@contoso.com&gt;</t:References>");
        XmlElement read = get(mailbox.anna, id);
        assertThat(text(read, "InternetMessageId")).isEqualTo("<1@contoso.com>");
        assertThat(text(read, "References")).isEqualTo("<0@contoso.com>");
        done(
                mailbox.anna,
                set(id, field("message:References"), "<t:Message><t:References>new</t:References></t:Message>"));
        assertThat(text(get(mailbox.anna, id), "References")).isEqualTo("new");
    }

    @ParameterizedTest
    @CsvSource({
        "ConversationIndex, AQID",
        "ConversationTopic, x",
        "InternetMessageId, x",
        "ReceivedBy, <t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox>",
        "ReceivedRepresenting, <t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox>",
        "ApprovalRequestData, ''",
        "VotingInformation, ''",
        "ReminderMessageData, ''"
    })
    @Requirements("MSG R49 R52 R58 R72001 R73001 R73008 R73009 R73010")
    void setsNothingThatIsReadOnly(String element, String value) {
        XmlElement id = draft("");
        String given = "<t:Message><t:" + element + ">" + value + "</t:" + element + "></t:Message>";
        assertThat(code(only(mailbox.anna, set(id, field("message:" + element), given))))
                .isEqualTo("ErrorInvalidPropertySet");
    }

    private String create(String disposition, String subject) {
        return "<m:CreateItem MessageDisposition=\"" + disposition + "\"><m:SavedItemFolderId>"
                + folder(disposition.equals("SaveOnly") ? "drafts" : "sentitems")
                + "</m:SavedItemFolderId><m:Items><t:Message><t:Subject>" + subject + "</t:Subject><t:ToRecipients>"
                + person("bert@contoso.com") + "</t:ToRecipients></t:Message></m:Items></m:CreateItem>";
    }

    @Test
    @Requirements("MSG R80 R81 R82 R83 R203 R84 R85 R204 R86 R177 R178 R179 R152 R153 R154")
    void savesAndSendsAsTheDispositionSays() {
        XmlElement saved = MailboxCalls.item(done(mailbox.anna, create("SaveOnly", "saved")))
                .child("ItemId")
                .orElseThrow();
        assertThat(subjects(mailbox.anna, "drafts")).contains("saved");
        assertThat(subjects(mailbox.bert, "inbox")).doesNotContain("saved");
        XmlElement sent = done(
                mailbox.anna,
                "<m:SendItem SaveItemToFolder=\"true\"><m:ItemIds>" + MailboxCalls.id(saved)
                        + "</m:ItemIds></m:SendItem>");
        assertThat(sent.attribute("ResponseClass")).hasValue("Success");
        assertThat(subjects(mailbox.bert, "inbox")).contains("saved");
        XmlElement only = done(mailbox.anna, create("SendOnly", "only"));
        assertThat(only.child("Items").orElseThrow().children()).isEmpty();
        XmlElement copied = done(mailbox.anna, create("SendAndSaveCopy", "copied"));
        assertThat(copied.child("Items").orElseThrow().children()).isEmpty();
        assertThat(subjects(mailbox.bert, "inbox")).contains("only", "copied");
        assertThat(subjects(mailbox.anna, "sentitems"))
                .contains("saved", "copied")
                .doesNotContain("only");
    }

    @Test
    @Requirements("MSG R47 R50")
    void tellsTheConversation() {
        done(mailbox.bert, create("SendOnly", "RE: talk").replace("bert@", "anna@"));
        XmlElement id = find(mailbox.anna, folder("inbox")).stream()
                .filter(item -> text(item, "Subject").equals("RE: talk"))
                .findFirst()
                .flatMap(item -> item.child("ItemId"))
                .orElseThrow();
        XmlElement read = get(mailbox.anna, id);
        assertThat(text(read, "ConversationTopic")).isEqualTo("talk");
        assertThat(text(read, "ConversationIndex")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetItem", "CopyItem", "MoveItem", "DeleteItem", "UpdateItem"})
    @Requirements(
            "MSG R168 R169 R170 R170001 R170002 R120 R123 R124 R133 R134 R135 R135001 R135002 R161 R162 R163 R163001 R163002"
                    + " R142 R200 R143 R144 R145 R145001 R145002 R154001 R154002")
    void answersEachOperationOnAMessage(String operation) {
        XmlElement id = draft("<t:Subject>s</t:Subject>");
        assertThat(code(only(mailbox.anna, request(operation, id)))).isEqualTo("NoError");
        XmlElement gone = draft("");
        done(mailbox.anna, request("DeleteItem", gone));
        XmlElement answer = mailbox.anna.call(request(operation, gone));
        assertThat(answer.name()).isEqualTo(operation + "Response");
        XmlElement refused =
                answer.child("ResponseMessages").orElseThrow().children().get(0);
        assertThat(refused.attribute("ResponseClass")).hasValue("Error");
        assertThat(code(refused)).isEqualTo("ErrorItemNotFound");
    }

    @Test
    @Requirements("MSG R111 R112 R113 R113001 R113002")
    void answersACreation() {
        String create = "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items>%s</m:Items></m:CreateItem>";
        XmlElement answer = mailbox.anna.call(create.formatted("<t:Message/>"));
        assertThat(answer.name()).isEqualTo("CreateItemResponse");
        XmlElement made =
                answer.child("ResponseMessages").orElseThrow().children().get(0);
        assertThat(made.name()).isEqualTo("CreateItemResponseMessage");
        assertThat(made.attribute("ResponseClass")).hasValue("Success");
        assertThat(code(made)).isEqualTo("NoError");
        XmlElement refused = only(
                mailbox.anna, create.formatted("<t:Message><t:HasAttachments>true</t:HasAttachments></t:Message>"));
        assertThat(refused.name()).isEqualTo("CreateItemResponseMessage");
        assertThat(refused.attribute("ResponseClass")).hasValue("Error");
        assertThat(code(refused)).isEqualTo("ErrorInvalidPropertySet");
    }

    private static String request(String operation, XmlElement id) {
        String ids = "<m:ItemIds>" + MailboxCalls.id(id) + "</m:ItemIds>";
        return switch (operation) {
            case "GetItem" -> MailboxCalls.getItem(id, "<t:BaseShape>Default</t:BaseShape>");
            case "DeleteItem" -> "<m:DeleteItem DeleteType=\"HardDelete\">" + ids + "</m:DeleteItem>";
            case "UpdateItem" -> set(id, field("item:Subject"), "<t:Message><t:Subject>n</t:Subject></t:Message>");
            default ->
                "<m:" + operation + "><m:ToFolderId>" + folder("notes") + "</m:ToFolderId>" + ids + "</m:" + operation
                        + ">";
        };
    }

    @Test
    @Requirements("MSG R126 R127 R198 R129 R130 R131 R132 R1188 R21188 R21189 R1190 R1197 R21193 R21194 R1193")
    void showsAMessageInTheShapeAskedFor() {
        XmlElement id = draft(
                "<t:Subject>s</t:Subject><t:Body BodyType=\"HTML\">&lt;b&gt;x&lt;/b&gt;&lt;script&gt;evil()&lt;/script&gt;&lt;a href=\"java&amp;#9;script:evil()\"&gt;y&lt;/a&gt;&lt;a href=\"DATA:text/html,evil\"&gt;z&lt;/a&gt;</t:Body>"
                        + "<t:Importance>High</t:Importance>");
        assertThat(get(mailbox.anna, id, "<t:BaseShape>IdOnly</t:BaseShape>").children())
                .extracting(XmlElement::name)
                .containsExactly("ItemId");
        XmlElement all = get(mailbox.anna, id);
        assertThat(text(all, "Importance")).isEqualTo("High");
        assertThat(all.child("MimeContent")).isEmpty();
        assertThat(text(all, "Body")).contains("evil");
        String standard = "<t:BaseShape>Default</t:BaseShape>";
        assertThat(get(mailbox.anna, id, standard + "<t:IncludeMimeContent>true</t:IncludeMimeContent>")
                        .child("MimeContent"))
                .isPresent();
        assertThat(text(get(mailbox.anna, id, standard + "<t:BodyType>Text</t:BodyType>"), "Body"))
                .isEqualTo("x\nyz");
        assertThat(text(get(mailbox.anna, id, standard + "<t:FilterHtmlContent>true</t:FilterHtmlContent>"), "Body"))
                .contains("<b>x</b>")
                .doesNotContain("evil");
        assertThat(get(mailbox.anna, id, MailboxCalls.properties("item:Importance"))
                        .children())
                .extracting(XmlElement::name)
                .containsExactly("ItemId", "Importance");
    }

    /** A person is equal to an address and to a name. */
    @ParameterizedTest
    @CsvSource({"From, bert@contoso.com, 1", "From, BERT, 1", "Sender, anna@contoso.com, 1", "From, anna@contoso.com, 0"
    })
    void findsMessagesByAPerson(String property, String person, int found) {
        String people = "<t:Sender><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:Sender>"
                + "<t:From><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:From>";
        MailboxCalls.saved(mailbox.anna, "outbox", "<t:Message>" + people + "</t:Message>");
        MailboxCalls.message(mailbox.anna, "outbox", "of nobody");
        String find = "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape>"
                + "<m:Restriction><t:IsEqualTo>" + MailboxCalls.field("message:" + property)
                + "<t:FieldURIOrConstant><t:Constant Value=\"" + person + "\"/></t:FieldURIOrConstant></t:IsEqualTo>"
                + "</m:Restriction><m:ParentFolderIds>" + MailboxCalls.folder("outbox")
                + "</m:ParentFolderIds></m:FindItem>";
        assertThat(MailboxCalls.done(mailbox.anna, find)
                        .at("RootFolder", "Items")
                        .orElseThrow()
                        .children())
                .hasSizeGreaterThanOrEqualTo(found)
                .satisfies(all -> assertThat(all.isEmpty()).isEqualTo(found == 0));
    }
}
