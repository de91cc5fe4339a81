package org.s2slab.exchange.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.folder;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.s2slab.exchange.items.MailboxCalls;
import org.s2slab.xml.XmlElement;

/** Folders within each other, as many as a mailbox can have. */
class DeepFoldersTest {
    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    @Test
    void areCopiedAndDeleted() {
        XmlElement top = made("drafts", 299);
        XmlElement copied = MailboxCalls.only(
                mailbox.anna,
                "<m:CopyFolder><m:ToFolderId>" + folder("inbox") + "</m:ToFolderId><m:FolderIds>" + MailboxCalls.id(top)
                        + "</m:FolderIds></m:CopyFolder>");
        assertThat(MailboxCalls.code(copied)).isEqualTo("NoError");
        XmlElement copy = copied.find("FolderId").orElseThrow();
        for (XmlElement one : List.of(top, copy)) {
            assertThat(MailboxCalls.code(MailboxCalls.only(
                            mailbox.anna,
                            "<m:DeleteFolder DeleteType=\"HardDelete\"><m:FolderIds>" + MailboxCalls.id(one)
                                    + "</m:FolderIds></m:DeleteFolder>")))
                    .isEqualTo("NoError");
        }
    }

    private static XmlElement made(String parent, int levels) {
        List<XmlElement> made = mailbox.anna.messages("<m:CreateFolderPath><m:ParentFolderId>" + folder(parent)
                + "</m:ParentFolderId><m:RelativeFolderPath>"
                + "<t:Folder><t:DisplayName>deep</t:DisplayName></t:Folder>".repeat(levels)
                + "</m:RelativeFolderPath></m:CreateFolderPath>");
        return made.get(0).find("FolderId").orElseThrow();
    }
}
