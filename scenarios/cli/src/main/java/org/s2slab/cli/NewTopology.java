package org.s2slab.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.s2slab.engine.language.ScenarioCheck;
import org.s2slab.engine.language.ScenarioParser;
import org.s2slab.engine.language.TopologyParser;
import org.s2slab.engine.run.ScenarioLibrary;
import org.s2slab.engine.text.YamlResource;
import org.s2slab.engine.text.YamlWriter;
import org.s2slab.trace.IdGenerator;

/**
 * The text of a new topology file, and of the scenario that configures its trust. Nodes come from bundled topologies, so
 * that the documented procedures of the bundled scenarios fit.
 *
 * @param domains the domains, the main one first
 * @param servers the roles; of online servers with {@link TopologyAnswers#ONLINE} at the end
 * @param people the addresses of people
 * @param features the names of features
 */
record NewTopology(Path file, List<String> domains, List<String> servers, List<String> people, List<String> features) {
    /** The bundled scenario that configures the trust between these servers, by the servers in alphabetical order. */
    private static final Map<String, String> TRUST = Map.of(
            "exchange,lync", "on-premises-trust",
            "exchange,lync,sharepoint", "on-premises-three-trust",
            "exchange,sharepoint", "on-premises-sharepoint-exchange-trust",
            "exchange-online,lync-online", "online-trust",
            "exchange-online,lync-online,sharepoint-online", "online-trust",
            "exchange-online,lync,sharepoint-online", "cross-lync-on-premises-trust",
            "exchange,lync-online,sharepoint", "cross-lync-online-trust",
            "exchange-online,lync-online,sharepoint", "cross-sharepoint-on-premises-trust",
            "exchange,lync,sharepoint-online", "cross-sharepoint-online-trust",
            "exchange,exchange-online,lync,sharepoint", "hybrid-trust");

    /** The most people on the contact list of one person. */
    private static final int CONTACTS = 10;

    /** The text of the topology file. Throws FileSyntaxException if it is not valid. */
    String text() {
        JsonObject page = new JsonObject()
                .put("topology", name())
                .put("shows", "A topology of " + String.join(", ", servers) + ", from ./lab new topology.")
                .put("domain", domains.get(0));
        JsonObject nodes = new JsonObject();
        if (TopologyAnswers.isOnline(servers)) {
            JsonObject online = bundled("online");
            JsonObject tenant = online.getJsonObject("tenants").getJsonObject(label());
            List<String> all = new ArrayList<>(domains);
            all.add(label() + (isBoth() ? ".mail" : "") + ".onmicrosoft.com");
            tenant.put("id", IdGenerator.random().uuid()).put("domains", new JsonArray(all));
            page.put("tenants", new JsonObject().put(label(), tenant));
            nodes.put("authz", online.getJsonObject("nodes").getJsonObject("authz"));
        }
        servers.forEach(server -> add(nodes, server));
        page.put("nodes", nodes);
        if (features.contains("dated")) {
            page.put("policies", "dated");
        }
        page.put("people", new JsonArray(people.stream().map(this::person).toList()));
        // Decoding makes maps and lists of all objects.
        String text = YamlWriter.write(List.of(), new JsonObject(page.encode()).getMap());
        TopologyParser.read(file.toString(), text);
        return text;
    }

    /** Reads whether the trust is configured. */
    boolean documented(String answer) {
        String key = String.join(",", new TreeSet<>(servers));
        boolean documented = answer.equals("documented");
        boolean isKnown = documented || answer.equals(TopologyAnswers.NONE);
        TopologyAnswers.require(isKnown, "'%s' is not a way; write documented or none", answer);
        String way = "no bundled scenario configures the trust of %s; leave it out, or choose one of: %s";
        String keys = String.join("; ", new TreeSet<>(TRUST.keySet()));
        TopologyAnswers.require(!documented || TRUST.containsKey(key), way, key, keys);
        return documented;
    }

    /** The text of the scenario that configures the trust. Throws FileSyntaxException if it is not valid. */
    String trust() {
        String scenario = TRUST.getOrDefault(String.join(",", new TreeSet<>(servers)), "");
        String own = own(ScenarioLibrary.bundled("scenarios", scenario).text().replace("anna@contoso.com", "\1"))
                .replace("\1", people.get(0))
                .replaceFirst("(?m)^scenario: .*$", Matcher.quoteReplacement("scenario: " + name() + "-trust"))
                .replaceFirst("(?m)^topology: .*$", Matcher.quoteReplacement("topology: " + file.getFileName()));
        ScenarioCheck.require(
                ScenarioParser.read(ScenarioLibrary.trustOf(file.toString()), own),
                TopologyParser.read(file.toString(), text()));
        return own;
    }

    private String name() {
        return String.valueOf(file.getFileName()).replaceFirst("\\.ya?ml$", "");
    }

    /** The first label of the main domain, which names the tenant. */
    private String label() {
        return domains.get(0).substring(0, domains.get(0).indexOf('.'));
    }

    /** Whether Exchange is at both places. */
    private boolean isBoth() {
        return servers.contains("exchange") && servers.contains("exchange" + TopologyAnswers.ONLINE);
    }

    /** A text of the bundled organization with the names of this one. */
    private String own(String text) {
        return text.replace("contoso.com", "\0").replace("contoso", label()).replace("\0", domains.get(0));
    }

    private JsonObject bundled(String topology) {
        Map<String, Object> page =
                YamlResource.read(ScenarioLibrary.class, "topologies/" + topology + ".yaml", new TypeReference<>() {});
        return new JsonObject(own(new JsonObject(page).encode()));
    }

    private void add(JsonObject nodes, String server) {
        String role = server.replace(TopologyAnswers.ONLINE, "");
        String name = isBoth() ? server : role;
        boolean isPair = isBoth() && role.equals("exchange");
        String topology = isPair ? "hybrid" : server.equals(role) ? "on-premises-three" : "online";
        JsonObject node = bundled(topology).getJsonObject("nodes").getJsonObject(isPair ? server : role);
        if (domains.size() > 1 && !role.equals("sharepoint")) {
            String key = role.equals("lync") ? "sip-domains" : "accepted-domains";
            node.put("settings", new JsonObject().put(key, new JsonArray(domains)));
        }
        nodes.put(name, node);
    }

    private JsonObject person(String address) {
        String name = address.substring(0, address.indexOf('@'));
        JsonObject person = new JsonObject()
                .put("name", name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
                .put("upn", address);
        List<String> others = people.stream()
                .filter(other -> !other.equals(address))
                .limit(CONTACTS)
                .toList();
        return features.contains("contacts") && !others.isEmpty()
                ? person.put("contacts", new JsonObject().put("Other Contacts", new JsonArray(others)))
                : person;
    }
}
