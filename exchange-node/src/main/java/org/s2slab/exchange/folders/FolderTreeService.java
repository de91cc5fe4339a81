package org.s2slab.exchange.folders;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.delivery.ReadReceipts;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.MailFolder;
import org.s2slab.exchange.mailbox.MailboxEventStore;
import org.s2slab.exchange.permissions.PrivacyRules;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.search.SearchCriteria;

/** Copies, moves, empties and deletes folders with their content, in one transaction. */
record FolderTreeService(MailboxTransaction transaction, ReadReceipts receipts) {
    /** Refuses Recoverable Items and the IM list as parents, because these two contain only fixed folders. */
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
     * Requires that the caller has a right in a folder and sees all its items; with {@code below}, also in all folders
     * below. An operation applies to all contents of a folder or is refused with ErrorAccessDenied.
     */
    MailFolder requireAll(MailFolder folder, boolean below, int right) {
        MailboxRights rights = transaction.request().rights();
        if (rights.full()) {
            return folder;
        }
        PrivacyRules privacy = new PrivacyRules(rights);
        for (MailFolder one : below ? tree(folder) : List.of(folder)) {
            ResponseCode.ErrorAccessDenied.throwIf(!rights.of(one.key()).has(right));
            items(one)
                    .forEach(item -> ResponseCode.ErrorAccessDenied.throwIf(privacy.hidesAny(transaction.tx(), item)));
        }
        return folder;
    }

    private FolderStore folders() {
        return transaction.stores().folders();
    }

    private List<MailFolder> tree(MailFolder folder) {
        return folders().tree(transaction.tx(), transaction.mailbox(), folder);
    }

    private List<Item> items(MailFolder folder) {
        return transaction.stores().items().list(transaction.tx(), transaction.mailbox(), folder.key(), false);
    }

    MailFolder move(MailFolder folder, MailFolder parent, String name) {
        FolderExtendedPropertyStore.require(transaction, folder, "CanRenameOrMove", ResponseCode.ErrorAccessDenied);
        return transaction.update(folder.named(name, folder.folderClass()).in(parent.key()));
    }

    /** Copies a folder with its items and all folders below it. */
    MailFolder copy(MailFolder folder, MailFolder parent) {
        List<MailFolder> tree = tree(folder);
        Kind.FOLDER_IN_ITSELF.throwIf(
                tree.stream().anyMatch(below -> below.key().equals(parent.key())));
        Map<String, MailFolder> copies = new HashMap<>();
        for (MailFolder one : tree) {
            MailFolder target = one.equals(folder) ? parent : Objects.requireNonNull(copies.get(one.parent()));
            copies.put(one.key(), copyAlone(one, target));
        }
        return Objects.requireNonNull(copies.get(folder.key()));
    }

    private MailFolder copyAlone(MailFolder folder, MailFolder parent) {
        MailFolder copy = transaction.create(parent, folder.name(), folder.folderClass(), folder.search());
        FolderExtendedPropertyStore.copy(transaction.tx(), folder, copy);
        MailboxEventStore.copied(transaction.tx(), transaction.mailbox().id(), folder.key(), folder.parent());
        items(folder).forEach(item -> transaction.copy(item, copy.key()));
        return copy;
    }

    /**
     * Deletes a folder: moves the folder to Deleted Items, or permanently deletes the folder and all folders below it,
     * and deletes their items in the given way.
     */
    void delete(MailFolder folder, DisposalType disposal) {
        Kind.FOLDER_DISTINGUISHED.throwIf(folder.known().isPresent());
        requireDeletable(folder);
        if (disposal == DisposalType.MoveToDeletedItems) {
            MailFolder deleted = MailFolder.of(DistinguishedFolder.DELETEDITEMS);
            String name = folders().freeName(transaction.tx(), transaction.mailbox(), deleted.key(), folder.name());
            move(folder, deleted, name);
            return;
        }
        List<MailFolder> tree = new ArrayList<>(tree(folder));
        for (MailFolder one : tree) {
            requireDeletable(one);
            if (!SearchCriteria.isSearch(one)) {
                empty(one, disposal, false);
            }
        }
        Collections.reverse(tree);
        tree.forEach(one -> folders().remove(transaction.tx(), transaction.mailbox(), one));
    }

    private void requireDeletable(MailFolder folder) {
        FolderExtendedPropertyStore.require(transaction, folder, "CanDelete", ResponseCode.ErrorCannotDeleteObject);
    }

    /** Deletes the items of a folder; with {@code below}, also the folders below with their items. */
    void empty(MailFolder folder, DisposalType disposal, boolean below) {
        ResponseCode.ErrorCannotEmptyFolder.throwIf(
                SearchCriteria.isSearch(folder) || FolderPropertyFactory.isOfGroups(folder));
        items(folder).forEach(item -> transaction.delete(item, disposal));
        if (below) {
            tree(folder).stream()
                    .filter(child -> child.parent().equals(folder.key()) && !child.equals(folder))
                    .filter(child -> child.known().isEmpty())
                    .forEach(child -> delete(child, disposal));
        }
    }

    /**
     * Marks all items of a folder as read or unread, and sends read receipts unless the request suppresses the
     * receipts ({@code MarkAllItemsAsRead}).
     */
    void mark(MailFolder folder) {
        boolean suppressed = transaction.operation().isChildTrue("SuppressReadReceipts");
        boolean read = transaction.operation().isChildTrue("ReadFlag");
        items(folder).stream()
                .filter(item -> item.content().read() != read)
                .forEach(item -> transaction.update(
                        item, receipts.read(transaction, item, item.content().withRead(read), suppressed)));
    }
}
