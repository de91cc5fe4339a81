package org.s2slab.exchange.scheduling;

import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.delivery.MailDelivery;
import org.s2slab.exchange.permissions.CalendarProcessing;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.node.RetrySchedule;
import org.s2slab.ucwa.UcwaMeetingClient;

/** Combines the meetings in mailboxes with the conferences in Lync. */
public final class SchedulingFeature extends Feature {
    private final OrganizerMeetings invitations;

    public SchedulingFeature(
            Node node, AddressBook book, ItemStores stores, MailDelivery delivery, CalendarProcessing processing) {
        var mailboxes = book.mailboxes();
        var items = stores.items();
        var clock = node.clock();
        var ids = node.ids();
        var conferences = new ConferenceStore(node.database(), clock);
        var attendees = new MeetingAttendees(mailboxes, book);
        var writer = new MeetingItems(clock, ids);
        var mail = new MeetingMail(
                delivery,
                items,
                new CalendarItemEditor(items),
                writer,
                new MeetingMessages(clock, ids),
                new RoomAttendant(processing, attendees));
        invitations = new OrganizerMeetings(items, attendees, writer, mail, conferences);
        var lync = new UcwaMeetingClient(node.partnerClient(), ids, "Outlook on the web");
        var sources = new ConferenceUpdateWorker.Sources(items, mailboxes, attendees);
        var follower = new ConferenceUpdateWorker(
                conferences,
                lync,
                sources,
                node.failures(),
                clock,
                ids,
                node.database().instances().lock("the update of the meeting"));
        var booking = new MeetingBooking(conferences, lync, follower, items, invitations);
        queue(conferences.queue(RetrySchedule.LONGEST_PAUSE));
        onLoad(conferences::undoUnfinished);
        endpoints(EndpointGroup.forPeople(new MeetingRequestEndpoint(mailboxes, items, booking, invitations, writer)));
        onStart(timers -> timers.atEachLook("Having Lync follow meetings", follower::followDue));
    }

    /** The meeting invitations for item operations. */
    public OrganizerMeetings invitations() {
        return invitations;
    }
}
