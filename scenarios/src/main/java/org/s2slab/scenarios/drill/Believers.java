package org.s2slab.scenarios.drill;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.scenarios.topology.NodePlan;
import org.s2slab.scenarios.topology.RunningNode;

/** Who takes the word of the server that is rolled: by its metadata, or by a key that was uploaded. */
final class Believers {
    /**
     * A server that reads the metadata of the one that is rolled.
     *
     * @param refresh has it read that again at once; null where only the product's maker can
     */
    record Believer(String node, @Nullable Order refresh) {}

    private static final Map<String, List<String>> REGISTRATIONS = Map.of(
            "exchange", List.of("Get-PartnerApplication", "Get-AuthServer"),
            "lync", List.of("Get-CsPartnerApplication", "Get-CsOAuthServer"),
            "sharepoint", List.of("Get-SPTrustedSecurityTokenIssuer"));

    private final Deployment deployment;
    private final NodePlan server;

    Believers(Deployment deployment, NodePlan server) {
        this.deployment = deployment;
        this.server = server;
    }

    /** Those who have registered the server by the address of its metadata. */
    List<Believer> byMetadata() {
        List<Believer> found = new ArrayList<>();
        for (RunningNode node : deployment.topology().nodes()) {
            for (String cmdlet : REGISTRATIONS.getOrDefault(node.plan().role(), List.of())) {
                for (Object object :
                        deployment.run(Order.of(node.plan().name(), cmdlet)).output()) {
                    metadataIn((JsonObject) object)
                            .ifPresent(url -> found.add(believer(node.plan(), cmdlet, (JsonObject) object, url)));
                }
            }
        }
        return found;
    }

    private Optional<String> metadataIn(JsonObject registration) {
        String text = registration.encode().replace("\\/", "/");
        for (String host : server.hosts()) {
            Matcher url = Pattern.compile("https://" + Pattern.quote(host) + "/[^\"' ,}]*metadata[^\"' ,}]*")
                    .matcher(text);
            if (url.find()) {
                return Optional.of(url.group());
            }
        }
        return Optional.empty();
    }

    private static Believer believer(NodePlan node, String cmdlet, JsonObject registration, String url) {
        String identity = registration.getString("Identity", registration.getString("Name"));
        String set = cmdlet.replace("Get-", "Set-");
        Order refresh = switch (node.role()) {
            case "exchange" -> Order.of(node.name(), set, "Identity", identity, "RefreshAuthMetadata", true);
            case "lync" -> Order.of(node.name(), set, "Identity", identity, "MetadataUrl", url);
            default -> Order.of(node.name(), set, "Identity", identity, "MetadataEndPoint", url);
        };
        return new Believer(node.name(), node.online() ? null : refresh);
    }

    /** The credentials by which the authorization server knows the server; empty where nothing was uploaded. */
    JsonArray uploaded() {
        Optional<RunningNode> authz = deployment.ofRole("authz");
        if (authz.isEmpty() || server.role().equals("authz") || server.online()) {
            return new JsonArray();
        }
        return deployment
                .run(credential("Get-MsolServicePrincipalCredential", "ReturnKeyValues", true))
                .output();
    }

    /** Has the authorization server know a key too. */
    Order upload(String certificate) {
        return credential(
                "New-MsolServicePrincipalCredential", "Type", "Asymmetric", "Usage", "Verify", "Value", certificate);
    }

    /** Has the authorization server forget a key. */
    Order withdraw(String keyId) {
        return credential("Remove-MsolServicePrincipalCredential", "KeyIds", new JsonArray().add(keyId));
    }

    private Order credential(String cmdlet, Object... with) {
        String authz = deployment.ofRole("authz").orElseThrow().plan().name();
        JsonObject parameters = new JsonObject()
                .put("TenantId", deployment.topology().plan().ownTenant().id())
                .put("AppPrincipalId", server.applicationId());
        return new Order(
                authz, cmdlet, parameters.mergeIn(Order.of(authz, cmdlet, with).with()));
    }
}
