package org.s2slab.exchange.scheduling;

import io.vertx.core.Future;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerClient;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.MailboxDirectory;
import org.s2slab.http.Endpoint;
import org.s2slab.node.DeferredQueue;
import org.s2slab.node.Timers;
import org.s2slab.store.Database;
import org.s2slab.trace.Ids;
import org.s2slab.trace.InternalFailures;

/** Everything that meetings are made with. */
public final class SchedulingFeature {
    private final ConferenceStore conferences;
    private final Attendees attendees;
    private final MeetingItems writer;
    private final Invitations invitations;
    private final MailboxDirectory mailboxes;
    private final ItemStore items;
    private final Clock clock;
    private final Ids ids;
    private @Nullable ConferenceFollower follower;

    public SchedulingFeature(
            Database database, MailboxDirectory mailboxes, AddressBook book, ItemStore items, Clock clock, Ids ids) {
        this.mailboxes = mailboxes;
        this.items = items;
        this.clock = clock;
        this.ids = ids;
        conferences = new ConferenceStore(database, clock);
        attendees = new Attendees(mailboxes, book);
        writer = new MeetingItems(clock, ids);
        invitations = new Invitations(items, attendees, writer, conferences);
    }

    /** From now on Lync is told by and by what it has to know. */
    public void keepFollowing(Timers timers) {
        ConferenceFollower present = follower;
        if (present != null) {
            timers.atEachLook("Having Lync follow meetings", present::followDue);
        }
    }

    /** What Lync has still to be told, as administrators see it. */
    public DeferredQueue deferred() {
        return conferences.queue(ConferenceFollower.LONGEST_PAUSE);
    }

    /** For the operations on items. */
    public Invitations invitations() {
        return invitations;
    }

    /** After the start of the node: what was broken off is undone. */
    public Future<Void> resume() {
        return conferences.undoUnfinished();
    }

    /** The door for people who book in the mailbox. */
    public Endpoint door(PartnerClient partners, InternalFailures failures) {
        LyncConferencing lync = new LyncConferencing(partners, ids);
        follower = new ConferenceFollower(
                conferences, lync, new ConferenceFollower.Sources(items, mailboxes, attendees), failures, clock, ids);
        MeetingBooking booking = new MeetingBooking(conferences, lync, follower, items, invitations);
        return new MeetingRequestEndpoint(mailboxes, items, booking, conferences, invitations, writer);
    }
}
