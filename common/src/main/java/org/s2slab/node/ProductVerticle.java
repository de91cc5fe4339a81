package org.s2slab.node;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/** One product as a verticle: its {@code start()} is the parts list, and what it runs on is a {@link Node}. */
public abstract class ProductVerticle extends VerticleBase {
    private @Nullable Node node;

    /** Takes the node this role runs on, before it is started, so that it is stopped with the role. */
    protected final Node runsOn(Node made) {
        node = made;
        return made;
    }

    @Override
    public Future<?> stop() {
        return node == null ? Future.succeededFuture() : node.stop();
    }

    /** The port partners and people reach. */
    public final int port() {
        return started().port();
    }

    /** The port administrators reach. */
    public final int managementPort() {
        return started().managementPort();
    }

    private Node started() {
        if (node == null) {
            throw new IllegalStateException("the node is not started");
        }
        return node;
    }
}
