package org.s2slab.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.time.Duration;
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
        description =
                "Shows which links of the deployment that runs (./lab up) were made to fail; cuts, slows, heals them.",
        mixinStandardHelpOptions = true,
        subcommands = {LinkCommand.Cut.class, LinkCommand.Slow.class, LinkCommand.Heal.class},
        footer = {"", "lab link cut lync exchange    lab link slow lync exchange --delay 200    lab link heal"})
final class LinkCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private DeploymentOption which;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        return perform(deployment -> deployment.control(HttpMethod.GET, "/links", null));
    }

    /** Cuts the link. */
    @Command(name = "cut", description = "Cuts a link.", mixinStandardHelpOptions = true)
    static final class Cut implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "FROM", description = "The node that calls.")
        @SuppressWarnings("NullAway.Init")
        private String from;

        @Parameters(index = "1", paramLabel = "TO", description = "The node it calls.")
        @SuppressWarnings("NullAway.Init")
        private String to;

        @Option(names = "--drop", description = "All is dropped in silence; without it connections are reset.")
        private boolean drop;

        @Option(
                names = "--after",
                paramLabel = "BYTES",
                description = "A connection is reset when so many bytes have come back on it.")
        private int after;

        @Option(names = "--times", paramLabel = "COUNT", description = "--after: how many connections; else all.")
        private int times;

        @ParentCommand
        @SuppressWarnings("NullAway.Init")
        private LinkCommand link;

        @Spec
        @SuppressWarnings("NullAway.Init")
        private CommandSpec spec;

        @Override
        public Integer call() {
            if (drop && after + times > 0) {
                throw new ParameterException(spec.commandLine(), "--after and --times reset, and --drop does not");
            }
            return link.perform(deployment -> {
                LinkFault reset = after == 0 && times == 0 ? LinkFault.RESET : LinkFault.resetAfter(after, times);
                return deployment.treat(from, to, drop ? LinkFault.DROP : reset);
            });
        }
    }

    /** Slows the link down. */
    @Command(name = "slow", description = "Makes a link slow.", mixinStandardHelpOptions = true)
    static final class Slow implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "FROM", description = "The node that calls.")
        @SuppressWarnings("NullAway.Init")
        private String from;

        @Parameters(index = "1", paramLabel = "TO", description = "The node it calls.")
        @SuppressWarnings("NullAway.Init")
        private String to;

        @Option(names = "--delay", paramLabel = "MILLISECONDS", description = "How much later everything arrives.")
        private int delay;

        @Option(names = "--rate", paramLabel = "BYTES", description = "So many a second, each way, on a connection.")
        private int rate;

        @Option(names = "--loses", paramLabel = "PERCENT", description = "So many of a hundred connections are reset.")
        private int loses;

        @Option(names = "--seed", paramLabel = "NUMBER", description = "Of what is drawn; 1 unless told.")
        private long seed = 1;

        @ParentCommand
        @SuppressWarnings("NullAway.Init")
        private LinkCommand link;

        @Override
        public Integer call() {
            return link.perform(deployment -> deployment.treat(
                    from, to, LinkFault.slow(Duration.ofMillis(delay), Duration.ZERO, rate, loses, seed)));
        }
    }

    /** Links work again. */
    @Command(
            name = "heal",
            description = "Heals links; all of them where none is named.",
            mixinStandardHelpOptions = true)
    static final class Heal implements Callable<Integer> {
        @Parameters(index = "0", arity = "0..1", paramLabel = "FROM", description = "The node that calls; else any.")
        private @Nullable String from;

        @Parameters(index = "1", arity = "0..1", paramLabel = "TO", description = "The node it calls; else any.")
        private @Nullable String to;

        @ParentCommand
        @SuppressWarnings("NullAway.Init")
        private LinkCommand link;

        @Override
        public Integer call() {
            return link.perform(deployment -> deployment.heal(from, to));
        }
    }

    private int perform(Function<RunningDeployment, Future<JsonObject>> work) {
        Vertx vertx = Vertx.vertx();
        try (RunningDeployment deployment = which.find(vertx, spec)) {
            JsonArray links = work.apply(deployment).await().getJsonArray("links");
            PrintWriter out = spec.commandLine().getOut();
            out.println(deployment.topology() + (links.isEmpty() ? ": every link is direct" : ""));
            for (int i = 0; i < links.size(); i++) {
                JsonObject link = links.getJsonObject(i);
                out.printf("  %s to %s %s%n", link.getString("from"), link.getString("to"), link.getString("does"));
            }
            out.flush();
            return 0;
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        } finally {
            vertx.close().await();
        }
    }
}
