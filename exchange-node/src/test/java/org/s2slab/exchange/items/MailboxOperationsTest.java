package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.item;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.subjects;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.content.AttachmentWithContent;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mime.MimeReader;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.xml.XmlElement;

class MailboxOperationsTest {
    private static final String TO_BERT =
            "<t:ToRecipients><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients>";

    private MailboxCalls mailbox;
    private EwsCalls anna;
    private EwsCalls bert;

    @BeforeEach
    void open(@TempDir Path folder) {
        mailbox = new MailboxCalls(folder);
        anna = mailbox.anna;
        bert = mailbox.bert;
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    private static String send(String disposition, String item) {
        return "<m:CreateItem MessageDisposition=\"" + disposition + "\"><m:Items>" + item
                + "</m:Items></m:CreateItem>";
    }

    private static String update(XmlElement id, String resolution, String updates) {
        return "<m:UpdateItem ConflictResolution=\"" + resolution + "\" MessageDisposition=\"SaveOnly\"><m:ItemChanges>"
                + "<t:ItemChange>" + id(id) + "<t:Updates>" + updates
                + "</t:Updates></t:ItemChange></m:ItemChanges></m:UpdateItem>";
    }

    private static String set(String uri, String kind, String property) {
        return "<t:SetItemField><t:FieldURI FieldURI=\"" + uri + "\"/><t:" + kind + ">" + property + "</t:" + kind
                + "></t:SetItemField>";
    }

    @Test
    void showsAMessageAsItWasSaved() {
        XmlElement id = saved(anna, "inbox", """
                <t:Message><t:Subject>Plan</t:Subject><t:Sensitivity>Private</t:Sensitivity>\
                <t:Body BodyType="HTML">&lt;p&gt;One&lt;/p&gt;&lt;ul&gt;&lt;li&gt;two&lt;/li&gt;&lt;/ul&gt;</t:Body>\
                <t:Categories><t:String>Red</t:String></t:Categories>\
                <t:ExtendedProperty><t:ExtendedFieldURI PropertyTag="3591" PropertyType="Integer"/><t:Value>1</t:Value></t:ExtendedProperty>\
                <t:ExtendedProperty><t:ExtendedFieldURI DistinguishedPropertySetId="PublicStrings" PropertyName="Part" PropertyType="StringArray"/>\
                <t:Values><t:Value>a</t:Value><t:Value>b</t:Value></t:Values></t:ExtendedProperty>\
                <t:ToRecipients><t:Mailbox><t:Name>Bert</t:Name><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:ToRecipients>\
                </t:Message>""");
        XmlElement all = get(
                anna,
                id,
                "<t:BaseShape>AllProperties</t:BaseShape><t:AdditionalProperties>"
                        + "<t:ExtendedFieldURI PropertyTag=\"0x0e07\" PropertyType=\"Integer\"/>"
                        + "<t:ExtendedFieldURI PropertySetId=\"00020329-0000-0000-C000-000000000046\" PropertyName=\"Part\" PropertyType=\"StringArray\"/>"
                        + "</t:AdditionalProperties>");
        assertThat(text(all, "Subject")).isEqualTo("Plan");
        assertThat(text(all, "Sensitivity")).isEqualTo("Private");
        assertThat(text(all, "Body")).isEqualTo("<p>One</p><ul><li>two</li></ul>");
        assertThat(text(all, "DisplayTo")).isEqualTo("Bert");
        assertThat(text(all, "IsDraft")).isEqualTo("false");
        assertThat(all.children("ExtendedProperty")).hasSize(2);
        assertThat(text(all, "ExtendedProperty", "Value")).isEqualTo("1");
        assertThat(all.children("ExtendedProperty")
                        .get(1)
                        .at("Values")
                        .orElseThrow()
                        .children())
                .extracting(XmlElement::text)
                .containsExactly("a", "b");
        XmlElement asText = get(anna, id, "<t:BaseShape>Default</t:BaseShape><t:BodyType>Text</t:BodyType>");
        assertThat(text(asText, "Body")).isEqualTo("One\n* two");
        XmlElement idOnly = get(anna, id, "<t:BaseShape>IdOnly</t:BaseShape>");
        assertThat(idOnly.children()).extracting(XmlElement::name).containsExactly("ItemId");
    }

    @Test
    void keepsAMessageOfRfc822AsItCame() {
        String source = """
                From: Carla <carla@contoso.com>
                To: anna@contoso.com
                Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
                Message-ID: <1@x>
                Date: Tue, 03 Feb 2026 10:00:00 +0000
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                Hello
                --b
                Content-Type: text/csv; name=a.csv
                Content-Disposition: attachment; filename=a.csv

                1,2
                --b--
                """.replace("\n", "\r\n");
        String base64 = Base64.getEncoder().encodeToString(source.getBytes(StandardCharsets.UTF_8));
        XmlElement id = saved(
                anna,
                "inbox",
                "<t:Message><t:MimeContent CharacterSet=\"UTF-8\">" + base64 + "</t:MimeContent>"
                        + "<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0xe07\" PropertyType=\"Integer\"/><t:Value>1</t:Value></t:ExtendedProperty></t:Message>");
        String shape = "<t:BaseShape>Default</t:BaseShape><t:IncludeMimeContent>true</t:IncludeMimeContent>";
        XmlElement read = get(anna, id, shape);
        assertThat(text(read, "Subject")).isEqualTo("Grüße");
        assertThat(text(read, "MimeContent")).isEqualTo(base64);
        assertThat(text(read, "From", "Mailbox", "EmailAddress")).isEqualTo("carla@contoso.com");
        assertThat(text(read, "Attachments", "FileAttachment", "Name")).isEqualTo("a.csv");
        assertThat(text(read, "HasAttachments")).isEqualTo("true");
        done(anna, update(id, "AlwaysOverwrite", set("item:Subject", "Message", "<t:Subject>New</t:Subject>")));
        byte[] made = Base64.getDecoder().decode(text(get(anna, id, shape), "MimeContent"));
        WholeMessage again = WholeMessage.read(made);
        assertThat(again.subject()).isEqualTo("New");
        assertThat(again.files()).containsExactly("a.csv");
    }

    /** A message made by us, read back. */
    private record WholeMessage(String subject, List<String> files) {
        static WholeMessage read(byte[] source) {
            var whole = MimeReader.read(ItemKind.MESSAGE, source);
            return new WholeMessage(
                    whole.content().subject(),
                    whole.attachments().stream()
                            .map(AttachmentWithContent::name)
                            .toList());
        }
    }

    @Test
    void sendsWithinTheOrganisationAndKeepsACopy() {
        XmlElement answer = done(
                anna,
                send(
                        "SendAndSaveCopy",
                        "<t:Message><t:Subject>Lunch</t:Subject>" + TO_BERT
                                + "<t:BccRecipients><t:Mailbox><t:EmailAddress>anna@contoso.com</t:EmailAddress></t:Mailbox></t:BccRecipients></t:Message>"));
        assertThat(answer.child("Items").orElseThrow().children()).isEmpty();
        assertThat(subjects(anna, "sentitems")).containsExactly("Lunch");
        assertThat(subjects(anna, "inbox")).containsExactly("Lunch");
        XmlElement found = find(bert, folder("inbox")).get(0);
        assertThat(text(found, "From", "Mailbox", "EmailAddress")).isEqualTo("anna@contoso.com");
        assertThat(text(found, "IsRead")).isEqualTo("false");
        XmlElement received = get(bert, found.child("ItemId").orElseThrow());
        assertThat(received.child("BccRecipients")).isEmpty();
        assertThat(text(received, "InternetMessageId")).endsWith("@contoso.com>");
    }

    @Test
    void tellsTheSenderOfAddressesNobodyHas() {
        done(
                anna,
                send(
                        "SendOnly",
                        "<t:Message><t:Subject>Hi</t:Subject><t:ToRecipients><t:Mailbox>"
                                + "<t:EmailAddress>zoe@elsewhere.example</t:EmailAddress></t:Mailbox></t:ToRecipients></t:Message>"));
        assertThat(subjects(anna, "sentitems")).isEmpty();
        assertThat(subjects(anna, "inbox")).containsExactly("Undeliverable: Hi");
        assertThat(code(only(anna, send("SendOnly", "<t:Message><t:Subject>Hi</t:Subject></t:Message>"))))
                .isEqualTo("ErrorMissingRecipients");
    }

    @Test
    void sendsADraftOnlyInTheStateTheCallerSaw() {
        XmlElement draft = saved(anna, "drafts", "<t:Message><t:Subject>Draft</t:Subject>" + TO_BERT + "</t:Message>");
        XmlElement changed = item(done(
                        anna,
                        update(draft, "NeverOverwrite", set("item:Subject", "Message", "<t:Subject>B</t:Subject>"))))
                .child("ItemId")
                .orElseThrow();
        String sendItem = "<m:SendItem SaveItemToFolder=\"true\"><m:ItemIds>%s</m:ItemIds></m:SendItem>";
        assertThat(code(only(anna, sendItem.formatted(id(draft))))).isEqualTo("ErrorStaleObject");
        done(anna, sendItem.formatted(id(changed)));
        assertThat(subjects(anna, "drafts")).isEmpty();
        assertThat(subjects(anna, "sentitems")).containsExactly("B");
        assertThat(subjects(bert, "inbox")).containsExactly("B");
    }

    @Test
    void changesPropertiesOneByOne() {
        XmlElement id = saved(anna, "contacts", """
                <t:Contact><t:GivenName>Tony</t:GivenName><t:EmailAddresses>\
                <t:Entry Key="EmailAddress1">tony@contoso.com</t:Entry></t:EmailAddresses>\
                <t:JobTitle>Guest</t:JobTitle><t:Surname>Smith</t:Surname></t:Contact>""");
        done(
                anna,
                update(
                        id,
                        "AutoResolve",
                        set("contacts:JobTitle", "Contact", "<t:JobTitle>Host</t:JobTitle>")
                                + "<t:SetItemField><t:IndexedFieldURI FieldURI=\"contacts:EmailAddress\" FieldIndex=\"EmailAddress2\"/>"
                                + "<t:Contact><t:EmailAddresses><t:Entry Key=\"EmailAddress2\">t@x</t:Entry></t:EmailAddresses></t:Contact></t:SetItemField>"
                                + "<t:DeleteItemField><t:FieldURI FieldURI=\"contacts:Surname\"/></t:DeleteItemField>"
                                + "<t:AppendToItemField><t:FieldURI FieldURI=\"item:Body\"/><t:Contact><t:Body BodyType=\"Text\">met him</t:Body></t:Contact></t:AppendToItemField>"));
        XmlElement contact = get(anna, id);
        assertThat(text(contact, "DisplayName")).isEqualTo("Tony Smith");
        assertThat(text(contact, "JobTitle")).isEqualTo("Host");
        assertThat(contact.child("Surname")).isEmpty();
        assertThat(text(contact, "Body")).isEqualTo("met him");
        assertThat(contact.child("EmailAddresses").orElseThrow().children()).hasSize(2);
    }

    @Test
    void refusesAChangeToAnotherStateThanTheCallerSaw() {
        XmlElement id = message(anna, "inbox", "A");
        String change = set("item:Subject", "Message", "<t:Subject>B</t:Subject>");
        done(anna, update(id, "AutoResolve", change));
        assertThat(code(only(anna, update(id, "NeverOverwrite", change)))).isEqualTo("ErrorIrresolvableConflict");
        String without = update(id, "AutoResolve", change).replaceFirst(" ChangeKey=\"[^\"]*\"", "");
        assertThat(code(only(anna, without))).isEqualTo("ErrorChangeKeyRequiredForWriteOperations");
        String size = set("item:Size", "Message", "<t:Size>1</t:Size>");
        assertThat(code(only(anna, update(id, "AlwaysOverwrite", size)))).isEqualTo("ErrorInvalidPropertySet");
    }

    @ParameterizedTest
    @CsvSource({"MoveToDeletedItems, deleteditems", "SoftDelete, recoverableitemsdeletions", "HardDelete, "})
    void deletesInEachWay(String type, String lands) {
        XmlElement id = message(anna, "inbox", "old");
        String delete =
                "<m:DeleteItem DeleteType=\"" + type + "\"><m:ItemIds>" + id(id) + "</m:ItemIds></m:DeleteItem>";
        done(anna, delete);
        assertThat(subjects(anna, "inbox")).isEmpty();
        for (String place : List.of("deleteditems", "recoverableitemsdeletions", "recoverableitemspurges")) {
            assertThat(subjects(anna, place)).hasSize(place.equals(lands) ? 1 : 0);
        }
        assertThat(code(only(anna, delete))).isEqualTo("ErrorItemNotFound");
    }

    @Test
    void movesAndCopiesUnderNewIds() {
        XmlElement id = message(anna, "inbox", "a");
        XmlElement copy = transfer("CopyItem", id, "drafts");
        XmlElement moved = transfer("MoveItem", id, "deleteditems");
        assertThat(List.of(id.attribute("Id"), copy.attribute("Id"), moved.attribute("Id")))
                .doesNotHaveDuplicates();
        assertThat(subjects(anna, "drafts")).containsExactly("a");
        assertThat(subjects(anna, "deleteditems")).containsExactly("a");
        assertThat(code(only(anna, MailboxCalls.getItem(id, "<t:BaseShape>IdOnly</t:BaseShape>"))))
                .isEqualTo("ErrorItemNotFound");
    }

    private XmlElement transfer(String operation, XmlElement id, String target) {
        return item(done(
                        anna,
                        "<m:" + operation + "><m:ToFolderId>" + folder(target) + "</m:ToFolderId><m:ItemIds>" + id(id)
                                + "</m:ItemIds></m:" + operation + ">"))
                .child("ItemId")
                .orElseThrow();
    }

    @Test
    void exportsItemsAndTakesThemBack() {
        XmlElement id = saved(anna, "inbox", """
                <t:Message><t:Subject>Keep</t:Subject><t:Attachments><t:FileAttachment><t:Name>a</t:Name>\
                <t:Content>AQID</t:Content></t:FileAttachment></t:Attachments></t:Message>""");
        XmlElement exported = done(anna, "<m:ExportItems><m:ItemIds>" + id(id) + "</m:ItemIds></m:ExportItems>");
        String inbox =
                DistinguishedFolder.INBOX.idIn(mailbox.mailboxes.of("bert")).text();
        String upload = "<m:UploadItems><m:Items><t:Item CreateAction=\"CreateNew\"><t:ParentFolderId Id=\"" + inbox
                + "\"/><t:Data>%s</t:Data></t:Item></m:Items></m:UploadItems>";
        XmlElement uploaded = done(bert, upload.formatted(text(exported, "Data")))
                .child("ItemId")
                .orElseThrow();
        XmlElement read = get(bert, uploaded);
        assertThat(text(read, "Subject")).isEqualTo("Keep");
        assertThat(text(read, "Attachments", "FileAttachment", "Size")).isEqualTo("3");
        assertThat(code(only(bert, upload.formatted("AQIDBA==")))).isEqualTo("ErrorCorruptData");
    }
}
