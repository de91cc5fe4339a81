package org.s2slab.exchange;

import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.imlist.ImContactOperations;
import org.s2slab.exchange.imlist.ImGroupOperations;
import org.s2slab.exchange.imlist.ImListOperations;
import org.s2slab.exchange.imlist.ImStores;
import org.s2slab.exchange.owa.PeopleEndpoint;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;

/** Combines the unified contact store: thirteen EWS operations and the People view of Outlook on the web. */
public final class ImListFeature extends Feature {
    private final List<EwsOperation> operations;

    public ImListFeature(ImStores stores, AddressBook book) {
        operations = Stream.of(
                        new ImListOperations(stores.database()).all(),
                        new ImGroupOperations(stores.database(), stores.groups(), book).all(),
                        new ImContactOperations(stores.database(), stores.contacts(), book.mailboxes()).all())
                .flatMap(List::stream)
                .toList();
        endpoints(EndpointGroup.forPeople(new PeopleEndpoint(book.mailboxes(), stores)));
    }

    public List<EwsOperation> operations() {
        return operations;
    }
}
