package org.s2slab.exchange.availability;

import java.util.List;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.mailbox.ItemStore;

/** The operations on free/busy data and time zones. */
public final class AvailabilityOperations {
    private AvailabilityOperations() {}

    /** @param elsewhere queries mailboxes that are not on this server */
    public static List<EwsOperation> all(AddressBook book, ItemStore items, RemoteAvailability elsewhere) {
        return List.of(new GetUserAvailability(book, items, elsewhere), new GetServerTimeZones());
    }
}
