package org.s2slab.exchange.folders;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxErrorMapper;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.access.PerElementOperation;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.delivery.ReadReceipts;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.permissions.FolderPermissions;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.exchange.values.IdView;
import org.s2slab.exchange.values.PropertyChange;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/** Folders that people make: made, renamed, moved, copied, deleted, emptied. */
public record FolderOperations(ItemStores stores, ReadReceipts receipts) {
    static final EwsPayload NOTHING = EwsPayload.empty("Folders");

    /** The operations that create, change, move, copy, empty and delete folders. */
    public List<EwsOperation> operations() {
        return List.of(
                stores.writing("CreateFolder", "Folders", NOTHING, this::create),
                EwsOperation.of("CreateFolderPath", this::createPath),
                stores.writing("UpdateFolder", "FolderChanges", NOTHING, this::update),
                stores.writing("MoveFolder", "FolderIds", NOTHING, (mailbox, id) -> transfer(mailbox, id, false)),
                stores.writing("CopyFolder", "FolderIds", NOTHING, (mailbox, id) -> transfer(mailbox, id, true)),
                stores.writing("DeleteFolder", "FolderIds", EwsPayload.NONE, this::delete),
                stores.writing("EmptyFolder", "FolderIds", EwsPayload.NONE, this::empty),
                stores.writing("MarkAllItemsAsRead", "FolderIds", EwsPayload.NONE, this::mark),
                stores.writing(
                        "CreateManagedFolder",
                        "FolderNames",
                        NOTHING,
                        (transaction, name) -> new ManagedFolderCreator(transaction)
                                .create(name)
                                .map(made -> shown(transaction.mailbox(), made))));
    }

    private FolderTreeService tree(MailboxTransaction transaction) {
        return new FolderTreeService(transaction, receipts);
    }

    private Future<EwsPayload> create(MailboxTransaction transaction, XmlElement element) {
        return transaction
                .parent()
                .map(FolderTreeService::requireHolder)
                .compose(parent -> make(transaction, parent, element))
                .map(made -> shown(transaction.mailbox(), made));
    }

    /** Creates the folder that an element describes. */
    private Future<MailFolder> make(MailboxTransaction transaction, MailFolder parent, XmlElement element) {
        Mailbox mailbox = transaction.mailbox();
        FolderRules.check(element);
        String name = name(element);
        String folderClass = FolderRules.classOfNew(element);
        Optional<SearchCriteria> criteria =
                element.child("SearchParameters").map(given -> SearchCriteria.read(given, mailbox));
        String search = element.name().equals("SearchFolder")
                ? criteria.map(SearchCriteria::stored).orElse("")
                : null;
        return checked(transaction, criteria)
                .compose(checked -> MailboxErrorMapper.told(
                        transaction.create(parent, name, folderClass, search),
                        MailboxException.Kind.FOLDER_EXISTS,
                        new EwsError(
                                ResponseCode.ErrorFolderExists,
                                ResponseCode.ErrorFolderExists.sentence() + ", Could not create folder '" + name
                                        + "'.")))
                .compose(made -> FolderProperties.create(transaction.connection(), mailbox, made, element))
                .compose(made -> WorkSequence.ifPresent(
                                element.child("PermissionSet"),
                                set -> permissions(transaction, FolderRules.written(made, element), Optional.of(set)))
                        .map(made));
    }

    private Future<Void> permissions(MailboxTransaction transaction, MailFolder folder, Optional<XmlElement> set) {
        return ReadTransaction.on(transaction.connection(), tx -> {
                    new FolderPermissions(stores.permissions()).replace(tx, transaction.mailbox(), folder, set);
                    return true;
                })
                .mapEmpty();
    }

    private static String name(XmlElement element) {
        return element.childText("DisplayName")
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElseThrow(
                        () -> new EwsError(ResponseCode.ErrorFolderSavePropertyError, "A folder needs a DisplayName."));
    }

    /** Fails where a search looks into a folder that is not there, or that is a search itself. */
    private Future<Void> checked(MailboxTransaction transaction, Optional<SearchCriteria> criteria) {
        return WorkSequence.ifPresent(
                criteria, search -> search.place(stores.folders(), transaction.connection(), transaction.mailbox()));
    }

