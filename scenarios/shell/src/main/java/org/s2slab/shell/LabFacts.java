package org.s2slab.shell;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeFacts;

/** What {@code $lab} tells: each node's address and certificates, and the tenants, as scenarios know them. */
final class LabFacts {
    static final String VARIABLE = "lab";

    private LabFacts() {}

    static ShellObject of(List<ManagedNode> nodes) {
        ShellObject lab = new ShellObject(null);
        for (ManagedNode node : nodes) {
            ShellObject certificates = new ShellObject(null);
            NodeFacts.certificates(node.address().folder())
                    .forEach((name, facts) -> certificates.with(name, Values.ofJson(facts, null)));
            lab.with(
                    node.name(),
                    new ShellObject(null)
                            .with("host", node.address().host())
                            .with(
                                    "hosts",
                                    new java.util.ArrayList<>(node.address().hosts()))
                            .with("url", "https://" + node.address().host())
                            .with("certificates", certificates));
        }
        nodes.stream()
                .filter(node -> node.role().equals("authz"))
                .forEach(authz -> lab.with("tenants", tenants(authz)));
        return lab;
    }

    private static ShellObject tenants(ManagedNode authz) {
        ShellObject tenants = new ShellObject(null);
        for (JsonObject tenant : NodeFacts.tenants(authz.address().folder())) {
            String id = tenant.getString("id");
            tenants.with(
                    tenant.getString("name"),
                    new ShellObject(null)
                            .with("id", id)
                            .with("domains", Values.ofJson(tenant.getValue("domains"), null))
                            .with("metadata", "https://" + authz.address().host() + "/" + id + "/metadata/json/1"));
        }
        return tenants;
    }
}
