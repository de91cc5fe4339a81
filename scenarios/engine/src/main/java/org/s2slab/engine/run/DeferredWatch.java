package org.s2slab.engine.run;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.StepTarget;

/**
 * Waits until the nodes have done the deferred work that steps caused. Each node reports its deferred work with the
 * trace that caused it. The watch does not wait for failed work whose next attempt is scheduled.
 */
public final class DeferredWatch {
    /** Milliseconds of real time between two requests to the nodes. */
    private static final long BETWEEN = 50;

    /** Real time without progress until work counts as stuck. A call may take ten seconds and be repeated. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final StepTarget topology;
    private final LaunchContext launch;
    private final Predicate<String> caused;
    private List<String> resting = List.of();

    /** @param caused whether to wait for the work that a trace caused, by the id of the trace */
    public DeferredWatch(StepTarget topology, LaunchContext launch, Predicate<String> caused) {
        this.topology = topology;
        this.launch = launch;
        this.caused = caused;
    }

    private record Waiting(String node, JsonObject work) {
        String sentence(String does) {
            String error = work.getString("lastError");
            return node + " " + does + ": " + work.getString("work") + ", "
                    + (work.getInteger("due") + work.getInteger("resting")) + " because of trace "
                    + work.getString("traceId") + (error == null ? "" : "; the latest attempt: " + error);
        }
    }

    /**
     * Waits until no work that steps caused is due. Blocks the calling thread. Returns a problem for each work without
     * progress.
     */
    public List<String> settle() {
        Clock clock = launch.clock();
        Instant progress = clock.instant();
        List<Waiting> before = List.of();
        while (true) {
            List<Waiting> waiting = ask();
            List<Waiting> due = waiting.stream()
                    .filter(one -> one.work().getInteger("due") > 0)
                    .toList();
            if (due.isEmpty()) {
                resting = waiting.stream()
                        .map(one -> one.sentence("has not finished the work that a step caused"))
                        .toList();
                return List.of();
            }
            if (!due.equals(before)) {
                progress = clock.instant();
                before = due;
            } else if (clock.instant().isAfter(progress.plus(PATIENCE))) {
                return due.stream()
                        .map(one -> one.sentence("does not finish the work that a step caused"))
                        .toList();
            }
            launch.vertx().timer(BETWEEN).await();
        }
    }

    /** The work that steps caused and that waited for its next attempt at the last call of {@link #settle}. */
    List<String> resting() {
        return resting;
    }

    private List<Waiting> ask() {
        List<Future<List<Waiting>>> asked = new ArrayList<>();
        for (RunningNode node : topology.nodes()) {
            if (node.isUp()) {
                asked.add(topology.managed(node)
                        .deferred()
                        .map(all -> ofSteps(node.plan().name(), all)));
            }
        }
        Future.all(asked).await();
        return asked.stream().flatMap(future -> future.result().stream()).toList();
    }

    private List<Waiting> ofSteps(String node, JsonArray all) {
        List<Waiting> found = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            JsonObject work = all.getJsonObject(i);
            @Nullable String traceId = work.getString("traceId");
            if (traceId != null && caused.test(traceId)) {
                found.add(new Waiting(node, work));
            }
        }
        return found;
    }
}
