package org.s2slab.management;

import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.ServiceChangeCalendar;
import org.s2slab.config.NodeConfig;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestJson;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/**
 * Shows the node's clock on its management port, and moves it in rehearsals.
 *
 * @param clock can be moved if it is an {@link AdjustableClock} and the configuration allows this
 */
public record ClockEndpoint(NodeConfig config, Clock clock) implements Endpoint {
    @Override
    public void mount(EndpointRoutes routes) {
        routes.get("/clock").respond(request -> Future.succeededFuture(shown()));
        routes.put("/clock").respond(this::move);
    }

    private Future<JsonObject> move(RoutingContext request) {
        if (!config.simulation().hasAdjustableClock() || !(clock instanceof AdjustableClock adjustable)) {
            throw new Refusal(
                    RefusalCode.ACCESS_DENIED,
                    "adjustable-clock: the configuration of node '" + config.name() + "' does not say true,"
                            + " so its clock is the machine's; write 'adjustable-clock: true' under 'node' and start it again");
        }
        Duration distance = distance(request);
        requireKnown(config, AdjustableClock.machine(adjustable).instant().plus(distance));
        adjustable.move(distance);
        return request.vertx().executeBlocking(() -> {
            adjustable.keepIn(config.data());
            return shown();
        });
    }

    /** Refuses a day without policies, if policies follow the clock. */
    static void requireKnown(NodeConfig config, Instant moment) {
        if (config.simulation().policyMode() != PolicyMode.DATED) {
            return;
        }
        try {
            ServiceChangeCalendar.published().requireKnown(moment);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static Duration distance(RoutingContext request) {
        try {
            JsonObject body = RequestJson.object(request);
            if (body != null && body.getValue("moved") instanceof String moved && body.size() == 1) {
                return Duration.parse(moved);
            }
        } catch (DecodeException | DateTimeParseException e) {
            // The refusal below names the expected body.
        }
        throw Refusal.invalid(
                "moved: the body must say how far the clock is to be from the machine's, {\"moved\": \"P7D\"},"
                        + " and nothing else");
    }

    private JsonObject shown() {
        Duration moved = clock instanceof AdjustableClock adjustable ? adjustable.moved() : Duration.ZERO;
        return new JsonObject()
                .put("now", clock.instant())
                .put("moved", moved.toString())
                .put("adjustable", config.simulation().hasAdjustableClock());
    }
}
