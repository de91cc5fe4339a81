package org.s2slab.exchange.permissions;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.s2slab.ews.EwsNames;
import org.s2slab.ews.EwsSchemaTable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxRights;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.MailPerson;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ews.GrantedAccess;
import org.s2slab.exchange.mailbox.AttachmentStore;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.permissions.OperationRightTable.Named;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/**
 * Checks whether a user may access another user's mailbox. Every request passes this check. If an id belongs to another
 * mailbox, {@code folder-access.tsv} names the right that the operation needs; the operation then acts in that mailbox,
 * and checks again in its own transaction. A request with an id that the table does not list goes to the operation
 * unchanged, and an operation refuses every id of a mailbox in which it does not act. Applications act in one mailbox only.
 */
public record FolderAccessCheck(PermissionStore permissions, ItemStore items, AttachmentStore attachments) {
    private static final List<String> SENDING = List.of(
            "MessageDisposition",
            "SendMeetingInvitations",
            "SendMeetingInvitationsOrCancellations",
            "SendMeetingCancellations");
    private static final Set<String> NOT_SENDING = Set.of("SaveOnly", "SendToNone");

    /** The operations that can move or copy items to another mailbox. */
    private static final Set<String> TRANSFERS = Set.of("MoveItem", "CopyItem");

    /** Performs each part of an operation in the mailbox of its ids, after a check of the required right. */
    public Future<EwsResponse> perform(EwsRequest request, EwsOperation operation) {
        String own = request.mailbox().id();
        boolean others = request.caller().isPerson()
                && named(request, operation).stream()
                        .anyMatch(named -> !named.mailbox().equals(own));
        return others || lacksMailbox(request, operation) ? parts(request, operation) : operation.perform(request);
    }

    private Future<EwsResponse> parts(EwsRequest request, EwsOperation operation) {
        List<EwsResponse> done = new ArrayList<>();
        return WorkSequence.each(OperationRightTable.parts(request.operation()), part -> {
                    boolean stopped =
                            !done.isEmpty() && done.get(done.size() - 1).stopsBatch();
                    return (stopped
                                    ? refused(operation, ResponseCode.ErrorBatchProcessingStopped)
                                    : part(request.part(part), operation))
                            .onSuccess(done::add);
                })
                .map(all -> joined(done));
    }

    /** Whether a user without a mailbox calls an operation that needs one. An application may act without a mailbox. */
    private static boolean lacksMailbox(EwsRequest request, EwsOperation operation) {
        return request.caller().isPerson()
                && operation.needsMailbox()
                && !request.mailbox().present();
    }

    /** Performs an operation in the mailbox of the caller. */
    private static Future<EwsResponse> own(EwsRequest request, EwsOperation operation) {
        if (!lacksMailbox(request, operation)) {
            return operation.perform(request);
        }
        return request.operation().find("DistinguishedFolderId").isPresent()
                ? refused(operation, ResponseCode.ErrorMissingEmailAddress)
                : Future.failedFuture(new EwsFault(ResponseCode.ErrorNonExistentMailbox));
    }

    private List<Named> named(EwsRequest request, EwsOperation operation) {
        return new OperationRightTable(
                        permissions.mailboxes(), request.mailbox().id())
                .named(request.operation(), operation.name());
    }

    private static EwsResponse joined(List<EwsResponse> responses) {
        return responses.size() == 1
                ? responses.get(0)
                : EwsResponse.listed(responses.stream()
                        .flatMap(response -> response.messages().stream())
                        .toList());
    }

    private Future<EwsResponse> part(EwsRequest request, EwsOperation operation) {
        List<Named> named = named(request, operation);
        boolean transfers = TRANSFERS.contains(operation.name());
        List<String> sources = owners(named, one -> !transfers || !one.needs(NeededRight.create));
        List<String> targets = owners(named, one -> transfers && one.needs(NeededRight.create));
        String own = request.mailbox().id();
        String source = sources.isEmpty() ? own : sources.get(0);
        String target = transfers ? targets.isEmpty() ? own : targets.get(0) : source;
        if (sources.size() > 1
                || targets.size() > 1
                || (source.equals(own) && target.equals(own))
                || named.stream().anyMatch(one -> one.row() == null)
                || !OperationRightTable.hasTarget(request.operation(), named)) {
            return own(request, operation);
        }
        Function<ReadTransaction, Optional<EwsRequest>> check =
                rx -> checked(rx, in(rx, request, source), in(rx, request, target), named);
        return permissions
                .database()
                .read(check)
                .compose(allowed -> allowed.map(found -> operation.perform(checkedBy(check, found)))
                        .orElseGet(() -> own(request, operation)))
                .recover(failure -> failure instanceof AccessDenial denial
                        ? refused(operation, denial.code())
                        : Future.failedFuture(failure));
    }

