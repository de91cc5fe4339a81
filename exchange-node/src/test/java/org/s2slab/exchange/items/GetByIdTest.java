package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.ReadMailbox.base;
import static org.s2slab.exchange.items.ReadMailbox.code;
import static org.s2slab.exchange.items.ReadMailbox.distinguished;
import static org.s2slab.exchange.items.ReadMailbox.getFolder;
import static org.s2slab.exchange.items.ReadMailbox.getItem;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GetByIdTest {
    private ReadMailbox mailbox;

    @BeforeAll
    void open(@TempDir Path folder) {
        mailbox = new ReadMailbox(folder);
    }

    @AfterAll
    void close() {
        mailbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "root, Folder, 0, 7",
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
        XmlElement found = mailbox.calls
                .messages(getFolder(base("AllProperties"), distinguished(name)))
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
        String contacts = DistinguishedFolder.CONTACTS.idIn(mailbox.anna).text();
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
        return mailbox.calls
                .messages(getFolder)
                .get(0)
                .child("Folders")
                .orElseThrow()
                .children()
                .get(0);
    }

    @Test
    void answersForEachFolderInTurn() {
        String bert =
                DistinguishedFolder.INBOX.idIn(mailbox.mailboxes.of("bert")).text();
        List<XmlElement> messages = mailbox.calls.messages(
                getFolder(
                        base("IdOnly"),
                        distinguished("inbox")
                                + distinguished("archiveinbox")
                                + "<t:FolderId Id=\"nonsense\"/>"
                                + "<t:FolderId Id=\"\"/>"
                                + "<t:FolderId Id=\"" + mailbox.idOf("Carla") + "\"/>"
                                + "<t:DistinguishedFolderId Id=\"inbox\"><t:Mailbox><t:EmailAddress>Anna.Berg@contoso.com</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>"
                                + "<t:FolderId Id=\"" + bert + "\"/>"
                                + "<t:DistinguishedFolderId Id=\"inbox\"><t:Mailbox><t:EmailAddress>bert@contoso.com</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>"));
        assertThat(messages)
                .extracting(ReadMailbox::code)
                .containsExactly(
                        "NoError",
                        "ErrorFolderNotFound",
                        "ErrorInvalidIdMalformed",
                        "ErrorInvalidIdEmpty",
                        "ErrorCannotUseItemIdForFolderId",
                        "NoError",
                        "ErrorAccessDenied",
                        "ErrorBatchProcessingStopped");
    }

    @Test
    void showsItemsByIdEachInTurn() {
        String folderId = DistinguishedFolder.INBOX.idIn(mailbox.anna).text();
        String gone = new MailboxObjectId(MailboxObjectId.Kind.ITEM, mailbox.anna.id(), mailbox.anna.id()).text();
        List<XmlElement> messages = mailbox.calls.messages(
                getItem(base("Default"), mailbox.idOf("dirk the caller"), gone, "DUMMY", folderId, ""));
        assertThat(messages)
                .extracting(ReadMailbox::code)
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
    @Requirements("CORE R50b")
    void showsWhatIsNamedBesideTheShape() {
        String more = base("IdOnly")
                + "<t:AdditionalProperties><t:FieldURI FieldURI=\"item:Subject\"/>"
                + "<t:IndexedFieldURI FieldURI=\"contacts:ImAddress\" FieldIndex=\"ImAddress1\"/>"
                + "<t:IndexedFieldURI FieldURI=\"contacts:PhoneNumber\" FieldIndex=\"HomePhone\"/>"
                + "<t:ExtendedFieldURI PropertyTag=\"55\" PropertyType=\"String\"/>"
                + "<t:ExtendedFieldURI PropertyTag=\"0xe23\" PropertyType=\"Integer\"/>"
                + "<t:ExtendedFieldURI PropertySetId=\"00062008-0000-0000-c000-000000000046\" PropertyName=\"x\" PropertyType=\"String\"/>"
                + "</t:AdditionalProperties>";
        XmlElement contact = mailbox.calls
                .messages(getItem(more, mailbox.idOf("Carla")))
                .get(0)
                .at("Items", "Contact")
                .orElseThrow();
        assertThat(contact.children())
                .extracting(XmlElement::name)
                .containsExactly("ItemId", "Subject", "ExtendedProperty", "ExtendedProperty", "ImAddresses");
    }

    @Test
    void convertsIdsAndRefusesThoseThatAreNone() {
        String id = mailbox.idOf("Carla");
        String request = "<m:ConvertId DestinationFormat=\"%s\"><m:SourceIds>"
                + "<t:AlternateId Format=\"%s\" Id=\"%s\" Mailbox=\"anna@contoso.com\"/></m:SourceIds></m:ConvertId>";
        XmlElement dummy = mailbox.calls
                .messages(request.formatted("EntryId", "EwsId", "DUMMY"))
                .get(0);
        assertThat(code(dummy)).isEqualTo("ErrorInvalidIdMalformed");
        XmlElement hex = mailbox.calls
                .messages(request.formatted("HexEntryId", "EwsId", id))
                .get(0);
        String written =
                hex.child("AlternateId").flatMap(found -> found.attribute("Id")).orElseThrow();
        assertThat(written).matches("[0-9A-F]+");
        XmlElement back = mailbox.calls
                .messages(request.formatted("EwsId", "HexEntryId", written))
                .get(0);
        assertThat(back.child("AlternateId").flatMap(found -> found.attribute("Id")))
                .hasValue(id);
    }

    @Test
    void bringsAnIdBackFromEveryNotation() {
        List<String> formats = List.of("EwsLegacyId", "EwsId", "EntryId", "HexEntryId", "StoreId", "OwaId");
        String id = mailbox.idOf("Carla");
        for (String format : formats) {
            String there = converted("EwsId", format, id);
            formats.forEach(other -> assertThat(converted(other, "EwsId", converted(format, other, there)))
                    .as(format + " by " + other)
                    .isEqualTo(id));
        }
    }

    private String converted(String from, String to, String id) {
        String request = "<m:ConvertId DestinationFormat=\"%s\"><m:SourceIds>"
                + "<t:AlternateId Format=\"%s\" Id=\"%s\" Mailbox=\"anna@contoso.com\"/></m:SourceIds></m:ConvertId>";
        return mailbox.calls
                .messages(request.formatted(to, from, id))
                .get(0)
                .child("AlternateId")
                .flatMap(found -> found.attribute("Id"))
                .orElseThrow();
    }
}
