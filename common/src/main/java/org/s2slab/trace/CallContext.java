package org.s2slab.trace;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.UserIdentifiers;

/**
 * The user and the trace of a call, which every step of a call passes on as one argument.
 *
 * @param user the user whom the token of the call names, or null if the server calls without a user
 * @param requestId the {@code client-request-id} of the call, or null
 * @param links the requests that caused deferred work, like OpenTelemetry's links; none for work during a request
 */
public record CallContext(
        @Nullable UserIdentifiers user,
        TraceParent trace,
        @Nullable String requestId,
        List<TraceParent> links) {
    public CallContext {
        links = List.copyOf(links);
    }

    /** Creates a context without links. */
    public CallContext(@Nullable UserIdentifiers user, TraceParent trace, @Nullable String requestId) {
        this(user, trace, requestId, List.of());
    }

    /**
     * The context of deferred work, after the responses to the requests that caused it. It is a new span with links to
     * these requests. Its trace is the trace of the request that triggers the work now, or else the common trace of the
     * causes, or else a new trace. Work without a known cause has no links.
     *
     * @param causes the requests; null for a cause that is not known
     * @param asked the request that triggers the work now, or null if a timer does
     */
    public static CallContext later(
            @Nullable UserIdentifiers user,
            Collection<? extends @Nullable TraceParent> causes,
            @Nullable TraceParent asked,
            IdGenerator ids) {
        List<TraceParent> links = known(causes);
        if (asked != null) {
            return new CallContext(user, asked.child(ids), null, links);
        }
        boolean shared = !links.isEmpty() && links.stream().allMatch(links.get(0)::sharesTraceWith);
        TraceParent trace = shared ? links.get(0).child(ids) : TraceParent.start(ids);
        return new CallContext(user, trace, null, links);
    }

    /** Returns the context of the same trace for another user. */
    public CallContext forUser(UserIdentifiers other) {
        return new CallContext(other, trace, requestId, links);
    }

    /** Returns this context with a link to an earlier request whose work it continues; unchanged for null. */
    public CallContext linkedTo(@Nullable TraceParent cause) {
        if (cause == null) {
            return this;
        }
        List<TraceParent> all = new ArrayList<>(links);
        all.add(cause);
        return new CallContext(user, trace, requestId, all);
    }

    private static List<TraceParent> known(Collection<? extends @Nullable TraceParent> causes) {
        return causes.stream()
                .filter(Objects::nonNull)
                .<TraceParent>map(Objects::requireNonNull)
                .distinct()
                .toList();
    }
}
