package org.s2slab.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.OwnPasswords;
import org.s2slab.engine.deployment.PortPlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.product.BehaviorReader;

/** Describes a running deployment for its user: addresses, credentials, the root certificate and example commands. */
public final class DeploymentAccessText {
    private final Deployment topology;
    private final Exposure exposure;
    private final PortPlan ports;
    private final String root;
    private final @Nullable String scenario;

    /**
     * @param ports the requested ports of the nodes
     * @param scenario the name of the scenario that prepared the deployment, or null
     */
    public DeploymentAccessText(Deployment topology, PortPlan ports, @Nullable String scenario) {
        this.scenario = scenario;
        this.topology = topology;
        this.exposure = topology.plan().exposure();
        this.ports = ports;
        this.root = quoted(topology.keys().rootFile().toString());
    }

    /** The description, line by line. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(topology.plan().name() + " is up. At its first start: "
                + topology.plan().shows());
        if (scenario != null) {
            lines.add("Then the scenario '" + scenario + "' ran on it.");
        }
        for (RunningNode node : topology.nodes()) {
            lines.add("");
            String pool =
                    node.plan().pool() == null ? "" : ", pool " + node.plan().poolName();
            lines.add(node.plan().name() + " (" + node.plan().role() + pool + ")");
            for (String host : node.plan().hosts()) {
                lines.add("  https://" + host + "  is served on " + exposure.clientHost() + ":" + node.port());
            }
            node.process()
                    .ifPresent(pid -> lines.add("  process         " + pid + ", its output in " + node.outputFile()));
            lines.add("  management      " + exposure.url(node.managementPort()));
            lines.add("  administrator   user administrator, password in "
                    + topology.managed(node).address().administratorFile());
        }
        List<String> warnings = BehaviorReader.warnings(topology.managed());
        if (!warnings.isEmpty()) {
            lines.add("");
            warnings.forEach(warning -> lines.add("warning: " + warning));
        }
        lines.add("");
        lines.add("root certificate  " + topology.keys().rootFile());
        lines.add("data              " + topology.folder());
        lines.addAll(ports.lines(topology.plan()));
        lines.add("people            " + people());
        topology.plan().collector().ifPresent(address -> lines.add("telemetry         spans are sent to " + address));
        lines.addAll(exposed(exposure));
        lines.add("");
        lines.add("Try:");
        RunningNode first = topology.nodes().iterator().next();
        lines.addAll(tries(first));
        lines.add("");
        lines.add("Ctrl-C stops the deployment.");
        return lines;
    }

    /** What other machines can reach; empty if they can reach nothing. */
    public static List<String> exposed(Exposure exposure) {
        return exposure.isLoopback()
                ? List.of()
                : List.of(
                        "",
                        "Other machines can connect to " + exposure.address()
                                + ": to each node's port for partners and people, to its",
                        "management port, and to the control port (docs/CONTROL.md). Each needs a token or a password, over TLS.",
                        "Clients trust the root certificate. The HTTP proxy and failing links stay on this machine (docs/SECURITY.md).");
    }

    private List<String> tries(RunningNode node) {
        List<String> tries = new ArrayList<>();
        if (node.plan().role().equals("lync")) {
            UserAccount person = topology.plan().people().get(0);
            tries.add("  curl --cacert " + root + " --connect-to " + node.plan().host() + ":443:"
                    + exposure.clientHost() + ":" + node.port() + " -u "
                    + quoted(person.upn() + (isPublished(person) ? ":" + person.password() : "")) + " https://"
                    + node.plan().host() + "/users/me/contacts");
        }
        tries.add("  curl --cacert " + root + " -u \"administrator:$(cat "
                + quoted(topology.managed(node).address().administratorFile().toString()) + ")\" "
                + exposure.url(node.managementPort()) + "/cmdlets");
        return tries;
    }

    /** Names people with the published password; the file has every other password, for its owner only. */
    private String people() {
        List<UserAccount> people = topology.plan().everybody();
        String names = people.stream()
                .map(person -> person.upn() + (isPublished(person) ? " (" + person.password() + ")" : ""))
                .distinct()
                .collect(Collectors.joining(", "));
        return people.stream().allMatch(DeploymentAccessText::isPublished)
                ? names
                : names + "; passwords in " + topology.folder().resolve(OwnPasswords.FILE);
    }

    private static boolean isPublished(UserAccount person) {
        return person.password().equals(OwnPasswords.PUBLISHED);
    }

    /** The text as a word of a POSIX shell. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
