package org.s2slab.engine.control;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.LongWork;
import org.s2slab.http.PortDescription;
import org.s2slab.http.PortDescription.Operation;
import org.s2slab.http.RequestIdentity;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;

/**
 * Passes requests on to a port behind this port, with the credential of that port. It passes on described requests only.
 *
 * @param prefix the path of the other port's paths, with one variable
 * @param behind the description of the other port
 * @param target the other port, by the variable; throws a Refusal if there is no such port
 */
record RequestForwarder(String prefix, PortDescription behind, Function<RoutingContext, ManagedNode> target) {
    void mount(EndpointRoutes routes) {
        for (Operation operation : behind.operations()) {
            routes.route(operation.method(), prefix + operation.route())
                    .handler(request -> forward(request).onFailure(request::fail));
        }
    }

    private Future<Void> forward(RoutingContext request) {
        ManagedNode port =
                target.apply(request).within(RequestIdentity.context(request).trace());
        if (!port.address().up()) {
            throw Refusal.unavailable("node '" + port.name() + "' is down; start it first");
        }
        return LongWork.during(
                        request, port.send(request.request().method(), path(request), RequestJson.object(request)))
                .recover(failure -> Future.failedFuture(
                        isOfConnection(failure)
                                ? Refusal.unavailable("'" + port.name() + "' does not answer: " + failure.getMessage())
                                : failure))
                .compose(answer -> respond(request, answer));
    }

    private static boolean isOfConnection(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof VertxException;
    }

    /** The path at the other port. A path in another form than the checked one could mean another request there. */
    private String path(RoutingContext request) {
        String path = request.request().path();
        if (!path.equals(request.normalizedPath())) {
            throw Refusal.invalid("path: write it in its normal form, " + request.normalizedPath());
        }
        String query = request.request().query();
        int start = 0;
        for (int i = 0; i < prefix.split("/").length - 1; i++) {
            start = path.indexOf('/', start + 1);
        }
        return path.substring(start) + (query == null ? "" : "?" + query);
    }

    private static Future<Void> respond(RoutingContext request, Answer answer) {
        String type = answer.headers().get(HttpHeaders.CONTENT_TYPE);
        if (type != null) {
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, type);
        }
        return request.response().setStatusCode(answer.status()).end(answer.body());
    }
}
