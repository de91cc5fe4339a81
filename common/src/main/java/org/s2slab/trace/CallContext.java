package org.s2slab.trace;

import org.jspecify.annotations.Nullable;
import org.s2slab.identity.UserIdentifiers;

/**
 * For whom, and in which trace, something is done: the one argument that travels down a flow.
 *
 * @param user the user acted for, or null when a server acts as itself
 * @param requestId the {@code client-request-id} that goes along, or null
 */
public record CallContext(
        @Nullable UserIdentifiers user,
        TraceParent trace,
        @Nullable String requestId) {
    /** The same trace, acting for another user. */
    public CallContext forUser(UserIdentifiers other) {
        return new CallContext(other, trace, requestId);
    }
}
