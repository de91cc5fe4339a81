package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.s2slab.node.NodeEnvironment;

/** Starts a node in this JVM or in a process of its own. */
public interface NodeLauncher {
    /**
     * Starts a node; succeeds when both its ports accept requests.
     *
     * @param role lync, exchange, sharepoint or authz
     * @param config its configuration file; the clock stored in its data folder agrees with {@code environment}
     */
    Future<Launched> launch(String role, Path config, NodeEnvironment environment);

    /** A running node. */
    interface Launched {
        int port();

        int managementPort();

        /** Stops it in an orderly way. */
        Future<Void> stop();

        /** Ends it at once, in the middle of its work; fails for a node without a process of its own. */
        default Future<Void> kill() {
            return Future.failedFuture(new IllegalArgumentException(
                    "only a node in a separate process can be killed; start the deployment with --processes"));
        }

        /** Completes when its process has ended for any reason; never for a node without a process of its own. */
        default Future<?> ended() {
            return Promise.promise().future();
        }

        /** The id of its process, if it has one of its own. */
        default OptionalLong pid() {
            return OptionalLong.empty();
        }
    }
}
