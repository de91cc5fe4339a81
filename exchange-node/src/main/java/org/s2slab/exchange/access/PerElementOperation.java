package org.s2slab.exchange.access;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.node.WorkSequence;
import org.s2slab.xml.XmlElement;

/**
 * An operation that processes each element of a list and returns one response message per element.
 *
 * @param list the element of the request that contains the list; empty if the request itself is the only element
 * @param whenFailed the content of an error message
 * @param one processes one element
 */
public record PerElementOperation(
        String name, String list, EwsPayload whenFailed, BiFunction<EwsRequest, XmlElement, Future<EwsPayload>> one)
        implements EwsOperation {
    @Override
    public Future<EwsResponse> perform(EwsRequest request) {
        List<XmlElement> elements = list.isEmpty()
                ? List.of(request.operation())
                : request.operation().childrenOf(list);
        if (elements.isEmpty()) {
            // The schema does not permit a response without messages.
            throw new EwsFault(ResponseCode.ErrorInvalidRequest, list + " is empty.");
        }
        return each(
                elements,
                whenFailed,
                element -> MailboxErrorMapper.told(
                        Future.succeededFuture(element).compose(found -> one.apply(request, found))));
    }

    /**
     * Processes each element in order and returns one message per element. A failure does not affect the other
     * elements, unless its error stops the batch.
     *
     * @param whenFailed the content of an error message
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
