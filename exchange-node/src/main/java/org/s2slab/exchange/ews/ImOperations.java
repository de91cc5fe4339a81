package org.s2slab.exchange.ews;

import java.util.List;
import java.util.stream.Stream;
import org.s2slab.exchange.mailbox.ImContactStore;
import org.s2slab.exchange.mailbox.ImGroupStore;
import org.s2slab.exchange.mailbox.MailboxDirectory;
import org.s2slab.exchange.mailbox.MailboxStore;

/** The thirteen operations of the unified contact store. */
public final class ImOperations {
    private ImOperations() {}

    /** All of them, on these stores. */
    public static List<EwsOperation> all(
            MailboxStore store, ImGroupStore groups, ImContactStore contacts, MailboxDirectory mailboxes) {
        return Stream.of(
                        new ImListOperations(store).all(),
                        new ImGroupOperations(groups, mailboxes).all(),
                        new ImContactOperations(contacts, mailboxes).all())
                .flatMap(List::stream)
                .toList();
    }
}
