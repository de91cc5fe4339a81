package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.function.Function;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.DistinguishedFolder;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.exchange.mailbox.MailboxException;
import org.s2slab.exchange.mailbox.MailboxException.Kind;

/** Copies, moves and deletes folders with their content, in the transaction of the caller. */
final class FolderTreeService {
    private final ItemStores stores;
    private final ReadReceipts receipts;

    FolderTreeService(ItemStores stores, ReadReceipts receipts) {
        this.stores = stores;
        this.receipts = receipts;
    }

    /** A folder that others may be put into; Recoverable Items and the IM list have none but their own. */
    Future<MailFolder> holder(SqlConnection connection, Mailbox mailbox, String key) {
        return stores.folders().get(connection, mailbox, key).map(folder -> {
            boolean closed = folder.known()
                    .filter(known -> known.isRecoverable() || known == DistinguishedFolder.IMCONTACTLIST)
                    .isPresent();
            if (closed) {
                throw new EwsError(ResponseCode.ErrorAccessDenied, "No folder can be put into " + folder.name() + ".");
            }
            if (SearchCriteria.isSearch(folder)) {
                throw new EwsError(ResponseCode.ErrorInvalidParentFolder);
            }
            return folder;
        });
    }

    Future<MailFolder> move(
            SqlConnection connection, Mailbox mailbox, MailFolder folder, MailFolder parent, String name) {
        return stores.folders()
                .update(
                        connection,
                        mailbox,
                        folder.named(name, folder.folderClass()).in(parent.key()));
    }

    /** Copies a folder, the items in it and the folders below. */
    Future<MailFolder> copy(SqlConnection connection, Mailbox mailbox, MailFolder folder, MailFolder parent) {
        return stores.folders()
                .tree(connection, mailbox, folder)
                .compose(tree -> tree.stream().anyMatch(below -> below.key().equals(parent.key()))
                        ? Future.failedFuture(new MailboxException(Kind.FOLDER_IN_ITSELF))
                        : copyTree(connection, mailbox, tree, folder, parent));
    }

    private Future<MailFolder> copyTree(
            SqlConnection connection, Mailbox mailbox, List<MailFolder> tree, MailFolder folder, MailFolder parent) {
        return stores.folders()
                .create(connection, mailbox, parent, folder.name(), folder.folderClass(), folder.search())
                .compose(copy -> FolderProperties.copy(connection, folder, copy))
                .compose(copy -> MailboxEventStore.copied(connection, folder.key(), folder.parent(), copy))
                .compose(copy -> eachItem(
                                connection,
                                mailbox,
                                folder,
                                item -> stores.items()
                                        .copy(connection, item, mailbox, copy.key())
                                        .mapEmpty())
                        .compose(items -> each(
                                tree.stream()
                                        .filter(child -> child.parent().equals(folder.key()) && !child.equals(folder))
                                        .toList(),
                                child -> copyTree(connection, mailbox, tree, child, copy)
                                        .mapEmpty()))
                        .map(copy));
    }

    /** Deletes a folder: to the deleted items as it is, else its items in their way and the folders for good. */
    Future<Void> delete(SqlConnection connection, Mailbox mailbox, MailFolder folder, DisposalType disposal) {
        if (folder.known().isPresent()) {
            return Future.failedFuture(new MailboxException(Kind.FOLDER_DISTINGUISHED));
        }
        MailFolder deleted = MailFolder.of(DistinguishedFolder.DELETEDITEMS);
        if (disposal == DisposalType.MoveToDeletedItems) {
            return stores.folders()
                    .freeName(connection, mailbox, deleted.key(), folder.name())
                    .compose(name -> move(connection, mailbox, folder, deleted, name))
                    .mapEmpty();
        }
        Future<Void> emptied = SearchCriteria.isSearch(folder)
                ? Future.succeededFuture()
                : empty(connection, mailbox, folder, disposal, true);
        return emptied.compose(done -> stores.folders().remove(connection, mailbox, folder));
    }

    /** Deletes what lies in a folder; the folders below with all in them, or not at all. */
    Future<Void> empty(
            SqlConnection connection, Mailbox mailbox, MailFolder folder, DisposalType disposal, boolean folders) {
        if (SearchCriteria.isSearch(folder)
                || folder.distinguished() == DistinguishedFolder.QUICKCONTACTS
                || folder.distinguished() == DistinguishedFolder.IMCONTACTLIST) {
            throw new EwsError(ResponseCode.ErrorCannotEmptyFolder);
        }
        Future<Void> emptied = eachItem(
                connection, mailbox, folder, item -> stores.items().delete(connection, mailbox, item, disposal));
        if (!folders) {
            return emptied;
        }
        return emptied.compose(done -> stores.folders().tree(connection, mailbox, folder))
                .compose(tree -> {
                    List<MailFolder> children = tree.stream()
                            .filter(child -> child.parent().equals(folder.key())
                                    && child.known().isEmpty())
                            .toList();
                    return each(children, child -> delete(connection, mailbox, child, disposal));
                });
    }

    /** Marks all items of a folder as read or unread, with receipts or without. */
    Future<Void> mark(SqlConnection connection, Mailbox mailbox, MailFolder folder, boolean read, boolean suppressed) {
        return eachItem(
                connection,
                mailbox,
                folder,
                item -> item.content().read() == read
                        ? Future.succeededFuture()
                        : receipts.read(
                                        connection,
                                        mailbox,
                                        item,
                                        item.content().withRead(read),
                                        suppressed)
                                .compose(settled -> stores.items().update(connection, item, settled))
                                .mapEmpty());
    }

    private Future<Void> eachItem(
            SqlConnection connection, Mailbox mailbox, MailFolder folder, Function<Item, Future<Void>> deed) {
        return stores.items().list(connection, mailbox, folder.key(), false).compose(items -> each(items, deed));
    }

    private static <T> Future<Void> each(List<T> all, Function<T, Future<Void>> deed) {
        Future<Void> done = Future.succeededFuture();
        for (T one : all) {
            done = done.compose(before -> deed.apply(one));
        }
        return done;
    }
}
