package org.s2slab.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** One HTTP service of a node. Adds its own routes and makes no decisions on access. */
public interface Endpoint {
    void mount(EndpointRoutes routes);

    /** The permitted media types of a body from people or browsers, in lower case and without parameters. */
    default Set<String> bodyTypes() {
        return MediaTypes.JSON;
    }

    /**
     * Whether the body of a request is a file: bytes of any media type or none, which nobody parses. The rule for media
     * types (A13) does not apply to it, so the endpoint itself refuses changes that a page of another site could send.
     */
    default boolean takesFile(HttpServerRequest request) {
        return false;
    }

    /** The maximum bytes of a file. */
    default long largestFile() {
        return 0;
    }

    /** Refuses a request in the product's form, because too many requests of its caller wait. */
    default void refuseBusy(RoutingContext request) {
        request.response().putHeader("Retry-After", "1");
        request.fail(new Refusal(
                RefusalCode.TOO_MANY_REQUESTS,
                "too many requests of this caller wait already; expected is one after the other"));
    }

    /** Whether other sites link to its pages, so that a browser may open them from there. */
    default boolean isLinkedTo() {
        return false;
    }
}
