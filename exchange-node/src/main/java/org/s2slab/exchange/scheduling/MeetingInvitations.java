package org.s2slab.exchange.scheduling;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.items.MailDelivery;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.DistinguishedFolder;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.node.WorkSequence;
import org.s2slab.refusal.Refusal;
import org.s2slab.trace.TraceParent;
import org.s2slab.xml.XmlElement;

/**
 * Meetings between mailboxes: the organiser's calendar item, messages to attendees, and their calendar items. Each
 * method runs inside one transaction, so a meeting is stored completely or not at all. Updates for a meeting's Lync
 * conference are stored in the same transaction.
 */
public final class MeetingInvitations {
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private final ItemStore items;
    private final Attendees attendees;
    private final MeetingItems writer;
    private final ConferenceStore conferences;
    private final MailDelivery delivery;

    MeetingInvitations(
            ItemStore items,
            Attendees attendees,
            MeetingItems writer,
            ConferenceStore conferences,
            MailDelivery delivery) {
        this.delivery = delivery;
        this.items = items;
        this.attendees = attendees;
        this.writer = writer;
        this.conferences = conferences;
    }

    /** Puts an appointment or a meeting into the organiser's folder and invites. Fails with PARAMETER_INVALID. */
    public Future<Item> create(
            SqlConnection connection,
            Mailbox organiser,
            String folder,
            ItemContent given,
            SendInvitationsMode sending) {
        if (!Attendees.isOrganiser(given, organiser)) {
            return items.create(connection, organiser, folder, writer.imported(withTimes(given), organiser));
        }
        ItemContent content = writer.organisers(withTimes(given), organiser, sending.sends());
        return items.create(connection, organiser, folder, content)
                .compose(item -> sending.sends()
                        ? invite(connection, organiser, item, attendees.mailboxes(content, organiser), false)
                                .compose(sent -> keepCopy(connection, organiser, item, sending))
                                .map(item)
                        : Future.succeededFuture(item));
    }

    /**
     * Changes a calendar item. A change of the organiser's item sends invitations to new attendees, cancellations to
     * removed ones, and updates to the others.
     *
     * @param cause the request that causes the update of the Lync conference
     */
    public Future<Item> update(
            SqlConnection connection,
            Mailbox owner,
            Item item,
            ItemContent changed,
            SendInvitationsMode sending,
            TraceParent cause) {
        if (!Attendees.isOrganiser(item.content(), owner)) {
            return items.update(connection, item, changed);
        }
        List<Mailbox> before = attendees.mailboxes(item.content(), owner);
        List<Mailbox> now = attendees.mailboxes(changed, owner);
        List<Mailbox> added = without(now, before);
        List<Mailbox> stay = without(now, added);
        ItemContent next = writer.organisers(writer.nextSequence(withTimes(changed)), owner, sending.sends());
        return items.update(connection, item, next)
                .compose(updated -> conferences
                        .noteChange(connection, owner, uid(next), cause)
                        .compose(noted -> !sending.sends()
                                ? Future.succeededFuture()
                                : invite(connection, owner, updated, added, false)
                                        .compose(sent -> sending.onlyToChanged()
                                                ? Future.succeededFuture()
                                                : invite(connection, owner, updated, stay, true))
                                        .compose(sent -> callOff(connection, owner, updated, without(before, now)))
                                        .compose(sent -> keepCopy(connection, owner, updated, sending)))
                        .map(updated));
    }

    /**
     * Calls a meeting off and deletes the organiser's item; an attendee's is merely deleted.
     *
     * @param cause the request, because of which Lync has to follow
     */
    public Future<Void> cancel(
            SqlConnection connection,
            Mailbox owner,
            Item item,
            SendInvitationsMode sending,
            DisposalType disposal,
            TraceParent cause) {
        Future<Void> told = Future.succeededFuture();
        if (Attendees.isOrganiser(item.content(), owner)) {
            List<Mailbox> invited = sending.sends() ? attendees.mailboxes(item.content(), owner) : List.of();
            told = conferences
                    .noteCancellation(connection, owner, uid(item.content()), cause)
                    .compose(noted -> callOff(connection, owner, item, invited));
        }
        return told.compose(done -> items.delete(connection, owner, item, disposal));
    }

    /**
     * Answers an invitation, given the message that brought it or the calendar item: the organiser gets the answer, and
     * the item in the attendee's calendar shows it; after a decline it goes to the deleted items.
     */
    public Future<Item> respond(
            SqlConnection connection,
            Mailbox attendee,
            Item invitation,
            MeetingResponse answer,
            boolean send,
            String text) {
        return items.calendarItem(connection, attendee, uid(invitation.content()))
                .compose(found -> {
                    if (found.isEmpty() || Attendees.isOrganiser(found.get().content(), attendee)) {
                        return Future.failedFuture(
                                Refusal.invalid("There is no invitation of somebody else's to this meeting."));
                    }
                    Item there = found.get();
                    return items.update(connection, there, writer.answered(there.content(), answer))
                            .compose(answered -> answer == MeetingResponse.DECLINE
                                    ? items.delete(connection, attendee, answered, DisposalType.MoveToDeletedItems)
                                            .map(answered)
                                    : Future.succeededFuture(answered))
                            .compose(answered -> send
                                    ? tellOrganiser(connection, attendee, there.content(), answer, text)
                                            .map(answered)
                                    : Future.succeededFuture(answered));
                });
    }

