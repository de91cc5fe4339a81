package org.s2slab.drill;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.Deployment;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.ProductCmdlets;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.pki.CertificateStore;
import org.s2slab.pki.SigningKey;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.TraceParent;

/** The deployment of a drill, with the drill's access to cmdlets, the clock and public documents. */
final class DrillDeployment implements AutoCloseable {
    private final Deployment topology;
    private final NodePlan rolled;
    private final LabHttpClient client;
    private final IdGenerator ids;
    private final Map<String, String> issuers = new HashMap<>();
    private final List<Done> done = new ArrayList<>();
    private final Set<String> traces = new HashSet<>();

    /** An executed cmdlet call and its output. */
    record Done(CmdletCall call, JsonArray output, JsonArray warnings) {
        /** A property of the first output object. */
        String text(String property) {
            return output.getJsonObject(0).getString(property);
        }
    }

    /**
     * @param rolled the node in rollover, which is preferred to other nodes of its role
     * @param vertx for separate connections, so that the drill does not wait behind user calls
     */
    DrillDeployment(Deployment topology, NodePlan rolled, Vertx vertx, IdGenerator ids) {
        this.topology = topology;
        this.rolled = rolled;
        this.client = new LabHttpClient(
                vertx, topology.keys().rootFile(), topology.plan().exposure().connect());
        this.ids = ids;
    }

    Deployment topology() {
        return topology;
    }

    /** The node in rollover if it has this role; otherwise the first node of this role, or empty. */
    Optional<RunningNode> ofRole(String role) {
        return role.equals(rolled.role())
                ? Optional.of(topology.node(rolled.name()))
                : topology.nodes().stream()
                        .filter(node -> node.plan().role().equals(role))
                        .findFirst();
    }

    /** The servers of the pool of {@link #ofRole}, or this node alone; no nodes if the deployment lacks the role. */
    List<RunningNode> poolOf(String role) {
        return ofRole(role)
                .map(one -> topology.nodes().stream()
                        .filter(node -> node.plan().poolName().equals(one.plan().poolName()))
                        .toList())
                .orElse(List.of());
    }

    /** The servers that sign with the same certificate. Authorization servers do not share their certificates. */
    List<RunningNode> sharing(NodePlan plan) {
        return topology.nodes().stream()
                .filter(node -> plan.role().equals("authz")
                        ? node.plan().name().equals(plan.name())
                        : node.plan().configuration().equals(plan.configuration()))
                .toList();
    }

    /** The name of a node for people, with its pool. Other names stay as they are. */
    static String label(Deployment topology, String name) {
        return topology.nodes().stream()
                .map(RunningNode::plan)
                .filter(plan -> plan.name().equals(name))
                .map(NodePlan::label)
                .findFirst()
                .orElse(name);
    }

    String label(String name) {
        return label(topology, name);
    }

    /** The cmdlets for the administrator of a node. */
    static ProductCmdlets product(NodePlan plan) {
        return ProductCmdlets.of(plan.role(), plan.name(), plan.host());
    }

    /** The cmdlets for the administrator of the first node of a role. The deployment must have such a node. */
    <T extends ProductCmdlets> T product(String role, Class<T> type) {
        return type.cast(product(ofRole(role).orElseThrow().plan()));
    }

    /** The time of the deployment's clock. */
    Instant now() {
        return topology.nodes().iterator().next().clock().instant();
    }

    /**
     * Runs a cmdlet. Blocks the calling thread. Throws IllegalStateException with the node's error if the node refuses
     * the cmdlet.
     */
    Done run(CmdletCall call) {
        TraceParent trace = TraceParent.start(ids);
        traces.add(trace.traceId());
        LabHttpClient.Answer answer = topology.managed(topology.node(call.node()))
                .run(call.cmdlet(), call.arguments(), trace)
                .await();
        if (answer.status() != 200) {
            throw new IllegalStateException(
                    call.line() + " on " + call.node() + " answers " + answer.status() + " " + answer.body());
        }
        JsonObject body = answer.body().toJsonObject();
        Done ran = new Done(
                call, body.getJsonArray("output", new JsonArray()), body.getJsonArray("warnings", new JsonArray()));
        if (!call.cmdlet().startsWith("Get-")) {
            done.add(ran);
        }
        return ran;
    }

    /** Whether a cmdlet of the drill has this trace. */
    boolean ordered(String traceId) {
        return traces.contains(traceId);
    }

    /** Returns the cmdlets that changed something since the last call of this method. */
    List<Done> changes() {
        List<Done> since = List.copyOf(done);
        done.clear();
        return since;
    }

    /** A key in the certificate store of a node's machine. The drill can read this store. */
    SigningKey keyOf(String node, String thumbprint) {
        return new CertificateStore(topology.node(node).folder().resolve("certificates"))
                .find(thumbprint)
                .orElseThrow(() -> new IllegalStateException(
                        "the certificate store of " + node + " has no certificate " + thumbprint));
    }

    /** The issuer with which a node signs tokens, from the node's metadata document. */
    String issuerOf(String node) {
        return issuers.computeIfAbsent(node, this::readIssuerOf);
    }

    private String readIssuerOf(String node) {
        RunningNode running = topology.node(node);
        String path = ProductPaths.of(running.plan().role())
                .map(ProductPaths::metadata)
                .orElseGet(
                        () -> ProductPaths.ofTenant(topology.plan().ownTenant().id()));
        String issuer = send(node, HttpMethod.GET, path, MultiMap.caseInsensitiveMultiMap(), null)
                .body()
                .toJsonObject()
                .getString("issuer");
        return issuer.endsWith("@*")
                ? issuer.substring(0, issuer.length() - 1) + topology.plan().realmOf(running.plan())
                : issuer;
    }

    /** Sends a request to the endpoints for users and partners. Blocks the calling thread. */
    LabHttpClient.Answer send(String node, HttpMethod method, String path, MultiMap headers, @Nullable Buffer body) {
        RunningNode running = topology.node(node);
        return client.send(new LabHttpClient.Ask(method, running.plan().host(), running.port(), path, headers, body))
                .await();
    }

    @Override
    public void close() {
        client.close().await();
    }
}
