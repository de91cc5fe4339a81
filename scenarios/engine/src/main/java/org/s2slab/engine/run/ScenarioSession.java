package org.s2slab.engine.run;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.StepTarget;
import org.s2slab.engine.hops.HopChecker;
import org.s2slab.engine.hops.HopCollector;
import org.s2slab.engine.hops.ObservedHop;
import org.s2slab.engine.language.Step;
import org.s2slab.engine.language.StepKind;
import org.s2slab.trace.TraceParent;

/** Plays steps one by one on a running deployment, and stores the values for the references of later steps. */
public final class ScenarioSession {
    /** Milliseconds of real time between two tries of a step with {@code within}. */
    private static final long BETWEEN_TRIES = 200;

    /** Steps that end a node and its journal. */
    private static final Set<StepKind> ENDING = Set.of(StepKind.STOP, StepKind.KILL);

    /** The result of a step with its output: status, headers and text, and JSON if the response is JSON. */
    public record Played(StepResult result, StepOutput found) {}

    private final LaunchContext launch;
    private final StepPerformer performer;
    private final CounterCheck counters;
    private final InternalFailureWatch failures;
    private final HopCollector collector;
    private final HopAttribution attribution = new HopAttribution();
    private final DeferredWatch deferred;
    private final VariableResolver references = new VariableResolver();
    private final SecretCollector secrets;

    /** Reads all previous hops, so that later calls ignore them. Blocks the calling thread. */
    public ScenarioSession(StepTarget topology, LaunchContext launch) {
        this(topology, launch, new SecretCollector());
    }

    /** @param secrets collects the credentials that are used from now on */
    ScenarioSession(StepTarget topology, LaunchContext launch, SecretCollector secrets) {
        this.launch = launch;
        this.performer = new StepPerformer(topology);
        this.counters = new CounterCheck(topology);
        this.failures = new InternalFailureWatch(topology);
        this.collector = new HopCollector(topology);
        this.deferred = new DeferredWatch(topology, launch, attribution::knows);
        this.secrets = secrets;
        topology.managed().forEach(node -> secrets.add(node.address().administratorPassword()));
        collector.collect();
        // A deployment that already ran may have dropped hops that nobody needs.
        collector.losses();
        DeploymentVariables.tell(topology, references);
    }

    /**
     * Plays a step in a new trace. Repeats a step with {@code within}, each time in a new trace, until it passes or its
     * time is over. Then waits until the nodes have done the work that the step caused, except work that waits for its
     * next attempt. The step fails if a node has an internal failure. Blocks.
     */
    public Played play(Step step) {
        String within = step.fields().getString("within", "PT0S");
        Instant end = launch.clock().instant().plus(Duration.parse(within));
        Played played = once(step, List.of());
        while (!played.result().passed() && launch.clock().instant().isBefore(end)) {
            launch.vertx().timer(BETWEEN_TRIES).await();
            played = once(step, played.result().hops());
        }
        return new Played(played.result().and(ownFailures()), played.found());
    }

    /** Sets a value for the references of later steps. An earlier value of the same name is replaced. */
    public void tell(String name, Object value) {
        references.put(name, value);
    }

    /** Finds the step that caused a hop. */
    public HopAttribution attribution() {
        return attribution;
    }

    /** A step as an administrator types it, with the known values; null if the step has no action. */
    public @Nullable StepLine line(Step step) {
        return StepLine.of(step.kind(), references.resolveKnown(step.fields()));
    }

    /** Deferred work that steps caused and that waits for its next attempt. */
    List<String> unfinished() {
        return deferred.resting();
    }

    /** A text with its references resolved. For an unknown reference, the message of the exception names it. */
    public String resolve(String text) {
        return String.valueOf(references.resolve((Object) text));
    }

    /** Executes a step and returns its output. Nothing is expected, stored or collected. Blocks. */
    public StepOutput look(Step step, TraceParent trace) {
        return performer.perform(step.kind(), references.resolve(step.fields()), trace);
    }

    /** One sentence for each internal failure of a node since the last call, in any try of a step. Blocks. */
    List<String> ownFailures() {
        try {
            return failures.problems();
        } catch (RuntimeException e) {
            return List.of("the failures of the nodes could not be read: " + reason(e));
        }
    }

    private Played once(Step step, List<ObservedHop> ofEarlierTries) {
        Instant start = launch.clock().instant();
        TraceParent trace = TraceParent.start(launch.ids());
        attribution.begins(step, trace.traceId());
        List<String> problems = new ArrayList<>();
        StepOutput found = StepOutput.NOTHING;
        JsonObject fields = step.fields();
        try {
            if (ENDING.contains(step.kind())) {
                collector.keep();
            }
            fields = references.resolve(step.fields());
            secrets.gather(step.kind(), fields);
            JsonObject expectation = references.resolve(step.expectation());
            JsonObject rises = expectation.getJsonObject("counters", new JsonObject());
            CounterCheck.Before before = counters.before(rises);
            found = performer.perform(step.kind(), fields, trace);
            secrets.gather(found);
            problems.addAll(deferred.settle());
            problems.addAll(ExpectationCheck.problems(step.kind(), expectation, found));
            problems.addAll(counters.problems(rises, before));
            if (step.name() != null) {
                references.put(step.name(), found.capture());
            }
        } catch (Exception e) {
            problems.add(reason(e));
        }
        List<ObservedHop> hops = hops(problems);
        problems.addAll(HopChecker.problems(step.hops(), step.never(), HopChecker.caused(hops)));
        problems.addAll(attribution.brokenPromises(hops));
        List<ObservedHop> all = new ArrayList<>();
        ofEarlierTries.forEach(hop -> all.add(attribution.attribute(hop)));
        all.addAll(hops);
        Duration took = Duration.between(start, launch.clock().instant());
        return new Played(new StepResult(step, fields, trace.traceId(), problems, all, took), found);
    }

    private List<ObservedHop> hops(List<String> problems) {
        try {
            List<ObservedHop> hops =
                    collector.collect().stream().map(attribution::attribute).toList();
            problems.addAll(collector.losses());
            return hops;
        } catch (Exception e) {
            problems.add("the hops could not be read: " + reason(e));
            return List.of();
        }
    }

    /** The reason of a failure, as text. */
    public static String reason(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }
}
