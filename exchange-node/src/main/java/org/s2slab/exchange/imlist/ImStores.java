package org.s2slab.exchange.imlist;

import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;

/**
 * The stores of the unified contact store.
 *
 * @param database runs their transactions
 */
public record ImStores(Database database, ImGroupStore groups, ImContactStore contacts) {
    public static ImStores of(Database database, ItemStore items, IdGenerator ids, ImLimits limits) {
        return new ImStores(database, new ImGroupStore(ids, limits), new ImContactStore(items, limits));
    }
}
