package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.exchange.access.FolderIdResolver;
import org.s2slab.exchange.access.ItemStores;
import org.s2slab.exchange.access.MailboxTransaction;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.permissions.PrivacyRules;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.recurrence.CalendarItemEditor;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.exchange.scheduling.MeetingAnswer;
import org.s2slab.exchange.scheduling.MeetingResponse;
import org.s2slab.exchange.scheduling.OrganizerChange;
import org.s2slab.exchange.scheduling.OrganizerMeetings;
import org.s2slab.exchange.scheduling.SendInvitationsMode;
import org.s2slab.exchange.scheduling.SentCopy;
import org.s2slab.exchange.values.ItemReader;
import org.s2slab.exchange.values.RequestTimeConverter;
import org.s2slab.xml.XmlElement;

/**
 * The response objects of meetings in CreateItem ([MS-OXWSMTGS] 3.1.4.2). AcceptItem, TentativelyAcceptItem and
 * DeclineItem answer a meeting, a series or an occurrence. CancelCalendarItem cancels it. RemoveItem removes a
 * cancelled meeting.
 */
record MeetingResponseObjects(ItemStores stores, OrganizerMeetings invitations, CalendarItemService writer) {
    private static final String CANCEL = "CancelCalendarItem";
    private static final String REMOVE = "RemoveItem";
    private static final Set<String> ALL = Set.of("AcceptItem", "TentativelyAcceptItem", "DeclineItem", CANCEL, REMOVE);

    /** Whether an element of CreateItem is a response object of a meeting. */
    static boolean isMeant(XmlElement element) {
        return ALL.contains(element.name());
    }

