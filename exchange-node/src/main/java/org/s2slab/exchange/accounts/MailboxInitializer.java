package org.s2slab.exchange.accounts;

import java.util.List;
import org.s2slab.store.WriteTransaction;

/** Adds the initial content to new mailboxes. */
@FunctionalInterface
public interface MailboxInitializer {
    /** Writes in the transaction that makes the mailboxes; does nothing to a mailbox that had its contents before. */
    void initialize(WriteTransaction tx, List<String> accounts);
}
