package org.s2slab.scenarios.topology;

import io.vertx.core.Future;
import java.nio.file.Path;
import org.s2slab.node.Environment;

/** Starts a node somewhere: in this JVM, or in one of its own. */
public interface NodeLauncher {
    /**
     * Starts a node; succeeds when both its ports take requests.
     *
     * @param role what it is: lync, exchange, sharepoint, authz
     * @param config its configuration file
     */
    Future<Launched> launch(String role, Path config, Environment environment);

    /** A node that runs. */
    interface Launched {
        int port();

        int managementPort();

        Future<Void> stop();
    }
}
