package org.s2slab.exchange.scheduling;

import java.time.Clock;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.store.Database;
import org.s2slab.trace.Ids;

/** Invitations over a database, put together as the node does. */
public final class TestInvitations {
    private TestInvitations() {}

    public static Invitations of(
            Database database, MailboxDirectory mailboxes, AddressBook book, ItemStore items, Clock clock, Ids ids) {
        return new Invitations(
                items,
                new Attendees(mailboxes, book),
                new MeetingItems(clock, ids),
                new ConferenceStore(database, clock));
    }
}
