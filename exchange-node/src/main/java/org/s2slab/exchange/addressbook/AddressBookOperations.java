package org.s2slab.exchange.addressbook;

import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.imlist.ImListStore;

/** The EWS operations that look up users and groups. */
public final class AddressBookOperations {
    private AddressBookOperations() {}

    /** @param rooms which entries are rooms and room lists */
    public static List<EwsOperation> all(AddressBook book, ImListStore store, RoomStore rooms) {
        return Stream.concat(
                        Stream.of(new ResolveNames(book, store), new ExpandDl(book, store)),
                        new RoomOperations(book, rooms).all().stream())
                .toList();
    }
}
