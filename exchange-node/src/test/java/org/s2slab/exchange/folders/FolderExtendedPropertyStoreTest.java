package org.s2slab.exchange.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Extended properties of folders. */
class FolderExtendedPropertyStoreTest {
    private static final String COUNT = "<t:ExtendedFieldURI DistinguishedPropertySetId=\"PublicStrings\""
            + " PropertyName=\"Count\" PropertyType=\"Integer\"/>";
    private static final String CLASS = "<t:ExtendedFieldURI PropertyTag=\"0x3613\" PropertyType=\"String\"/>";

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private static String value(String path, String value) {
        return "<t:ExtendedProperty>" + path + "<t:Value>" + value + "</t:Value></t:ExtendedProperty>";
    }

    private static XmlElement made(String name, String properties) {
        return done(
                        mailbox.anna,
                        "<m:CreateFolder><m:ParentFolderId>" + folder("inbox")
                                + "</m:ParentFolderId><m:Folders><t:Folder><t:DisplayName>" + name + "</t:DisplayName>"
                                + properties + "</t:Folder></m:Folders></m:CreateFolder>")
                .at("Folders", "Folder", "FolderId")
                .orElseThrow();
    }

    private static XmlElement update(String id, String update) {
        return only(
                mailbox.anna,
                "<m:UpdateFolder><m:FolderChanges><t:FolderChange>" + id + "<t:Updates>" + update
                        + "</t:Updates></t:FolderChange></m:FolderChanges></m:UpdateFolder>");
    }

    private static String set(String path, String value) {
        return "<t:SetFolderField>" + path + "<t:Folder>" + value(path, value) + "</t:Folder></t:SetFolderField>";
    }

    private static String shape(String path) {
        return "<m:FolderShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>" + path
                + "</t:AdditionalProperties></m:FolderShape>";
    }

    private static String shown(String id) {
        return shown(id, COUNT);
    }

    private static String shown(String id, String path) {
        return text(
                done(
                        mailbox.anna,
                        "<m:GetFolder>" + shape(path) + "<m:FolderIds>" + id + "</m:FolderIds></m:GetFolder>"),
                "Folders",
                "Folder",
                "ExtendedProperty",
                "Value");
    }

    @Test
    @Requirements({"FOLD R7701", "FOLD R7801"})
    void keepsWhatAFolderWasCreatedWithAndFindsItByIt() {
        XmlElement id = made("Counted", value(COUNT, "7"));
        assertThat(shown(id(id))).isEqualTo("7");
        XmlElement found = done(
                mailbox.anna,
                "<m:FindFolder Traversal=\"Deep\">" + shape(COUNT) + "<m:Restriction><t:IsEqualTo>" + COUNT
                        + "<t:FieldURIOrConstant><t:Constant Value=\"7\"/></t:FieldURIOrConstant></t:IsEqualTo>"
                        + "</m:Restriction><m:ParentFolderIds>" + folder("msgfolderroot")
                        + "</m:ParentFolderIds></m:FindFolder>");
        assertThat(found.at("RootFolder", "Folders").orElseThrow().children())
                .extracting(one -> text(one, "ExtendedProperty", "Value"))
                .containsExactly("7");
        XmlElement copy = done(
                        mailbox.anna,
                        "<m:CopyFolder><m:ToFolderId>" + folder("drafts") + "</m:ToFolderId><m:FolderIds>" + id(id)
                                + "</m:FolderIds></m:CopyFolder>")
                .at("Folders", "Folder", "FolderId")
                .orElseThrow();
        assertThat(shown(id(copy))).isEqualTo("7");
        assertThat(code(update(id(copy), "<t:DeleteFolderField>" + COUNT + "</t:DeleteFolderField>")))
                .isEqualTo("NoError");
        assertThat(shown(id(copy))).isEmpty();
        assertThat(shown(id(id))).isEqualTo("7");
    }

