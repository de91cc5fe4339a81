package org.s2slab.exchange.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.find;
import static org.s2slab.exchange.items.MailboxCalls.folder;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.id;
import static org.s2slab.exchange.items.MailboxCalls.message;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.subjects;
import static org.s2slab.exchange.items.MailboxCalls.text;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.exchange.ews.EwsCalls;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.xml.XmlElement;

class FolderOperationsTest {
    private MailboxCalls mailbox;
    private EwsCalls anna;

    @BeforeEach
    void open(@TempDir Path folder) {
        mailbox = new MailboxCalls(folder);
        anna = mailbox.anna;
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    private static String createFolder(String parent, String name) {
        return "<m:CreateFolder><m:ParentFolderId>" + parent + "</m:ParentFolderId><m:Folders><t:Folder><t:DisplayName>"
                + name + "</t:DisplayName></t:Folder></m:Folders></m:CreateFolder>";
    }

    private XmlElement made(String parent, String name) {
        return folderId(done(anna, createFolder(parent, name)));
    }

    private static XmlElement folderId(XmlElement message) {
        return message.child("Folders")
                .orElseThrow()
                .children()
                .get(0)
                .child("FolderId")
                .orElseThrow();
    }

    private List<String> names(String parent, String traversal) {
        return done(
                        anna,
                        "<m:FindFolder Traversal=\"" + traversal
                                + "\"><m:FolderShape><t:BaseShape>Default</t:BaseShape>"
                                + "</m:FolderShape><m:ParentFolderIds>" + parent
                                + "</m:ParentFolderIds></m:FindFolder>")
                .at("RootFolder", "Folders")
                .orElseThrow()
                .children()
                .stream()
                .map(found -> text(found, "DisplayName"))
                .toList();
    }

    private static String on(String operation, String attributes, XmlElement folder) {
        return "<m:" + operation + attributes + "><m:FolderIds>" + id(folder) + "</m:FolderIds></m:" + operation + ">";
    }

    private static String to(String operation, String target, XmlElement folder) {
        return "<m:" + operation + "><m:ToFolderId>" + target + "</m:ToFolderId><m:FolderIds>" + id(folder)
                + "</m:FolderIds></m:" + operation + ">";
    }

    private void put(XmlElement folder, String subject) {
        done(
                anna,
                "<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>" + id(folder)
                        + "</m:SavedItemFolderId><m:Items><t:Message><t:Subject>" + subject
                        + "</t:Subject><t:IsRead>false</t:IsRead></t:Message></m:Items></m:CreateItem>");
    }

    @Test
    void doesNotShowRecoverableItemsInWhatPeopleSeeAsTheirMailbox() {
        assertThat(names(folder("msgfolderroot"), "Deep"))
                .contains("Inbox", "Conversation History")
                .doesNotContain("Recoverable Items", "Purges");
        assertThat(names(folder("recoverableitemsroot"), "Shallow"))
                .containsExactly("Deletions", "Versions", "Purges", "DiscoveryHolds");
    }

    @Test
    void makesFoldersInFolders() {
        XmlElement projects = made(folder("inbox"), "Projects");
        made(id(projects), "2026");
        assertThat(names(folder("inbox"), "Shallow")).containsExactly("Projects");
        assertThat(names(folder("inbox"), "Deep")).containsExactly("Projects", "2026");
        assertThat(code(only(anna, createFolder(folder("inbox"), "projects")))).isEqualTo("ErrorFolderExists");
        assertThat(code(only(anna, createFolder(folder("recoverableitemspurges"), "x"))))
                .isEqualTo("ErrorAccessDenied");
    }

    @Test
    void renamesAndMovesFolders() {
        XmlElement projects = made(folder("inbox"), "Projects");
        XmlElement inner = made(id(projects), "Inner");
        done(
                anna,
                "<m:UpdateFolder><m:FolderChanges><t:FolderChange>" + id(projects)
                        + "<t:Updates><t:SetFolderField><t:FieldURI FieldURI=\"folder:DisplayName\"/><t:Folder>"
                        + "<t:DisplayName>Work</t:DisplayName></t:Folder></t:SetFolderField></t:Updates></t:FolderChange>"
                        + "</m:FolderChanges></m:UpdateFolder>");
        done(anna, to("MoveFolder", folder("msgfolderroot"), projects));
        assertThat(names(folder("inbox"), "Deep")).isEmpty();
        assertThat(names(folder("msgfolderroot"), "Deep")).contains("Work", "Inner");
        assertThat(code(only(anna, to("MoveFolder", id(inner), projects)))).isEqualTo("ErrorMoveCopyFailed");
    }

    @Test
    void copiesAFolderWithAllInIt() {
        XmlElement projects = made(folder("inbox"), "Projects");
        put(projects, "a");
        put(made(id(projects), "Inner"), "b");
        XmlElement copy = folderId(done(anna, to("CopyFolder", folder("drafts"), projects)));
        assertThat(names(folder("drafts"), "Deep")).containsExactly("Projects", "Inner");
        assertThat(find(anna, id(copy))).hasSize(1);
        assertThat(find(anna, id(projects))).hasSize(1);
    }

    @Test
    void deletesFoldersInEachWay() {
        XmlElement first = made(folder("inbox"), "Old");
        done(anna, on("DeleteFolder", " DeleteType=\"MoveToDeletedItems\"", first));
        XmlElement second = made(folder("inbox"), "Old");
        done(anna, on("DeleteFolder", " DeleteType=\"MoveToDeletedItems\"", second));
        assertThat(names(folder("deleteditems"), "Shallow")).containsExactlyInAnyOrder("Old", "Old1");
        put(first, "a");
        done(anna, on("DeleteFolder", " DeleteType=\"SoftDelete\"", first));
        assertThat(subjects(anna, "recoverableitemsdeletions")).containsExactly("a");
        put(second, "b");
        done(anna, on("DeleteFolder", " DeleteType=\"HardDelete\"", second));
        assertThat(names(folder("deleteditems"), "Shallow")).isEmpty();
        assertThat(code(only(anna, on("DeleteFolder", " DeleteType=\"HardDelete\"", second))))
                .isEqualTo("ErrorFolderNotFound");
    }

    @Test
    void emptiesAFolderAndMarksItRead() {
        XmlElement projects = made(folder("inbox"), "Projects");
        put(projects, "a");
        made(id(projects), "Inner");
        assertThat(unread(projects)).isEqualTo("1");
        done(
                anna,
                "<m:MarkAllItemsAsRead><m:ReadFlag>true</m:ReadFlag><m:SuppressReadReceipts>true</m:SuppressReadReceipts>"
                        + "<m:FolderIds>" + id(projects) + "</m:FolderIds></m:MarkAllItemsAsRead>");
        assertThat(unread(projects)).isEqualTo("0");
        done(anna, on("EmptyFolder", " DeleteType=\"SoftDelete\" DeleteSubFolders=\"true\"", projects));
        assertThat(find(anna, id(projects))).isEmpty();
        assertThat(names(id(projects), "Deep")).isEmpty();
    }

    private String unread(XmlElement folder) {
        XmlElement message = done(
                anna,
                "<m:GetFolder><m:FolderShape><t:BaseShape>Default</t:BaseShape></m:FolderShape><m:FolderIds>"
                        + id(folder) + "</m:FolderIds></m:GetFolder>");
        return text(message, "Folders", "Folder", "UnreadCount");
    }

    @Test
    void attachesFilesAndItems() {
        XmlElement id = message(anna, "inbox", "with");
        String parent = "<m:ParentItemId Id=\"" + id.attribute("Id").orElseThrow() + "\"/>";
        XmlElement attachments = done(
                        anna,
                        "<m:CreateAttachment>" + parent
                                + "<m:Attachments><t:FileAttachment><t:Name>a.txt</t:Name><t:Content>AQID</t:Content></t:FileAttachment>"
                                + "</m:Attachments></m:CreateAttachment>")
                .child("Attachments")
                .orElseThrow();
        XmlElement file = attachments.at("FileAttachment", "AttachmentId").orElseThrow();
        XmlElement item = done(
                        anna,
                        "<m:CreateAttachment>" + parent
                                + "<m:Attachments><t:ItemAttachment><t:Name>mail</t:Name><t:Message><t:Subject>inner</t:Subject></t:Message>"
                                + "</t:ItemAttachment></m:Attachments></m:CreateAttachment>")
                .at("Attachments", "ItemAttachment", "AttachmentId")
                .orElseThrow();
        XmlElement read = get(anna, id);
        assertThat(read.child("Attachments").orElseThrow().children())
                .extracting(XmlElement::name)
                .containsExactly("FileAttachment", "ItemAttachment");
        assertThat(read.at("ItemId").flatMap(found -> found.attribute("ChangeKey")))
                .isEqualTo(item.attribute("RootItemChangeKey"));
        assertThat(text(attachment(file), "FileAttachment", "Content")).isEqualTo("AQID");
        assertThat(text(attachment(item), "ItemAttachment", "Message", "Subject"))
                .isEqualTo("inner");
        String delete = "<m:DeleteAttachment><m:AttachmentIds>" + attachmentId(file)
                + "</m:AttachmentIds></m:DeleteAttachment>";
        assertThat(done(anna, delete).child("RootItemId")).isPresent();
        assertThat(code(only(anna, delete))).isEqualTo("ErrorInvalidAttachmentId");
        assertThat(get(anna, id).child("Attachments").orElseThrow().children()).hasSize(1);
    }

    private XmlElement attachment(XmlElement id) {
        return done(
                        anna,
                        "<m:GetAttachment><m:AttachmentIds>" + attachmentId(id)
                                + "</m:AttachmentIds></m:GetAttachment>")
                .child("Attachments")
                .orElseThrow();
    }

    private static String attachmentId(XmlElement id) {
        return "<t:AttachmentId Id=\"" + id.attribute("Id").orElseThrow() + "\"/>";
    }

    @Test
    void groupsAndSeeksInASearch() {
        for (String subject : List.of("a1", "b1", "a2")) {
            saved(
                    anna,
                    "inbox",
                    "<t:Message><t:Subject>" + subject + "</t:Subject><t:Categories><t:String>" + subject.charAt(0)
                            + "</t:String></t:Categories></t:Message>");
        }
        XmlElement groups = done(anna, search("""
                        <m:GroupBy Order="Descending"><t:FieldURI FieldURI="item:Categories"/>\
                        <t:AggregateOn Aggregate="Maximum"><t:FieldURI FieldURI="item:Subject"/></t:AggregateOn></m:GroupBy>""")).at("RootFolder", "Groups").orElseThrow();
        assertThat(groups.children())
                .extracting(group -> text(group, "GroupIndex"))
                .containsExactly("b", "a");
        XmlElement sought = done(anna, search("""
                        <m:SeekToConditionPageItemView BasePoint="Beginning" MaxEntriesReturned="1"><t:Condition><t:IsEqualTo>\
                        <t:FieldURI FieldURI="item:Subject"/><t:FieldURIOrConstant><t:Constant Value="b1"/></t:FieldURIOrConstant>\
                        </t:IsEqualTo></t:Condition></m:SeekToConditionPageItemView>"""));
        assertThat(text(sought, "RootFolder", "Items", "Message", "Subject")).isEqualTo("b1");
    }

    private static String search(String how) {
        return "<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>Default</t:BaseShape></m:ItemShape>" + how
                + "<m:ParentFolderIds>" + folder("inbox") + "</m:ParentFolderIds></m:FindItem>";
    }

    /** The product's limit (FolderHierarchyDepthReceiveQuota). Folders nested deeper ended in a StackOverflowError. */
    @Test
    void refusesMoreThan300LevelsOfFolders() {
        List<String> codes = anna.messages(path("inbox", 301)).stream()
                .map(MailboxCalls::code)
                .toList();
        assertThat(codes.subList(0, 300)).containsOnly("NoError");
        assertThat(codes.get(300)).isEqualTo("ErrorQuotaExceeded");
        XmlElement moved = made(folder("drafts"), "a");
        made(id(moved), "b");
        XmlElement deep = folderId(anna.messages(path("inbox", 299)).get(298));
        String move = "<m:MoveFolder><m:ToFolderId>" + id(deep) + "</m:ToFolderId><m:FolderIds>" + id(moved)
                + "</m:FolderIds></m:MoveFolder>";
        assertThat(code(only(anna, move))).isEqualTo("ErrorQuotaExceeded");
    }

    private static String path(String parent, int levels) {
        return "<m:CreateFolderPath><m:ParentFolderId>" + folder(parent) + "</m:ParentFolderId><m:RelativeFolderPath>"
                + "<t:Folder><t:DisplayName>deep</t:DisplayName></t:Folder>".repeat(levels)
                + "</m:RelativeFolderPath></m:CreateFolderPath>";
    }

    /** Earlier versions stored any depth. */
    @Test
    void readsFoldersOfAnyDepth() {
        made(folder("inbox"), "deep");
        mailbox.mailboxes
                .database
                .change(tx ->
                        tx.execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
                                + " INSERT INTO folders (id, mailbox, parent, name, name_key, class, entered, change, modified)"
                                + " SELECT CAST(10000000 + i AS TEXT) || '-0000-4000-8000-000000000000', f.mailbox, CASE WHEN i = 1 THEN f.id ELSE"
                                + " CAST(10000000 + i - 1 AS TEXT) || '-0000-4000-8000-000000000000' END,"
                                + " f.name, f.name_key, f.class, f.entered, f.change, f.modified FROM n, folders f"
                                + " WHERE f.name = 'deep'"))
                .await();
        String shape = "<m:FolderShape><t:BaseShape>AllProperties</t:BaseShape></m:FolderShape>";
        XmlElement found = done(
                anna,
                "<m:FindFolder Traversal=\"Deep\">" + shape + "<m:ParentFolderIds>" + folder("inbox")
                        + "</m:ParentFolderIds></m:FindFolder>");
        assertThat(found.child("RootFolder").orElseThrow().attribute("TotalItemsInView"))
                .hasValue("5001");
        done(anna, "<m:GetFolder>" + shape + "<m:FolderIds>" + folder("inbox") + "</m:FolderIds></m:GetFolder>");
        done(anna, "<m:SyncFolderHierarchy>" + shape + "</m:SyncFolderHierarchy>");
    }
}
