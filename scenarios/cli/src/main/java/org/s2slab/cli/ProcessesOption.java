package org.s2slab.cli;

import io.vertx.core.Vertx;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.NodeLauncher;
import org.s2slab.engine.deployment.ProcessLauncher;
import picocli.CommandLine.Option;

/** The option that runs nodes in separate JVMs, shared by all commands that can start nodes in both ways. */
final class ProcessesOption {
    @Option(
            names = "--processes",
            description = "Run every node in a separate JVM. A scenario that kills a node always does this.")
    private boolean processes;

    boolean isGiven() {
        return processes;
    }

    /** @param needed whether separate JVMs are necessary without the option, too */
    NodeLauncher launcher(Vertx vertx, boolean needed) {
        return processes || needed ? new ProcessLauncher(vertx) : new InProcessLauncher(vertx);
    }
}
