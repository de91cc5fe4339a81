package org.s2slab.exchange.search;

import java.util.List;

/**
 * Where a search looks: in all folders of these mailboxes.
 *
 * @param mailboxes ids of accounts
 * @param primary whether in the mailboxes themselves
 * @param archive whether in the archive mailboxes beside them
 */
public record SearchScope(List<String> mailboxes, boolean primary, boolean archive) {
    public SearchScope {
        mailboxes = List.copyOf(mailboxes);
    }
}
