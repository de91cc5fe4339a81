package org.s2slab.engine.run;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.StepTarget;

/**
 * Asks the nodes for internal failures: bugs, and databases or files that do not work. If a node has an internal
 * failure during a step or a test, the step or test fails, whatever the response is.
 */
public final class InternalFailureWatch {
    private record Seen(int start, long number) {}

    private final StepTarget topology;
    private final Map<String, Seen> seen = new HashMap<>();

    /** @param topology the deployment whose nodes are read */
    public InternalFailureWatch(StepTarget topology) {
        this.topology = topology;
    }

    /**
     * One sentence for each failure since the last call, with the node, the trace and the failed part. Blocks the
     * calling thread.
     */
    public List<String> problems() {
        List<Future<List<String>>> asked = new ArrayList<>();
        for (RunningNode node : topology.nodes()) {
            if (node.isUp()) {
                asked.add(topology.managed(node)
                        .get("/failures")
                        .map(answer -> fresh(node, answer.getJsonArray("failures"))));
            }
        }
        Future.all(asked).await();
        return asked.stream().flatMap(future -> future.result().stream()).toList();
    }

    private synchronized List<String> fresh(RunningNode node, JsonArray failures) {
        String name = node.plan().name();
        Seen before = seen.get(name);
        long last = before == null || before.start() != node.starts() ? 0 : before.number();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < failures.size(); i++) {
            JsonObject failure = failures.getJsonObject(i);
            long number = failure.getLong("number");
            if (number > last) {
                last = number;
                problems.add("node '" + name + "' had an internal failure: " + failure.getString("what") + ", trace "
                        + failure.getString("traceId") + ": " + failure.getString("failure")
                        + "; the log of the node has the stack trace");
            }
        }
        seen.put(name, new Seen(node.starts(), last));
        return problems;
    }
}
