package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.s2slab.node.NodeEnvironment;

/** Starts a node in this JVM or in its own process. */
public interface NodeLauncher {
    /**
     * Starts a node; succeeds when both ports accept requests.
     *
     * @param role lync, exchange, sharepoint or authz
     * @param config the node's configuration file; the stored clock in its data folder must agree with
     *     {@code environment}
     */
    Future<Launched> launch(String role, Path config, NodeEnvironment environment);

    /** A running node. */
    interface Launched {
        int port();

        int managementPort();

        /** Stops the node normally. */
        Future<Void> stop();

        /** Ends the node at once, in the middle of its work. Fails for a node without its own process. */
        default Future<Void> kill() {
            return Future.failedFuture(new IllegalArgumentException(
                    "only a node in a separate process can be killed; start the deployment with --processes"));
        }

        /** Completes when the node's process has ended for any reason; never for a node without its own process. */
        default Future<?> ended() {
            return Promise.promise().future();
        }

        /** The id of the node's own process; empty if it has none. */
        default OptionalLong pid() {
            return OptionalLong.empty();
        }
    }
}
