package org.s2slab.trace;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Work of one kind that a node still has to do because of the requests of one trace, which were answered before.
 *
 * @param work what it is, in a few words
 * @param traceId the trace of the requests that caused it, or null where that is not known
 * @param due how much of it is under way, or begins without anything else happening
 * @param resting how much of it was tried in vain and waits for the time of its next attempt
 * @param lastError why the latest attempt failed, or null
 */
public record DeferredWork(
        String work,
        @Nullable String traceId,
        int due,
        int resting,
        @Nullable String lastError) {
    /** With the members {@code work}, {@code traceId}, {@code due}, {@code resting} and {@code lastError}. */
    public JsonObject json() {
        return new JsonObject()
                .put("work", work)
                .put("traceId", traceId)
                .put("due", due)
                .put("resting", resting)
                .put("lastError", lastError);
    }
}
