package org.s2slab.exchange.scheduling;

import java.time.Clock;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.RoomStore;
import org.s2slab.exchange.delivery.MailDelivery;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.permissions.CalendarProcessing;
import org.s2slab.exchange.permissions.PermissionStore;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.store.Database;
import org.s2slab.trace.IdGenerator;

/** Invitations over a database, put together as the node does. */
public final class TestInvitations {
    private TestInvitations() {}

    public static OrganizerMeetings of(
            Database database,
            MailboxDirectory mailboxes,
            AddressBook book,
            ItemStore items,
            MailDelivery delivery,
            Clock clock,
            IdGenerator ids) {
        MeetingItems entries = new MeetingItems(clock, ids);
        MeetingAttendees attendees = new MeetingAttendees(mailboxes, book);
        CalendarProcessing processing =
                new CalendarProcessing(new PermissionStore(database, mailboxes), new RoomStore(database));
        return new OrganizerMeetings(
                items,
                attendees,
                entries,
                new MeetingMail(
                        delivery,
                        items,
                        new CalendarItemEditor(items),
                        entries,
                        new MeetingMessages(clock, ids),
                        new RoomAttendant(processing, attendees)),
                new ConferenceStore(database, clock));
    }
}
