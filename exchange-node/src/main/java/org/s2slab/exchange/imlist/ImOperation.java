package org.s2slab.exchange.imlist;

import org.s2slab.exchange.ews.EwsAnswer;
import org.s2slab.exchange.ews.EwsOperation;
import org.s2slab.exchange.ews.EwsRequest;
import org.s2slab.exchange.ews.ServerVersion;

import io.vertx.core.Future;
import java.util.function.Function;

/** One operation of the unified contact store, all of which came with Exchange 2013 ([MS-OXWSCOS] 3.1.4). */
record ImOperation(String name, Function<EwsRequest, Future<EwsAnswer>> action) implements EwsOperation {
    @Override
    public ServerVersion since() {
        return ServerVersion.Exchange2013;
    }

    @Override
    public Future<EwsAnswer> perform(EwsRequest request) {
        return action.apply(request);
    }
}
