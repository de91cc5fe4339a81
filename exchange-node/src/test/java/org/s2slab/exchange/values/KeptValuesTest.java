package org.s2slab.exchange.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.properties;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Values of items that are kept as given, and forms in which a body comes back. */
class KeptValuesTest {
    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    @Test
    @Requirements("CORE R102000000")
    void returnsAnItemAsAMessage() {
        XmlElement id = saved(mailbox.anna, "drafts", "<t:Item><t:Subject>plain</t:Subject></t:Item>");
        assertThat(get(mailbox.anna, id).name()).isEqualTo("Message");
    }

    @ParameterizedTest
    @CsvSource({"HTML, true", "Text, false"})
    @Requirements("CORE R1681 R1682 R1349")
    void returnsBodiesInTheTypeAskedFor(String type, boolean marked) {
        XmlElement id = saved(
                mailbox.anna,
                "drafts",
                "<t:Message><t:Body BodyType=\"HTML\">&lt;b&gt;x&lt;/b&gt;</t:Body></t:Message>");
        String shape = properties("item:UniqueBody", "item:NormalizedBody")
                .replace("<t:AdditionalProperties>", "<t:BodyType>" + type + "</t:BodyType><t:AdditionalProperties>");
        XmlElement read = get(mailbox.anna, id, shape);
        for (String body : new String[] {"UniqueBody", "NormalizedBody"}) {
            assertThat(read.child(body).flatMap(found -> found.attribute("BodyType")))
                    .as(body)
                    .hasValue(type);
            assertThat(text(read, body).contains("<b>")).as(body).isEqualTo(marked);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    @Requirements("CORE R1625 R1627")
    void asksForReceiptsOfAReplyAsGiven(String asked) {
        XmlElement original = saved(
                mailbox.bert,
                "inbox",
                "<t:Message><t:Subject>s</t:Subject><t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0x0E07\""
                        + " PropertyType=\"Integer\"/><t:Value>1</t:Value></t:ExtendedProperty><t:From><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress>"
                        + "</t:Mailbox></t:From></t:Message>");
        XmlElement reply = MailboxCalls.item(done(
                        mailbox.bert,
                        "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:Items><t:ReplyToItem><t:IsReadReceiptRequested>"
                                + asked + "</t:IsReadReceiptRequested><t:IsDeliveryReceiptRequested>" + asked
                                + "</t:IsDeliveryReceiptRequested>"
                                + MailboxCalls.id(original).replace("t:ItemId", "t:ReferenceItemId")
                                + "</t:ReplyToItem></m:Items></m:CreateItem>"))
                .child("ItemId")
                .orElseThrow();
        XmlElement read = get(mailbox.bert, reply);
        assertThat(text(read, "IsReadReceiptRequested")).isEqualTo(asked);
        assertThat(text(read, "IsDeliveryReceiptRequested")).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unknown", "OneOff", "Contact", "Mailbox", "PrivateDL", "PublicDL", "PublicFolder"})
    @Requirements({"CORE R165b R166 R167b R168b R169 R170b R171b", "MSG R168b"})
    void keepsTheTypeOfAMailbox(String type) {
        XmlElement id = saved(
                mailbox.anna,
                "contacts",
                "<t:Contact><t:EmailAddresses><t:Entry Key=\"EmailAddress1\" RoutingType=\"SMTP\" MailboxType=\"" + type
                        + "\">a@contoso.com</t:Entry></t:EmailAddresses></t:Contact>");
        assertThat(get(mailbox.anna, id)
                        .at("EmailAddresses", "Entry")
                        .orElseThrow()
                        .attribute("MailboxType"))
                .hasValue(type);
    }

    @Test
    @Requirements("CORE R514")
    void savesACopyOfAChangedMessageInTheFolderGiven() {
        XmlElement id = saved(
                mailbox.anna,
                "drafts",
                "<t:Message><t:Subject>before</t:Subject><t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com"
                        + "</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message>");
        done(
                mailbox.anna,
                MailboxCalls.set(id, field("item:Subject"), "<t:Message><t:Subject>after</t:Subject></t:Message>")
                        .replace("SaveOnly", "SendAndSaveCopy")
                        .replace(
                                "<m:ItemChanges>",
                                "<m:SavedItemFolderId>" + folder("notes") + "</m:SavedItemFolderId><m:ItemChanges>"));
        assertThat(MailboxCalls.subjects(mailbox.anna, "notes")).containsExactly("after");
        assertThat(MailboxCalls.subjects(mailbox.bert, "inbox")).contains("after");
    }

    /** A search shows the beginning of a long text, and finds the item by all of it; the item has it whole. */
    @Test
    void shortensLongTextsInASearchOnly() {
        String whole = "x".repeat(255) + "end";
        String path = "<t:ExtendedFieldURI DistinguishedPropertySetId=\"PublicStrings\" PropertyName=\"Long\""
                + " PropertyType=\"String\"/>";
        XmlElement id = saved(
                mailbox.anna,
                "journal",
                "<t:Message><t:ExtendedProperty>" + path + "<t:Value>" + whole
                        + "</t:Value></t:ExtendedProperty></t:Message>");
        String shape =
                "<t:BaseShape>Default</t:BaseShape><t:AdditionalProperties>" + path + "</t:AdditionalProperties>";
        XmlElement found = done(
                        mailbox.anna,
                        "<m:FindItem Traversal=\"Shallow\"><m:ItemShape>" + shape + "</m:ItemShape><m:Restriction>"
                                + "<t:IsEqualTo>" + path + "<t:FieldURIOrConstant><t:Constant Value=\""
                                + whole + "\"/></t:FieldURIOrConstant></t:IsEqualTo></m:Restriction><m:ParentFolderIds>"
                                + folder("journal") + "</m:ParentFolderIds></m:FindItem>")
                .at("RootFolder", "Items", "Message")
                .orElseThrow();
        assertThat(text(found, "ExtendedProperty", "Value")).isEqualTo(whole.substring(0, 255));
        XmlElement item = get(mailbox.anna, id, shape);
        assertThat(text(item, "ExtendedProperty", "Value")).isEqualTo(whole);
    }
}
