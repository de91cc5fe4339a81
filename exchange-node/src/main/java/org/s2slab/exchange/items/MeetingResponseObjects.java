package org.s2slab.exchange.items;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ResponseCode;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.Item;
import org.s2slab.exchange.mailbox.ItemContent;
import org.s2slab.exchange.mailbox.ItemKind;
import org.s2slab.exchange.mailbox.StoreId;
import org.s2slab.exchange.scheduling.MeetingAnswer;
import org.s2slab.exchange.scheduling.MeetingInvitations;
import org.s2slab.exchange.scheduling.MeetingResponse;
import org.s2slab.exchange.scheduling.SendInvitationsMode;
import org.s2slab.xml.XmlElement;

/**
 * The response objects of meetings in CreateItem ([MS-OXWSMTGS] 3.1.4.2): AcceptItem, TentativelyAcceptItem and DeclineItem
 * answer a meeting, a series or an occurrence, CancelCalendarItem calls it off, and RemoveItem removes what was cancelled.
 */
record MeetingResponseObjects(ItemStores stores, MeetingInvitations invitations, CalendarItemWriter writer) {
    private static final String CANCEL = "CancelCalendarItem";
    private static final String REMOVE = "RemoveItem";
    private static final Set<String> ALL = Set.of("AcceptItem", "TentativelyAcceptItem", "DeclineItem", CANCEL, REMOVE);

    /** Whether an element of CreateItem is no item but does something with a meeting. */
    static boolean isMeant(XmlElement element) {
        return ALL.contains(element.name());
    }

