package org.s2slab.engine.run;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.s2slab.engine.deployment.NodeFolderReader;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.deployment.StepTarget;

/** Defines the initial variables of every scenario: addresses, certificates, the domain and the tenants. */
final class DeploymentVariables {
    private DeploymentVariables() {}

    /** Defines the variables of each node (by its name) and {@code topology}, {@code tenants} and {@code outsider}. */
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
            String name = node.plan().name();
            JsonObject certificates = new JsonObject();
            topology.certificates(name).forEach((use, key) -> certificates.put(use, NodeFolderReader.facts(key)));
            references.put(
                    name,
                    new JsonObject()
                            .put("host", node.plan().host())
                            .put("hosts", new JsonArray(node.plan().hosts()))
                            .put("url", "https://" + node.plan().host())
                            .put("folder", node.folder().toString())
                            .put("certificates", certificates));
        }
    }
}
