package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.RecipientResolver;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemKind;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.scheduling.MeetingInvitations;
import org.s2slab.exchange.scheduling.MeetingResponse;
import org.s2slab.exchange.scheduling.SendInvitationsMode;
import org.s2slab.refusal.Refusal;
import org.s2slab.xml.XmlElement;

/** What the operations on items do differently where the item is in a calendar. */
final class CalendarItemWriter {
    private static final String CANCEL = "CancelCalendarItem";
    private static final Set<String> ANSWERS = Set.of("AcceptItem", "TentativelyAcceptItem", "DeclineItem", CANCEL);

    private final MeetingInvitations invitations;
    private final ItemStore items;
    private final SeriesWriter series;

    CalendarItemWriter(MeetingInvitations invitations, ItemStore items) {
        this.invitations = invitations;
        this.items = items;
        this.series = new SeriesWriter(items);
    }

    static boolean concern(Item item) {
        return item.content().kind() == ItemKind.CALENDAR_ITEM;
    }

    /** Whether an element of CreateItem is no item but an answer to one, or calls a meeting off. */
    static boolean isAnswer(XmlElement element) {
        return ANSWERS.contains(element.name());
    }

    /** Puts a calendar item, {@link #settled}, into a folder, and invites where the request says so. */
    Future<Item> create(SqlConnection connection, EwsRequest request, String folder, ItemContent content) {
        SendInvitationsMode sending =
                sending(request, "SendMeetingInvitations", content, ResponseCode.ErrorSendMeetingInvitationsRequired);
        if (sending.sends()) {
            RecipientResolver.requireAddresses(content);
        }
        return told(
                Future.succeededFuture(sending)
                        .compose(send -> invitations.create(connection, request.mailbox(), folder, content, send)),
                ResponseCode.ErrorCalendarEndDateIsEarlierThanStartDate);
    }

    Future<Item> update(SqlConnection connection, EwsRequest request, Item item, ItemContent content) {
        SendInvitationsMode sending = sending(
                request,
                "SendMeetingInvitationsOrCancellations",
                item.content(),
                ResponseCode.ErrorSendMeetingInvitationsOrCancellationsRequired);
        return told(
                Future.succeededFuture(sending)
                        .compose(send -> invitations.update(
                                connection,
                                request.mailbox(),
                                item,
                                settled(content),
                                send,
                                request.context().trace()))
                        .compose(updated -> series.changed(connection, item, updated)),
                ResponseCode.ErrorCalendarEndDateIsEarlierThanStartDate);
    }

    /**
     * A calendar item as it is stored: all-day events from midnight to midnight, a series at its first occurrence.
     *
     * @throws EwsError where the recurrence makes no series
     */
    static ItemContent settled(ItemContent content) {
        return SeriesWriter.settled(RequestTimes.wholeDays(content));
    }

    /** Updates an occurrence of a series. */
    Future<Item> updateOccurrence(SqlConnection connection, EwsRequest request, StoreId id, List<XmlElement> updates) {
        return items.get(connection, request.mailbox(), id.master().key()).compose(master -> {
            SeriesWriter.requireUnsent(
                    master.content(),
                    sending(
                            request,
                            "SendMeetingInvitationsOrCancellations",
                            master.content(),
                            ResponseCode.ErrorSendMeetingInvitationsOrCancellationsRequired));
            return series.update(connection, request, id, updates);
        });
    }

    /** Deletes an occurrence of a series. */
    Future<Void> deleteOccurrence(SqlConnection connection, EwsRequest request, StoreId id) {
        return items.get(connection, request.mailbox(), id.master().key()).compose(master -> {
            SeriesWriter.requireUnsent(
                    master.content(),
                    sending(
                            request,
                            "SendMeetingCancellations",
                            master.content(),
                            ResponseCode.ErrorSendMeetingCancellationsRequired));
            return series.delete(connection, request, id);
        });
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
                request.context().trace());
    }

    /** AcceptItem, TentativelyAcceptItem, DeclineItem, CancelCalendarItem. The answered message is deleted. */
    Future<EwsPayload> answer(EwsRequest request, XmlElement element) {
        Mailbox mailbox = request.mailbox();
        XmlElement reference =
                element.child("ReferenceItemId").orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidIdEmpty));
        String key = FolderIdResolver.stored(reference, mailbox);
        boolean sends = !request.operation()
                .attribute("MessageDisposition")
                .orElse("SaveOnly")
                .equals("SaveOnly");
        Optional<MeetingResponse> answer = MeetingResponse.givenBy(element.name());
        if (answer.isEmpty()) {
            return items.write(connection -> items.get(connection, mailbox, key)
                            .compose(item -> invitations.cancel(
                                    connection,
                                    mailbox,
                                    item,
                                    sends ? SendInvitationsMode.SendToAllAndSaveCopy : SendInvitationsMode.SendToNone,
                                    DisposalType.MoveToDeletedItems,
                                    request.context().trace())))
                    .map(CreateItem.NOTHING);
        }
        String text = element.childText("Body").orElse("");
        return told(
                        items.write(connection -> items.get(connection, mailbox, key)
                                .map(item -> requireOwn(item, answer.get()))
                                .compose(item -> invitations
                                        .respond(connection, mailbox, item, answer.get(), sends, text)
                                        .compose(answered -> item.content().kind() == ItemKind.MEETING_REQUEST
                                                ? items.delete(
                                                                connection,
                                                                mailbox,
                                                                item,
                                                                DisposalType.MoveToDeletedItems)
                                                        .map(answered)
                                                : Future.succeededFuture(answered)))),
                        code(answer.get()))
                .map(CreateItem::ids);
    }

    /** A delegate answers with the item in the calendar of the principal, and not with their own copy of the request. */
    private static Item requireOwn(Item item, MeetingResponse answer) {
        if (item.content().propertyText("IsDelegated").filter("true"::equals).isPresent()) {
            throw new EwsError(ResponseCode.valueOf(code(answer).name().replace("Organizer", "Delegated")));
        }
        return item;
    }

    private static ResponseCode code(MeetingResponse answer) {
        return switch (answer) {
            case ACCEPT -> ResponseCode.ErrorCalendarIsOrganizerForAccept;
            case TENTATIVE -> ResponseCode.ErrorCalendarIsOrganizerForTentative;
            case DECLINE -> ResponseCode.ErrorCalendarIsOrganizerForDecline;
        };
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

    private static <T> Future<T> told(Future<T> attempt, ResponseCode code) {
        return attempt.recover(failure -> Future.failedFuture(
                failure instanceof Refusal refusal ? new EwsError(code, refusal.detail()) : failure));
    }
}
