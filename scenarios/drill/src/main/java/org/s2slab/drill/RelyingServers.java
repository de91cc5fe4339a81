package org.s2slab.drill;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.RunningNode;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.KeyCredentials;
import org.s2slab.engine.product.ServerProduct;

/** The servers that trust the server in rollover, because of its metadata document or an uploaded key. */
final class RelyingServers {
    /**
     * A server that reads the metadata of the server in rollover.
     *
     * @param refresh the cmdlet with which this server reads the metadata again at once; null for an online server,
     *     because only the vendor can run it, and if it runs on another server with the same configuration
     */
    record Believer(String node, @Nullable CmdletCall refresh) {}

    private final DrillDeployment deployment;
    private final NodePlan server;
    private final List<Believer> found = new ArrayList<>();
    private final Set<String> hosts = new HashSet<>();
    private final Set<String> refreshed = new HashSet<>();

    RelyingServers(DrillDeployment deployment, NodePlan server) {
        this.deployment = deployment;
        this.server = server;
        deployment.sharing(server).forEach(node -> hosts.addAll(node.plan().hosts()));
    }

    /** The servers that have registered the server in rollover with the URL of its metadata document. */
    List<Believer> byMetadata() {
        for (RunningNode node : deployment.topology().nodes()) {
            if (DrillDeployment.product(node.plan()) instanceof ServerProduct product) {
                find(node.plan(), product, product.showPartners());
                if (!product.showAuthorizationServers().equals(product.showPartners())) {
                    find(node.plan(), product, product.showAuthorizationServers());
                }
            }
        }
        return found;
    }

    private void find(NodePlan node, ServerProduct product, CmdletCall show) {
        for (Object each : deployment.run(show).output()) {
            JsonObject registration = (JsonObject) each;
            String name = registration.getString("Identity", registration.getString("Name"));
            product.metadataOf(registration)
                    .filter(url -> hosts.contains(URI.create(url).getHost()))
                    .map(url -> show.equals(product.showPartners())
                            ? product.refreshKeys(name, url, "")
                            : product.refreshAuthorizationServer(name, url))
                    .ifPresent(refresh -> {
                        boolean first = refreshed.add(node.configuration() + " " + refresh.line());
                        found.add(new Believer(node.name(), node.online() || !first ? null : refresh));
                    });
        }
    }

    /** Whether the authorization server has a key of the server in rollover. */
    boolean isUploaded() {
        boolean asks = deployment.ofRole("authz").isPresent() && !server.role().equals("authz") && !server.online();
        return asks && !KeyCredentials.in(principal()).isEmpty();
    }

    /** The cmdlet that uploads another key to the authorization server. */
    CmdletCall upload(String certificate) {
        JsonObject principal = principal();
        return replaced(principal, KeyCredentials.in(principal).copy().add(KeyCredentials.of(certificate, null, null)));
    }

    /** The cmdlet that removes a key from the authorization server. */
    CmdletCall withdraw(String thumbprint) {
        JsonObject principal = principal();
        JsonArray others = new JsonArray();
        KeyCredentials.in(principal).stream()
                .map(JsonObject.class::cast)
                .filter(key -> !thumbprint.equals(key.getString("CustomKeyIdentifier")))
                .forEach(others::add);
        return replaced(principal, others);
    }

    private CmdletCall replaced(JsonObject principal, JsonArray keys) {
        return authz().replaceKeys(
                        tenant(), principal.getString("Id"), keys.stream().toList());
    }

    private JsonObject principal() {
        return deployment
                .run(authz().showApplication(tenant(), server.applicationId()))
                .output()
                .getJsonObject(0);
    }

    private AuthorizationServerProduct authz() {
        return deployment.product("authz", AuthorizationServerProduct.class);
    }

    private String tenant() {
        return deployment.topology().plan().ownTenant().id();
    }
}
