package org.s2slab.exchange.accounts;

import java.util.List;
import org.s2slab.store.WriteTransaction;

/** Adds the initial content to new mailboxes. */
@FunctionalInterface
public interface MailboxInitializer {
    /** Adds the content in the transaction that enables the mailboxes, unless a mailbox already had content. */
    void initialize(WriteTransaction tx, List<String> accounts);
}
