package org.s2slab.http;

import io.vertx.ext.web.RoutingContext;
import org.s2slab.identity.Caller;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.LabelledCounters;

/** The identity that the authenticator in front of an endpoint put on a request. */
public final class RequestIdentity {
    private static final String CALLER = "s2slab.caller";
    private static final String CONTEXT = "s2slab.context";
    private static final String OPERATION = "s2slab.operation";

    private RequestIdentity() {}

    /** The caller; IllegalStateException if no authenticator is in front of the endpoint. */
    public static Caller caller(RoutingContext request) {
        Caller caller = request.get(CALLER);
        if (caller == null) {
            throw new IllegalStateException(
                    "no authenticator stands in front of " + request.request().path());
        }
        return caller;
    }

    /** The trace of the request, and its user if it is known. */
    public static CallContext context(RoutingContext request) {
        CallContext context = request.get(CONTEXT);
        if (context == null) {
            throw new IllegalStateException(
                    "no trace was put on " + request.request().path());
        }
        return context;
    }

    /** The trace id of the request, or a dash if the request failed before it had one. */
    static String traceId(RoutingContext request) {
        CallContext context = request.get(CONTEXT);
        return context == null ? "-" : context.trace().traceId();
    }

    /** Sets the operation of a request: a name that the protocol or the node defines, never a text of the caller. */
    public static void operation(RoutingContext request, String name) {
        request.put(OPERATION, name);
    }

    /** The operation of a request, or {@value LabelledCounters#OTHER} if no endpoint serves it. */
    static String operation(RoutingContext request) {
        String name = request.get(OPERATION);
        return name == null ? LabelledCounters.OTHER : name;
    }

    static void put(RoutingContext request, Caller caller) {
        request.put(CALLER, caller);
    }

    static void put(RoutingContext request, CallContext context) {
        request.put(CONTEXT, context);
    }
}