    /** PidTagMessageSize and PidTagMessageSizeExtended. */
    @ParameterizedTest
    @ValueSource(strings = {"Integer", "Long"})
    void addsUpTheSizesOfTheItemsOfAFolder(String type) {
        String size = "<t:ExtendedFieldURI PropertyTag=\"0x0E08\" PropertyType=\"" + type + "\"/>";
        String junk = folder("junkemail");
        int sum = Integer.parseInt(shown(junk, size));
        for (String subject : List.of("One", "A longer subject")) {
            XmlElement item = message(mailbox.anna, "junkemail", subject);
            sum += Integer.parseInt(text(get(mailbox.anna, item), "Size"));
            assertThat(shown(junk, size)).isEqualTo(Integer.toString(sum));
        }
        assertThat(code(update(junk, set(size, "1")))).isEqualTo("ErrorInvalidPropertySet");

        XmlElement item = message(mailbox.anna, "junkemail", "With a file");
        int bare = Integer.parseInt(text(get(mailbox.anna, item), "Size"));
        XmlElement attached = done(
                        mailbox.anna,
                        "<m:CreateAttachment><m:ParentItemId Id=\""
                                + item.attribute("Id").orElseThrow()
                                + "\"/><m:Attachments><t:FileAttachment><t:Name>f</t:Name><t:Content>QUJD</t:Content>"
                                + "</t:FileAttachment></m:Attachments></m:CreateAttachment>")
                .find("AttachmentId")
                .orElseThrow();
        assertThat(Integer.parseInt(text(get(mailbox.anna, item), "Size"))).isEqualTo(bare + 3);
        assertThat(shown(junk, size)).isEqualTo(Integer.toString(sum + bare + 3));
        done(
                mailbox.anna,
                "<m:DeleteAttachment><m:AttachmentIds><t:AttachmentId Id=\""
                        + attached.attribute("Id").orElseThrow()
                        + "\"/></m:AttachmentIds></m:DeleteAttachment>");
        assertThat(shown(junk, size)).isEqualTo(Integer.toString(sum + bare));
    }

    /** PidTagSubfolders, by which clients list nested folders ([MS-OXCFOLD] 2.2.2.2.1.12). */
    @Test
    void saysOfEachFolderWhetherItHasSubfolders() {
        String subfolders = "<t:ExtendedFieldURI PropertyTag=\"0x360A\" PropertyType=\"Boolean\"/>";
        XmlElement leaf = made("Leaf", "");
        assertThat(shown(id(leaf), subfolders)).isEqualTo("false");
        assertThat(shown(folder("inbox"), subfolders)).isEqualTo("true");
        XmlElement found = done(
                mailbox.anna,
                "<m:FindFolder Traversal=\"Deep\">" + shape(subfolders) + "<m:Restriction><t:IsEqualTo>" + subfolders
                        + "<t:FieldURIOrConstant><t:Constant Value=\"false\"/></t:FieldURIOrConstant></t:IsEqualTo>"
                        + "</m:Restriction><m:ParentFolderIds>" + folder("inbox")
                        + "</m:ParentFolderIds></m:FindFolder>");
        assertThat(found.at("RootFolder", "Folders").orElseThrow().children())
                .extracting(one -> text(one, "ExtendedProperty", "Value"))
                .isNotEmpty()
                .containsOnly("false");
        assertThat(code(update(id(leaf), set(subfolders, "true")))).isEqualTo("ErrorInvalidPropertySet");
    }

    @Test
    void setsAPropertyOfAFolderThatEveryMailboxHas() {
        assertThat(code(update(folder("inbox"), set(COUNT, "8")))).isEqualTo("NoError");
        assertThat(shown(folder("inbox"))).isEqualTo("8");
    }

    @Test
    void refusesWhatIsNoValueOrBelongsToTheTable() {
        XmlElement id = made("Refused", "");
        assertThat(code(update(id(id), set(COUNT, "many")))).isEqualTo("ErrorInvalidExtendedPropertyValue");
        assertThat(code(update(id(id), set(CLASS, "IPF.Task")))).isEqualTo("ErrorInvalidPropertySet");
        assertThat(code(update(
                        id(id),
                        "<t:SetFolderField>" + COUNT + "<t:Folder>" + value(CLASS, "x")
                                + "</t:Folder></t:SetFolderField>")))
                .isEqualTo("ErrorUpdatePropertyMismatch");
    }

    /** To read those of all folders for each folder of a tree takes a time that grows with the square of their number. */
    @Test
    void areNotReadOfOtherFoldersWhereAFolderIsDeleted() {
        made("Broken", value(COUNT, "4711"));
        XmlElement other = made("Other", "");
        execute("UPDATE folder_properties SET properties = 'broken' WHERE properties LIKE '%4711%'");
        try {
            done(
                    mailbox.anna,
                    "<m:DeleteFolder DeleteType=\"HardDelete\"><m:FolderIds>" + id(other)
                            + "</m:FolderIds></m:DeleteFolder>");
        } finally {
            execute("DELETE FROM folder_properties WHERE properties = 'broken'");
        }
    }

    private static void execute(String statement) {
        mailbox.mailboxes.database.change(tx -> tx.execute(statement)).await();
    }
}
