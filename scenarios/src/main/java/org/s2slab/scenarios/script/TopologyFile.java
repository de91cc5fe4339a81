package org.s2slab.scenarios.script;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Person;
import org.s2slab.scenarios.topology.CertificatePlan;
import org.s2slab.scenarios.topology.ClockChange;
import org.s2slab.scenarios.topology.ContactList;
import org.s2slab.scenarios.topology.NodePlan;
import org.s2slab.scenarios.topology.TenantPlan;
import org.s2slab.scenarios.topology.TopologyPlan;

/** Reads a topology file; as strict as a scenario file. */
public final class TopologyFile {
    private static final String PASSWORD = "Passw0rd!";

    private TopologyFile() {}

    /**
     * @param source the file's name, for messages
     * @throws ScriptException on the first thing that is not part of the language
     */
    public static TopologyPlan read(String source, String text) {
        YamlNode root = YamlFile.read(source, text);
        TopologyShape.FILE.check(source, root);
        List<Person> people = new ArrayList<>();
        List<ContactList> contacts = new ArrayList<>();
        for (YamlNode person : items(root.get("people"))) {
            people.add(person(source, person));
            Map<String, List<String>> groups = named(person.get("contacts"), (name, members) -> members.texts());
            List<String> distribution = texts(person, "distribution-groups");
            if (!groups.isEmpty() || !distribution.isEmpty()) {
                contacts.add(new ContactList(person.require("upn"), groups, distribution));
            }
        }
        return new TopologyPlan(
                root.require("topology"),
                root.require("shows").strip(),
                root.require("domain"),
                named(root.get("nodes"), (name, node) -> node(source, name, node)),
                tenants(root),
                people,
                contacts);
    }

    private static NodePlan node(String source, String name, YamlNode node) {
        YamlNode settings = node.get("settings");
        String forest = node.text("forest");
        return new NodePlan(
                name,
                node.require("role"),
                Boolean.TRUE.equals(flag(node, "online")),
                texts(node, "hosts"),
                forest == null ? "own" : forest,
                named(node.get("certificates"), (use, one) -> certificate(source, one)),
                settings == null ? new JsonObject() : settings.object());
    }

    private static CertificatePlan certificate(String source, YamlNode node) {
        if ((node.get("from") == null) != (node.get("until") == null)) {
            throw new ScriptException(source, node.line(), "'from' and 'until' of a certificate go together");
        }
        try {
            return new CertificatePlan(
                    node.require("subject"),
                    texts(node, "alternatives"),
                    node.get("from") == null
                            ? null
                            : new CertificatePlan.Dates(
                                    ClockChange.moment(node.require("from")),
                                    ClockChange.moment(node.require("until"))));
        } catch (IllegalArgumentException e) {
            throw new ScriptException(source, node.line(), String.valueOf(e.getMessage()));
        }
    }

    private static List<TenantPlan> tenants(YamlNode root) {
        return List.copyOf(named(
                        root.get("tenants"),
                        (name, tenant) -> new TenantPlan(name, tenant.require("id"), texts(tenant, "domains")))
                .values());
    }

    private static Person person(String source, YamlNode node) {
        String upn = node.require("upn");
        String sip = node.get("sip") == null ? upn : node.require("sip");
        String password = node.text("password");
        try {
            return new Person(
                    node.require("name"),
                    upn,
                    node.get("smtp") == null ? List.of(upn) : texts(node, "smtp"),
                    sip.equals("none") ? null : sip,
                    node.text("sid"),
                    password == null ? PASSWORD : password,
                    flag(node, "enabled"),
                    flag(node, "mailbox"),
                    node.text("forest"));
        } catch (IllegalArgumentException e) {
            throw new ScriptException(source, node.line(), String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Boolean flag(YamlNode node, String key) {
        String text = node.text(key);
        return text == null ? null : Boolean.valueOf(text);
    }

    private static List<String> texts(YamlNode node, String key) {
        YamlNode entry = node.get(key);
        return entry == null ? List.of() : entry.texts();
    }

    private static List<YamlNode> items(@Nullable YamlNode list) {
        return list == null || list.items() == null ? List.of() : list.items();
    }

    private static <T> Map<String, T> named(@Nullable YamlNode mapping, BiFunction<String, YamlNode, T> read) {
        Map<String, T> values = new LinkedHashMap<>();
        if (mapping != null && mapping.entries() != null) {
            mapping.entries().forEach((name, node) -> values.put(name, read.apply(name, node)));
        }
        return values;
    }
}
