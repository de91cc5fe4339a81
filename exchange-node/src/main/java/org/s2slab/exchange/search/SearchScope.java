package org.s2slab.exchange.search;

import java.util.List;

/**
 * The mailboxes that a search covers, by ids of accounts, with all their folders.
 *
 * @param primary mailboxes
 * @param archives mailboxes whose archive is searched as well
 */
public record SearchScope(List<String> primary, List<String> archives) {
    public SearchScope {
        primary = List.copyOf(primary);
        archives = List.copyOf(archives);
    }

    /** The whole of these mailboxes. */
    public static SearchScope all(List<String> mailboxes) {
        return new SearchScope(mailboxes, mailboxes);
    }
}
