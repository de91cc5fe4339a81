package org.s2slab.cli;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.network.LinkFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command {@code lab link}: makes links of a running deployment fail, and repairs them. */
@Command(
        name = "link",
        description = "Show the disturbed links of a running deployment (./lab up). Cut, slow or repair links.",
        mixinStandardHelpOptions = true,
        subcommands = {LinkCommand.Cut.class, LinkCommand.Slow.class, LinkCommand.Heal.class},
        footer = {"", "lab link cut lync exchange", "lab link slow lync exchange --delay 200", "lab link heal"})
@SuppressWarnings("NullAway.Init")
final class LinkCommand implements Callable<Integer> {
    @Mixin
    private FormatOption format;

    @Mixin
    private DeploymentOption which;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return perform(deployment -> deployment.control(HttpMethod.GET, "/links", null));
    }

    /** A change of one link. */
    private abstract static class Change implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "FROM", description = "The calling node.")
        String from;

        @Parameters(index = "1", paramLabel = "TO", description = "The called node.")
        String to;

        @ParentCommand
        LinkCommand link;
    }

    /** Cuts the link. */
    @Command(name = "cut", description = "Cut the link between two nodes.", mixinStandardHelpOptions = true)
    static final class Cut extends Change {
        @Option(names = "--drop", description = "Drop all packets (default: reset the connections).")
        private boolean drop;

        @Option(
                names = "--after",
                paramLabel = "BYTES",
                description = "Reset a connection after BYTES of the response (default: at once).")
        private int after;

        @Option(names = "--times", paramLabel = "COUNT", description = "Number of connections to reset (default: all).")
        private int times;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() {
            if (drop && after + times > 0) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--drop: cannot be combined with --after or --times, which reset connections");
            }
            return link.perform(deployment -> {
                LinkFault reset = after == 0 && times == 0 ? LinkFault.RESET : LinkFault.resetAfter(after, times);
                return deployment.treat(from, to, drop ? LinkFault.DROP : reset);
            });
        }
    }

    /** Slows the link down. */
    @Command(name = "slow", description = "Slow down the link between two nodes.", mixinStandardHelpOptions = true)
    static final class Slow extends Change {
        @Option(
                names = "--delay",
                paramLabel = "MILLISECONDS",
                description = "Delay of everything on the link (default: 0).")
        private int delay;

        @Option(
                names = "--rate",
                paramLabel = "BYTES",
                description = "Bytes per second, for each connection and direction (default: no limit).")
        private int rate;

        @Option(
                names = "--reset-percent",
                paramLabel = "PERCENT",
                description = "Percentage of connections to reset (default: 0).")
        private int resetPercent;

        @Option(names = "--loses", hidden = true, description = "Former name of --reset-percent.")
        private int loses;

        @Mixin
        private SeedOption seed;

        @Override
        public Integer call() {
            return link.perform(deployment -> deployment.treat(
                    from,
                    to,
                    LinkFault.slow(
                            Duration.ofMillis(delay),
                            Duration.ZERO,
                            rate,
                            Math.max(resetPercent, loses),
                            seed.seed())));
        }
    }

    /** Repairs links. */
    @Command(name = "heal", description = "Repair links (default: all).", mixinStandardHelpOptions = true)
    static final class Heal implements Callable<Integer> {
        @Parameters(index = "0", arity = "0..1", paramLabel = "FROM", description = "The calling node (default: any).")
        private @Nullable String from;

        @Parameters(index = "1", arity = "0..1", paramLabel = "TO", description = "The called node (default: any).")
        private @Nullable String to;

        @ParentCommand
        private LinkCommand link;

        @Override
        public Integer call() {
            return link.perform(deployment -> deployment.heal(from, to));
        }
    }

    private int perform(Function<RunningDeployment, Future<JsonObject>> work) {
        return which.control(spec, deployment -> show(deployment, work.apply(deployment)));
    }

    private int show(RunningDeployment deployment, Future<JsonObject> shown) {
        List<JsonObject> links = shown.await().getJsonArray("links").stream()
                .map(JsonObject.class::cast)
                .toList();
        format.print(
                spec.commandLine().getOut(),
                () -> lines(deployment.topology(), links),
                () -> new JsonObject().put("deployment", deployment.topology()).put("links", new JsonArray(links)));
        return 0;
    }

    private static List<String> lines(String topology, List<JsonObject> links) {
        List<String> lines = new ArrayList<>(List.of(topology + (links.isEmpty() ? ": every link is direct" : "")));
        links.forEach(link -> lines.add(
                "  " + link.getString("from") + " to " + link.getString("to") + " " + link.getString("does")));
        return lines;
    }
}
