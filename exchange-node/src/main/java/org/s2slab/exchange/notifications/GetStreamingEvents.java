package org.s2slab.exchange.notifications;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.exchange.ews.EwsMessage;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.ResponseCode;

/** The operation GetStreamingEvents: streams events of subscriptions. One invalid subscription fails the request. */
record GetStreamingEvents(SubscriptionRegistry subscriptions, StreamingConnections streams) implements EwsOperation {
    /** The maximum number of subscriptions per connection, as in the product. */
    private static final int MOST = 200;

    @Override
    public String name() {
        return "GetStreamingEvents";
    }

    @Override
    public Future<EwsResponse> perform(EwsRequest request) {
        List<String> ids = request.operation().childrenOf("SubscriptionIds").stream()
                .map(id -> id.text().strip())
                .distinct()
                .toList();
        int minutes = Integer.parseInt(
                request.operation().childText("ConnectionTimeout").orElse("").strip());
        if (ids.size() > MOST) {
            return refused(
                    new EwsError(
                            ResponseCode.ErrorInvalidRequest,
                            "SubscriptionIds: " + ids.size() + " are too many for one request; name at most " + MOST
                                    + "."),
                    List.of());
        }
        List<Subscription> found = new ArrayList<>();
        Map<String, EwsError> wrong = new LinkedHashMap<>();
        for (String id : ids) {
            try {
                found.add(streamed(id, request));
            } catch (EwsError error) {
                wrong.put(id, error);
            }
        }
        if (!wrong.isEmpty()) {
            return refused(wrong.values().iterator().next(), List.copyOf(wrong.keySet()));
        }
        if (streams.tooMany(request)) {
            return refused(new EwsError(ResponseCode.ErrorExceededConnectionCount), List.of());
        }
        return Future.succeededFuture(EwsResponse.begun(
                EwsMessage.success(NotificationXml.status(true, List.of())),
                wire -> streams.open(wire, request, found, Duration.ofMinutes(minutes))));
    }

    private Subscription streamed(String id, EwsRequest request) {
        Subscription found = subscriptions.find(id, request);
        if (!found.wish().isStreamed()) {
            throw new EwsError(ResponseCode.ErrorInvalidSubscription);
        }
        return found;
    }

    private static Future<EwsResponse> refused(EwsError error, List<String> wrong) {
        return Future.succeededFuture(
                EwsResponse.listed(List.of(new EwsMessage(error, NotificationXml.status(false, wrong)))));
    }
}