    /** Performs a response object. Deletes the answered message. */
    Future<EwsPayload> perform(EwsRequest request, XmlElement element) {
        XmlElement reference = element.child("ReferenceItemId")
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorMissingInformationReferenceItemId));
        MailboxObjectId id = FolderIdResolver.item(reference, request.mailbox());
        String disposition = element.name().equals(REMOVE)
                ? "SaveOnly"
                : request.operation()
                        .attribute("MessageDisposition")
                        .orElseThrow(() -> new EwsError(ResponseCode.ErrorMessageDispositionRequired));
        return stores.write(request, transaction -> {
            Item item = writer.get(transaction.tx(), request.mailbox(), id);
            return switch (element.name()) {
                case CANCEL -> cancel(transaction, item, disposition, text(element));
                case REMOVE -> remove(transaction, item);
                default -> answer(transaction, item, answer(request, element, disposition));
            };
        });
    }

    private EwsPayload cancel(MailboxTransaction transaction, Item item, String disposition, ItemContent.Body text) {
        EwsRequest request = transaction.request();
        ResponseCode.ErrorInvalidItemForOperationCancelItem.throwIf(
                item.content().kind() != ItemKind.CALENDAR_ITEM);
        ResponseCode.ErrorCalendarIsNotOrganizer.throwIf(!OrganizerMeetings.isOrganiser(item, request.mailbox()));
        ResponseCode.ErrorInvalidRecipients.throwIf(
                !OrganizerMeetings.invitesOthers(item, request.mailbox()), "Nobody is invited who could be told.");
        SendInvitationsMode sending = switch (disposition) {
            case "SaveOnly" -> SendInvitationsMode.SendToNone;
            case "SendOnly" -> SendInvitationsMode.SendOnlyToAll;
            default -> SendInvitationsMode.SendToAllAndSaveCopy;
        };
        OrganizerChange change = new OrganizerChange(
                transaction.tx(),
                request.mailbox(),
                sending,
                copy(request),
                request.context().trace());
        invitations.cancel(change, item, DisposalType.MoveToDeletedItems, text);
        return CalendarItemEditor.isOccurrence(item)
                ? CreateItem.NOTHING
                : CreateItem.ids(stores.items().moved(transaction.tx(), item));
    }

    private EwsPayload remove(MailboxTransaction transaction, Item item) {
        ResponseCode.ErrorInvalidItemForOperationRemoveItem.throwIf(
                item.content().kind() != ItemKind.MEETING_CANCELLATION);
        ResponseCode.ErrorCalendarIsOrganizerForRemove.throwIf(
                OrganizerMeetings.isOrganiser(item, transaction.mailbox()));
        invitations.answers().remove(transaction.tx(), transaction.mailbox(), item);
        transaction.delete(item, DisposalType.MoveToDeletedItems);
        return CreateItem.NOTHING;
    }

    private EwsPayload answer(MailboxTransaction transaction, Item item, MeetingAnswer answer) {
        Mailbox mailbox = transaction.mailbox();
        ItemKind kind = item.content().kind();
        ResponseCode.valueOf("ErrorInvalidItemForOperation"
                        + (answer.response() == MeetingResponse.TENTATIVE
                                ? "Tentative"
                                : answer.response().responseType() + "Item"))
                .throwIf(kind != ItemKind.CALENDAR_ITEM && kind != ItemKind.MEETING_REQUEST);
        if (OrganizerMeetings.isOrganiser(item, mailbox)) {
            throw refused("ErrorCalendarIsOrganizerFor", answer);
        }
        PrivacyRules privacy = new PrivacyRules(transaction.request().rights());
        Optional<Item> entry = invitations.answers().entry(transaction.tx(), mailbox, item);
        ResponseCode.ErrorItemNotFound.throwIf(entry.filter(privacy::hides).isPresent());
        FolderRights calendar = transaction.request().rights().of(DistinguishedFolder.CALENDAR.distinguishedName());
        ResponseCode.ErrorAccessDenied.throwIf(entry.isEmpty() && !calendar.has(FolderRights.CREATE));
        requireOpen(item.content(), entry.map(Item::content), answer);
        Item answered = invitations.answers().respond(transaction.tx(), mailbox, item, answer);
        if (kind == ItemKind.MEETING_REQUEST) {
            transaction.delete(item, DisposalType.MoveToDeletedItems);
        }
        return CreateItem.ids(answered);
    }

    private static void requireOpen(ItemContent invitation, Optional<ItemContent> entry, MeetingAnswer answer) {
        if (invitation.isTrue("IsDelegated")) {
            throw refused("ErrorCalendarIsDelegatedFor", answer);
        }
        if (entry.filter(there -> there.isTrue("IsCancelled")).isPresent()) {
            throw refused("ErrorCalendarIsCancelledFor", answer);
        }
        ResponseCode.ErrorCalendarMeetingRequestIsOutOfDate.throwIf(OrganizerMeetings.isOutOfDate(invitation, entry));
        ResponseCode.ErrorInvalidOperation.throwIf(
                !answer.proposal().isEmpty()
                        && !XmlElement.isTrueText(invitation.propertyText("AllowNewTimeProposal", "true")),
                "Another time can be proposed only if the organizer allows it.");
    }

    private static EwsError refused(String beginning, MeetingAnswer answer) {
        return new EwsError(ResponseCode.valueOf(beginning + answer.response().responseType()));
    }

    private static MeetingAnswer answer(EwsRequest request, XmlElement element, String disposition) {
        List<XmlElement> proposal = Stream.of("ProposedStart", "ProposedEnd")
                .flatMap(name -> RequestTimeConverter.created(request, element).child(name).stream())
                .toList();
        ResponseCode.ErrorInvalidArgument.throwIf(
                proposal.size() == 1, "ProposedStart and ProposedEnd are given together or not at all.");
        return new MeetingAnswer(
                MeetingResponse.givenBy(element.name()).orElseThrow(),
                text(element),
                proposal,
                !disposition.equals("SaveOnly"),
                disposition.equals("SendAndSaveCopy") ? Optional.of(copy(request)) : Optional.empty());
    }

    private static SentCopy copy(EwsRequest request) {
        return FolderIdResolver.target(request.operation(), "SavedItemFolderId", request.mailbox())
                .map(folder -> new SentCopy(request.mailbox(), folder))
                .orElse(SentCopy.of(request.mailbox(), request.rights()));
    }

    private static ItemContent.Body text(XmlElement element) {
        return element.child("NewBodyContent")
                .or(() -> element.child("Body"))
                .map(given -> ItemReader.body(ItemReader.empty(ItemKind.MESSAGE), given)
                        .body())
                .orElse(ItemContent.Body.NONE);
    }
}
