package org.s2slab.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/** One HTTP service of a node. Adds its own routes, and does not decide who may use them. */
public interface Endpoint {
    /** A policy of the organization for authenticated callers. */
    @FunctionalInterface
    interface CallerPolicy {
        /** The refusal of a request, or empty if the policy allows it. */
        Optional<Refusal> refusal(RoutingContext request);
    }

    /** The form of the body of error responses. */
    @FunctionalInterface
    interface ErrorForm {
        JsonObject body(Refusal refusal, CallContext context);
    }

    void mount(EndpointRoutes routes);

    /** The form of the endpoint's error responses, if it is another than that of the node's other endpoints. */
    default Optional<ErrorForm> errors() {
        return Optional.empty();
    }

    /** The permitted media types of a body from people or browsers, in lower case and without parameters. */
    default Set<String> bodyTypes() {
        return MediaTypes.JSON;
    }

    /**
     * Whether the body of a request is a file of any media type, which is not parsed. The rule for media types (A13)
     * does not apply to a file, so the endpoint itself refuses changes that a page of another site could send.
     */
    default boolean takesFile(HttpServerRequest request) {
        return false;
    }

    /** The maximum bytes of a file. */
    default long largestFile() {
        return 0;
    }

    /** Responds in the product's form to a request that is refused because too many requests of its caller wait. */
    default void refuseBusy(RoutingContext request) {
        request.response().putHeader("Retry-After", "1");
        request.fail(new Refusal(
                RefusalCode.TOO_MANY_REQUESTS,
                "too many requests of this caller wait already; expected is one after the other"));
    }

    /**
     * What the organization's policies refuse to an authenticated caller, whatever rights the caller has. It reads memory
     * only.
     */
    default Optional<CallerPolicy> policy() {
        return Optional.empty();
    }

    /** Whether a browser may open its pages from links on other sites. */
    default boolean isLinkedTo() {
        return false;
    }
}
