package org.s2slab.exchange.folders;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.organization.ManagedFolder;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.store.NameKey;
import org.s2slab.xml.XmlElement;

/** Creates the managed folders that the organization defines in a mailbox, below one root (CreateManagedFolder). */
record ManagedFolderCreator(MailboxTransaction transaction) {
    private static final String ROOT = "Managed Folders";
    private static final String ID = "ManagedFolderId";

    /** Creates the folder with the name of a definition. */
    MailFolder create(XmlElement name) {
        check(transaction.operation());
        ManagedFolder folder = ManagedFolder.named(transaction.tx(), name.text())
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorManagedFolderNotFound));
        ResponseCode.ErrorManagedFolderAlreadyExists.throwIf(
                managed().values().stream().anyMatch(information -> folder.id().equals(information.get(ID))));
        return make(root(), folder.folderName(), information(folder));
    }

    private void check(XmlElement operation) {
        ResponseCode.ErrorNonExistentMailbox.throwIf(operation.child("Mailbox").isPresent()
                && !transaction
                        .mailbox()
                        .hasAddress(Objects.requireNonNullElse(operation.textAt("Mailbox", "EmailAddress"), "")));
        List<String> names = operation.childrenOf("FolderNames").stream()
                .map(name -> NameKey.trimmed(name.text()))
                .toList();
        ResponseCode.ErrorDuplicateInputFolderNames.throwIf(Set.copyOf(names).size() < names.size());
    }

    private Map<String, Map<?, ?>> managed() {
        return FolderExtendedPropertyStore.managed(transaction.tx(), transaction.mailbox());
    }

    /** The root of the managed folders. Fails if another folder has the name of the root. */
    private MailFolder root() {
        MailFolder top = MailFolder.of(DistinguishedFolder.MSGFOLDERROOT);
        Map<String, String> information = Map.of(
                "CanDelete", "false",
                "CanRenameOrMove", "false",
                "HasQuota", "false",
                "IsManagedFoldersRoot", "true");
        MailFolder root = transaction.folderIn(top, ROOT, () -> make(top, ROOT, information));
        ResponseCode.ErrorManagedFoldersRootFailure.throwIf(!managed().containsKey(root.key()));
        return root;
    }

    /**
     * The values of ManagedFolderInformation for a new managed folder. Users can rename and move such a folder
     * ([MS-OXWSFOLD] R105211, R105212).
     */
    private static Map<String, String> information(ManagedFolder folder) {
        return Map.of(
                "CanDelete",
                "false",
                "CanRenameOrMove",
                "true",
                "MustDisplayComment",
                Boolean.toString(folder.mustDisplayComment()),
                "HasQuota",
                "false",
                "IsManagedFoldersRoot",
                "false",
                ID,
                folder.id(),
                "Comment",
                folder.comment());
    }

    private MailFolder make(MailFolder parent, String name, Map<String, String> information) {
        MailFolder made = transaction.create(parent, name, "IPF.Note", null);
        FolderExtendedPropertyStore.manage(transaction, made, information);
        return made;
    }
}
