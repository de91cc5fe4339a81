package org.s2slab.exchange.imlist;

import java.time.Clock;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;

/**
 * The stores of the unified contact store.
 *
 * @param lists reads whole lists
 */
public record ImStores(ImListStore lists, ImGroupStore groups, ImContactStore contacts) {
    public static ImStores of(Database database, IdGenerator ids, Clock clock, ImLimits limits) {
        return new ImStores(
                new ImListStore(database),
                new ImGroupStore(database, ids, limits),
                new ImContactStore(database, ids, clock, limits));
    }
}
