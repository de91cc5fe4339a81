package org.s2slab.exchange.permissions;

import static org.s2slab.exchange.accounts.FolderRights.CREATE;
import static org.s2slab.exchange.accounts.FolderRights.CREATE_SUBFOLDER;
import static org.s2slab.exchange.accounts.FolderRights.DELETE_ANY;
import static org.s2slab.exchange.accounts.FolderRights.DELETE_OWNED;
import static org.s2slab.exchange.accounts.FolderRights.EDIT_ANY;
import static org.s2slab.exchange.accounts.FolderRights.EDIT_OWNED;
import static org.s2slab.exchange.accounts.FolderRights.OWNER;
import static org.s2slab.exchange.accounts.FolderRights.READ_ANY;

import org.s2slab.exchange.accounts.MailboxRights;

/** The rights that operations need in another user's mailbox, with the names in {@code folder-access.tsv}. */
enum NeededRight {
    visible(0, 0),
    read(READ_ANY, CREATE),
    /** The right to read an item with all its occurrences. */
    copy(READ_ANY, CREATE),
    /** The right to remove an item with all its occurrences. */
    move(DELETE_ANY, DELETE_OWNED),
    /** The right to read an item to which a new item refers. The new item must be in a folder of the same mailbox. */
    refer(READ_ANY, CREATE),
    create(CREATE, CREATE),
    subfolders(CREATE_SUBFOLDER, CREATE_SUBFOLDER),
    owner(OWNER, OWNER),
    edit(EDIT_ANY, EDIT_OWNED),
    editAll(EDIT_ANY, EDIT_ANY),
    delete(DELETE_ANY, DELETE_OWNED),
    deleteAll(DELETE_ANY, DELETE_ANY),
    /** FullAccess to the mailbox, for an operation on a folder or an item. */
    full(0, 0),
    /** FullAccess to the mailbox, for an operation on mailbox settings. */
    mailbox(0, 0);

    private final int any;
    private final int owned;

    NeededRight(int any, int owned) {
        this.any = any;
        this.owned = owned;
    }

    /** Whether the operation transfers the whole item, including private occurrences. */
    boolean isWhole() {
        return this == copy || this == move;
    }

    private boolean isOfWholeMailbox() {
        return this == full || this == mailbox;
    }

    boolean isInFolder(MailboxRights rights, String folder) {
        if (isOfWholeMailbox()) {
            return rights.full();
        }
        return rights.of(folder).has(any)
                && (this == create || rights.of(folder).seesFolder());
    }

    boolean isOverItem(MailboxRights rights, String folder, String item) {
        return isOfWholeMailbox() ? rights.full() : rights.allows(folder, item, any, owned);
    }
}
