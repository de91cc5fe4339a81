package org.s2slab.http;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * One check in front of an endpoint. Its handler ends a request, holds it, or passes it on to the next check.
 *
 * @param name its name in the list of a port
 */
public record RequestCheck(String name, Handler<RoutingContext> handler) {}
