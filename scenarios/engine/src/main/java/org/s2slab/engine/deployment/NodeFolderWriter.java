package org.s2slab.engine.deployment;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.calendar.TenantDates;
import org.s2slab.config.DirectoryRole;
import org.s2slab.config.PostgresConfig;
import org.s2slab.config.ProductBehavior;
import org.s2slab.config.UserAccount;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.pki.PemFiles;

/** Writes the data folder of a node before its first start: configuration, TLS certificate, signing certificates. */
final class NodeFolderWriter {
    /** The configuration file's name. Its content is JSON, which is valid YAML. */
    static final String CONFIG = "node.yaml";

    /** The folder of a node's certificate store. */
    static final String CERTIFICATES = "certificates";

    /** The name of a node's signing certificate in a topology. */
    static final String SIGNING = "oauth";

    /** The file from which the node resolves host names to ports. */
    static final String HOSTS = "hosts";

    private NodeFolderWriter() {}

    /** Creates the node's certificates, or reuses the certificates of an earlier run. */
    static void equip(NodePlan node, Path folder, DeploymentKeys keys) {
        try {
            DataFolder.create(folder);
            keys.equip(node, folder, folder.resolve(CERTIFICATES));
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of node " + node.name(), e);
        }
    }

    /**
     * Writes a new configuration. All nodes must have their certificates.
     *
     * @param ports the node's ports; empty for the ports of an earlier run, or else any free ports
     * @param database the database of the server's pool, or null for a file of its own
     */
    static void configure(
            Topology plan,
            NodePlan node,
            Path folder,
            DeploymentKeys keys,
            Optional<NodePorts> ports,
            @Nullable PostgresConfig database) {
        Path directory = folder.resolveSibling("directory").resolve(node.forest());
        NodePlace place =
                new NodePlace(folder, folder.toString(), keys.rootFile().toString(), directory.toString());
        configure(plan, node, place, keys, ports, database);
    }

    /** Writes a new configuration of a node that sees its folder at another path. */
    static void configure(
            Topology plan,
            NodePlan node,
            NodePlace place,
            DeploymentKeys keys,
            Optional<NodePorts> ports,
            @Nullable PostgresConfig database) {
        Path file = place.written().resolve(CONFIG);
        JsonObject config = config(plan, node, place, keys);
        if (database != null) {
            config.getJsonObject("node").put("database", database(database)).put("pools", pools(plan, node));
        }
        ports.orElseGet(() -> NodePorts.in(file)).at(plan.exposure().address()).putInto(config.getJsonObject("node"));
        // The file contains people's passwords.
        OwnerOnlyFiles.writeUnsynced(file, config.encodePrettily().getBytes(StandardCharsets.UTF_8));
    }

    private static JsonObject config(Topology plan, NodePlan node, NodePlace place, DeploymentKeys keys) {
        JsonObject common = new JsonObject()
                .put("name", node.name())
                .put("domain", plan.domain())
                .put("hosts", new JsonArray(node.hosts()))
                .put("data", place.folder())
                .put("tls-key", place.at("tls-key.pem"))
                .put("tls-certificate", place.at("tls.pem"))
                .put("trusted-roots", place.root())
                .put("directory", place.directory())
                .put("hosts-file", place.at(HOSTS))
                .put("adjustable-clock", true)
                .put(
                        "as-the-product-does",
                        new JsonArray(node.behaviors().stream()
                                .map(ProductBehavior::key)
                                .toList()))
                .put("limits", new JsonObject(node.limits().written()))
                .put("policies", plan.policies().key())
                .put(TenantDates.KEY, JsonObject.mapFrom(plan.policyDates().written()))
                .put("people", people(plan.people()));
        if (plan.exposure().name() != null) {
            common.put("reached-as", new JsonArray().add(plan.exposure().name()));
        }
        if (node.telemetry() != null) {
            common.put(
                    "telemetry",
                    new JsonObject().put("endpoint", node.telemetry()).put("deployment", plan.name()));
        }
        if (node.online()) {
            common.put("online", online(plan));
        }
        JsonObject config = new JsonObject().put("node", common);
        if (node.role().equals("authz") && !plan.tenants().isEmpty()) {
            config.put("tenants", tenants(plan))
                    .put("services", services(plan, place, keys))
                    .put("mailbox-hosts", mailboxHosts(plan));
        }
        return config.mergeIn(node.settings());
    }

