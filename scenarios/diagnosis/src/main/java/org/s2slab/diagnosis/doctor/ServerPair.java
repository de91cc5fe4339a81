package org.s2slab.diagnosis.doctor;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.CmdletFix;
import org.s2slab.engine.product.RegisteredAuthorizationServer;
import org.s2slab.engine.product.RegisteredPartner;
import org.s2slab.engine.product.TenantState.Credential;
import org.s2slab.engine.product.TenantState.Principal;
import org.s2slab.engine.product.TrustState;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.SigningKey;

/** A caller and a resource, each with its registration of the other. */
record ServerPair(TrustState caller, TrustState resource, DeploymentState world) {

    /** A pair with the same configurations, of two servers that stand for all servers with these configurations. */
    ServerPair ofConfigurations() {
        return new ServerPair(world.standsFor(caller), world.standsFor(resource), world);
    }

    /**
     * The kind of the configured trust. A registration with its own keys is meant for both directions. For trust
     * through an authorization server, the resource must be online or have registered the caller. An on-premises caller
     * must be able to request tokens: with a registered server, a proxy, or the usual set-up. It must also have the
     * resource's URL or a certificate in the tenant.
     */
    TrustEdge.Kind kind() {
        if (direct(caller, resource).isPresent() || direct(resource, caller).isPresent()) {
            return TrustEdge.Kind.PARTNER_APPLICATION;
        }
        return world.authz() != null && isMeantByServer() ? TrustEdge.Kind.AUTHORIZATION_SERVER : TrustEdge.Kind.NONE;
    }

    private boolean isMeantByServer() {
        boolean taken = resource.address().online()
                || (!resource.servers().isEmpty() && isRefused())
                || brokered(resource, caller)
                        .filter(partner ->
                                partner.enabled() || !resource.servers().isEmpty())
                        .isPresent();
        if (caller.address().online()) {
            return taken;
        }
        boolean asks = !caller.servers().isEmpty()
                || brokered(caller, resource).filter(RegisteredPartner::enabled).isPresent()
                || !caller.settings().proxies().isEmpty()
                || isUploaded();
        return taken && asks && (leads() || isProven());
    }

    /** Whether the caller's last calls to the resource failed. The trust is then configured, but does not work. */
    private boolean isRefused() {
        ObservedNode observed = world.observed().get(caller.name());
        return observed != null
                && observed.calls().stream()
                        .filter(call -> call.getLong("FailuresSinceAccepted") > 0)
                        .anyMatch(call -> resource.address().hosts().contains(call.getString("Target")));
    }

    /** Whether one of the configured URLs of the caller belongs to the resource. */
    private boolean leads() {
        return addresses().stream().anyMatch(resource::serves);
    }

    /** The URLs of other servers in the caller's configuration. */
    List<URI> addresses() {
        return Stream.concat(
                        Stream.ofNullable(caller.settings().autodiscover()), caller.settings().connectors().stream())
                .toList();
    }

    /** Whether the caller's application has a certificate in the tenant. */
    private boolean isProven() {
        return !credentials().isEmpty();
    }

    /** Whether an administrator has uploaded a certificate from this server's own store to the tenant. */
    private boolean isUploaded() {
        return credentials().stream()
                .map(Credential::x5t)
                .anyMatch(x5t ->
                        caller.keys().store().stream().map(SigningKey::x5t).anyMatch(x5t::equals));
    }

    private List<Credential> credentials() {
        return principal().map(Principal::credentials).orElse(List.of());
    }

    /** The caller's application in the tenant. */
    Optional<Principal> principal() {
        return world.tenant(tenant().orElse(null)).flatMap(tenant -> tenant.principal(application()));
    }

    /** The tenant through which the two servers trust each other. */
    Optional<String> tenant() {
        return Stream.of(resource, caller)
                .filter(node -> node.address().online() && node.self() != null)
                .map(TrustState::self)
                .map(PrincipalId::realm)
                .findFirst()
                .or(() -> Stream.of(resource, caller)
                        .flatMap(node -> node.servers().stream())
                        .map(RegisteredAuthorizationServer::realm)
                        .findFirst());
    }

    /** The cmdlets for the administrator of the authorization server. */
    AuthorizationServerProduct authz() {
        return AuthorizationServerProduct.of(
                Objects.requireNonNull(world.authz()).name());
    }

    /**
     * The cmdlets that upload a certificate of the caller to the tenant; none if the caller has no application there.
     *
     * @param raw the certificate in Base64, or a variable with it
     */
    List<CmdletFix> upload(String raw) {
        return principal()
                .map(principal -> List.of(authz().addKey(tenant().orElseThrow(), principal.objectId(), List.of(), raw)))
                .orElse(List.of());
    }

    /** The application with which the caller requests tokens for the resource. */
    String application() {
        String own = caller.settings().dedicatedApplication();
        return own != null && resource.is("exchange") ? own : caller.application();
    }

    /** The beginning of the names of variables for the caller. */
    String variable() {
        return caller.name().replaceAll("[^A-Za-z]", "");
    }

    /** The registration of one node at another, with its own keys. */
    Optional<RegisteredPartner> direct(TrustState at, TrustState of) {
        List<RegisteredPartner> candidates = at.partners().stream()
                .filter(partner -> !partner.byServer() && partner.application().equals(of.application()))
                .toList();
        return candidates.stream()
                .filter(partner -> of.serves(partner.metadata()))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(partner -> world.services().stream().noneMatch(node -> node.serves(partner.metadata())))
                        .filter(partner -> world.playing(of.address().role()) == 1)
                        .findFirst());
    }

    /** The registration of one node at another, for tokens of an authorization server. */
    Optional<RegisteredPartner> brokered(TrustState at, TrustState of) {
        List<RegisteredPartner> candidates = at.partners().stream()
                .filter(partner -> partner.byServer() && partner.application().equals(of.application()))
                .toList();
        return candidates.stream()
                .filter(RegisteredPartner::enabled)
                .findFirst()
                .or(() -> candidates.stream().findFirst());
    }
}