    /** One message for each folder of the path; those that are there already are told as well. */
    private Future<EwsResponse> createPath(EwsRequest request) {
        AtomicReference<MailFolder> last = new AtomicReference<>();
        return new PerElementOperation(
                        "CreateFolderPath",
                        "RelativeFolderPath",
                        NOTHING,
                        // A transaction may run twice, and is over when the next folder is made.
                        (same, element) -> stores.write(same, transaction -> step(transaction, last.get(), element))
                                .onSuccess(last::set)
                                .map(folder -> shown(request.mailbox(), folder)))
                .perform(request);
    }

    private Future<MailFolder> step(MailboxTransaction transaction, @Nullable MailFolder last, XmlElement element) {
        String name = name(element);
        return (last == null ? transaction.parent() : Future.succeededFuture(last))
                .map(FolderTreeService::requireHolder)
                .compose(parent -> transaction.folderIn(parent, name, () -> make(transaction, parent, element)));
    }

    /** Also of a distinguished folder, only whose permissions and extended properties can be changed. */
    private Future<EwsPayload> update(MailboxTransaction transaction, XmlElement change) {
        XmlElement id = change.children().get(0);
        return WorkSequence.each(
                        change.childrenOf("Updates"),
                        update -> transaction.folder(id).compose(folder -> update(transaction, folder, update)))
                .compose(done -> transaction.folder(id))
                .map(folder -> shown(transaction.mailbox(), folder));
    }

    private Future<?> update(MailboxTransaction transaction, MailFolder folder, XmlElement update) {
        PropertyPath path = PropertyChange.read(update).path();
        if (FolderProperties.has(path)) {
            return FolderProperties.update(transaction, folder, update);
        }
        Optional<XmlElement> value = FolderRules.value(folder, update);
        if (path.uri().equals(FolderRules.PERMISSIONS)) {
            return permissions(transaction, folder, value);
        }
        MailFolder changed = value.map(given -> FolderRules.changed(transaction.mailbox(), folder, given))
                .orElse(folder);
        return FolderProperties.require(transaction, folder, "CanRenameOrMove", ResponseCode.ErrorAccessDenied)
                .compose(free -> checked(transaction, SearchCriteria.of(changed)))
                .compose(checked -> transaction.update(changed));
    }

    private Future<EwsPayload> transfer(MailboxTransaction transaction, XmlElement id, boolean copies) {
        FolderTreeService tree = tree(transaction);
        return transaction
                .target()
                .map(FolderTreeService::requireHolder)
                .compose(there -> transaction
                        .folder(id)
                        .compose(folder -> tree.requireAll(folder, true, FolderRights.OWNER))
                        .compose(folder -> copies ? tree.copy(folder, there) : moved(tree, folder, there)))
                .map(folder -> shown(transaction.mailbox(), folder));
    }

    private static Future<MailFolder> moved(FolderTreeService tree, MailFolder folder, MailFolder there) {
        return MailboxErrorMapper.told(
                tree.move(folder, there, folder.name()),
                MailboxException.Kind.FOLDER_DISTINGUISHED,
                ResponseCode.ErrorMoveDistinguishedFolder);
    }

    private Future<EwsPayload> delete(MailboxTransaction transaction, XmlElement id) {
        return transaction
                .folder(id)
                .compose(folder -> tree(transaction).requireAll(folder, true, FolderRights.OWNER))
                .compose(folder -> tree(transaction).delete(folder, transaction.disposal()))
                .map(EwsPayload.NONE);
    }

    private Future<EwsPayload> empty(MailboxTransaction transaction, XmlElement id) {
        boolean folders = transaction.operation().isTrue("DeleteSubFolders");
        return transaction
                .folder(id)
                .map(FolderTreeService::requireNoCalendar)
                .compose(folder -> tree(transaction).requireAll(folder, folders, FolderRights.DELETE_ANY))
                .compose(folder -> tree(transaction).empty(folder, transaction.disposal(), folders))
                .map(EwsPayload.NONE);
    }

    private Future<EwsPayload> mark(MailboxTransaction transaction, XmlElement id) {
        boolean suppressed = transaction.operation().isChildTrue("SuppressReadReceipts");
        boolean read = transaction.operation().isChildTrue("ReadFlag");
        return transaction
                .folder(id)
                .map(SearchCriteria::requireHolds)
                .compose(folder -> tree(transaction).requireAll(folder, false, FolderRights.EDIT_ANY))
                .compose(folder -> tree(transaction).mark(folder, read, suppressed))
                .map(EwsPayload.NONE);
    }

    /** A folder with nothing but its id. */
    private static EwsPayload shown(Mailbox mailbox, MailFolder folder) {
        return IdView.of(mailbox, folder).in("Folders", folder.element(), "FolderId");
    }
}
