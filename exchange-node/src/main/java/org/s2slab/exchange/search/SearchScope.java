package org.s2slab.exchange.search;

import java.util.List;

/**
 * Where a search looks, by ids of accounts; in all folders there.
 *
 * @param primary mailboxes
 * @param archives mailboxes in whose archive, beside them, to look
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
