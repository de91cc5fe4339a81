package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.ChangeKey;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.MailboxException;
import org.s2slab.exchange.mailbox.MailboxException.Kind;
import org.s2slab.exchange.permissions.FolderPermissions;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;

/** Folders that people make: made, renamed, moved, copied, deleted, emptied. */
final class FolderOperations {
    private static final EwsPayload NOTHING =
            xml -> xml.open(EwsNames.MESSAGES, "Folders").close();

    private final ItemStores stores;
    private final FolderTreeService trees;
    private final FolderPermissions permissions;

    FolderOperations(ItemStores stores, ReadReceipts receipts) {
        this.stores = stores;
        this.trees = new FolderTreeService(stores, receipts);
        this.permissions = new FolderPermissions(stores.permissions());
    }

    List<EwsOperation> operations() {
        return List.of(
                new PerElementOperation("CreateFolder", "Folders", NOTHING, this::create),
                EwsOperation.of("CreateFolderPath", this::createPath),
                new PerElementOperation("UpdateFolder", "FolderChanges", NOTHING, this::update),
                new PerElementOperation(
                        "MoveFolder", "FolderIds", NOTHING, (request, id) -> transfer(request, id, false)),
                new PerElementOperation(
                        "CopyFolder", "FolderIds", NOTHING, (request, id) -> transfer(request, id, true)),
                new PerElementOperation("DeleteFolder", "FolderIds", EwsPayload.NONE, this::delete),
                new PerElementOperation("EmptyFolder", "FolderIds", EwsPayload.NONE, this::empty),
                new PerElementOperation("MarkAllItemsAsRead", "FolderIds", EwsPayload.NONE, this::mark));
    }

    private Future<EwsPayload> create(EwsRequest request, XmlElement element) {
        String parent = target(request, "ParentFolderId");
        String name = name(element);
        String folderClass = element.childText("FolderClass").orElse(FolderRules.usualClass(element.name()));
        Optional<SearchCriteria> criteria =
                element.child("SearchParameters").map(given -> SearchCriteria.read(given, request.mailbox()));
        String search = element.name().equals("SearchFolder")
                ? criteria.map(SearchCriteria::stored).orElse("")
                : null;
        return stores.items()
                .write(connection -> trees.holder(connection, request.mailbox(), parent)
                        .compose(there ->
                                checked(connection, request.mailbox(), criteria).map(there))
                        .compose(there -> stores.folders()
                                .create(connection, request.mailbox(), there, name, folderClass, search))
                        .compose(made -> FolderProperties.create(connection, request.mailbox(), made, element))
                        .compose(made -> element.child("PermissionSet").isEmpty()
                                ? Future.succeededFuture(made)
                                : permissions
                                        .replace(connection, request.mailbox(), made, element.child("PermissionSet"))
                                        .map(made)))
                .map(made -> shown(request.mailbox(), made));
    }

    private static String name(XmlElement element) {
        return element.childText("DisplayName")
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .orElseThrow(
                        () -> new EwsError(ResponseCode.ErrorFolderSavePropertyError, "A folder needs a DisplayName."));
    }

    /** Fails where a search looks into a folder that is not there, or that is a search itself. */
    private Future<Void> checked(SqlConnection connection, Mailbox mailbox, Optional<SearchCriteria> criteria) {
        return criteria.isPresent()
                ? criteria.get().place(stores.folders(), connection, mailbox).mapEmpty()
                : Future.succeededFuture();
    }

    /** One message for each folder of the path; those that are there already are told as well. */
    private Future<EwsResponse> createPath(EwsRequest request) {
        AtomicReference<MailFolder> last = new AtomicReference<>();
        return ResponseMessages.each(
                ResponseMessages.in(request.operation(), "RelativeFolderPath"),
                NOTHING,
                element -> MailboxErrorMapper.told(stores.items()
                        .write(connection -> step(connection, request, last.get(), element))
                        .onSuccess(last::set)
                        .map(folder -> shown(request.mailbox(), folder))));
    }

    private Future<MailFolder> step(
            SqlConnection connection, EwsRequest request, @Nullable MailFolder last, XmlElement element) {
        String name = name(element);
        Mailbox mailbox = request.mailbox();
        String parent = last == null ? target(request, "ParentFolderId") : last.key();
        return trees.holder(connection, mailbox, parent)
                .compose(there -> stores.folders()
                        .all(connection, mailbox)
                        .compose(all -> all.stream()
                                .filter(folder -> folder.parent().equals(there.key())
                                        && folder.name().equalsIgnoreCase(name))
                                .findFirst()
                                .map(Future::succeededFuture)
                                .orElseGet(() -> stores.folders()
                                        .create(
                                                connection,
                                                mailbox,
                                                there,
                                                name,
                                                element.childText("FolderClass")
                                                        .orElse(FolderRules.usualClass(element.name())),
                                                null)
                                        .compose(
                                                made -> FolderProperties.create(connection, mailbox, made, element)))));
    }

