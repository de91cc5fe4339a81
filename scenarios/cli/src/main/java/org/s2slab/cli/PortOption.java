package org.s2slab.cli;

import org.s2slab.engine.deployment.PortPlan;
import picocli.CommandLine.Option;

/** The option that selects the ports of a deployment's nodes, shared by all commands that keep a deployment running. */
final class PortOption {
    @Option(
            names = "--port",
            paramLabel = "BASE",
            defaultValue = "0",
            description = "Use fixed ports. The first node of the topology uses BASE + 10, the second BASE + 20, and so"
                    + " on. The management port is one higher. The console uses BASE. (Default: free ports. A restarted"
                    + " node uses its ports again. With --keep, a restarted deployment does too.)")
    private int base;

    PortPlan plan() {
        return new PortPlan(base);
    }
}
