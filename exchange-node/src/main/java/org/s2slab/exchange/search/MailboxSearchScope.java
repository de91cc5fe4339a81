package org.s2slab.exchange.search;

import java.util.List;

/**
 * The mailboxes of a search, by account id, with all their folders.
 *
 * @param primary the mailboxes whose primary mailbox is searched
 * @param archives the mailboxes whose archive is searched
 */
public record MailboxSearchScope(List<String> primary, List<String> archives) {
    public MailboxSearchScope {
        primary = List.copyOf(primary);
        archives = List.copyOf(archives);
    }

    /** The scope of whole mailboxes, with their archives. */
    public static MailboxSearchScope all(List<String> mailboxes) {
        return new MailboxSearchScope(mailboxes, mailboxes);
    }
}
