package org.s2slab.engine.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.s2slab.engine.deployment.NodeFolderReader;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.StepTarget;

/** Defines the initial variables of every scenario: addresses, certificates, the domain and the tenants. */
final class DeploymentVariables {
    private DeploymentVariables() {}

    /** Defines the variables of each node and pool (by its name), and {@code topology}, {@code tenants} and {@code outsider}. */
    static void tell(StepTarget topology, VariableResolver references) {
        references.tellTime(topology.nodes().iterator().next().clock());
        references.put(
                "topology",
                new JsonObject()
                        .put("name", topology.plan().name())
                        .put("domain", topology.plan().domain())
                        .put("folder", topology.folder().toString()));
        JsonObject tenants = new JsonObject();
        topology.plan()
                .tenants()
                .forEach(tenant -> tenants.put(
                        tenant.name(),
                        new JsonObject()
                                .put("id", tenant.id())
                                .put("domains", new JsonArray(tenant.domains()))
                                .put("metadata", topology.plan().metadataOf(tenant))));
        references.put("tenants", tenants);
        references.put(
                "outsider",
                new JsonObject()
                        .put("certificates", new JsonObject().put("own", NodeFolderReader.facts(topology.outsider()))));
        for (RunningNode node : topology.nodes()) {
            references.put(node.plan().name(), facts(topology, node, node.plan().ownHost()));
        }
        topology.plan()
                .pools()
                .byName()
                .forEach((pool, servers) -> references.put(
                        pool,
                        facts(
                                topology,
                                topology.node(servers.get(0).name()),
                                servers.get(0).host())));
    }

    private static JsonObject facts(StepTarget topology, RunningNode node, String host) {
        JsonObject certificates = new JsonObject();
        topology.certificates(node.plan().name())
                .forEach((use, key) -> certificates.put(use, NodeFolderReader.facts(key)));
        return new JsonObject()
                .put("host", host)
                .put("hosts", new JsonArray(node.plan().hosts()))
                .put("url", "https://" + host)
                .put("folder", node.folder().toString())
                .put("certificates", certificates);
    }
}
