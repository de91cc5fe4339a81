package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.RecipientResolver;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.DistinguishedFolder;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemKind;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.MailboxException;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.recurrence.CalendarItems;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.scheduling.MeetingInvitations;
import org.s2slab.exchange.scheduling.SendInvitationsMode;
import org.s2slab.refusal.Refusal;

/** What the operations on items do differently where the item is in a calendar: a single item, a series or an occurrence. */
final class CalendarItemWriter {
    private static final ItemContent.Body NO_TEXT = new ItemContent.Body(null, "");

    private final MeetingInvitations invitations;
    private final ItemStore items;
    private final CalendarItems calendar;

    CalendarItemWriter(MeetingInvitations invitations, ItemStore items) {
        this.invitations = invitations;
        this.items = items;
        this.calendar = new CalendarItems(items);
    }

    static boolean concern(Item item) {
        return item.content().kind() == ItemKind.CALENDAR_ITEM;
    }

    /** The item of an id, or the occurrence; fails with ITEM_UNKNOWN where there is none. */
    Future<Item> get(SqlClient client, Mailbox mailbox, StoreId id) {
        return id.kind() == StoreId.Kind.OCCURRENCE
                ? calendar.occurrence(client, mailbox, id)
                        .map(found -> found.orElseThrow(() -> new MailboxException(MailboxException.Kind.ITEM_UNKNOWN)))
                : items.get(client, mailbox, id.key());
    }

    /** Puts a calendar item, {@link #settled}, into a folder, and invites where the request says so. */
    Future<Item> create(SqlConnection connection, EwsRequest request, String folder, ItemContent content) {
        SendInvitationsMode sending =
                sending(request, "SendMeetingInvitations", content, ResponseCode.ErrorSendMeetingInvitationsRequired);
        if (sending.sends()) {
            RecipientResolver.requireAddresses(content);
        }
        return told(invitations.create(connection, request.mailbox(), folder, content, sending));
    }

    Future<Item> update(SqlConnection connection, EwsRequest request, Item item, ItemContent content) {
        SendInvitationsMode sending = sending(
                request,
                "SendMeetingInvitationsOrCancellations",
                item.content(),
                ResponseCode.ErrorSendMeetingInvitationsOrCancellationsRequired);
        if (sending.sends() && item.folder().equals(DistinguishedFolder.DELETEDITEMS.distinguishedName())) {
            throw new EwsError(ResponseCode.ErrorCalendarCannotUpdateDeletedItem);
        }
        return (CalendarItems.isOccurrence(item)
                        ? requirePlace(connection, item, RequestTimes.wholeDays(content))
                        : Future.succeededFuture(settled(content)))
                .compose(settled -> told(invitations.update(
                        connection,
                        request.mailbox(),
                        item,
                        settled,
                        sending,
                        request.context().trace())));
    }

    /** An occurrence stays between its neighbours, and does not recur. */
    private Future<ItemContent> requirePlace(SqlConnection connection, Item item, ItemContent content) {
        if (content.property(Series.RECURRENCE).isPresent()) {
            throw new EwsError(ResponseCode.ErrorInvalidPropertySet, "Only a series has a Recurrence.");
        }
        Instant starts = content.starts();
        Instant ends = content.ends();
        if (starts == null || ends == null || ends.isBefore(starts)) {
            throw new EwsError(ResponseCode.ErrorCalendarEndDateIsEarlierThanStartDate);
        }
        return SeriesStore.master(connection, item.number())
                .compose(master -> CalendarItems.series(connection, master))
                .map(series -> {
                    if (!series.hasRoom(item.storeId().original(), starts, ends)) {
                        throw new EwsError(ResponseCode.ErrorOccurrenceCrossingBoundary);
                    }
                    return content;
                });
    }

    /**
     * A calendar item as it is stored: all-day events from midnight to midnight, a series at its first occurrence.
     *
     * @throws EwsError where the recurrence makes no series
     */
    static ItemContent settled(ItemContent content) {
        return Series.begun(RequestTimes.wholeDays(content));
    }

    Future<Void> delete(SqlConnection connection, EwsRequest request, Item item, DisposalType disposal) {
        SendInvitationsMode sending = sending(
                request,
                "SendMeetingCancellations",
                item.content(),
                ResponseCode.ErrorSendMeetingCancellationsRequired);
        return invitations.cancel(
                connection,
                request.mailbox(),
                item,
                sending,
                disposal,
                NO_TEXT,
                request.context().trace());
    }

    /** An appointment without attendees has nobody to be told; a meeting needs to be told whom to tell. */
    private static SendInvitationsMode sending(
            EwsRequest request, String attribute, ItemContent content, ResponseCode missing) {
        Optional<String> given = request.operation().attribute(attribute);
        if (given.isEmpty() && !content.recipients().isEmpty()) {
            throw new EwsError(missing);
        }
        return given.map(SendInvitationsMode::valueOf).orElse(SendInvitationsMode.SendToNone);
    }

    private static <T> Future<T> told(Future<T> attempt) {
        return attempt.recover(failure -> Future.failedFuture(
                failure instanceof Refusal refusal
                        ? new EwsError(ResponseCode.ErrorCalendarEndDateIsEarlierThanStartDate, refusal.detail())
                        : failure));
    }
}
