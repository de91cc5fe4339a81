package org.s2slab.exchange.access;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;

/**
 * Answers with one message for each thing asked for, in the order asked. One that fails does not keep others back, unless its
 * error stops the batch.
 */
public final class ResponseMessages {
    private ResponseMessages() {}

    /**
     * Answers each.
     *
     * @param whenFailed what a message carries that only says what went wrong
     */
    public static Future<EwsResponse> each(
            List<XmlElement> asked, EwsPayload whenFailed, Function<XmlElement, Future<EwsPayload>> answer) {
        List<EwsMessage> done = new ArrayList<>();
        return WorkSequence.each(
                        asked,
                        one -> EwsMessage.of(
                                        done.isEmpty()
                                                        || !done.get(done.size() - 1)
                                                                .stopsBatch()
                                                ? Future.succeededFuture(one).compose(answer)
                                                : Future.failedFuture(
                                                        new EwsError(ResponseCode.ErrorBatchProcessingStopped)),
                                        whenFailed)
                                .onSuccess(done::add))
                .map(all -> EwsResponse.listed(done));
    }
}
