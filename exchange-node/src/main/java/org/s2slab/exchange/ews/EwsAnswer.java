package org.s2slab.exchange.ews;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an operation.
 *
 * @param rest takes over the connection after these messages, for an answer that stays open; null for all others
 */
public record EwsAnswer(
        Form form, List<EwsMessage> messages, @Nullable Consumer<EwsStream> rest) {
    /** What the response element is. */
    public enum Form {
        /** A list of messages in {@code ResponseMessages}, one for each thing asked: the older operations. */
        LISTED,
        /** The one message itself: the operations of Exchange 2013. */
        SINGLE,
        /** No message, but what the operation puts there: GetUserAvailability. */
        BARE
    }

    /** Success without payload, in the newer form. */
    public static final EwsAnswer DONE = single(EwsPayload.NONE);

    public EwsAnswer {
        messages = List.copyOf(messages);
    }

    /** The newer form. */
    public static EwsAnswer single(EwsPayload payload) {
        return new EwsAnswer(Form.SINGLE, List.of(EwsMessage.success(payload)), null);
    }

    /** The newer form, failed. */
    static EwsAnswer failure(EwsError error) {
        return new EwsAnswer(Form.SINGLE, List.of(EwsMessage.failure(error)), null);
    }

    /** A response that has no outcome as a whole. */
    public static EwsAnswer bare(EwsPayload payload) {
        return new EwsAnswer(Form.BARE, List.of(EwsMessage.success(payload)), null);
    }

    /** The older form. */
    public static EwsAnswer listed(List<EwsMessage> messages) {
        return new EwsAnswer(Form.LISTED, messages, null);
    }

    /** The older form, with one message now and others to come. */
    public static EwsAnswer begun(EwsMessage first, Consumer<EwsStream> rest) {
        return new EwsAnswer(Form.LISTED, List.of(first), rest);
    }
}
