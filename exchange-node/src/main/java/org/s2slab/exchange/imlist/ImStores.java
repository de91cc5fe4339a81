package org.s2slab.exchange.imlist;

import java.time.Clock;
import org.s2slab.store.Database;
import org.s2slab.trace.Ids;

/**
 * What the unified contact store is kept in.
 *
 * @param lists to read lists as a whole
 */
public record ImStores(MailboxStore lists, ImGroupStore groups, ImContactStore contacts) {
    public static ImStores of(Database database, Ids ids, Clock clock, ImLimits limits) {
        return new ImStores(
                new MailboxStore(database),
                new ImGroupStore(database, ids, limits),
                new ImContactStore(database, ids, clock, limits));
    }
}
