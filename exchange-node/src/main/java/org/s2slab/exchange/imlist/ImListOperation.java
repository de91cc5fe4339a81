package org.s2slab.exchange.imlist;

import io.vertx.core.Future;
import java.util.function.Function;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.EwsResponse;
import org.s2slab.exchange.ews.ServerVersion;

/** An EWS operation of the unified contact store. All of them exist since Exchange 2013 ([MS-OXWSCOS] 3.1.4). */
record ImListOperation(String name, Function<EwsRequest, Future<EwsResponse>> action) implements EwsOperation {
    @Override
    public ServerVersion since() {
        return ServerVersion.Exchange2013;
    }

    @Override
    public Future<EwsResponse> perform(EwsRequest request) {
        return action.apply(request);
    }
}
