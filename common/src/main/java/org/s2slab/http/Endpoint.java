package org.s2slab.http;

import io.vertx.ext.web.Router;

/** One thing a node offers over HTTP: adds its own routes and decides nothing. */
public interface Endpoint {
    void mount(Router router);
}
