package org.s2slab.node;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/** One product as a verticle. Its method {@code start()} lists its features, which run on a {@link Node}. */
public abstract class ProductVerticle extends VerticleBase {
    private @Nullable Node node;

    /** Sets the node of this role before its start, so that the role also stops the node. */
    protected final Node runsOn(Node made) {
        node = made;
        return made;
    }

    /**
     * Makes the node not ready, and sends callers to the other servers of the pool, before {@link #stop}. Succeeds at once
     * without other servers.
     */
    public final Future<Void> leave() {
        if (node == null) {
            return Future.succeededFuture();
        }
        node.trust.readiness.leave();
        return node.ports.leave();
    }

    @Override
    public Future<?> stop() {
        return node == null ? Future.succeededFuture() : node.stop();
    }

    /** The port for partners and people. */
    public final int port() {
        return started().port();
    }

    /** The port for administrators. */
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
