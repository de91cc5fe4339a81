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
    /** The local name of the request element, {@code GetImItemList}. Three names end with {@code Request}. */
    String name();

    /** Creates an operation from its name and its action. */
    static EwsOperation of(String name, Function<EwsRequest, Future<EwsResponse>> action) {
        return of(name, true, action);
    }

    /** Creates an operation for which the caller may need no mailbox on this server. */
    static EwsOperation of(String name, boolean needsMailbox, Function<EwsRequest, Future<EwsResponse>> action) {
        return new EwsOperation() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public boolean needsMailbox() {
                return needsMailbox;
            }

            @Override
            public Future<EwsResponse> perform(EwsRequest request) {
                return action.apply(request);
            }
        };
    }

    /** The local name of the response element. */
    default String responseName() {
        return EwsSchemaTable.response(name().replaceFirst("Request$", ""));
    }

    /** The required management role over other users' mailboxes; empty for an operation that works in one mailbox. */
    default Optional<ApplicationRole> role() {
        return ApplicationRole.overMailboxes(name());
    }

    /** Whether the caller needs a mailbox on this server. */
    default boolean needsMailbox() {
        return true;
    }

    /**
     * Performs the operation. Fails with {@link EwsError} (one response message) or {@link EwsFault}. Any other
     * exception becomes ErrorInternalServerError.
     */
    Future<EwsResponse> perform(EwsRequest request);
}
