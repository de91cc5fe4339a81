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
import org.s2slab.exchange.permissions.FolderPermissionCodec;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.exchange.values.IdElement;
import org.s2slab.exchange.values.PropertyChange;
import org.s2slab.exchange.values.PropertyPath;
import org.s2slab.xml.XmlElement;

/** The operations that create, rename, move, copy, empty and delete folders. */
public record FolderOperations(ItemStores stores, ReadReceipts receipts) {
    static final EwsPayload NOTHING = EwsPayload.empty("Folders");

    /** All operations of this class. */
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
                        (transaction, name) ->
                                shown(transaction.mailbox(), new ManagedFolderCreator(transaction).create(name))));
    }

    private FolderTreeService tree(MailboxTransaction transaction) {
        return new FolderTreeService(transaction, receipts);
    }

    private EwsPayload create(MailboxTransaction transaction, XmlElement element) {
        MailFolder parent = FolderTreeService.requireHolder(transaction.parent());
        return shown(transaction.mailbox(), make(transaction, parent, element));
    }

    /** Creates the folder of an element. */
    private MailFolder make(MailboxTransaction transaction, MailFolder parent, XmlElement element) {
        Mailbox mailbox = transaction.mailbox();
        FolderPropertyRules.check(element);
        String name = name(element);
        String folderClass = FolderPropertyRules.classOfNew(element);
        Optional<SearchCriteria> criteria =
                element.child("SearchParameters").map(given -> SearchCriteria.read(given, mailbox));
        String search = element.name().equals("SearchFolder")
                ? criteria.map(SearchCriteria::stored).orElse("")
                : null;
        check(transaction, criteria);
        MailFolder made = MailboxErrorMapper.told(
                () -> transaction.create(parent, name, folderClass, search),
                MailboxException.Kind.FOLDER_EXISTS,
                new EwsError(
                        ResponseCode.ErrorFolderExists,
                        ResponseCode.ErrorFolderExists.sentence() + ", Could not create folder '" + name + "'."));
        FolderExtendedPropertyStore.create(transaction.tx(), mailbox, made, element);
        element.child("PermissionSet")
                .ifPresent(
                        set -> permissions(transaction, FolderPropertyRules.written(made, element), Optional.of(set)));
        return made;
    }

    private void permissions(MailboxTransaction transaction, MailFolder folder, Optional<XmlElement> set) {
        new FolderPermissionCodec(stores.permissions()).replace(transaction.tx(), transaction.mailbox(), folder, set);
    }

    private static String name(XmlElement element) {
        return element.childText("DisplayName")
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElseThrow(
                        () -> new EwsError(ResponseCode.ErrorFolderSavePropertyError, "A folder needs a DisplayName."));
    }

    /** Checks that the folders of a search exist and are not search folders. */
    private void check(MailboxTransaction transaction, Optional<SearchCriteria> criteria) {
        criteria.ifPresent(search -> search.place(stores.folders(), transaction.tx(), transaction.mailbox()));
    }

    /** The operation CreateFolderPath: creates missing folders, and returns one message per folder of the path. */
    private Future<EwsResponse> createPath(EwsRequest request) {
        AtomicReference<MailFolder> last = new AtomicReference<>();
        return new PerElementOperation(
                        "CreateFolderPath",
                        "RelativeFolderPath",
                        NOTHING,
                        // A transaction may run twice, so the result is only used after the commit.
                        (same, element) -> stores.write(same, transaction -> step(transaction, last.get(), element))
                                .onSuccess(last::set)
                                .map(folder -> shown(request.mailbox(), folder)))
                .perform(request);
    }

    private MailFolder step(MailboxTransaction transaction, @Nullable MailFolder last, XmlElement element) {
        String name = name(element);
        MailFolder parent = FolderTreeService.requireHolder(last == null ? transaction.parent() : last);
        return transaction.folderIn(parent, name, () -> make(transaction, parent, element));
    }

    /** Updates a folder. Of a distinguished folder, only permissions and extended properties can change. */
    private EwsPayload update(MailboxTransaction transaction, XmlElement change) {
        XmlElement id = change.children().get(0);
        change.childrenOf("Updates").forEach(update -> update(transaction, transaction.folder(id), update));
        return shown(transaction.mailbox(), transaction.folder(id));
    }

    private void update(MailboxTransaction transaction, MailFolder folder, XmlElement update) {
        PropertyPath path = PropertyChange.read(update).path();
        if (FolderExtendedPropertyStore.has(path)) {
            FolderExtendedPropertyStore.update(transaction, folder, update);
            return;
        }
        Optional<XmlElement> value = FolderPropertyRules.value(folder, update);
        if (path.uri().equals(FolderPropertyRules.PERMISSIONS)) {
            permissions(transaction, folder, value);
            return;
        }
        MailFolder changed = value.map(given -> FolderPropertyRules.changed(transaction.mailbox(), folder, given))
                .orElse(folder);
        FolderExtendedPropertyStore.require(transaction, folder, "CanRenameOrMove", ResponseCode.ErrorAccessDenied);
        check(transaction, SearchCriteria.of(changed));
        transaction.update(changed);
    }

    private EwsPayload transfer(MailboxTransaction transaction, XmlElement id, boolean copies) {
        FolderTreeService tree = tree(transaction);
        MailFolder there = FolderTreeService.requireHolder(transaction.target());
        MailFolder folder = tree.requireAll(transaction.folder(id), true, FolderRights.OWNER);
        MailFolder done = copies
                ? tree.copy(folder, there)
                : MailboxErrorMapper.told(
                        () -> tree.move(folder, there, folder.name()),
                        MailboxException.Kind.FOLDER_DISTINGUISHED,
                        new EwsError(ResponseCode.ErrorMoveDistinguishedFolder));
        return shown(transaction.mailbox(), done);
    }

    private EwsPayload delete(MailboxTransaction transaction, XmlElement id) {
        FolderTreeService tree = tree(transaction);
        MailFolder folder = tree.requireAll(transaction.folder(id), true, FolderRights.OWNER);
        tree.delete(folder, transaction.disposal());
        return EwsPayload.NONE;
    }

    private EwsPayload empty(MailboxTransaction transaction, XmlElement id) {
        boolean folders = transaction.operation().isTrue("DeleteSubFolders");
        FolderTreeService tree = tree(transaction);
        MailFolder folder = FolderTreeService.requireNoCalendar(transaction.folder(id));
        tree.requireAll(folder, folders, FolderRights.DELETE_ANY);
        tree.empty(folder, transaction.disposal(), folders);
        return EwsPayload.NONE;
    }

    private EwsPayload mark(MailboxTransaction transaction, XmlElement id) {
        FolderTreeService tree = tree(transaction);
        MailFolder folder = SearchCriteria.requireHolds(transaction.folder(id));
        tree.requireAll(folder, false, FolderRights.EDIT_ANY);
        tree.mark(folder);
        return EwsPayload.NONE;
    }

    /** A response with the folder's id. */
    private static EwsPayload shown(Mailbox mailbox, MailFolder folder) {
        return IdElement.of(mailbox, folder).in("Folders", folder.element(), "FolderId");
    }
}
