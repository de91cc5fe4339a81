package org.s2slab.exchange.ews;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsSchemaTable;
import org.s2slab.exchange.responsecode.EwsError;

/**
 * The response of an operation.
 *
 * @param rest takes over the connection after these messages, for a response that stays open; null for all others
 */
public record EwsResponse(
        Form form, List<EwsMessage> messages, @Nullable Consumer<StreamedEwsResponse> rest) {
    /** The form of the response element. */
    public enum Form {
        /** A list of messages in {@code ResponseMessages}, one for each thing asked: the older operations. */
        LISTED,
        /** The one message itself: the operations of Exchange 2013. */
        SINGLE,
        /** No message, but what the operation puts there: GetUserAvailability. */
        BARE
    }

    /** Whether an error stops the processing of what follows in the request. */
    public boolean stopsBatch() {
        return messages.stream().anyMatch(EwsMessage::stopsBatch);
    }

    /** Success without payload, in the newer form. */
    public static final EwsResponse DONE = single(EwsPayload.NONE);

    public EwsResponse {
        messages = List.copyOf(messages);
    }

    /** The newer form. */
    public static EwsResponse single(EwsPayload payload) {
        return single(EwsMessage.success(payload));
    }

    /** The only message of an operation that failed, in the form that the schema has for the operation. */
    static EwsResponse failure(EwsOperation operation, EwsError error) {
        EwsMessage message = EwsMessage.failure(error);
        return EwsSchemaTable.listsMessages(operation.name()) ? listed(List.of(message)) : single(message);
    }

    /** The newer form, with a failure that has content. */
    public static EwsResponse single(EwsMessage message) {
        return new EwsResponse(Form.SINGLE, List.of(message), null);
    }

    /** A response that has no outcome as a whole. */
    public static EwsResponse bare(EwsPayload payload) {
        return new EwsResponse(Form.BARE, List.of(EwsMessage.success(payload)), null);
    }

    /** The older form. */
    public static EwsResponse listed(List<EwsMessage> messages) {
        return new EwsResponse(Form.LISTED, messages, null);
    }

    /** The older form, with one message now and others to come. */
    public static EwsResponse begun(EwsMessage first, Consumer<StreamedEwsResponse> rest) {
        return new EwsResponse(Form.LISTED, List.of(first), rest);
    }
}
