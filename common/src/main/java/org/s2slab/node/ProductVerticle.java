package org.s2slab.node;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One product as a verticle. Its method {@code start()} lists its features, which run on a {@link Node}. */
public abstract class ProductVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ProductVerticle.class);

    private @Nullable Node node;

    /**
     * Sets the node of this role before its start, so that the role also stops the node. The node stops serving if
     * another instance takes a database that only one instance may use.
     */
    protected final Node runsOn(Node made) {
        node = made;
        if (made.config().database() != null) {
            made.timers()
                    .atEachLook(
                            "Lock of the database",
                            () -> made.database()
                                    .requireOnlyInstance()
                                    .onFailure(failure -> stopIfLost(made, failure))
                                    .otherwiseEmpty());
        }
        return made;
    }

    /** Stops the node after another instance has used its database, because data in memory may be stale. */
    private void stopIfLost(Node made, Throwable failure) {
        if (failure instanceof Refusal refusal && refusal.code() == RefusalCode.CONFLICT) {
            LOG.error("{} stops serving. {}", made.config().name(), refusal.detail());
            vertx.undeploy(deploymentID()).onFailure(cause -> LOG.error("the node could not stop", cause));
        }
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
