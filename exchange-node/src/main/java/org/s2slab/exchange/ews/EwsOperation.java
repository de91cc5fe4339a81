package org.s2slab.exchange.ews;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.s2slab.ews.EwsSchemaTable;
import org.s2slab.exchange.accounts.ApplicationRole;
import org.s2slab.exchange.responsecode.EwsError;
import org.s2slab.exchange.responsecode.EwsFault;

/** One operation of Exchange Web Services. */
public interface EwsOperation {
    /** The local name of its request element, {@code GetImItemList}; three end with {@code Request}. */
    String name();

    /** An operation with a name and what it does. */
    static EwsOperation of(String name, Function<EwsRequest, Future<EwsResponse>> action) {
        return new EwsOperation() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Future<EwsResponse> perform(EwsRequest request) {
                return action.apply(request);
            }
        };
    }

    /** The local name of its response element. */
    default String responseName() {
        return EwsSchemaTable.response(name().replaceFirst("Request$", ""));
    }

    /** The management role it needs over other people's mailboxes; empty for one that works in one mailbox. */
    default Optional<ApplicationRole> role() {
        return ApplicationRole.overMailboxes(name());
    }

    /** Whether the caller needs a mailbox on this server. */
    default boolean needsMailbox() {
        return true;
    }

    /**
     * Does it. Fails with {@link EwsError} (one message of the newer form) or {@link EwsFault}; anything else becomes
     * ErrorInternalServerError.
     */
    Future<EwsResponse> perform(EwsRequest request);
}
