package org.s2slab.node;

import io.vertx.ext.web.Router;
import java.util.List;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.PortDescription;
import org.s2slab.http.RequestCheck;

/** The description of the management port, which is the same for every role. It is read once in a process. */
public final class NodeDescription {
    private NodeDescription() {}

    /** Delays the reading of the file until it is needed, because a node must start quickly. */
    private static final class Holder {
        private static final PortDescription VALUE = PortDescription.read(NodeDescription.class, "/openapi/node.yaml");
    }

    /** The description, without the operations of other ports. */
    public static PortDescription get() {
        return Holder.VALUE;
    }

    static EndpointRoutes routes(Router router, List<RequestCheck> checks) {
        return new EndpointRoutes(router, checks, NodeDescription::get);
    }
}
