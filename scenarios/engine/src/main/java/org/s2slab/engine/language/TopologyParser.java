package org.s2slab.engine.language;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
import org.s2slab.config.DirectoryRole;
import org.s2slab.config.ProductBehavior;
import org.s2slab.config.RequestLimits;
import org.s2slab.config.UserAccount;
import org.s2slab.engine.deployment.ClockChange;
import org.s2slab.engine.deployment.ContactListPlan;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.OwnPasswords;
import org.s2slab.engine.deployment.PlannedCertificate;
import org.s2slab.engine.deployment.TenantPlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.language.YamlSchema.PolicyDates;
import org.s2slab.engine.text.FileSyntaxException;

/** Parses a topology file. An unknown key or value is an error with the file, the line and the known values. */
public final class TopologyParser {
    private TopologyParser() {}

    /**
     * Parses a topology file.
     *
     * @param source the file's name, for messages
     * @throws FileSyntaxException with every problem
     */
    public static Topology read(String source, String text) {
        YamlNode root = YamlFile.read(source, text);
        ScriptProblems problems = new ScriptProblems();
        TopologySchema.FILE.check(problems, source, root);
        String domain = root.text("domain") == null ? "" : root.require("domain");
        List<NodePlan> servers = new ArrayList<>();
        YamlNode written = root.get("nodes");
        (written == null ? Map.<String, YamlNode>of() : written.members())
                .forEach((name, node) -> whole(source, TopologySchema.NODE, node)
                        .ifPresent(whole -> collect(problems, () -> servers.addAll(servers(source, name, whole)))));
        Map<String, NodePlan> nodes = new TopologyCheck(problems, source, root).named(servers);
        List<UserAccount> people = new ArrayList<>();
        List<ContactListPlan> contacts = new ArrayList<>();
        for (YamlNode person : root.items("people")) {
            whole(source, TopologySchema.PERSON, person).ifPresent(whole -> {
                collect(problems, () -> people.add(person(source, whole)));
                contacts(whole).ifPresent(contacts::add);
            });
        }
        new TopologyCheck(problems, source, root).check(nodes, domain);
        problems.throwIfAny();
        Topology plan = new Topology(
                root.require("topology"),
                new Topology.Source(root.require("shows").strip(), text),
                domain,
                nodes,
                tenants(source, root),
                people,
                contacts,
                root.text("policies") == null ? PolicyMode.AS_DOCUMENTED : PolicyMode.of(root.require("policies")),
                PolicyDates.in(root).orElse(TenantDates.NONE));
        return exposed(source, root, plan);
    }

    private static Topology exposed(String source, YamlNode root, Topology plan) {
        try {
            Topology exposed = plan.with(Exposure.of(root.text("listen"), root.text("name")));
            String telemetry = root.text("telemetry");
            return telemetry == null ? exposed : exposed.sendingTo(telemetry);
        } catch (IllegalArgumentException e) {
            String problem = String.valueOf(e.getMessage());
            YamlNode key = root.get(problem.substring(0, problem.indexOf(':')));
            throw new FileSyntaxException(source, key == null ? 0 : key.line(), problem);
        }
    }

    /**
     * Whether a file is a topology and not a scenario, by its keys.
     *
     * @throws FileSyntaxException if the file is not YAML
     */
    public static boolean isOne(String source, String text) {
        YamlNode root = YamlFile.read(source, text);
        return root.get("nodes") != null && root.get("scenario") == null && root.get("steps") == null;
    }

    /** A part of the file, if its form is correct. Errors of the form were reported for the whole file. */
    private static Optional<YamlNode> whole(String source, YamlSchema shape, YamlNode part) {
        ScriptProblems own = new ScriptProblems();
        shape.check(own, source, part);
        return own.isEmpty() ? Optional.of(part) : Optional.empty();
    }

    private static void collect(ScriptProblems problems, Runnable reading) {
        try {
            reading.run();
        } catch (FileSyntaxException e) {
            problems.add(e);
        }
    }

