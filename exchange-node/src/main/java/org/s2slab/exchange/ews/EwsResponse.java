package org.s2slab.exchange.ews;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsSchemaTable;
import org.s2slab.exchange.responsecode.EwsError;

/**
 * The response of an operation.
 *
 * @param rest continues a response that stays open after these messages; null for all other responses
 */
public record EwsResponse(
        Form form, List<EwsMessage> messages, @Nullable Consumer<StreamedEwsResponse> rest) {
    /** The structure of the response element. */
    public enum Form {
        /** A list in {@code ResponseMessages}, one message per requested object: operations before Exchange 2013. */
        LISTED,
        /** One message in the response element; used by operations of Exchange 2013. */
        SINGLE,
        /** Content without a response message, for GetUserAvailability. */
        BARE
    }

    /** Whether an error stops the processing of the remaining parts of the request. */
    public boolean stopsBatch() {
        return messages.stream().anyMatch(EwsMessage::stopsBatch);
    }

    /** A successful {@link Form#SINGLE} response without content. */
    public static final EwsResponse DONE = single(EwsPayload.NONE);

    public EwsResponse {
        messages = List.copyOf(messages);
    }

    /** A successful {@link Form#SINGLE} response. */
    public static EwsResponse single(EwsPayload payload) {
        return single(EwsMessage.success(payload));
    }

    /** The single message of a failed operation, in the form that the schema defines for the operation. */
    static EwsResponse failure(EwsOperation operation, EwsError error) {
        EwsMessage message = EwsMessage.failure(error);
        return EwsSchemaTable.listsMessages(operation.name()) ? listed(List.of(message)) : single(message);
    }

    /** A {@link Form#SINGLE} response, for instance an error with content. */
    public static EwsResponse single(EwsMessage message) {
        return new EwsResponse(Form.SINGLE, List.of(message), null);
    }

    /** A {@link Form#BARE} response. */
    public static EwsResponse bare(EwsPayload payload) {
        return new EwsResponse(Form.BARE, List.of(EwsMessage.success(payload)), null);
    }

    /** A {@link Form#LISTED} response. */
    public static EwsResponse listed(List<EwsMessage> messages) {
        return new EwsResponse(Form.LISTED, messages, null);
    }

    /** A {@link Form#LISTED} response that stays open after the first message. */
    public static EwsResponse begun(EwsMessage first, Consumer<StreamedEwsResponse> rest) {
        return new EwsResponse(Form.LISTED, List.of(first), rest);
    }
}
