package org.s2slab.exchange.items;

import java.time.Instant;
import java.util.function.Supplier;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.RecipientResolver;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.SeriesStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.recurrence.Series;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.scheduling.OrganizerChange;
import org.s2slab.exchange.scheduling.OrganizerMeetings;
import org.s2slab.exchange.scheduling.SendInvitationsMode;
import org.s2slab.exchange.scheduling.SentCopy;
import org.s2slab.exchange.values.RequestTimeConverter;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.ReadTransaction;

/** The specific parts of item operations for calendar items: single items, series and occurrences. */
record CalendarItemService(OrganizerMeetings invitations, ItemStore items) {

    static boolean concern(Item item) {
        return item.content().kind() == ItemKind.CALENDAR_ITEM;
    }

    /** The item or occurrence with an id; fails with ITEM_UNKNOWN. */
    Item get(ReadTransaction rx, Mailbox mailbox, MailboxObjectId id) {
        return id.kind() == MailboxObjectId.Kind.OCCURRENCE
                ? new CalendarItemEditor(items)
                        .occurrence(rx, mailbox, id)
                        .orElseThrow(() -> new MailboxException(MailboxException.Kind.ITEM_UNKNOWN))
                : items.get(rx, mailbox, id.key());
    }

    /** Stores a {@link #settled} calendar item in a folder, and sends invitations if the request says so. */
    Item create(MailboxTransaction transaction, String folder, ItemContent content) {
        OrganizerChange change = change(transaction, "SendMeetingInvitations");
        if (change.sending().sends()) {
            RecipientResolver.requireAddresses(content);
        }
        return told(() -> invitations.create(change, folder, content));
    }

    Item update(MailboxTransaction transaction, Item item, ItemContent content) {
        OrganizerChange change = change(transaction, "SendMeetingInvitationsOrCancellations");
        ResponseCode.ErrorCalendarCannotUpdateDeletedItem.throwIf(
                change.sending().sends() && item.folder().equals(DistinguishedFolder.DELETEDITEMS.distinguishedName()));
        ItemContent settled = CalendarItemEditor.isOccurrence(item)
                ? placed(transaction.tx(), item, RequestTimeConverter.wholeDays(content))
                : settled(content);
        return told(() -> invitations.update(change, item, settled));
    }

    /** Checks a changed occurrence: it must stay between its neighbours, and it cannot recur. */
    private static ItemContent placed(ReadTransaction rx, Item item, ItemContent content) {
        ResponseCode.ErrorInvalidPropertySet.throwIf(
                content.property(Series.RECURRENCE).isPresent(), "Only a series has a Recurrence.");
        Instant starts = content.starts();
        Instant ends = content.ends();
        if (starts == null || ends == null || ends.isBefore(starts)) {
            throw new EwsError(ResponseCode.ErrorCalendarEndDateIsEarlierThanStartDate);
        }
        Series series = CalendarItemEditor.series(rx, SeriesStore.master(rx, item.number()));
        ResponseCode.ErrorOccurrenceCrossingBoundary.throwIf(
                !series.hasRoom(item.storeId().original(), starts, ends));
        return content;
    }

    /**
     * Prepares a calendar item for storage: extends all-day events to midnight, and moves a series to its first
     * occurrence.
     *
     * @throws EwsError for an invalid recurrence
     */
    static ItemContent settled(ItemContent content) {
        return Series.begun(RequestTimeConverter.wholeDays(content));
    }

    void delete(MailboxTransaction transaction, Item item, DisposalType disposal) {
        OrganizerChange change = change(transaction, "SendMeetingCancellations");
        invitations.cancel(change, item, disposal, ItemContent.Body.NONE);
    }

    /**
     * The change of a calendar item. An attribute of the request selects the attendees who receive messages. The
     * attribute is required even if the item has no attendees ([MS-OXWSMTGS]).
     */
    private static OrganizerChange change(MailboxTransaction transaction, String attribute) {
        EwsRequest request = transaction.request();
        String sending = request.operation()
                .attribute(attribute)
                .orElseThrow(() -> new EwsError(ResponseCode.valueOf("Error" + attribute + "Required")));
        return new OrganizerChange(
                transaction.tx(),
                request.mailbox(),
                SendInvitationsMode.valueOf(sending),
                SentCopy.of(request.mailbox(), request.rights()),
                request.context().trace());
    }

    private static Item told(Supplier<Item> attempt) {
        try {
            return attempt.get();
        } catch (Refusal refusal) {
            throw new EwsError(ResponseCode.ErrorCalendarEndDateIsEarlierThanStartDate, refusal.detail());
        }
    }
}