    private static Optional<ContactListPlan> contacts(YamlNode person) {
        Map<String, List<String>> groups = named(person.get("contacts"), (name, members) -> members.texts());
        List<String> distribution = person.texts("distribution-groups");
        return groups.isEmpty() && distribution.isEmpty()
                ? Optional.empty()
                : Optional.of(new ContactListPlan(person.require("upn"), groups, distribution));
    }

    /** The node, or the servers of a pool. */
    private static List<NodePlan> servers(String source, String name, YamlNode node) {
        return new PoolParser(source, name, node)
                .servers().stream().map(server -> node(source, server, node)).toList();
    }

    private static NodePlan node(String source, PoolParser.Server server, YamlNode node) {
        YamlNode settings = node.get("settings");
        String forest = node.text("forest");
        return new NodePlan(
                server.name(),
                node.require("role"),
                Boolean.TRUE.equals(flag(node, "online")),
                server.hosts(),
                new NodePlan.Groups(forest == null ? "own" : forest, server.pool()),
                named(node.get("certificates"), (use, one) -> certificate(source, one)),
                behaviors(source, node),
                limits(source, node),
                settings == null ? new JsonObject() : settings.object(),
                null);
    }

    private static List<ProductBehavior> behaviors(String source, YamlNode node) {
        List<ProductBehavior> behaviors = node.texts("as-the-product-does").stream()
                .map(ProductBehavior::of)
                .toList();
        try {
            ProductBehavior.requireFor(node.require("role"), behaviors);
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException(source, node.line(), String.valueOf(e.getMessage()));
        }
        return behaviors;
    }

    private static RequestLimits limits(String source, YamlNode node) {
        YamlNode limits = node.get("limits");
        try {
            return limits == null
                    ? RequestLimits.USUAL
                    : RequestLimits.of(limits.object().getMap());
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException(source, node.line(), "limits: " + e.getMessage());
        }
    }

    private static PlannedCertificate certificate(String source, YamlNode node) {
        if ((node.get("from") == null) != (node.get("until") == null)) {
            throw new FileSyntaxException(source, node.line(), "'from' and 'until' of a certificate go together");
        }
        try {
            return new PlannedCertificate(
                    node.require("subject"),
                    node.texts("alternatives"),
                    node.get("from") == null
                            ? null
                            : new PlannedCertificate.Dates(
                                    ClockChange.moment(node.require("from")),
                                    ClockChange.moment(node.require("until"))));
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException(source, node.line(), String.valueOf(e.getMessage()));
        }
    }

    private static List<TenantPlan> tenants(String source, YamlNode root) {
        return List.copyOf(named(
                        root.get("tenants"),
                        (name, tenant) -> new TenantPlan(
                                name,
                                tenant.require("id"),
                                tenant.texts("domains"),
                                tenant.items("people").stream()
                                        .map(person -> person(source, person))
                                        .toList()))
                .values());
    }

    private static UserAccount person(String source, YamlNode node) {
        String upn = node.require("upn");
        String sip = node.get("sip") == null ? upn : node.require("sip");
        String password = node.text("password");
        try {
            return new UserAccount(
                    node.require("name"),
                    upn,
                    node.get("smtp") == null ? List.of(upn) : node.texts("smtp"),
                    sip.equals("none") ? null : sip,
                    node.text("sid"),
                    password == null ? OwnPasswords.PUBLISHED : password,
                    flag(node, "enabled"),
                    flag(node, "mailbox"),
                    node.text("forest"),
                    node.texts("roles").stream().map(DirectoryRole::of).toList());
        } catch (IllegalArgumentException e) {
            throw new FileSyntaxException(source, node.line(), String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Boolean flag(YamlNode node, String key) {
        String text = node.text(key);
        return text == null ? null : Boolean.valueOf(text);
    }

    private static <T> Map<String, T> named(@Nullable YamlNode mapping, BiFunction<String, YamlNode, T> read) {
        Map<String, T> values = new LinkedHashMap<>();
        if (mapping != null && mapping.entries() != null) {
            mapping.entries().forEach((name, node) -> values.put(name, read.apply(name, node)));
        }
        return values;
    }
}
