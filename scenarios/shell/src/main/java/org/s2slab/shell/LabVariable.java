package org.s2slab.shell;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeFolderReader;

/** The value of the variable {@code $lab}: node addresses, certificates and tenants, as in scenarios. */
final class LabVariable {
    static final String VARIABLE = "lab";

    private LabVariable() {}

    static ShellObject of(List<ManagedNode> nodes) {
        ShellObject lab = new ShellObject(null);
        for (ManagedNode node : nodes) {
            ShellObject certificates = new ShellObject(null);
            NodeFolderReader.certificates(node.address().folder())
                    .forEach((name, facts) -> certificates.with(name, ValueConverter.ofJson(facts, null)));
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
        for (JsonObject tenant : NodeFolderReader.tenants(authz.address().folder())) {
            String id = tenant.getString("id");
            tenants.with(
                    tenant.getString("name"),
                    new ShellObject(null)
                            .with("id", id)
                            .with("domains", ValueConverter.ofJson(tenant.getValue("domains"), null))
                            .with("metadata", "https://" + authz.address().host() + "/" + id + "/metadata/json/1"));
        }
        return tenants;
    }
}
