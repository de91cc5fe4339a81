package org.s2slab.exchange.permissions;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsNames;
import org.s2slab.exchange.accounts.FolderRights;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.PermissionLevel;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.permissions.DelegateStore.Delegate;
import org.s2slab.exchange.permissions.PermissionStore.Permission;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;

/**
 * The operations AddDelegate, GetDelegate, UpdateDelegate and RemoveDelegate: a delegate has permissions on folders of the
 * principal and may send on the principal's behalf.
 */
public record DelegateOperations(PermissionStore store) {
    public List<EwsOperation> all() {
        return List.of(
                EwsOperation.of("AddDelegate", request -> each(request, "DelegateUsers", this::add)),
                EwsOperation.of("UpdateDelegate", request -> each(request, "DelegateUsers", this::update)),
                EwsOperation.of("RemoveDelegate", request -> each(request, "UserIds", this::remove)),
                EwsOperation.of("GetDelegate", this::get));
    }

    /** What is done with one user of a request, in a transaction; whom its message shows, or null for nobody. */
    private interface UserStep {
        Future<@Nullable Delegate> with(SqlConnection connection, Mailbox principal, XmlElement user);
    }

    /** One message for each user; the scope of deliveries is set if it is given. */
    private Future<EwsResponse> each(EwsRequest request, String list, UserStep step) {
        Mailbox principal = principal(request);
        List<XmlElement> users = request.operation().childrenOf(list);
        return WorkSequence.list(
                        users,
                        user -> message(
                                principal,
                                true,
                                () -> store.database()
                                        .transaction(connection -> step.with(connection, principal, user))))
                .compose(done -> request.operation()
                        .childText("DeliverMeetingRequests")
                        .map(scope -> store.database()
                                .<Void>transaction(
                                        connection -> delegates().setScope(connection, principal, scope.strip())))
                        .orElse(Future.succeededFuture())
                        .map(set -> EwsResponse.single(DelegateMessages.written(done))));
    }

    private DelegateStore delegates() {
        return new DelegateStore(store);
    }

    private Future<EwsMessage> message(Mailbox principal, boolean shows, Supplier<Future<@Nullable Delegate>> step) {
        return new DelegateMessages(store).message(principal, shows, step);
    }

    private static Mailbox principal(EwsRequest request) {
        return request.mailboxAt(request.operation().at("Mailbox", "EmailAddress"));
    }

    private Future<@Nullable Delegate> add(SqlConnection connection, Mailbox principal, XmlElement given) {
        Mailbox user = user(given.child("UserId").orElseThrow());
        if (user.id().equals(principal.id())) {
            throw new EwsError(ResponseCode.ErrorDelegateCannotAddOwner);
        }
        if (!user.present() || !user.enabled()) {
            throw new EwsError(ResponseCode.ErrorDelegateValidationFailed);
        }
        return found(connection, principal, user).compose(before -> {
            if (before.isPresent()) {
                throw new EwsError(ResponseCode.ErrorDelegateAlreadyExists);
            }
            return put(connection, principal, new Delegate(user.id(), false, false), given)
                    .compose(delegate -> store.set(connection, principal, user.id(), Permission.SendOnBehalf, true)
                            .map(delegate));
        });
    }

    private Future<@Nullable Delegate> update(SqlConnection connection, Mailbox principal, XmlElement given) {
        return existing(connection, principal, given.child("UserId").orElseThrow())
                .compose(before -> put(connection, principal, before, given));
    }

    private Future<@Nullable Delegate> remove(SqlConnection connection, Mailbox principal, XmlElement userId) {
        return existing(connection, principal, userId)
                .compose(delegate -> delegates()
                        .remove(connection, principal, delegate.account())
                        .compose(removed ->
                                store.set(connection, principal, delegate.account(), Permission.SendOnBehalf, false))
                        .compose(taken -> WorkSequence.each(
                                DelegateMessages.FOLDERS,
                                folder -> store.put(
                                        connection,
                                        principal,
                                        DelegateMessages.key(folder),
                                        delegate.account(),
                                        null))))
                .map(done -> null);
    }

    /** What is given is set; the rest stays. */
    private Future<@Nullable Delegate> put(
            SqlConnection connection, Mailbox principal, Delegate before, XmlElement given) {
        Delegate delegate = new Delegate(
                before.account(),
                truth(given, "ReceiveCopiesOfMeetingMessages", before.copies()),
                truth(given, "ViewPrivateItems", before.viewsPrivate()));
        Map<String, FolderRights> levels = new LinkedHashMap<>();
        for (String folder : DelegateMessages.FOLDERS) {
            given.at("DelegatePermissions", folder + DelegateMessages.LEVEL)
                    .map(level -> level.text().strip())
                    .ifPresent(level -> levels.put(DelegateMessages.key(folder), rights(level)));
        }
        return delegates()
                .put(connection, principal, delegate)
                .compose(put -> WorkSequence.each(
                        levels.entrySet(),
                        level ->
                                store.put(connection, principal, level.getKey(), delegate.account(), level.getValue())))
                .map(done -> delegate);
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
        return new FolderPermissions(store)
                .user(userId)
                .orElseThrow(() -> new EwsError(ResponseCode.ErrorDelegateNoUser));
    }

    private Future<Optional<Delegate>> found(SqlConnection connection, Mailbox principal, Mailbox user) {
        return delegates()
                .of(connection, principal)
                .map(all -> all.stream()
                        .filter(delegate -> delegate.account().equals(user.id()))
                        .findFirst());
    }

    private Future<Delegate> existing(SqlConnection connection, Mailbox principal, XmlElement userId) {
        return found(connection, principal, user(userId))
                .map(found -> found.orElseThrow(() -> new EwsError(ResponseCode.ErrorNotDelegate)));
    }

    private Future<EwsResponse> get(EwsRequest request) {
        Mailbox principal = principal(request);
        boolean shows = request.operation().isTrue("IncludePermissions");
        List<XmlElement> asked = request.operation().childrenOf("UserIds");
        Future<List<EwsMessage>> shown = asked.isEmpty()
                ? delegates()
                        .of(store.client(), principal)
                        .compose(all -> WorkSequence.list(
                                all, delegate -> message(principal, shows, () -> Future.succeededFuture(delegate))))
                : WorkSequence.list(
                        asked,
                        userId -> message(
                                principal,
                                shows,
                                () -> store.database()
                                        .transaction(connection -> existing(connection, principal, userId))
                                        .map(found -> found)));
        return shown.compose(found -> delegates()
                .scope(store.client(), principal)
                .map(scope -> EwsResponse.single(xml -> {
                    DelegateMessages.written(found).write(xml);
                    xml.element(EwsNames.MESSAGES, "DeliverMeetingRequests", scope);
                })));
    }
}
