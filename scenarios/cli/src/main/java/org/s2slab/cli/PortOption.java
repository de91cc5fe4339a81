package org.s2slab.cli;

import org.s2slab.engine.deployment.PortPlan;
import picocli.CommandLine.Option;

/** The option that selects the ports of a deployment's nodes, shared by all commands that keep a deployment running. */
final class PortOption {
    @Option(
            names = "--port",
            paramLabel = "BASE",
            defaultValue = "0",
            description =
                    "Fixes every port on 127.0.0.1, by the node's place in the topology: BASE + 10 for the first node,"
                            + " BASE + 20 for the second, management one above; the console's page is at BASE. Without it any free"
                            + " ports; a node keeps them when it is started again, and with --keep when the deployment is.")
    private int base;

    PortPlan plan() {
        return new PortPlan(base);
    }
}
