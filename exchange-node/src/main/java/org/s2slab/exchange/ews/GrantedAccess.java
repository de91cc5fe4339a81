package org.s2slab.exchange.ews;

import java.util.function.Consumer;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.store.ReadTransaction;

/**
 * What the caller of a request may do in the mailbox in which the request acts.
 *
 * @param rights the rights in that mailbox
 * @param target the mailbox of the folder to which the request moves or copies items; for other requests, the mailbox
 *     in which the request acts
 * @param check throws if the caller may not do, by what a transaction reads, what the request asks for
 */
public record GrantedAccess(MailboxRights rights, Mailbox target, Consumer<ReadTransaction> check) {
    /** Access that needs no check in a transaction: of an owner, or before the check. */
    public static GrantedAccess of(MailboxRights rights, Mailbox mailbox) {
        return new GrantedAccess(rights, mailbox, rx -> {});
    }
}
