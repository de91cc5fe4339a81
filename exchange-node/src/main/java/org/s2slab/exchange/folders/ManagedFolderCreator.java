package org.s2slab.exchange.folders;

import io.vertx.core.Future;
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
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/** Creates the managed folders that the organization defines in a mailbox, below one root (CreateManagedFolder). */
record ManagedFolderCreator(MailboxTransaction transaction) {
    private static final String ROOT = "Managed Folders";
    private static final String ID = "ManagedFolderId";

    /** Creates the folder with the name of a definition. */
    Future<MailFolder> create(XmlElement name) {
        check(transaction.operation());
        return ReadTransaction.on(transaction.connection(), tx -> ManagedFolder.named(tx, name.text()))
                .map(found -> found.orElseThrow(() -> new EwsError(ResponseCode.ErrorManagedFolderNotFound)))
                .compose(folder -> managed().compose(managed -> {
                    ResponseCode.ErrorManagedFolderAlreadyExists.throwIf(managed.values().stream()
                            .anyMatch(information -> folder.id().equals(information.get(ID))));
                    return root(managed).compose(root -> make(root, folder.folderName(), information(folder)));
                }));
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

    private Future<Map<String, Map<?, ?>>> managed() {
        return FolderProperties.managed(transaction.connection(), transaction.mailbox());
    }

    /** The root of the managed folders; another folder may have its name. */
    private Future<MailFolder> root(Map<String, Map<?, ?>> managed) {
        MailFolder top = MailFolder.of(DistinguishedFolder.MSGFOLDERROOT);
        return transaction
                .folderIn(
                        top,
                        ROOT,
                        () -> make(
                                top,
                                ROOT,
                                Map.of(
                                        "CanDelete", "false",
                                        "CanRenameOrMove", "false",
                                        "HasQuota", "false",
                                        "IsManagedFoldersRoot", "true")))
                .compose(root -> managed.containsKey(root.key())
                        ? Future.succeededFuture(root)
                        : managed().map(now -> {
                            ResponseCode.ErrorManagedFoldersRootFailure.throwIf(!now.containsKey(root.key()));
                            return root;
                        }));
    }

    /** Exchange 2013 lets people rename and move such a folder ([MS-OXWSFOLD] R105211, R105212). */
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

    private Future<MailFolder> make(MailFolder parent, String name, Map<String, String> information) {
        return transaction
                .create(parent, name, "IPF.Note", null)
                .compose(made ->
                        FolderProperties.manage(transaction, made, information).map(made));
    }
}
