package org.s2slab.exchange.ews;

import io.vertx.core.Future;

/** One operation of Exchange Web Services. */
public interface EwsOperation {
    /** The local name of its request element, {@code GetImItemList}. */
    String name();

    /** The first schema version that has it; under an older one it is refused. */
    default ServerVersion since() {
        return ServerVersion.Exchange2007;
    }

    /**
     * Does it. Fails with {@link EwsError} (one message of the newer form) or {@link EwsFault}; anything else becomes
     * ErrorInternalServerError.
     */
    Future<EwsAnswer> perform(EwsRequest request);
}
