package org.s2slab.exchange.scheduling;

import static org.s2slab.ews.EwsNames.t;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.CallContext;
import org.s2slab.ucwa.UcwaMeetingClient;

/**
 * Books online meetings in a mailbox, as Outlook on the web does: first the Lync conference, then the item and the
 * invitations. If the second step fails, the first is undone, at once or later.
 */
record MeetingBooking(
        ConferenceStore conferences,
        UcwaMeetingClient lync,
        ConferenceUpdateWorker follower,
        ItemStore items,
        OrganizerMeetings invitations) {
    /** The failure of a booking, with its cause. Tells whether the Lync conference still has to be deleted. */
    static final class NotBooked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        final transient Refusal refusal;
        final boolean undoneLater;

        NotBooked(Refusal refusal, boolean undoneLater) {
            super(refusal.detail(), null, false, false);
            this.refusal = refusal;
            this.undoneLater = undoneLater;
        }
    }

    /** Books a meeting that has a UID. Fails with {@link NotBooked} or PARAMETER_INVALID. */
    Future<Item> book(Mailbox organiser, ItemContent meeting, boolean online, CallContext context) {
        if (!online) {
            return items.database().write(tx -> invite(change(tx, organiser, context), meeting));
        }
        String uid = OrganizerMeetings.uid(meeting);
        return conferences.whileBooking(uid, () -> bookOnline(uid, organiser, meeting, context));
    }

    private Future<Item> bookOnline(String uid, Mailbox organiser, ItemContent meeting, CallContext context) {
        return conferences
                .begin(uid, organiser, context.trace())
                .compose(begun -> lync.create(
                        ConferenceUpdateWorker.domain(organiser),
                        follower.requested(meeting).into(new JsonObject()),
                        context))
                .map(BookedConference::of)
                .recover(failure -> takeBack(uid, null, organiser, context, failure))
                .compose(conference -> items.database()
                        .write(tx -> {
                            Item item = invite(change(tx, organiser, context), joined(meeting, conference));
                            ConferenceStore.booked(tx, uid, conference.id());
                            return item;
                        })
                        .recover(failure -> takeBack(uid, conference.id(), organiser, context, failure)));
    }

    private Item invite(OrganizerChange change, ItemContent meeting) {
        return invitations.create(change, DistinguishedFolder.CALENDAR.distinguishedName(), meeting);
    }

    private static OrganizerChange change(WriteTransaction tx, Mailbox organiser, CallContext context) {
        return new OrganizerChange(tx, organiser, SendInvitationsMode.SendToAllAndSaveCopy, context.trace());
    }

    /**
     * Changes a meeting. Returns whether Lync already has the change.
     *
     * @param stored reads the meeting in the transaction that changes it
     */
    Future<Boolean> change(
            Mailbox organiser,
            Function<ReadTransaction, Item> stored,
            UnaryOperator<ItemContent> change,
            CallContext context) {
        return items.database()
                .write(tx -> {
                    Item item = stored.apply(tx);
                    return invitations.update(change(tx, organiser, context), item, change.apply(item.content()));
                })
                .compose(updated -> followed(updated.content(), organiser, context));
    }

    /** Cancels a meeting. Returns whether Lync already has the change. See {@link #change}. */
    Future<Boolean> cancel(Mailbox organiser, Function<ReadTransaction, Item> stored, CallContext context) {
        return items.database()
                .write(tx -> {
                    Item item = stored.apply(tx);
                    invitations.cancel(
                            change(tx, organiser, context),
                            item,
                            DisposalType.MoveToDeletedItems,
                            ItemContent.Body.NONE);
                    return item;
                })
                .compose(item -> followed(item.content(), organiser, context));
    }

    /** Sends the pending update of a meeting to Lync. Returns whether this succeeded. */
    Future<Boolean> followed(ItemContent meeting, Mailbox organiser, CallContext context) {
        return follower.follow(OrganizerMeetings.uid(meeting), organiser, context)
                .map(true)
                .otherwise(false);
    }

    /** Deletes the Lync conference of a failed booking, now or later, and fails with {@link NotBooked}. */
    private <T> Future<T> takeBack(
            String uid, @Nullable String conference, Mailbox organiser, CallContext context, Throwable failure) {
        if (failure instanceof NotBooked) {
            return Future.failedFuture(failure);
        }
        boolean open = conference != null
                || !(failure instanceof Refusal refusal)
                || !refusal.code().definite();
        Refusal why = failure instanceof Refusal refusal
                ? refusal
                : Refusal.unavailable(String.valueOf(failure)).because(failure);
        return conferences
                .undo(uid, organiser, conference, context.trace())
                .compose(undone -> open
                        ? follower.follow(uid, organiser, context).map(true).otherwise(false)
                        : conferences.forget(uid).map(true))
                .compose(undone -> Future.failedFuture(new NotBooked(why, !undone)));
    }

    private static ItemContent joined(ItemContent meeting, BookedConference conference) {
        String html = meeting.html() == null ? "<p>" + escaped(meeting.text()) + "</p>" : meeting.html();
        String link = "<p>Join the online meeting: <a href=\"" + escaped(conference.joinUrl()) + "\">"
                + escaped(conference.joinUrl()) + "</a></p>";
        return MeetingItems.set(meeting, MeetingItems.JOIN_URL, conference.joinUrl())
                .with(conference.settings().element())
                .with(t("IsOnlineMeeting", "true"))
                .withBody(html + link, meeting.text() + "\nJoin the online meeting: " + conference.joinUrl());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
