package org.s2slab.cli;

import io.vertx.core.http.HttpMethod;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.deployment.RunningDeployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab node}: stops, starts and kills nodes of a running deployment. */
@Command(
        name = "node",
        description = "Stop, start or kill a node of a running deployment (./lab up).",
        mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init")
final class NodeCommand implements Callable<Integer> {
    /** The actions on a node. */
    enum Deed {
        stop,
        start,
        kill
    }

    @Parameters(
            index = "0",
            paramLabel = "stop|start|kill",
            description = "Action. kill needs a deployment started with ./lab up --processes.")
    private Deed deed;

    @Parameters(index = "1", paramLabel = "NODE", description = "Name of the node.")
    private String node;

    @Mixin
    private DeploymentOption which;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return which.control(spec, deployment -> change(deployment));
    }

    private int change(RunningDeployment deployment) {
        deployment.node(node);
        String path = "/nodes/" + node + "/" + deed.name().toLowerCase(Locale.ROOT);
        deployment.control(HttpMethod.POST, path, null).await();
        PrintWriter out = spec.commandLine().getOut();
        NodeAddress address = deployment.node(node).address();
        out.println(node
                + (address.up()
                        ? " is up: https://" + address.host() + " is served on " + address.served() + ", management "
                                + address.managementUrl()
                        : " is down"));
        out.flush();
        return 0;
    }
}