    /** Does what an element says. The answered message is deleted. */
    Future<EwsPayload> perform(EwsRequest request, XmlElement element) {
        XmlElement reference = element.child("ReferenceItemId")
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorMissingInformationReferenceItemId));
        StoreId id = FolderIdResolver.item(reference, request.mailbox());
        String disposition = element.name().equals(REMOVE)
                ? "SaveOnly"
                : request.operation()
                        .attribute("MessageDisposition")
                        .orElseThrow(() -> new EwsError(ResponseCode.ErrorMessageDispositionRequired));
        return stores.items()
                .write(connection -> writer.get(connection, request.mailbox(), id)
                        .compose(item -> switch (element.name()) {
                            case CANCEL -> cancel(connection, request, item, disposition, text(element));
                            case REMOVE -> remove(connection, request.mailbox(), item);
                            default -> answer(connection, request, item, answer(request, element, disposition));
                        }))
                .map(items -> items.map(CreateItem::ids).orElse(CreateItem.NOTHING));
    }

    private Future<Optional<Item>> cancel(
            SqlConnection connection, EwsRequest request, Item item, String disposition, ItemContent.Body text) {
        if (item.content().kind() != ItemKind.CALENDAR_ITEM) {
            throw new EwsError(ResponseCode.ErrorInvalidItemForOperationCancelItem);
        }
        if (!MeetingInvitations.isOrganiser(item, request.mailbox())) {
            throw new EwsError(ResponseCode.ErrorCalendarIsNotOrganizer);
        }
        if (!MeetingInvitations.isMeeting(item)) {
            throw new EwsError(ResponseCode.ErrorInvalidRecipients, "Nobody is invited who could be told.");
        }
        SendInvitationsMode sending = switch (disposition) {
            case "SaveOnly" -> SendInvitationsMode.SendToNone;
            case "SendOnly" -> SendInvitationsMode.SendOnlyToAll;
            default -> SendInvitationsMode.SendToAllAndSaveCopy;
        };
        return invitations
                .cancel(
                        connection,
                        request.mailbox(),
                        item,
                        sending,
                        DisposalType.MoveToDeletedItems,
                        text,
                        request.context().trace())
                .map(Optional.empty());
    }

    private Future<Optional<Item>> remove(SqlConnection connection, Mailbox mailbox, Item item) {
        if (item.content().kind() != ItemKind.MEETING_CANCELLATION) {
            throw new EwsError(ResponseCode.ErrorInvalidItemForOperationRemoveItem);
        }
        if (MeetingInvitations.isOrganiser(item, mailbox)) {
            throw new EwsError(ResponseCode.ErrorCalendarIsOrganizerForRemove);
        }
        return invitations
                .answers()
                .remove(connection, mailbox, item)
                .compose(removed -> discard(connection, mailbox, item))
                .map(Optional.empty());
    }

    private Future<Optional<Item>> answer(
            SqlConnection connection, EwsRequest request, Item item, MeetingAnswer answer) {
        Mailbox mailbox = request.mailbox();
        ItemKind kind = item.content().kind();
        if (kind != ItemKind.CALENDAR_ITEM && kind != ItemKind.MEETING_REQUEST) {
            throw new EwsError(ResponseCode.valueOf("ErrorInvalidItemForOperation"
                    + (answer.response() == MeetingResponse.TENTATIVE
                            ? "Tentative"
                            : answer.response().codeWord() + "Item")));
        }
        if (MeetingInvitations.isOrganiser(item, mailbox)) {
            throw refused("ErrorCalendarIsOrganizerFor", answer);
        }
        return invitations.answers().entry(connection, mailbox, item).compose(entry -> {
            requireOpen(item.content(), entry.map(Item::content), answer);
            return invitations
                    .answers()
                    .respond(connection, mailbox, item, answer)
                    .compose(answered -> kind == ItemKind.MEETING_REQUEST
                            ? discard(connection, mailbox, item).map(answered)
                            : Future.succeededFuture(answered))
                    .map(Optional::of);
        });
    }

    private static void requireOpen(ItemContent invitation, Optional<ItemContent> entry, MeetingAnswer answer) {
        if (invitation.propertyText("IsDelegated").filter(ItemReader::truth).isPresent()) {
            throw refused("ErrorCalendarIsDelegatedFor", answer);
        }
        if (entry.flatMap(there -> there.propertyText("IsCancelled"))
                .filter(ItemReader::truth)
                .isPresent()) {
            throw refused("ErrorCalendarIsCancelledFor", answer);
        }
        if (MeetingInvitations.isOutOfDate(invitation, entry)) {
            throw new EwsError(ResponseCode.ErrorCalendarMeetingRequestIsOutOfDate);
        }
        boolean allowed = answer.response() != MeetingResponse.ACCEPT
                && invitation
                        .propertyText("AllowNewTimeProposal")
                        .map(ItemReader::truth)
                        .orElse(true);
        if (!answer.proposal().isEmpty() && !allowed) {
            throw new EwsError(
                    ResponseCode.ErrorInvalidOperation,
                    "Another time can be proposed only with a tentative answer or a decline, and only if the organizer"
                            + " allows it.");
        }
    }

    private static EwsError refused(String beginning, MeetingAnswer answer) {
        return new EwsError(ResponseCode.valueOf(beginning + answer.response().codeWord()));
    }

    private Future<Void> discard(SqlConnection connection, Mailbox mailbox, Item message) {
        return stores.items().delete(connection, mailbox, message, DisposalType.MoveToDeletedItems);
    }

    private static MeetingAnswer answer(EwsRequest request, XmlElement element, String disposition) {
        List<XmlElement> proposal = Stream.of("ProposedStart", "ProposedEnd")
                .flatMap(name -> RequestTimes.created(request, element).child(name).stream())
                .toList();
        if (proposal.size() == 1) {
            throw new EwsError(
                    ResponseCode.ErrorInvalidArgument,
                    "ProposedStart and ProposedEnd are given together or not at all.");
        }
        return new MeetingAnswer(
                MeetingResponse.givenBy(element.name()).orElseThrow(),
                text(element),
                proposal,
                !disposition.equals("SaveOnly"),
                disposition.equals("SendAndSaveCopy") ? FolderIdResolver.saved(request) : Optional.empty());
    }

    private static ItemContent.Body text(XmlElement element) {
        return element.child("NewBodyContent")
                .or(() -> element.child("Body"))
                .map(given -> ItemReader.body(ItemReader.empty(ItemKind.MESSAGE), given)
                        .body())
                .orElse(new ItemContent.Body(null, ""));
    }
}
