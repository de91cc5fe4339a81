package org.s2slab.exchange.items;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.s2slab.exchange.ews.EwsError;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.xml.XmlElement;

/** Answers with one message for each thing asked for, in the order asked; one that fails does not keep others back. */
public final class ResponseMessages {
    private ResponseMessages() {}

    /**
     * Answers each.
     *
     * @param whenFailed what a message carries that only says what went wrong
     */
    public static Future<EwsResponse> each(
            List<XmlElement> asked, EwsPayload whenFailed, Function<XmlElement, Future<EwsPayload>> answer) {
        Future<List<EwsMessage>> messages = Future.succeededFuture(new ArrayList<>());
        for (XmlElement one : asked) {
            messages = messages.compose(before -> Future.succeededFuture(one)
                    .map(UnservedElements::checked)
                    .compose(answer)
                    .map(EwsMessage::success)
                    .recover(failure -> failure instanceof EwsError error
                            ? Future.succeededFuture(new EwsMessage(error, whenFailed))
                            : Future.failedFuture(failure))
                    .map(message -> {
                        before.add(message);
                        return before;
                    }));
        }
        return messages.map(EwsResponse::listed);
    }

    /** The elements in a list of a request. */
    public static List<XmlElement> in(XmlElement operation, String list) {
        return operation.child(list).map(XmlElement::children).orElse(List.of());
    }
}