    private Future<EwsPayload> update(EwsRequest request, XmlElement change) {
        String key = FolderIdResolver.key(change.children().get(0), request.mailbox());
        return stores.items()
                .write(connection -> stores.folders()
                        .get(connection, request.mailbox(), key)
                        .compose(folder ->
                                update(connection, request.mailbox(), folder, ResponseMessages.in(change, "Updates"))))
                .map(folder -> shown(request.mailbox(), folder));
    }

    /** Also of a distinguished folder, only whose permissions and extended properties can be changed. */
    private Future<MailFolder> update(
            SqlConnection connection, Mailbox mailbox, MailFolder folder, List<XmlElement> updates) {
        List<XmlElement> beside = updates.stream().filter(FolderRules::isBeside).toList();
        List<XmlElement> others =
                updates.stream().filter(update -> !FolderRules.isBeside(update)).toList();
        MailFolder changed = FolderRules.changed(mailbox, folder, others);
        boolean same = changed.equals(folder) && !beside.isEmpty();
        return (same
                        ? Future.succeededFuture(folder)
                        : checked(connection, mailbox, SearchCriteria.of(changed))
                                .compose(checked -> stores.folders().update(connection, mailbox, changed)))
                .compose(updated -> WorkSequence.each(
                                beside,
                                update -> FolderProperties.isOf(update)
                                        ? FolderProperties.update(
                                                stores.folders(), connection, mailbox, updated, update)
                                        : permissions.replace(
                                                connection, mailbox, updated, FolderRules.value(folder, update)))
                        .map(updated));
    }

    private Future<EwsPayload> transfer(EwsRequest request, XmlElement id, boolean copies) {
        Mailbox mailbox = request.mailbox();
        String key = FolderIdResolver.key(id, mailbox);
        String target = target(request, "ToFolderId");
        return stores.items()
                .write(connection -> trees.holder(connection, mailbox, target)
                        .compose(there -> stores.folders()
                                .get(connection, mailbox, key)
                                .compose(folder -> copies
                                        ? trees.copy(connection, mailbox, folder, there)
                                        : trees.move(connection, mailbox, folder, there, folder.name()))))
                .map(folder -> shown(mailbox, folder));
    }

    private Future<EwsPayload> delete(EwsRequest request, XmlElement id) {
        return onFolder(
                request,
                id,
                (connection, folder) -> trees.delete(connection, request.mailbox(), folder, disposal(request)));
    }

    private Future<EwsPayload> empty(EwsRequest request, XmlElement id) {
        boolean folders = flag(request, "DeleteSubFolders");
        return onFolder(
                request,
                id,
                (connection, folder) -> trees.empty(connection, request.mailbox(), folder, disposal(request), folders));
    }

    private Future<EwsPayload> mark(EwsRequest request, XmlElement id) {
        boolean suppressed = request.operation()
                .childText("SuppressReadReceipts")
                .filter(ItemReader::truth)
                .isPresent();
        boolean read = request.operation()
                .childText("ReadFlag")
                .filter(ItemReader::truth)
                .isPresent();
        return onFolder(
                request,
                id,
                (connection, folder) -> trees.mark(
                        connection, request.mailbox(), SearchCriteria.requireHolds(folder), read, suppressed));
    }

    /** What is done with one folder in a transaction. */
    private interface Deed {
        Future<Void> with(SqlConnection connection, MailFolder folder);
    }

    private Future<EwsPayload> onFolder(EwsRequest request, XmlElement id, Deed deed) {
        String key = FolderIdResolver.key(id, request.mailbox());
        return stores.items()
                .write(connection -> stores.folders()
                        .get(connection, request.mailbox(), key)
                        .compose(folder -> deed.with(connection, folder)))
                .map(EwsPayload.NONE);
    }

    private static String target(EwsRequest request, String name) {
        return FolderIdResolver.target(request.operation(), name, request.mailbox())
                .orElseThrow(() -> new MailboxException(Kind.FOLDER_UNKNOWN));
    }

    private static DisposalType disposal(EwsRequest request) {
        return DisposalType.valueOf(request.operation().attribute("DeleteType").orElseThrow());
    }

    private static boolean flag(EwsRequest request, String name) {
        return request.operation().isTrue(name);
    }

    /** A folder with nothing but its id. */
    private static EwsPayload shown(Mailbox mailbox, MailFolder folder) {
        return xml -> {
            xml.open(EwsNames.MESSAGES, "Folders").open(EwsNames.TYPES, FolderView.element(folder));
            xml.open(EwsNames.TYPES, "FolderId")
                    .attribute("Id", folder.idIn(mailbox).text())
                    .attribute("ChangeKey", ChangeKey.of(FolderView.element(folder), mailbox.id(), folder.change()))
                    .close();
            xml.close().close();
        };
    }
}
