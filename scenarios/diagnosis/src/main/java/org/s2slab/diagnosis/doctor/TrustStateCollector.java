package org.s2slab.diagnosis.doctor;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.AdministratorClient;
import org.s2slab.engine.deployment.ManagedNode;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.BehaviorReader;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.CmdletObjectReader;
import org.s2slab.engine.product.ProductPaths;
import org.s2slab.engine.product.ServerProduct;
import org.s2slab.engine.product.SigningKeyState;
import org.s2slab.engine.product.TenantState;
import org.s2slab.engine.product.TenantState.Credential;
import org.s2slab.engine.product.TenantState.Principal;
import org.s2slab.engine.product.TrustState;
import org.s2slab.engine.product.TrustState.KnownPerson;
import org.s2slab.pki.SigningKey;

/** Collects the trust configuration of every node from its cmdlets and its public documents. Blocks the thread. */
record TrustStateCollector(List<ManagedNode> nodes) {
    /** @param user the user of the test calls, or null for a user whom every node knows */
    DeploymentState read(@Nullable String user) {
        // The nodes are read in parallel, because most of the time is spent waiting for their responses.
        List<TrustState> services = nodes.parallelStream()
                .filter(node -> !node.role().equals("authz"))
                .map(this::service)
                .toList();
        Optional<AdministratorClient> authz = nodes.stream()
                .filter(node -> node.role().equals("authz"))
                .findFirst()
                .map(AdministratorClient::new);
        Map<String, TenantState> tenants = new LinkedHashMap<>();
        Instant now = null;
        if (authz.isPresent()) {
            try {
                now = authz.get().now();
                for (String realm : realms(services)) {
                    tenant(authz.get(), realm).ifPresent(tenant -> tenants.put(realm, tenant));
                }
            } catch (AdministratorClient.Unanswered e) {
                now = null;
            }
        }
        NodeAddress server = authz.map(desk -> desk.node().address()).orElse(null);
        String chosen = user == null ? somebody(services).orElse(null) : user;
        return new DeploymentState(
                services, server, now, BehaviorReader.read(nodes), tenants, chosen, user != null, Map.of());
    }

    private TrustState service(ManagedNode node) {
        AdministratorClient desk = new AdministratorClient(node);
        try {
            return ServerProduct.read(
                            desk, nodes.stream().map(ManagedNode::address).toList())
                    .at(widened(node.address()));
        } catch (AdministratorClient.Unanswered e) {
            return TrustState.unreachable(widened(node.address()));
        }
    }

    /** An address that also has the hosts of all other servers with the same configuration: partners know any of them. */
    private NodeAddress widened(NodeAddress address) {
        return address.alsoServing(nodes.stream()
                .map(ManagedNode::address)
                .filter(other -> other.configuration().equals(address.configuration()))
                .flatMap(other -> other.hosts().stream())
                .toList());
    }

    /** All tenants that may exist: the realms of online nodes, and of registered authorization servers. */
    private static Set<String> realms(List<TrustState> services) {
        Set<String> realms = new LinkedHashSet<>();
        for (TrustState node : services) {
            if (node.address().online() && node.self() != null) {
                realms.add(node.self().realm());
            }
            node.servers().forEach(server -> realms.add(server.realm()));
        }
        return realms;
    }

    private static Optional<TenantState> tenant(AdministratorClient authz, String id) {
        AuthorizationServerProduct product =
                AuthorizationServerProduct.of(authz.node().name());
        List<Principal> principals = new ArrayList<>();
        for (JsonObject object : CmdletObjectReader.run(authz, product.showApplications(id))) {
            boolean isOwn = id.equals(object.getString("AppOwnerOrganizationId"));
            principals.add(new Principal(
                    object.getString("AppId"),
                    object.getString("Id"),
                    object.getString("DisplayName"),
                    object.getBoolean("AccountEnabled"),
                    CmdletObjectReader.texts(object.getJsonArray("ServicePrincipalNames")),
                    object.getJsonArray("KeyCredentials").stream()
                            .flatMap(credential -> credential((JsonObject) credential).stream())
                            .toList(),
                    isOwn ? roles(authz, product.showConsents(id, object.getString("Id"))) : List.of()));
        }
        boolean dedicated = CmdletObjectReader.run(authz, product.showTenant(id)).stream()
                .anyMatch(tenant -> tenant.getBoolean("DedicatedApplicationsRequired", false));
        return authz.document(ProductPaths.ofTenant(id))
                .map(document -> new TenantState(
                        id,
                        SigningKeyState.published(document).stream()
                                .map(SigningKey::x5t)
                                .toList(),
                        dedicated,
                        principals));
    }

    private static List<String> roles(AdministratorClient authz, CmdletCall consents) {
        return CmdletObjectReader.run(authz, consents).stream()
                .map(consent -> consent.getString("AppRoleId"))
                .toList();
    }

    private static Optional<Credential> credential(JsonObject object) {
        return !"Verify".equals(object.getString("Usage"))
                ? Optional.empty()
                : Optional.of(new Credential(
                        object.getString("KeyId"),
                        x5t(object.getString("CustomKeyIdentifier")),
                        object.getInstant("StartDateTime"),
                        object.getInstant("EndDateTime")));
    }

    /** The thumbprint as tokens have it: a list of applications has thumbprints in hex, and no values. */
    private static String x5t(String thumbprint) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(thumbprint));
    }

    /** A user whom every node with users knows. */
    private static Optional<String> somebody(List<TrustState> services) {
        List<TrustState> asked =
                services.stream().filter(node -> !node.people().isEmpty()).toList();
        return asked.stream()
                .flatMap(node -> node.people().stream())
                .map(KnownPerson::upn)
                .filter(upn -> asked.stream()
                        .allMatch(node -> node.people().stream()
                                        .filter(person -> person.isNamed(upn))
                                        .count()
                                == 1))
                .findFirst();
    }
}
