package org.s2slab.trace;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Deferred work of one kind that a node still has to do for the requests of one trace, after the responses to them.
 *
 * @param work the kind of work, in a few words
 * @param traceId the trace of the requests that caused it, or null if it is not known
 * @param due the number of tasks that run or will start without another event
 * @param resting the number of tasks that failed and wait for their next attempt
 * @param lastError why the latest attempt failed, or null
 */
public record DeferredWork(
        String work,
        @Nullable String traceId,
        int due,
        int resting,
        @Nullable String lastError) {
    /** JSON with the members {@code work}, {@code traceId}, {@code due}, {@code resting} and {@code lastError}. */
    public JsonObject json() {
        return new JsonObject()
                .put("work", work)
                .put("traceId", traceId)
                .put("due", due)
                .put("resting", resting)
                .put("lastError", lastError);
    }
}
