package org.s2slab.exchange.items;

import java.util.List;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.mailbox.FolderStore;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.MailboxStore;
import org.s2slab.store.Database;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.Ids;

/** The operations on items and folders over a database, put together as the node does. */
public final class TestItems {
    private TestItems() {}

    public static List<EwsOperation> operations(Database database) {
        Ids ids = Ids.seeded(11);
        return ItemOperations.all(
                new MailboxStore(database), new ItemStore(database, ids, new TestClock()), new FolderStore(ids));
    }
}
