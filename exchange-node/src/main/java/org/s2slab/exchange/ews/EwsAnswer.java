package org.s2slab.exchange.ews;

import java.util.List;

/**
 * The answer to an operation, in one of two forms: the operations of Exchange 2013 answer with one message that is the
 * response element itself, the older ones with a list of messages, one for each item asked.
 *
 * @param listed whether the messages stand in {@code ResponseMessages}
 */
public record EwsAnswer(boolean listed, List<EwsMessage> messages) {
    /** Success without payload, in the newer form. */
    public static final EwsAnswer DONE = single(EwsPayload.NONE);

    public EwsAnswer {
        messages = List.copyOf(messages);
    }

    /** The newer form. */
    public static EwsAnswer single(EwsPayload payload) {
        return new EwsAnswer(false, List.of(EwsMessage.success(payload)));
    }

    /** The older form. */
    public static EwsAnswer listed(List<EwsMessage> messages) {
        return new EwsAnswer(true, messages);
    }
}