    private Future<Void> tellOrganiser(
            SqlConnection connection, Mailbox attendee, ItemContent meeting, MeetingResponse answer, String text) {
        Optional<XmlElement> organiser = meeting.property("Organizer").flatMap(there -> there.child("Mailbox"));
        Optional<Mailbox> mailbox = organiser.map(Attendees::address).flatMap(attendees::one);
        XmlElement to = MeetingItems.recipients(organiser.stream().toList());
        ItemContent response = writer.response(meeting, attendee, to, answer).withBody(null, text);
        return put(connection, attendee, DistinguishedFolder.SENTITEMS, response.withRead(true))
                .compose(copy -> mailbox.isEmpty()
                        ? Future.succeededFuture()
                        : arrives(connection, mailbox.get(), response)
                                .compose(delivered -> items.calendarItem(connection, mailbox.get(), uid(meeting)))
                                .compose(theirs -> theirs.isEmpty()
                                        ? Future.succeededFuture()
                                        : items.update(
                                                        connection,
                                                        theirs.get(),
                                                        Attendees.answered(
                                                                theirs.get().content(), attendee, answer, writer.now()))
                                                .mapEmpty()));
    }

    /** A message in each inbox, and an entry in each calendar, new or brought up to date. */
    private Future<Void> invite(
            SqlConnection connection, Mailbox organiser, Item item, List<Mailbox> to, boolean update) {
        ItemContent request = writer.request(
                item.content(), organiser, MeetingItems.recipients(Attendees.invited(item.content())), update);
        ItemContent entry = writer.attendees(item.content());
        return WorkSequence.each(
                to,
                attendee -> arrives(connection, attendee, request)
                        .compose(sent -> items.calendarItem(connection, attendee, uid(request)))
                        .compose(there -> there.isPresent()
                                ? items.update(connection, there.get(), entry).mapEmpty()
                                : put(connection, attendee, DistinguishedFolder.CALENDAR, entry)
                                        .mapEmpty()));
    }

    /** A cancellation in each inbox; the entries in the calendars show that there is no meeting any more. */
    private Future<Void> callOff(SqlConnection connection, Mailbox organiser, Item item, List<Mailbox> to) {
        ItemContent cancellation = writer.cancellation(
                item.content(), organiser, MeetingItems.recipients(Attendees.invited(item.content())));
        return WorkSequence.each(
                to,
                attendee -> arrives(connection, attendee, cancellation)
                        .compose(sent -> items.calendarItem(connection, attendee, uid(cancellation)))
                        .compose(there -> there.isEmpty()
                                ? Future.succeededFuture()
                                : items.update(
                                                connection,
                                                there.get(),
                                                writer.cancelled(there.get().content()))
                                        .mapEmpty()));
    }

    private Future<Void> arrives(SqlConnection connection, Mailbox mailbox, ItemContent mail) {
        return delivery.deliver(connection, mailbox, mail);
    }

    private Future<Item> put(SqlConnection connection, Mailbox mailbox, DistinguishedFolder folder, ItemContent item) {
        return items.create(connection, mailbox, folder.distinguishedName(), item);
    }

    private Future<Void> keepCopy(SqlConnection connection, Mailbox organiser, Item item, SendInvitationsMode sending) {
        List<XmlElement> invited = Attendees.invited(item.content());
        if (!sending.savesCopy() || invited.isEmpty()) {
            return Future.succeededFuture();
        }
        boolean update = !"0"
                .equals(item.content().propertyText("AppointmentSequenceNumber").orElse("0"));
        ItemContent copy = writer.request(item.content(), organiser, MeetingItems.recipients(invited), update);
        return put(connection, organiser, DistinguishedFolder.SENTITEMS, copy.withRead(true))
                .mapEmpty();
    }

    static String uid(ItemContent item) {
        return item.propertyText(MeetingItems.UID).orElse("");
    }

    /** An item needs a place in time: half an hour from now, if it has none. */
    private ItemContent withTimes(ItemContent given) {
        Instant start = given.starts() == null ? Instant.parse(writer.now()) : given.starts();
        Instant end = given.ends() == null ? start.plus(HALF_AN_HOUR) : given.ends();
        if (end.isBefore(start)) {
            throw Refusal.invalid("End: " + end + " is earlier than the start, " + start + ".");
        }
        return given.withSpan(start, end);
    }

    private static List<Mailbox> without(List<Mailbox> all, List<Mailbox> these) {
        Set<String> ids = these.stream().map(Mailbox::id).collect(Collectors.toSet());
        return all.stream().filter(mailbox -> !ids.contains(mailbox.id())).toList();
    }
}
