package org.s2slab.cli;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.RunningDeployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab health}: shows whether the nodes of a running deployment can do their work. */
@Command(
        name = "health",
        description =
                "Show whether the nodes of a running deployment (./lab up) are ready: the database answers, and a token that"
                        + " the node's own key signs passes its own checks.",
        mixinStandardHelpOptions = true,
        exitCodeList = {"0:all nodes are ready", "1:a node is not ready"})
@SuppressWarnings("NullAway.Init")
final class HealthCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NODE", arity = "0..1", description = "Show only this node (default: all nodes).")
    private @Nullable String node;

    @Mixin
    private DeploymentOption which;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return which.control(spec, this::shown);
    }

    private int shown(RunningDeployment deployment) {
        List<ManagedNode> nodes = node == null ? deployment.nodes() : List.of(deployment.node(node));
        List<Future<String>> states = nodes.stream().map(HealthCommand::state).toList();
        PrintWriter out = spec.commandLine().getOut();
        boolean all = true;
        for (int i = 0; i < nodes.size(); i++) {
            String state = states.get(i).await();
            out.printf("%-12s %s%n", nodes.get(i).name(), state);
            all &= state.equals("ready");
        }
        out.flush();
        return all ? 0 : 1;
    }

    /** The state of a node: ready, not ready with the reason, or down. */
    private static Future<String> state(ManagedNode node) {
        return node.address().up()
                ? node.send(HttpMethod.GET, "/ready", null)
                        .map(HealthCommand::text)
                        .otherwise(failure -> "does not answer: " + failure.getMessage())
                : Future.succeededFuture("is down");
    }

    private static String text(Answer answer) {
        JsonObject body = new JsonObject(answer.body());
        return answer.status() == 200
                ? body.getString("status")
                : body.getJsonObject("error").getString("message");
    }
}
