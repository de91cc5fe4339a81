package org.s2slab.engine.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.NodeFolderReader;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.TenantPlan;
import org.s2slab.engine.deployment.Topology;
import org.s2slab.engine.forge.AttackerKnowledge;
import org.s2slab.identity.WellKnownPrincipals;

/** The names and times for the braces in the attack presets, for a call between two servers of a deployment. */
public final class PresetNames {
    private static final Pattern NAME = Pattern.compile("\\{([A-Za-z -]+?)(?:([+-])(P[0-9A-Z]+))?}");
    private static final String AUTHORIZATION_SERVER = "authorization server";

    private final AttackerKnowledge knowledge;
    private final Topology plan;
    private final Map<String, Supplier<Optional<String>>> names = new LinkedHashMap<>();
    private final Instant now;

    /**
     * Reads the realm of the resource. Blocks the calling thread.
     *
     * @param caller the node whose token is forged
     * @param resource the node that receives the token
     * @param user the address of the user in the token
     */
    public PresetNames(Deployment deployment, String caller, String resource, String user) {
        knowledge = new DeploymentAttackerKnowledge(deployment);
        plan = deployment.plan();
        now = deployment.node(resource).clock().instant();
        String callerId = knowledge.applicationId(caller);
        put("caller", () -> caller);
        put("caller id", () -> callerId);
        put("resource id", () -> knowledge.applicationId(resource));
        put("host", () -> knowledge.host(resource));
        put("realm", () -> knowledge.realm(resource));
        put(
                "other id",
                () -> callerId.equals(WellKnownPrincipals.SHAREPOINT)
                        ? WellKnownPrincipals.LYNC
                        : WellKnownPrincipals.SHAREPOINT);
        put("domain", () -> user.substring(user.indexOf('@') + 1));
        put(
                "outsider certificate",
                () -> NodeFolderReader.facts(knowledge.own()).getString("raw"));
        names.put("colleague", () -> colleague(user));
        names.put(
                "third server",
                () -> server(node -> !node.role().equals("authz")
                        && !Set.of(caller, resource).contains(node.name())));
        names.put(AUTHORIZATION_SERVER, () -> server(node -> node.role().equals("authz")));
        names.put("Exchange on-premises", () -> server(node -> node.role().equals("exchange") && !node.online()));
        names.put("tenant", () -> plan.tenants().stream().findFirst().map(TenantPlan::id));
        names.put(
                "other tenant",
                () -> plan.tenants().stream().skip(1).findFirst().map(TenantPlan::id));
    }

    private void put(String name, Supplier<String> value) {
        names.put(name, () -> Optional.of(value.get()));
    }

    private Optional<String> server(Predicate<NodePlan> requested) {
        return plan.nodes().values().stream()
                .filter(requested)
                .map(NodePlan::name)
                .findFirst();
    }

    private Optional<String> colleague(String user) {
        return knowledge.people().stream()
                .filter(person -> !person.hasAddress(user) && person.isEnabled())
                .flatMap(person -> person.mailAddresses().stream())
                .findFirst();
    }

    /** The names in braces for which the deployment has no value; empty if the preset can be used. */
    public Set<String> missing(AttackPresets.Preset preset) {
        Set<String> missing = new TreeSet<>();
        Matcher used = NAME.matcher(preset.forge().encode() + (preset.to() == null ? "" : "{" + preset.to() + "}"));
        while (used.find()) {
            if (used.group(3) == null && known(used.group(1)).isEmpty()) {
                missing.add(used.group(1));
            }
        }
        return missing;
    }

    /** The {@code forge} of a preset with all names replaced. Throws IllegalStateException if a name has no value. */
    public JsonObject forge(AttackPresets.Preset preset) {
        return (JsonObject) resolve(preset.forge());
    }

    /** The node that receives the token of a preset, or null for the resource. */
    public @Nullable String to(AttackPresets.Preset preset) {
        String to = preset.to();
        return to == null ? null : text("{" + to + "}");
    }

    private Object resolve(Object value) {
        if (value instanceof JsonObject object) {
            JsonObject resolved = new JsonObject();
            object.forEach(
                    entry -> resolved.put(entry.getKey(), entry.getValue() == null ? null : resolve(entry.getValue())));
            return resolved;
        }
        if (value instanceof JsonArray array) {
            JsonArray resolved = new JsonArray();
            array.forEach(item -> resolved.add(resolve(item)));
            return resolved;
        }
        return value instanceof String text ? text(text) : value;
    }

    private String text(String text) {
        return NAME.matcher(text)
                .replaceAll(name -> Matcher.quoteReplacement(value(name.group(1), name.group(2), name.group(3))));
    }

    private String value(String name, @Nullable String sign, @Nullable String span) {
        if (span != null) {
            Duration by = Duration.parse(span);
            return Long.toString(("-".equals(sign) ? now.minus(by) : now.plus(by)).getEpochSecond());
        }
        return known(name).orElseThrow(() -> new IllegalStateException("the deployment has no " + name));
    }

    private Optional<String> known(String name) {
        Supplier<Optional<String>> known = names.get(name);
        if (known == null) {
            throw new IllegalStateException(
                    "presets.yaml: there is no name {" + name + "}; expected one of " + names.keySet());
        }
        return known.get();
    }
}
