package org.s2slab.exchange.items;

import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.DistributionGroupStore;
import org.s2slab.exchange.delivery.MailDelivery;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.folders.FolderQueries;
import org.s2slab.exchange.outofoffice.OutOfOfficeStore;
import org.s2slab.exchange.scheduling.TestInvitations;
import org.s2slab.exchange.search.QueryReader;
import org.s2slab.store.Database;
import org.s2slab.testing.TestClock;
import org.s2slab.trace.IdGenerator;

/** The operations on items and folders over a database, put together as the node does. */
public final class TestItems {
    /** Enough for any query of the tests, and few enough to go beyond. */
    public static final int QUERY_TERMS = 40;

    private TestItems() {}

    public static List<EwsOperation> operations(Database database, MailboxDirectory directory) {
        IdGenerator ids = IdGenerator.seeded(11);
        TestClock clock = new TestClock();
        ItemStores stores = ItemStores.of(database, directory, ids, clock);
        AddressBook book = new AddressBook(directory, new DistributionGroupStore(database, ids));
        MailDelivery delivery = new MailDelivery(stores, book, new OutOfOfficeStore(database, clock), ids);
        List<EwsOperation> operations = MailboxOperations.all(
                new FolderQueries(database, stores),
                stores,
                delivery,
                TestInvitations.of(database, directory, book, stores.items(), delivery, clock, ids),
                new QueryReader(clock, QUERY_TERMS));
        return Stream.concat(operations.stream(), delivery.rules().operations().stream())
                .toList();
    }
}
