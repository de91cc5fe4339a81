package org.s2slab.diagnosis.doctor;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.RegisteredAuthorizationServer;
import org.s2slab.engine.product.RegisteredPartner;
import org.s2slab.engine.product.TenantState.Credential;
import org.s2slab.engine.product.TenantState.Principal;
import org.s2slab.engine.product.TrustState;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.SigningKey;

/** A caller and a resource, each with its registration of the other. */
record ServerPair(TrustState caller, TrustState resource, DeploymentState world) {

    /**
     * Whose word is to count. A registration with keys of its own is meant for both directions. Through an authorization
     * server, online services are set up with each other; a server on the premises takes tokens of those it has registered,
     * and gets some where it has a server, or what set-up leaves beside one, and leads to the resource, or the tenant has its
     * certificate.
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

    /** Whether the last calls of the caller at the resource failed, so that the trust is meant and does not hold. */
    private boolean isRefused() {
        ObservedNode observed = world.observed().get(caller.name());
        return observed != null
                && observed.calls().stream()
                        .filter(call -> call.getLong("FailuresSinceAccepted") > 0)
                        .anyMatch(call -> resource.address().hosts().contains(call.getString("Target")));
    }

    /** Whether an address the caller was given is one of the resource. */
    private boolean leads() {
        return addresses().stream().anyMatch(resource::serves);
    }

    /** The addresses the caller was given. */
    List<URI> addresses() {
        return Stream.concat(
                        Stream.ofNullable(caller.settings().autodiscover()), caller.settings().connectors().stream())
                .toList();
    }

    /** Whether the tenant has some certificate of the caller's application. */
    private boolean isProven() {
        return !credentials().isEmpty();
    }

    /** Whether an administrator has given the tenant a certificate of this very server. */
    private boolean isUploaded() {
        return credentials().stream()
                .map(Credential::x5t)
                .anyMatch(x5t ->
                        caller.keys().store().stream().map(SigningKey::x5t).anyMatch(x5t::equals));
    }

    private List<Credential> credentials() {
        return world.tenant(tenant().orElse(null))
                .flatMap(tenant -> tenant.principal(application()))
                .map(Principal::credentials)
                .orElse(List.of());
    }

    /** The tenant in which the two are to meet. */
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

    /** What the administrator of the authorization server types. */
    AuthorizationServerProduct authz() {
        return AuthorizationServerProduct.of(
                Objects.requireNonNull(world.authz()).name());
    }

    /** Makes a certificate of the caller known to the authorization server; raw is its base64, or a variable with it. */
    CmdletCall upload(String raw) {
        return authz().upload(tenant().orElseThrow(), application(), raw);
    }

    /** The application as which the caller requests tokens for the resource. */
    String application() {
        String own = caller.settings().dedicatedApplication();
        return own != null && resource.is("exchange") ? own : caller.application();
    }

    /** What one node has registered of another with keys of its own. */
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

    /** What one node has registered of another for which an authorization server vouches. */
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
