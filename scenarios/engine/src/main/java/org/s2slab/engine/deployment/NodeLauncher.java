package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.s2slab.node.NodeEnvironment;

/** Starts a node somewhere: in this JVM, or in one of its own. */
public interface NodeLauncher {
    /**
     * Starts a node; succeeds when both its ports take requests.
     *
     * @param role what it is: lync, exchange, sharepoint, authz
     * @param config its configuration file; what its data folder keeps of its clock is as {@code environment} has it
     */
    Future<Launched> launch(String role, Path config, NodeEnvironment environment);

    /** A node that runs. */
    interface Launched {
        int port();

        int managementPort();

        /** Stops it as an administrator would. */
        Future<Void> stop();

        /** Ends it at once, whatever it does; fails for a node that is no process. */
        default Future<Void> kill() {
            return Future.failedFuture(new IllegalArgumentException(
                    "only a node that is a process of its own can be killed, see --processes"));
        }

        /** Completes when its process has ended, in whatever way; never for a node that is no process. */
        default Future<?> ended() {
            return Promise.promise().future();
        }

        /** Its process, where it has one of its own. */
        default OptionalLong pid() {
            return OptionalLong.empty();
        }
    }
}
