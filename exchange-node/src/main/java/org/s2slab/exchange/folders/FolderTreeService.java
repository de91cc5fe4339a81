package org.s2slab.exchange.folders;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.delivery.ReadReceipts;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.exchange.permissions.PrivacyRules;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.SearchCriteria;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.ReadTransaction;

/** Copies, moves and deletes folders with their content, in one transaction. */
record FolderTreeService(MailboxTransaction transaction, ReadReceipts receipts) {
    /** Refuses Recoverable Items and the IM list as parents: only their own folders can be in them. */
    static MailFolder requireHolder(MailFolder folder) {
        boolean closed = folder.known()
                .filter(known -> known.isRecoverable() || known == DistinguishedFolder.IMCONTACTLIST)
                .isPresent();
        ResponseCode.ErrorAccessDenied.throwIf(closed, "No folder can be put into " + folder.name() + ".");
        ResponseCode.ErrorInvalidParentFolder.throwIf(SearchCriteria.isSearch(folder));
        return folder;
    }

    /** Refuses to empty a calendar, as the product does. */
    static MailFolder requireNoCalendar(MailFolder folder) {
        ResponseCode.ErrorCannotEmptyFolder.throwIf(folder.isCalendar());
        return folder;
    }

    /**
     * Requires that the caller sees all items of a folder, and has a right in it and, where they are concerned, in the folders
     * below. What is done with a folder is done with all in it, or refused with ErrorAccessDenied.
     */
    Future<MailFolder> requireAll(MailFolder folder, boolean below, int right) {
        MailboxRights rights = transaction.request().rights();
        if (rights.full()) {
            return Future.succeededFuture(folder);
        }
        PrivacyRules privacy = new PrivacyRules(rights);
        return (below ? tree(folder) : Future.succeededFuture(List.of(folder)))
                .compose(tree -> WorkSequence.each(tree, one -> {
                    ResponseCode.ErrorAccessDenied.throwIf(!rights.of(one.key()).has(right));
                    return eachItem(
                            one,
                            item -> ReadTransaction.on(connection(), tx -> privacy.hidesAny(tx, item))
                                    .map(hidden -> {
                                        ResponseCode.ErrorAccessDenied.throwIf(hidden);
                                        return item;
                                    }));
                }))
                .map(folder);
    }

    private FolderStore folders() {
        return transaction.stores().folders();
    }

    private SqlConnection connection() {
        return transaction.connection();
    }

    private Future<List<MailFolder>> tree(MailFolder folder) {
        return folders().tree(connection(), transaction.mailbox(), folder);
    }

    Future<MailFolder> move(MailFolder folder, MailFolder parent, String name) {
        return FolderProperties.require(transaction, folder, "CanRenameOrMove", ResponseCode.ErrorAccessDenied)
                .compose(free -> transaction.update(
                        folder.named(name, folder.folderClass()).in(parent.key())));
    }

    /** Copies a folder, the items in it and the folders below. */
    Future<MailFolder> copy(MailFolder folder, MailFolder parent) {
        return tree(folder)
                .compose(tree -> tree.stream().anyMatch(below -> below.key().equals(parent.key()))
                        ? Future.failedFuture(new MailboxException(Kind.FOLDER_IN_ITSELF))
                        : copyTree(tree, folder, parent));
    }

    /** One folder after another: calls within each other, as deep as the folders, may overflow the stack of a thread. */
    private Future<MailFolder> copyTree(List<MailFolder> tree, MailFolder folder, MailFolder parent) {
        Map<String, MailFolder> copies = new HashMap<>();
        return WorkSequence.each(tree, one -> {
                    MailFolder target = one.equals(folder) ? parent : Objects.requireNonNull(copies.get(one.parent()));
                    return copyAlone(one, target).onSuccess(copy -> copies.put(one.key(), copy));
                })
                .map(done -> Objects.requireNonNull(copies.get(folder.key())));
    }

    private Future<MailFolder> copyAlone(MailFolder folder, MailFolder parent) {
        return transaction
                .create(parent, folder.name(), folder.folderClass(), folder.search())
                .compose(copy -> FolderProperties.copy(connection(), folder, copy))
                .compose(copy -> MailboxEventStore.copied(connection(), folder.key(), folder.parent())
                        .map(copy))
                .compose(copy -> eachItem(folder, item -> transaction.copy(item, copy.key()))
                        .map(copy));
    }

    private static List<MailFolder> in(MailFolder folder, List<MailFolder> tree) {
        return tree.stream()
                .filter(child -> child.parent().equals(folder.key()) && !child.equals(folder))
                .toList();
    }

    /** Deletes a folder: to the deleted items as it is, else its items in their way and the folders for good. */
    Future<Void> delete(MailFolder folder, DisposalType disposal) {
        return folder.known().isPresent()
                ? Future.failedFuture(new MailboxException(Kind.FOLDER_DISTINGUISHED))
                : FolderProperties.require(transaction, folder, "CanDelete", ResponseCode.ErrorCannotDeleteObject)
                        .compose(free -> deleteFree(folder, disposal));
    }

    private Future<Void> deleteFree(MailFolder folder, DisposalType disposal) {
        MailFolder deleted = MailFolder.of(DistinguishedFolder.DELETEDITEMS);
        if (disposal == DisposalType.MoveToDeletedItems) {
            return folders()
                    .freeName(connection(), transaction.mailbox(), deleted.key(), folder.name())
                    .compose(name -> move(folder, deleted, name))
                    .mapEmpty();
        }
        return tree(folder)
                .compose(tree -> WorkSequence.each(tree, one -> emptyDeletable(one, disposal))
                        .compose(emptied -> WorkSequence.each(
                                upwards(tree), one -> folders().remove(connection(), transaction.mailbox(), one))));
    }

    private Future<Void> emptyDeletable(MailFolder folder, DisposalType disposal) {
        return FolderProperties.require(transaction, folder, "CanDelete", ResponseCode.ErrorCannotDeleteObject)
                .compose(free ->
                        SearchCriteria.isSearch(folder) ? Future.succeededFuture() : empty(folder, disposal, false));
    }

    private static List<MailFolder> upwards(List<MailFolder> tree) {
        List<MailFolder> upwards = new ArrayList<>(tree);
        Collections.reverse(upwards);
        return upwards;
    }

    /** Deletes what lies in a folder; the folders below with all in them, or not at all. */
    Future<Void> empty(MailFolder folder, DisposalType disposal, boolean below) {
        ResponseCode.ErrorCannotEmptyFolder.throwIf(SearchCriteria.isSearch(folder) || FolderView.isOfGroups(folder));
        return eachItem(folder, item -> transaction.delete(item, disposal))
                .compose(done -> below ? tree(folder) : Future.succeededFuture(List.of()))
                .compose(tree -> WorkSequence.each(
                        in(folder, tree),
                        child -> child.known().isPresent() ? Future.succeededFuture() : delete(child, disposal)));
    }

    /** Marks all items of a folder as read or unread, with receipts or without. */
    Future<Void> mark(MailFolder folder, boolean read, boolean suppressed) {
        return eachItem(
                folder,
                item -> item.content().read() == read
                        ? Future.succeededFuture()
                        : receipts.read(transaction, item, item.content().withRead(read), suppressed)
                                .compose(settled -> transaction.update(item, settled)));
    }

    private <R> Future<Void> eachItem(MailFolder folder, Function<Item, Future<R>> deed) {
        return transaction
                .stores()
                .items()
                .list(connection(), transaction.mailbox(), folder.key(), false)
                .compose(items -> WorkSequence.each(items, deed));
    }
}
