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

/** What an operation needs in the mailbox of another person, by the names in {@code folder-access.tsv}. */
enum NeededRight {
    visible(0, 0),
    read(READ_ANY, CREATE),
    /** To read an item with all its occurrences. */
    copy(READ_ANY, CREATE),
    /** To take an item away with all its occurrences. */
    move(DELETE_ANY, DELETE_OWNED),
    /** To read what a new item refers to; the new item needs a folder of the same mailbox. */
    refer(READ_ANY, CREATE),
    create(CREATE, CREATE),
    subfolders(CREATE_SUBFOLDER, CREATE_SUBFOLDER),
    owner(OWNER, OWNER),
    edit(EDIT_ANY, EDIT_OWNED),
    editAll(EDIT_ANY, EDIT_ANY),
    delete(DELETE_ANY, DELETE_OWNED),
    deleteAll(DELETE_ANY, DELETE_ANY),
    /** FullAccess to the mailbox, for what is done with a folder or an item. */
    full(0, 0),
    /** FullAccess to the mailbox, for what is done with its settings. */
    mailbox(0, 0);

    private final int any;
    private final int owned;

    NeededRight(int any, int owned) {
        this.any = any;
        this.owned = owned;
    }

    /** Whether all that belongs to an item goes somewhere else, occurrences that are private included. */
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
