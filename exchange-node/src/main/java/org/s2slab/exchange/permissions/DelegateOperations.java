package org.s2slab.exchange.permissions;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.config.Switches;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.PermissionLevel;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.permissions.DelegateStore.Delegate;
import org.s2slab.exchange.permissions.DelegateStore.Delegate.DelegateOption;
import org.s2slab.exchange.permissions.PermissionStore.Permission;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.xml.XmlElement;

/**
 * The operations AddDelegate, GetDelegate, UpdateDelegate and RemoveDelegate. A delegate has permissions on folders of
 * the principal and may send on the principal's behalf.
 */
public record DelegateOperations(PermissionStore store) {
    public List<EwsOperation> all() {
        return List.of(
                EwsOperation.of("AddDelegate", request -> each(request, "DelegateUsers", this::add)),
                EwsOperation.of("UpdateDelegate", request -> each(request, "DelegateUsers", this::update)),
                EwsOperation.of("RemoveDelegate", request -> each(request, "UserIds", this::remove)),
                EwsOperation.of("GetDelegate", this::get));
    }

    /** Processes one user of a request in a transaction, and returns the content of the response message. */
    private interface UserStep {
        EwsPayload with(WriteTransaction tx, Mailbox principal, XmlElement user);
    }

    /** Processes each user, with one response message each. Stores the delivery scope if the request contains it. */
    private Future<EwsResponse> each(EwsRequest request, String list, UserStep step) {
        Mailbox principal = principal(request);
        Optional<String> scope = request.operation().childText("DeliverMeetingRequests");
        return WorkSequence.list(
                        request.operation().childrenOf(list),
                        user -> EwsMessage.of(
                                store.database().write(tx -> step.with(tx, principal, user)), EwsPayload.NONE))
                .compose(done -> store.database()
                        .change(tx -> scope.ifPresent(text -> delegates().setScope(tx, principal, text.strip())))
                        .map(set -> EwsResponse.single(DelegateMessages.written(done))));
    }

    private DelegateStore delegates() {
        return new DelegateStore(store);
    }

    private static Mailbox principal(EwsRequest request) {
        return request.mailboxAt(request.operation().at("Mailbox", "EmailAddress"));
    }

    private EwsPayload add(WriteTransaction tx, Mailbox principal, XmlElement given) {
        Mailbox user = user(given.child("UserId").orElseThrow());
        ResponseCode.ErrorDelegateCannotAddOwner.throwIf(user.id().equals(principal.id()));
        ResponseCode.ErrorDelegateValidationFailed.throwIf(!user.present() || !user.enabled());
        ResponseCode.ErrorDelegateAlreadyExists.throwIf(
                found(tx, principal, user).isPresent());
        EwsPayload added = put(tx, principal, new Delegate(user.id(), Switches.of()), given);
        store.set(tx, principal, user.id(), Permission.SendOnBehalf, true);
        return added;
    }

    private EwsPayload update(WriteTransaction tx, Mailbox principal, XmlElement given) {
        return put(tx, principal, existing(tx, principal, given.child("UserId").orElseThrow()), given);
    }

    private EwsPayload remove(WriteTransaction tx, Mailbox principal, XmlElement userId) {
        String account = existing(tx, principal, userId).account();
        delegates().remove(tx, principal, account);
        store.set(tx, principal, account, Permission.SendOnBehalf, false);
        DelegateMessages.FOLDERS.forEach(
                folder -> store.put(tx, principal, DelegateMessages.key(folder), account, null));
        return EwsPayload.NONE;
    }

    /** Changes a delegate as the request says. Missing elements change nothing. */
    private EwsPayload put(WriteTransaction tx, Mailbox principal, Delegate before, XmlElement given) {
        Delegate delegate = new Delegate(
                before.account(),
                Switches.<DelegateOption>of()
                        .with(DelegateOption.COPIES, truth(given, "ReceiveCopiesOfMeetingMessages", before.copies()))
                        .with(DelegateOption.VIEWS_PRIVATE, truth(given, "ViewPrivateItems", before.viewsPrivate())));
        delegates().put(tx, principal, delegate);
        for (String folder : DelegateMessages.FOLDERS) {
            given.at("DelegatePermissions", folder + DelegateMessages.LEVEL)
                    .map(level -> rights(level.text().strip()))
                    .ifPresent(rights ->
                            store.put(tx, principal, DelegateMessages.key(folder), delegate.account(), rights));
        }
        return messages().shown(tx, principal, delegate, true);
    }

    private DelegateMessages messages() {
        return new DelegateMessages(store);
    }

    private static FolderRights rights(String level) {
        if (!DelegateMessages.LEVELS.contains(level)) {
            throw new EwsError(ResponseCode.ErrorInvalidDelegatePermission);
        }
        return PermissionLevel.valueOf(level).rights();
    }

    private static boolean truth(XmlElement given, String name, boolean otherwise) {
        return given.childText(name).map(XmlElement::isTrueText).orElse(otherwise);
    }

    private Mailbox user(XmlElement userId) {
        if (userId.child("DistinguishedUser").isPresent()) {
            throw new EwsError(ResponseCode.ErrorInvalidDelegateUserId);
        }
        return new FolderPermissionCodec(store)
                .user(userId)
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorDelegateNoUser));
    }

    private Optional<Delegate> found(ReadTransaction rx, Mailbox principal, Mailbox user) {
        return delegates().of(rx, principal).stream()
                .filter(delegate -> delegate.account().equals(user.id()))
                .findFirst();
    }

    private Delegate existing(ReadTransaction rx, Mailbox principal, XmlElement userId) {
        return found(rx, principal, user(userId)).orElseThrow(() -> new EwsError(ResponseCode.ErrorNotDelegate));
    }

    private Future<EwsResponse> get(EwsRequest request) {
        Mailbox principal = principal(request);
        boolean shows = request.operation().isTrue("IncludePermissions");
        List<XmlElement> asked = request.operation().childrenOf("UserIds");
        return store.database().read(rx -> {
            List<EwsMessage> found = asked.isEmpty()
                    ? delegates().of(rx, principal).stream()
                            .map(delegate -> EwsMessage.success(messages().shown(rx, principal, delegate, shows)))
                            .toList()
                    : asked.stream()
                            .map(userId -> message(rx, principal, userId, shows))
                            .toList();
            String scope = delegates().scope(rx, principal);
            return EwsResponse.single(xml -> {
                DelegateMessages.written(found).write(xml);
                xml.element(EwsNames.MESSAGES, "DeliverMeetingRequests", scope);
            });
        });
    }

    private EwsMessage message(ReadTransaction rx, Mailbox principal, XmlElement userId, boolean shows) {
        try {
            return EwsMessage.success(messages().shown(rx, principal, existing(rx, principal, userId), shows));
        } catch (EwsError refused) {
            return EwsMessage.failure(refused);
        }
    }
}
