package org.s2slab.exchange.imlist;

import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;

/**
 * The stores of the unified contact store.
 *
 * @param lists reads whole lists
 */
public record ImStores(ImListStore lists, ImGroupStore groups, ImContactStore contacts) {
    public static ImStores of(Database database, ItemStore items, IdGenerator ids, ImLimits limits) {
        return new ImStores(
                new ImListStore(database), new ImGroupStore(database, ids, limits), new ImContactStore(items, limits));
    }
}
