package org.s2slab.exchange.imlist;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.ids.MailboxObjectId.Kind;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/** Reads the common elements of unified contact store requests. */
record ImRequestReader(EwsRequest request) {
    /** A key that matches no object, for a well-formed id of an unknown object. */
    private static final String NOTHING = "";

    /** The text of a required child element, which must not be blank. */
    String text(String name) {
        return optionalText(name)
                .orElseThrow(() -> EwsFault.schema(
                        request.operation().place(),
                        "The element '" + request.operation().name() + "' needs the child '" + name + "' with text."));
    }

    Optional<String> optionalText(String name) {
        return request.operation().childText(name).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** The key of the contact in {@code ContactId}. */
    String contact() {
        return key("ContactId", Kind.ITEM);
    }

    /** The key of the group in {@code GroupId}. */
    String group() {
        return key("GroupId", Kind.GROUP);
    }

    /** The key of the group in {@code GroupId}, or null without this element. */
    @Nullable
    String optionalGroup() {
        return request.operation().child("GroupId").isPresent() ? group() : null;
    }

    /** The keys in a list of {@code ItemId} elements. */
    List<String> keys(String name, Kind kind) {
        return request.operation().childrenOf(name).stream()
                .map(id -> key(id, kind))
                .toList();
    }

    private String key(String name, Kind kind) {
        return request.operation()
                .child(name)
                .map(id -> key(id, kind))
                .orElseThrow(() -> EwsFault.schema(
                        request.operation().place(),
                        "The element '" + request.operation().name() + "' needs the child '" + name + "'."));
    }

    /** The key in an id. Does not compare change keys: the product ignores them in these operations. */
    private String key(XmlElement element, Kind kind) {
        String text = element.attribute("Id", "").strip();
        ResponseCode.ErrorInvalidIdEmpty.throwIf(text.isEmpty());
        MailboxObjectId id =
                MailboxObjectId.parse(text).orElseThrow(() -> new EwsError(ResponseCode.ErrorInvalidIdMalformed));
        boolean here =
                id.kind() == kind && id.mailbox().equals(request.mailbox().id());
        return here ? id.key() : NOTHING;
    }

    /** An operation that reports a missing contact or group as an invalid id. */
    static EwsOperation operation(String name, Function<ImRequestReader, Future<EwsPayload>> action) {
        return operation(name, ResponseCode.ErrorInvalidImContactId, ResponseCode.ErrorInvalidImGroupId, action);
    }

    /** An operation that reports a missing contact or group as ErrorItemNotFound. */
    static EwsOperation ofItem(String name, Function<ImRequestReader, Future<EwsPayload>> action) {
        return operation(name, ResponseCode.ErrorItemNotFound, ResponseCode.ErrorItemNotFound, action);
    }

    /** An operation that maps mailbox errors to its documented response codes. */
    private static EwsOperation operation(
            String name,
            ResponseCode contactUnknown,
            ResponseCode groupUnknown,
            Function<ImRequestReader, Future<EwsPayload>> action) {
        return EwsOperation.of(
                name,
                request -> action.apply(new ImRequestReader(request))
                        .map(EwsResponse::single)
                        .recover(failure -> failure instanceof MailboxException problem
                                ? Future.failedFuture(new EwsError(
                                        switch (problem.kind()) {
                                            case CONTACT_UNKNOWN -> contactUnknown;
                                            case GROUP_UNKNOWN -> groupUnknown;
                                            case GROUP_NAME_TAKEN -> ResponseCode.ErrorImGroupDisplayNameAlreadyExists;
                                            case GROUP_LIMIT -> ResponseCode.ErrorImGroupLimitReached;
                                            case CONTACT_LIMIT -> ResponseCode.ErrorImContactLimitReached;
                                            case NOT_A_MEMBER -> ResponseCode.ErrorUnableToRemoveImContactFromGroup;
                                            default -> ResponseCode.ErrorItemNotFound;
                                        }))
                                : Future.failedFuture(failure)));
    }

    Mailbox mailbox() {
        return request.mailbox();
    }
}
