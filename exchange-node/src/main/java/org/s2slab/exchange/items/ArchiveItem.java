package org.s2slab.exchange.items;

import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** The operation ArchiveItem (MS-OXWSARCH): moves items to the folder with the same path in the archive mailbox. */
record ArchiveItem(ItemStores stores) {
    private static final List<String> NOT_ARCHIVED = List.of("IPF.Appointment", "IPF.Contact", "IPF.Task");

    EwsOperation operation() {
        return stores.writing("ArchiveItem", "ItemIds", CreateItem.NOTHING, this::archive);
    }

    private EwsPayload archive(MailboxTransaction transaction, XmlElement id) {
        Mailbox mailbox = transaction.mailbox();
        ResponseCode.ErrorArchiveMailboxNotEnabled.throwIf(!mailbox.archive());
        String source = FolderIdResolver.target(transaction.operation(), "ArchiveSourceFolderId", mailbox)
                .orElseThrow();
        MailFolder folder = target(transaction, stores.folders().all(transaction.tx(), mailbox), source);
        return CreateItem.ids(transaction.move(transaction.item(id), folder.key()));
    }

    /** The archive folder for a mailbox folder. Creates missing folders of the path. */
    private static MailFolder target(MailboxTransaction transaction, List<MailFolder> all, String source) {
        MailFolder folder = all.stream()
                .filter(one -> one.key().equals(source))
                .findFirst()
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorFolderNotFound));
        ResponseCode.ErrorCannotArchiveItemsInArchiveMailbox.throwIf(
                folder.key().startsWith("archive"));
        ResponseCode.ErrorCannotArchiveCalendarContactTaskFolderException.throwIf(
                NOT_ARCHIVED.stream().anyMatch(folder.folderClass()::startsWith));
        Optional<DistinguishedFolder> same = source.equals(DistinguishedFolder.MSGFOLDERROOT.distinguishedName())
                ? Optional.of(DistinguishedFolder.ARCHIVEMSGFOLDERROOT)
                : DistinguishedFolder.named("archive" + source);
        if (same.isPresent()) {
            return MailFolder.of(same.get());
        }
        MailFolder parent = target(transaction, all, folder.parent());
        return transaction.folderIn(
                parent, folder.name(), () -> transaction.create(parent, folder.name(), folder.folderClass(), null));
    }
}
