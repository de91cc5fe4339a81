package org.s2slab.exchange.people;

import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.RoomStore;
import org.s2slab.exchange.availability.RemoteAvailability;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.photos.UserPhotoEndpoint;
import org.s2slab.exchange.photos.UserPhotoStore;
import org.s2slab.store.Database;

/** The EWS operations that look up users and groups. */
public final class AddressBookOperations {
    private AddressBookOperations() {}

    /**
     * @param rooms stores which entries are rooms and room lists
     * @param elsewhere reads the photos of users on other servers
     */
    public static List<EwsOperation> all(
            AddressBook book, Database database, RoomStore rooms, ItemStore items, RemoteAvailability elsewhere) {
        return Stream.of(
                        List.of(
                                EwsOperation.of("ResolveNames", new ResolveNames(book, database)::perform),
                                EwsOperation.of("ExpandDL", new ExpandDl(book, database, items)::perform)),
                        new RoomOperations(book, rooms).all(),
                        new PersonaOperations(book, database).all(),
                        List.of(new UserPhotoEndpoint(database, new UserPhotoStore(book.mailboxes()), elsewhere)
                                .operation()))
                .<EwsOperation>flatMap(List::stream)
                .toList();
    }
}
