package org.s2slab.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.NotRunningException;
import org.s2slab.engine.deployment.RunningDeployment;
import org.s2slab.engine.hops.HopReader;
import org.s2slab.node.StopHook;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code lab hops}: prints the hops of a running deployment. */
@Command(
        name = "hops",
        description =
                "Print the hops of a running deployment (./lab up): what its servers asked, sent, accepted and refused.",
        mixinStandardHelpOptions = true,
        footer = {"", "lab hops", "lab hops --follow", "lab hops --json --follow | jq 'select(.kind == \"REFUSED\")'"})
@SuppressWarnings("NullAway.Init")
final class HopsCommand implements Callable<Integer> {
    /** Time in milliseconds between two readings. */
    private static final long PERIOD = 300;

    private static final int PAGE = 10_000;

    @Option(
            names = "--follow",
            description = "Continue with new hops until the deployment ends. With --json, each line is one hop.")
    private boolean follow;

    @Option(
            names = "--after",
            paramLabel = "PLACE",
            description = "Print only later hops: the member next of an earlier output (default: all hops).")
    private @Nullable String after;

    @Mixin
    private FormatOption format;

    @Mixin
    private DeploymentOption which;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return which.control(spec, deployment -> {
            JsonObject all = page(deployment, Objects.requireNonNullElse(after, ""));
            if (!follow) {
                format.print(spec.commandLine().getOut(), () -> lines(all), () -> all);
                return 0;
            }
            return follow(deployment, all);
        });
    }

    private int follow(RunningDeployment deployment, JsonObject first) {
        CountDownLatch stop = new CountDownLatch(1);
        StopHook.register(stop::countDown);
        PrintWriter out = spec.commandLine().getOut();
        JsonObject page = first;
        try {
            do {
                (format.isText()
                                ? lines(page)
                                : hops(page).map(JsonObject::encode).toList())
                        .forEach(out::println);
                out.flush();
                page = page(deployment, page.getString("next"));
            } while (!out.checkError() && !stop.await(PERIOD, TimeUnit.MILLISECONDS));
        } catch (NotRunningException e) {
            spec.commandLine().getErr().println("The deployment has ended.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }

    /** All hops after a place. Says which hops are missing. */
    private JsonObject page(RunningDeployment deployment, String place) {
        JsonObject all = new HopReader(deployment.nodes()).page(place, PAGE).await();
        JsonObject page = all;
        while (page.getJsonArray("hops").size() == PAGE) {
            page = new HopReader(deployment.nodes())
                    .page(page.getString("next"), PAGE)
                    .await();
            all.getJsonArray("hops").addAll(page.getJsonArray("hops"));
            all.put("next", page.getString("next"));
        }
        PrintWriter err = spec.commandLine().getErr();
        all.getJsonObject("lost")
                .forEach(node -> err.println(node.getKey() + " discarded " + node.getValue() + " hops unread"));
        all.getJsonArray("restarted")
                .forEach(node -> err.println(node + " was started again; unread hops of before are lost"));
        all.getJsonArray("silent").forEach(node -> err.println(node + " does not respond"));
        return all;
    }

    private static Stream<JsonObject> hops(JsonObject page) {
        return AdministratorClient.objects(page.getJsonArray("hops")).stream();
    }

    private static List<String> lines(JsonObject page) {
        return hops(page).map(HopsCommand::line).toList();
    }

    private static String line(JsonObject hop) {
        return "%s  %-12s %-16s ".formatted(hop.getString("at"), hop.getString("node"), hop.getString("kind"))
                + Stream.of("peer", "user", "rule", "detail")
                        .map(hop::getString)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("  "));
    }
}