    /** The own host of each server of the pools that share the node's database, by the first host of the pool. */
    private static JsonObject pools(Topology plan, NodePlan node) {
        JsonObject told = new JsonObject();
        plan.pools().byName().values().stream()
                .filter(servers -> servers.get(0).database().equals(node.database()))
                .forEach(servers -> told.put(
                        servers.get(0).host(),
                        new JsonArray(servers.stream().map(NodePlan::ownHost).toList())));
        return told;
    }

    private static JsonObject database(PostgresConfig database) {
        JsonObject told = new JsonObject()
                .put("url", database.url())
                .put("user", database.user())
                .put("password", database.password());
        if (database.rootCertificate() != null) {
            // A container of an export on Windows needs slashes.
            told.put("root-certificate", database.rootCertificate().toString().replace('\\', '/'));
        }
        return told;
    }

    /** The settings of an online product: its tenant, and its trusted authorization server. */
    private static JsonObject online(Topology plan) {
        return new JsonObject().put("tenant", plan.ownTenant().id()).put("metadata", plan.metadataOf(plan.ownTenant()));
    }

    private static JsonArray tenants(Topology plan) {
        JsonArray told = new JsonArray();
        plan.tenants()
                .forEach(tenant -> told.add(new JsonObject()
                        .put("id", tenant.id())
                        .put("name", tenant.name())
                        .put("domains", new JsonArray(tenant.domains()))
                        .put("people", people(tenant.people()))));
        return told;
    }

    /** The host of Exchange Online in the deployment's own tenant, to which Microsoft Graph forwards requests. */
    private static JsonObject mailboxHosts(Topology plan) {
        JsonObject hosts = new JsonObject();
        plan.nodes().values().stream()
                .filter(node -> node.online() && node.role().equals("exchange"))
                .findFirst()
                .ifPresent(node -> hosts.put(plan.ownTenant().id(), node.host()));
        return hosts;
    }

    /** The keys of the online products, with which the authorization server is initialised. */
    private static JsonArray services(Topology plan, NodePlace place, DeploymentKeys keys) {
        JsonArray told = new JsonArray();
        for (NodePlan other : plan.pools().distinct()) {
            if (other.online()) {
                String file = other.name() + ".pem";
                PemFiles.writeCertificate(
                        place.written().resolve(file),
                        keys.certificate(other.name(), SIGNING).certificate());
                told.add(new JsonObject()
                        .put("application", other.applicationId())
                        .put("certificate", place.at(file)));
            }
        }
        return told;
    }

    private static JsonArray people(List<UserAccount> people) {
        return new JsonArray(people.stream().map(NodeFolderWriter::person).toList());
    }

    private static JsonObject person(UserAccount person) {
        JsonObject told = new JsonObject()
                .put("name", person.name())
                .put("upn", person.upn())
                .put("smtp", new JsonArray(person.mailAddresses()))
                .put("password", person.password())
                .put("enabled", person.isEnabled())
                .put("mailbox", person.hasMailbox())
                .put(
                        "roles",
                        new JsonArray(person.directoryRoles().stream()
                                .map(DirectoryRole::title)
                                .toList()));
        putIfKnown(told, "sip", person.sip());
        putIfKnown(told, "sid", person.sid());
        putIfKnown(told, "forest", person.forest());
        return told;
    }

    private static void putIfKnown(JsonObject object, String key, @Nullable String value) {
        if (value != null) {
            object.put(key, value);
        }
    }
}
