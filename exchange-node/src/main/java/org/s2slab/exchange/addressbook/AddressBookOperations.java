package org.s2slab.exchange.addressbook;

import java.util.List;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.imlist.ImListStore;

/** The EWS operations that look up users and groups. */
public final class AddressBookOperations {
    private AddressBookOperations() {}

    public static List<EwsOperation> all(AddressBook book, ImListStore store) {
        return List.of(new ResolveNames(book, store), new ExpandDl(book, store));
    }
}
