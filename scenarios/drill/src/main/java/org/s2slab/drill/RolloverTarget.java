package org.s2slab.drill;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.s2slab.drill.DrillDeployment.Done;
import org.s2slab.drill.RelyingServers.Believer;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.ProductCmdlets;
import org.s2slab.engine.product.ServerProduct;
import org.s2slab.engine.product.SigningKeyState;
import org.s2slab.pki.SigningKey;

/** The server in rollover, with the cmdlets for the rollover on this server and on its partners. */
final class RolloverTarget {
    private final DrillDeployment deployment;
    private final NodePlan plan;
    private final ProductCmdlets product;
    private final RelyingServers believers;
    private final List<Believer> byMetadata;
    private final boolean uploaded;
    private final SigningKey old;
    private String next = "";

    RolloverTarget(DrillDeployment deployment, NodePlan plan) {
        this.deployment = deployment;
        this.plan = plan;
        product = DrillDeployment.product(plan);
        believers = new RelyingServers(deployment, plan);
        byMetadata = believers.byMetadata();
        uploaded = believers.isUploaded();
        old = deployment.keyOf(plan.name(), current());
    }

    NodePlan plan() {
        return plan;
    }

    /** The name of a node for people, with its pool. */
    String label(String node) {
        return deployment.label(node);
    }

    /** The key before the rollover. */
    SigningKey old() {
        return old;
    }

    Instant oldExpires() {
        return old.certificate().getNotAfter().toInstant();
    }

    /** The servers that read this server's metadata. */
    List<Believer> believers() {
        return byMetadata;
    }

    /** Whether this server's key was uploaded to an authorization server. */
    boolean isUploaded() {
        return uploaded;
    }

    /** All nodes that trust the server's key, including the authorization server. */
    List<String> nodes() {
        List<String> nodes = new ArrayList<>();
        byMetadata.stream().map(Believer::node).distinct().forEach(nodes::add);
        if (isUploaded()) {
            nodes.add(deployment.ofRole("authz").orElseThrow().plan().name());
        }
        return nodes;
    }

    /** The thumbprint of the certificate that signs now. */
    String current() {
        return deployment.run(product.showSigning()).text(product.signingProperty());
    }

    String next() {
        return next;
    }

    /** The servers that sign with the certificate, for people. */
    List<String> servers() {
        return deployment.sharing(plan).stream()
                .map(node -> node.plan().label())
                .toList();
    }

    /**
     * Creates the next certificate, unless the product creates the certificate by staging. Stores it with its key on all
     * servers.
     */
    void make() {
        if (product.makesByStaging()) {
            return;
        }
        next = product.createNextCertificate()
                .map(call -> deployment.run(call).text("Thumbprint"))
                .orElseGet(() ->
                        RolloverDrill.ready(deployment.topology(), plan.name()).thumbprint());
        share();
    }

    /** Copies the next certificate with its key from the store of its server into those of the others. */
    private void share() {
        List<NodePlan> others = deployment.sharing(plan).stream()
                .map(RunningNode::plan)
                .filter(other -> !other.name().equals(plan.name()))
                .toList();
        if (others.isEmpty() || !(product instanceof ServerProduct server)) {
            return;
        }
        Path folder = deployment.topology().node(plan.name()).folder();
        String file = folder.resolve(next + ".pfx").toAbsolutePath().toString();
        deployment.run(server.exportKey(next, file));
        for (NodePlan other : others) {
            deployment.run(
                    ServerProduct.of(other.role(), other.name(), other.host()).importKey(next, file));
        }
    }

    void stage(Instant effective) {
        took(deployment.run(product.stage(next, effective.toString())));
    }

    /** Activates the staged certificate, if the product does not activate it automatically at its date. */
    void beginToUse() {
        product.activateStaged(next).ifPresent(deployment::run);
    }

    void assign() {
        CmdletCall assign = product instanceof ServerProduct server
                ? server.activateStaged(next).orElseGet(() -> server.activate(next))
                : product.stage(next, deployment.now().plusSeconds(1).toString());
        took(deployment.run(assign));
    }

    private void took(Done done) {
        if (product.makesByStaging()) {
            next = done.text("Thumbprint");
        }
    }

    void upload() {
        deployment.run(believers.upload(
                SigningKeyState.raw(deployment.keyOf(plan.name(), next).certificate())));
    }

    void remove() {
        deployment.run(product.removePrevious(old.thumbprint()));
    }

    /** Removes the old key from the authorization server. */
    void withdraw() {
        deployment.run(believers.withdraw(old.thumbprint()));
    }

    /** Makes all partners that have such a cmdlet read the metadata again. */
    void refresh() {
        for (Believer believer : byMetadata) {
            CmdletCall refresh = believer.refresh();
            if (refresh != null) {
                deployment.run(refresh);
            }
        }
    }
}
