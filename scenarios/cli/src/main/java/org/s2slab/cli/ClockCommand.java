package org.s2slab.cli;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.ClockChange;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.RunningDeployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code lab clock}: shows and moves the clocks of a running deployment. */
@Command(
        name = "clock",
        description = "Show the clocks of a running deployment (./lab up), or set them.",
        mixinStandardHelpOptions = true,
        footer = {"", "lab clock +3d", "lab clock 2026-03-01T08:00Z", "lab clock --node lync -10m", "lab clock machine"
        })
@SuppressWarnings("NullAway.Init")
final class ClockCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "CHANGE",
            arity = "0..1",
            description =
                    "+3d or -2h30m: move the clocks by this duration. 2026-03-01 or 2026-03-01T08:00Z: set them to this time."
                            + " machine: set them to the machine's time. (Default: only show the clocks.)")
    private @Nullable String change;

    @Option(
            names = "--node",
            paramLabel = "NODE",
            description = "Show or set only the clock of this node, or the clocks of this pool (default: all nodes).")
    private @Nullable String node;

    @Mixin
    private FormatOption format;

    @Mixin
    private DeploymentOption which;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ClockChange requested = change == null ? null : parsed(change);
        return which.with(spec, (vertx, deployment) -> {
            List<ManagedNode> nodes = node == null ? deployment.nodes() : named(deployment, node);
            List<ManagedNode> up =
                    nodes.stream().filter(one -> one.address().up()).toList();
            if (requested != null) {
                refuseUnlessAdjustable(up);
                Future.all(up.stream().map(requested::on).toList()).await();
                nodes.stream()
                        .filter(one -> !one.address().up())
                        .forEach(one -> requested.whileDown(one.address().folder(), LabCommand.CLOCK));
            }
            Map<String, JsonObject> clocks = new LinkedHashMap<>();
            nodes.forEach(one ->
                    clocks.put(one.name(), one.address().up() ? one.clock().await() : new JsonObject()));
            format.print(
                    spec.commandLine().getOut(),
                    () -> lines(deployment.topology(), clocks),
                    () -> json(deployment.topology(), clocks));
            return 0;
        });
    }

    private ClockChange parsed(String text) {
        try {
            return ClockChange.parse(text).asOf(LabCommand.CLOCK.instant());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<ManagedNode> named(RunningDeployment deployment, String name) {
        try {
            return deployment.servers(name);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Refuses the command unless all clocks can be moved, so that no clock is moved alone. */
    private void refuseUnlessAdjustable(List<ManagedNode> nodes) {
        for (ManagedNode one : nodes) {
            if (!one.clock().await().getBoolean("adjustable")) {
                throw new ParameterException(
                        spec.commandLine(),
                        "the clock of node '" + one.name() + "' cannot be set: its configuration does not have"
                                + " 'adjustable-clock: true' under 'node'. Add this to '"
                                + one.address().folder().resolve("node.yaml") + "' and restart the node.");
            }
        }
    }

    /** @param clocks the clock of each node; empty if the node is down */
    private static List<String> lines(String topology, Map<String, JsonObject> clocks) {
        List<String> lines = new ArrayList<>(List.of(topology));
        clocks.forEach(
                (node, clock) -> lines.add("  %-12s %s".formatted(node, clock.isEmpty() ? "is down" : shown(clock))));
        return lines;
    }

    private static JsonObject json(String topology, Map<String, JsonObject> clocks) {
        JsonArray nodes = new JsonArray();
        clocks.forEach((node, clock) -> nodes.add(new JsonObject()
                .put("name", node)
                .put("up", !clock.isEmpty())
                .put("now", clock.getString("now"))
                .put("moved", clock.getString("moved"))
                .put("adjustable", clock.getBoolean("adjustable"))));
        return new JsonObject().put("deployment", topology).put("nodes", nodes);
    }

    private static String shown(JsonObject clock) {
        Instant now = clock.getInstant("now").truncatedTo(ChronoUnit.SECONDS);
        Duration moved = Duration.parse(clock.getString("moved"));
        String distance = moved.isZero()
                ? "the machine's time"
                : words(moved.abs()) + (moved.isNegative() ? " behind" : " ahead");
        return now + "   " + distance + (clock.getBoolean("adjustable") ? "" : ", not adjustable");
    }

    private static String words(Duration span) {
        List<String> words = new ArrayList<>();
        add(words, span.toDaysPart(), "day");
        add(words, span.toHoursPart(), "hour");
        add(words, span.toMinutesPart(), "minute");
        add(words, span.toSecondsPart(), "second");
        return words.isEmpty() ? "less than a second" : String.join(" ", words);
    }

    private static void add(List<String> words, long count, String unit) {
        if (count > 0) {
            words.add(count + " " + unit + (count == 1 ? "" : "s"));
        }
    }
}
