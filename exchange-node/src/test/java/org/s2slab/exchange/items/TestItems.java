package org.s2slab.exchange.items;

import java.util.List;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.DistributionGroups;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.imlist.MailboxStore;
import org.s2slab.exchange.scheduling.TestInvitations;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.store.Database;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.Ids;

/** The operations on items and folders over a database, put together as the node does. */
public final class TestItems {
    /** Enough for any query of the tests, and few enough to go beyond. */
    public static final int QUERY_TERMS = 40;

    private TestItems() {}

    public static List<EwsOperation> operations(Database database, MailboxDirectory directory) {
        Ids ids = Ids.seeded(11);
        TestClock clock = new TestClock();
        Stores stores = Stores.of(database, ids, clock);
        AddressBook book = new AddressBook(directory, new DistributionGroups(database, ids));
        return ItemOperations.all(
                new FolderContents(new MailboxStore(database), stores),
                stores,
                new Delivery(stores.attachments(), book, clock, ids),
                TestInvitations.of(database, directory, book, stores.items(), clock, ids),
                new QueryReader(clock, QUERY_TERMS));
    }
}
