package org.s2slab.exchange.scheduling;

import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.ids.DistinguishedFolder;

/** The mailbox and folder for a copy of a sent message. */
public record SentCopy(Mailbox mailbox, String folder) {
    /**
     * The sender's Sent Items folder. A message that a delegate sends is saved in the delegate's own folder:
     * https://learn.microsoft.com/previous-versions/office/developer/exchange-server-2010/bb856541(v=exchg.140)
     *
     * @param rights the sender's rights in the mailbox for which the message is sent
     */
    public static SentCopy of(Mailbox mailbox, MailboxRights rights) {
        return new SentCopy(
                rights.full() ? mailbox : rights.actor(), DistinguishedFolder.SENTITEMS.distinguishedName());
    }
}
