package org.s2slab.exchange.ews;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an operation, in one of two forms: the operations of Exchange 2013 answer with one message that is the
 * response element itself, the older ones with a list of messages, one for each item asked.
 *
 * @param listed whether the messages stand in {@code ResponseMessages}
 * @param rest takes over the connection after these messages, for an answer that stays open; null for all others
 */
public record EwsAnswer(
        boolean listed, List<EwsMessage> messages, @Nullable Consumer<EwsStream> rest) {
    /** Success without payload, in the newer form. */
    public static final EwsAnswer DONE = single(EwsPayload.NONE);

    public EwsAnswer {
        messages = List.copyOf(messages);
    }

    /** The newer form. */
    public static EwsAnswer single(EwsPayload payload) {
        return new EwsAnswer(false, List.of(EwsMessage.success(payload)), null);
    }

    /** The newer form, failed. */
    static EwsAnswer failure(EwsError error) {
        return new EwsAnswer(false, List.of(EwsMessage.failure(error)), null);
    }

    /** The older form. */
    public static EwsAnswer listed(List<EwsMessage> messages) {
        return new EwsAnswer(true, messages, null);
    }

    /** The older form, with one message now and others to come. */
    public static EwsAnswer begun(EwsMessage first, Consumer<EwsStream> rest) {
        return new EwsAnswer(true, List.of(first), rest);
    }
}
