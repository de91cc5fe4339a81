package org.s2slab.exchange.access;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.BiFunction;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsPayload;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;
import org.s2slab.xml.XmlElement;

/**
 * An operation that does the same with each element of a list, one message for each.
 *
 * @param list the element of the request that contains the list; empty if the request itself is the only element
 * @param whenFailed what a message carries that only says what went wrong
 * @param one what is done with one
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
            // The schema permits no response without messages.
            throw new EwsFault(ResponseCode.ErrorInvalidRequest, list + " is empty.");
        }
        return ResponseMessages.each(
                elements,
                whenFailed,
                element -> MailboxErrorMapper.told(
                        Future.succeededFuture(element).compose(found -> one.apply(request, found))));
    }
}