    /** The request with the same check for the transaction of the operation. */
    private static EwsRequest checkedBy(Function<ReadTransaction, Optional<EwsRequest>> check, EwsRequest request) {
        Consumer<ReadTransaction> again = rx -> {
            if (check.apply(rx).isEmpty()) {
                throw new AccessDenial(ResponseCode.ErrorAccessDenied);
            }
        };
        GrantedAccess granted = new GrantedAccess(request.rights(), request.target(), again);
        return request.in(request.mailbox(), granted);
    }

    private static List<String> owners(List<Named> named, Predicate<Named> which) {
        return named.stream().filter(which).map(Named::mailbox).distinct().toList();
    }

    /** This request in another mailbox, with the caller's rights in that mailbox. */
    private EwsRequest in(ReadTransaction rx, EwsRequest request, String owner) {
        Mailbox mailbox = permissions
                .account(owner)
                .filter(Mailbox::present)
                .orElseThrow(() -> new AccessDenial(ResponseCode.ErrorNonExistentMailbox));
        MailboxRights rights = permissions.rights(rx, mailbox, request.rights().actor());
        return request.in(mailbox, GrantedAccess.of(rights, mailbox));
    }

    /**
     * The request as it runs in another user's mailbox; empty if it runs in the caller's own mailbox.
     *
     * @param to the request in the mailbox of the folder to which items are moved or copied
     */
    private Optional<EwsRequest> checked(ReadTransaction rx, EwsRequest from, EwsRequest to, List<Named> named) {
        if (!from.rights().full() && named.stream().anyMatch(one -> one.needs(NeededRight.mailbox))) {
            return Optional.empty();
        }
        ItemAccessCheck check = new ItemAccessCheck(items, attachments);
        List<Item> found = named.stream()
                .flatMap(one -> check.check(rx, one.needs(NeededRight.create) ? to : from, one).stream())
                .toList();
        OperationRightTable.implied(from.operation(), from.mailbox().id(), found)
                .forEach(one -> check.check(rx, from, one));
        checkSending(rx, from, found);
        return Optional.of(from.in(from.mailbox(), GrantedAccess.of(from.rights(), to.mailbox())));
    }

    private static Future<EwsResponse> refused(EwsOperation operation, ResponseCode code) {
        String failed = OperationRightTable.failed(operation.name());
        EwsPayload payload = failed.isEmpty()
                ? EwsPayload.NONE
                : xml -> xml.open(EwsNames.MESSAGES, failed).close();
        EwsMessage message = new EwsMessage(new EwsError(code), payload);
        return Future.succeededFuture(
                EwsSchemaTable.listsMessages(operation.name())
                        ? EwsResponse.listed(List.of(message))
                        : EwsResponse.single(message));
    }

    /** Checks that the caller may send on behalf of the mailbox owner, if the request sends meeting messages. */
    private void checkSending(ReadTransaction rx, EwsRequest request, List<Item> found) {
        XmlElement operation = request.operation();
        boolean sends = SENDING.stream()
                .flatMap(name -> operation.attribute(name).stream())
                .anyMatch(value -> !NOT_SENDING.contains(value));
        boolean meets = operation.find("Attendee").isPresent()
                || operation.find("ReferenceItemId").isPresent()
                || found.stream()
                        .map(Item::content)
                        .anyMatch(content -> content.kind() == ItemKind.CALENDAR_ITEM
                                && !MailPerson.recipients(content).isEmpty());
        if (sends
                && meets
                && permissions
                        .sending(rx, request.mailbox(), request.rights().actor())
                        .isEmpty()) {
            throw new AccessDenial(ResponseCode.ErrorSendAsDenied);
        }
    }
}
