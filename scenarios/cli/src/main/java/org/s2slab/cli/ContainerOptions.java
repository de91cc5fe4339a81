package org.s2slab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.containers.ContainerExport;
import org.s2slab.engine.containers.ContainerExport.Engine;
import org.s2slab.engine.containers.ContainerExport.Images;
import org.s2slab.engine.deployment.PortPlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.run.ScenarioLibrary;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code lab export} that write a folder for a container engine. */
final class ContainerOptions {
    /** The first published port, if the command line names none. */
    private static final int BASE = 18_000;

    private static final int LAST_PORT = 65_535;

    /** Options for the export of the trust of a deployment. */
    private static final List<String> OF_TRUST = List.of("--deployment", "--after", "--topology", "--at", "--policies");

    @Option(
            names = "--compose",
            description = "Write a compose file with a container for each node, for docker compose or podman-compose.")
    private boolean compose;

    @Option(
            names = "--kubernetes",
            description =
                    "Write objects of Kubernetes for each node (StatefulSet, Service, Secret, NetworkPolicy), and Pods and"
                            + " claims for podman kube play.")
    private boolean kubernetes;

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "Name of the lab's image in the files (default: s2slab:VERSION).")
    private @Nullable String image;

    @Option(
            names = "--database-image",
            paramLabel = "IMAGE",
            description = "Name of the image of PostgreSQL for pools (default: " + Images.POSTGRES + ").")
    private @Nullable String databaseImage;

    @Option(
            names = "--publish",
            paramLabel = "BASE",
            description =
                    "Publish the ports of the containers on 127.0.0.1: of the first node at BASE + 10, of the second at BASE + 20,"
                            + " and so on. The management port is one higher. (Default: " + BASE + ".)")
    private @Nullable Integer base;

    boolean isGiven() {
        return compose || kubernetes;
    }

    boolean hasSettings() {
        return image != null || databaseImage != null || base != null;
    }

    /**
     * Writes the folder, and prints the commands to try next.
     *
     * @param check returns the folder, after a check that it is new or empty
     */
    int export(CommandSpec spec, @Nullable Path folder, @Nullable String topology, Function<String, Path> check) {
        for (String option : OF_TRUST) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(),
                        option + ": is an option for the trust of a deployment; leave out " + option
                                + ", or --compose and --kubernetes");
            }
        }
        if (folder == null || topology == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "DIR and TOPOLOGY: both are needed, such as ./lab export --compose my-lab on-premises");
        }
        Topology plan = new ScenarioLibrary().topology(topology);
        PortPlan ports = ports(spec, plan);
        Path place = check.apply(plan.name());
        Set<Engine> engines = EnumSet.noneOf(Engine.class);
        if (compose) {
            engines.add(Engine.COMPOSE);
        }
        if (kubernetes) {
            engines.add(Engine.KUBERNETES);
        }
        ContainerExport.write(plan, place, images(spec), ports, engines, LabCommand.CLOCK);
        tell(spec.commandLine().getOut(), place, plan, ports);
        return 0;
    }

    private PortPlan ports(CommandSpec spec, Topology plan) {
        int first = base == null ? BASE : base;
        int highest = LAST_PORT - PortPlan.STEP * plan.nodes().size() - 1;
        if (first < 1 || first > highest) {
            throw new ParameterException(
                    spec.commandLine(), "--publish: " + first + " is not a base port; name 1 to " + highest);
        }
        return new PortPlan(first);
    }

    private Images images(CommandSpec spec) {
        return new Images(
                image == null ? "s2slab:" + spec.root().version()[0].replaceFirst(".* ", "") : image,
                databaseImage == null ? Images.POSTGRES : databaseImage);
    }

    private void tell(PrintWriter out, Path place, Topology plan, PortPlan ports) {
        ports.lines(plan).forEach(out::println);
        out.println("passwords         " + place.resolve("passwords.txt"));
        if (compose) {
            out.println("docker compose    docker compose -f " + place.resolve("compose.yaml") + " up -d");
        }
        if (kubernetes) {
            out.println("podman            podman kube play " + place.resolve("pods.yaml"));
            out.println("kubectl           kubectl apply -f " + place.resolve("kubernetes.yaml"));
        }
        out.println();
        out.println("./lab run SCENARIO --on " + place + " plays a scenario on the running containers.");
        out.flush();
    }
}
