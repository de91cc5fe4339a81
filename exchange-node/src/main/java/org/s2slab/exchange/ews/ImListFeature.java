package org.s2slab.exchange.ews;

import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.mailbox.ImStores;
import org.s2slab.exchange.mailbox.MailboxDirectory;

/** The thirteen operations of the unified contact store. */
public final class ImListFeature {
    private ImListFeature() {}

    /** All of them, on these stores. */
    public static List<EwsOperation> all(ImStores stores, MailboxDirectory mailboxes) {
        return Stream.of(
                        new ImListOperations(stores.lists()).all(),
                        new ImGroupOperations(stores.groups(), mailboxes).all(),
                        new ImContactOperations(stores.contacts(), mailboxes).all())
                .flatMap(List::stream)
                .toList();
    }
}
