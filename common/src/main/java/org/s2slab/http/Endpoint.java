package org.s2slab.http;

import io.vertx.ext.web.Router;
import java.util.Set;

/** One thing a node offers over HTTP: adds its own routes and decides nothing. */
public interface Endpoint {
    void mount(Router router);

    /** The media types a body may have where people or browsers reach it, in lower case and without parameters. */
    default Set<String> bodyTypes() {
        return MediaTypes.JSON;
    }

    /** Whether other sites link to its pages, so that a browser may open them from there. */
    default boolean isLinkedTo() {
        return false;
    }
}
