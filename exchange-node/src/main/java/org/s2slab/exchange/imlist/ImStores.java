package org.s2slab.exchange.imlist;

import java.time.Clock;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;

/**
 * What the unified contact store is kept in.
 *
 * @param lists to read lists as a whole
 */
public record ImStores(ImListStore lists, ImGroupStore groups, ImContactStore contacts) {
    public static ImStores of(Database database, IdGenerator ids, Clock clock, ImLimits limits) {
        return new ImStores(
                new ImListStore(database),
                new ImGroupStore(database, ids, limits),
                new ImContactStore(database, ids, clock, limits));
    }
}
