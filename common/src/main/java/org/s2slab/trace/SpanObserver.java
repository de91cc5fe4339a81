package org.s2slab.trace;

import org.jspecify.annotations.Nullable;

/** Receives the hops and the HTTP requests of a node, to make spans of OpenTelemetry from them. Must not block. */
public interface SpanObserver {
    /** An observer that ignores everything. */
    SpanObserver NONE = new SpanObserver() {};

    /** Receives a hop at the moment when it is journalled. */
    default void hop(Hop hop) {}

    /** Receives the context of work that will call a partner, for instance of a request or of deferred work. */
    default void calls(CallContext context) {}

    /** Receives the beginning of an HTTP request; the result must receive its end. */
    default Ending began(TraceParent place, Exchange exchange) {
        return Ending.IGNORED;
    }

    /** Receives the end of an HTTP request. */
    @FunctionalInterface
    interface Ending {
        /** Ignores the end. */
        Ending IGNORED = (status, operation) -> {};

        /**
         * Receives the end of the request.
         *
         * @param status the status of the response, or 0 without a response
         * @param operation the operation that the node performed, or null
         */
        void ended(int status, @Nullable String operation);
    }

    /** The side of an HTTP request on which the node is. */
    enum Side {
        /** The node serves the request on its port for partners and people. */
        SERVED,
        /** The node serves the request on its port for administrators. */
        MANAGED,
        /** The node sends the request. */
        SENT
    }

    /**
     * An HTTP request.
     *
     * @param host the host name to which it is sent
     * @param port the port to which it is sent, or -1 for the default port
     * @param path the path without a query
     */
    record Exchange(Side side, String method, @Nullable String host, int port, String path) {}
}
