package org.s2slab.testcontainers;

import com.github.dockerjava.api.model.Capability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/**
 * A deployment of S2S Lab in a container, from the image that {@code ./lab image} makes. People have new random passwords,
 * because other machines may reach the ports of a container. The container has a read-only root and no capabilities.
 */
public final class S2SLabContainer extends GenericContainer<S2SLabContainer> {
    private static final String DATA = "/data";
    private static final String JAVA = "/opt/s2slab/java/bin/java";
    private static final String ARGUMENTS = "@/opt/s2slab/lab.args";
    private static final String COMMAND_LINE = "org.s2slab.cli.LabCommand";

    /** The first port in the container. The ports of a node follow from its place in the topology. */
    private static final int BASE = 9300;

    private static final int STEP = 10;

    /** Maximum number of nodes whose ports are published. The largest bundled topologies have fewer. */
    private static final int NODES = 8;

    /** Time for a start on a busy machine. A start on a free one takes some seconds. */
    private static final Duration START = Duration.ofMinutes(3);

    private final List<String> options = new ArrayList<>();
    private String topology = "on-premises";

    /** @param image the name of the image, for example {@code localhost/s2slab:1.0.0} */
    public S2SLabContainer(String image) {
        super(image);
        for (int node = 1; node <= NODES; node++) {
            addExposedPorts(BASE + STEP * node, BASE + STEP * node + 1);
        }
        waitingFor(Wait.forLogMessage(".* is up\\..*", 1).withStartupTimeout(START));
        withCreateContainerCmdModifier(create -> Objects.requireNonNull(create.getHostConfig(), "host configuration")
                .withReadonlyRootfs(true)
                .withCapDrop(Capability.ALL));
    }

    /** Starts this bundled topology (default: on-premises). */
    public S2SLabContainer withTopology(String name) {
        topology = name;
        return this;
    }

    /** Runs a bundled scenario at the start, for example one that configures the trust between the nodes. */
    public S2SLabContainer afterScenario(String name) {
        options.addAll(List.of("--after", name));
        return this;
    }

    /** Sets the clocks of all nodes at the start (default: the time of the machine). */
    public S2SLabContainer withClockAt(Instant moment) {
        options.addAll(List.of("--at", moment.toString()));
        return this;
    }

    @Override
    protected void configure() {
        List<String> command = new ArrayList<>(List.of(
                "up",
                topology,
                "--keep",
                DATA,
                "--port",
                String.valueOf(BASE),
                "--listen",
                "0.0.0.0",
                "--new-passwords"));
        command.addAll(options);
        setCommandParts(command.toArray(String[]::new));
    }

    /**
     * The address of a node's port for people and partners, as this machine reaches it. The certificate of the node covers
     * the address if the container engine is on this machine.
     */
    public URI address(String node) {
        return mapped(port(node));
    }

    /** The address of a node's port for administrators. */
    public URI managementAddress(String node) {
        return mapped(port(node) + 1);
    }

    /** The deployment's root certificate (PEM), which a client of the nodes must trust. */
    public String rootCertificate() {
        return file("root/root.pem");
    }

    /** The password of the user {@code administrator} on the node's port for administrators. */
    public String administratorPassword(String node) {
        return file(node + "/administrator").strip();
    }

    /**
     * The password of a person.
     *
     * @param person the user principal name, for example {@code anna@contoso.com}
     */
    public String password(String person) {
        return found("(?m)^" + Pattern.quote(person) + " (\\S+)$", file("passwords.txt"), "person '" + person + "'");
    }

    /** A token with which a node calls another node for a person. */
    public String token(String from, String to, String person) {
        return lab("token", "--from", from, "--to", to, "--user", person).strip();
    }

    /**
     * Runs a command of the lab in the container, for example {@code clock +1h}, and returns its output.
     *
     * @throws IllegalStateException if the exit code is not 0
     */
    public String lab(String... arguments) {
        List<String> command = new ArrayList<>(List.of(JAVA, ARGUMENTS, COMMAND_LINE));
        command.addAll(List.of(arguments));
        try {
            ExecResult result = execInContainer(command.toArray(String[]::new));
            if (result.getExitCode() != 0) {
                throw new IllegalStateException("lab " + String.join(" ", arguments) + " ended with "
                        + result.getExitCode() + ": " + result.getStdout() + result.getStderr());
            }
            return result.getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException("lab " + String.join(" ", arguments), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("lab " + String.join(" ", arguments) + " was interrupted", e);
        }
    }

    private URI mapped(int port) {
        return URI.create("https://" + getHost() + ":" + getMappedPort(port));
    }

    private int port(String node) {
        String form = "(?s)\"name\"\\s*:\\s*\"" + Pattern.quote(node) + "\".*?\"port\"\\s*:\\s*(\\d+)";
        return Integer.parseInt(found(form, file("deployment.json"), "node '" + node + "'"));
    }

    private String found(String form, String text, String what) {
        Matcher found = Pattern.compile(form).matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException("there is no " + what + " in topology '" + topology + "'");
        }
        return found.group(1);
    }

    private String file(String name) {
        return copyFileFromContainer(
                DATA + "/" + topology + "/" + name,
                content -> new String(content.readAllBytes(), StandardCharsets.UTF_8));
    }
}
