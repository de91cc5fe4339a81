package org.s2slab.exchange.scheduling;

import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.node.Door;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;

/** Meetings that people book in their mailboxes, with conferences at Lync. */
public final class SchedulingFeature extends Feature {
    private final Invitations invitations;

    public SchedulingFeature(Node node, MailboxDirectory mailboxes, AddressBook book, ItemStore items) {
        var clock = node.clock();
        var ids = node.ids();
        var conferences = new ConferenceStore(node.database(), clock);
        var attendees = new Attendees(mailboxes, book);
        var writer = new MeetingItems(clock, ids);
        invitations = new Invitations(items, attendees, writer, conferences);
        var lync = new LyncConferencing(node.partnerClient(), ids);
        var sources = new ConferenceFollower.Sources(items, mailboxes, attendees);
        var follower = new ConferenceFollower(conferences, lync, sources, node.failures(), clock, ids);
        var booking = new MeetingBooking(conferences, lync, follower, items, invitations);
        queue(conferences.queue(ConferenceFollower.LONGEST_PAUSE));
        onLoad(conferences::undoUnfinished);
        endpoints(Door.forPeople(
                new MeetingRequestEndpoint(mailboxes, items, booking, conferences, invitations, writer)));
        onStart(timers -> timers.atEachLook("Having Lync follow meetings", follower::followDue));
    }

    /** For the operations on items. */
    public Invitations invitations() {
        return invitations;
    }
}
