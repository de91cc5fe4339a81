package org.s2slab.diagnosis.doctor;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ProductBehavior;
import org.s2slab.engine.product.AuthorizationServerSpec;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.RegisteredAuthorizationServer;
import org.s2slab.engine.product.RegisteredPartner;
import org.s2slab.engine.product.SharePointProduct;
import org.s2slab.engine.product.TenantState;
import org.s2slab.engine.product.TrustState;

/**
 * Checks trust through an authorization server: the authorization server must know both servers, and both servers must
 * know the authorization server.
 */
final class BrokeredTrustCheck {
    private final ServerPair pair;
    private final String tenant;
    private final @Nullable TenantState known;
    private final List<TrustFault> faults = new ArrayList<>();

    private BrokeredTrustCheck(ServerPair pair, String tenant) {
        this.pair = pair;
        this.tenant = tenant;
        this.known = pair.world().tenant(tenant).orElse(null);
    }

    static List<TrustFault> of(ServerPair pair) {
        Optional<String> tenant = pair.tenant();
        if (tenant.isEmpty()) {
            return List.of();
        }
        BrokeredTrustCheck servers = new BrokeredTrustCheck(pair, tenant.get());
        servers.find();
        return servers.faults;
    }

    private void find() {
        registered(pair.caller(), true);
        if (known != null) {
            faults.addAll(new TenantCheck(pair, known).faults());
        }
        registered(pair.resource(), false).ifPresent(this::keys);
        if (!pair.resource().address().online()) {
            pair.brokered(pair.resource(), pair.caller()).ifPresentOrElse(this::application, this::unregistered);
        }
    }

    /** Reports a missing registration of the caller, except at SharePoint, which may know the caller by another id. */
    private void unregistered() {
        TrustState at = pair.resource();
        TrustState other = pair.caller();
        if (!at.is("sharepoint")) {
            String name = at.product().nameFor(other.product().role());
            faults.add(TrustFault.now(
                    FaultCode.PARTNER_MISSING,
                    at.label() + " has no partner application for " + other.label(),
                    at.product()
                            .registerByServer(DirectTrustCheck.spec(name, other)
                                    .linkedTo(at.is("exchange") ? ExchangeProduct.SETUP_ACCOUNT : null))));
        }
    }

    /** The registration of the authorization server at an on-premises node; empty if there is none for the tenant. */
    private Optional<RegisteredAuthorizationServer> registered(TrustState at, boolean asks) {
        if (at.address().online()) {
            return Optional.empty();
        }
        Optional<RegisteredAuthorizationServer> found = at.servers().stream()
                .filter(server -> server.realm().equals(tenant))
                .findFirst();
        if (found.isEmpty()) {
            missing(at);
            if (asks && at.is("sharepoint") && at.settings().proxies().isEmpty()) {
                faults.add(unproxied(at, "the authorization server of the tenant '" + tenant + "'", url(at)));
            }
            return found;
        }
        RegisteredAuthorizationServer server = found.get();
        if (!server.enabled()) {
            faults.add(TrustFault.now(
                    FaultCode.SERVER_DISABLED,
                    "the authorization server '" + server.name() + "' on " + at.label() + " is disabled",
                    ((ExchangeProduct) at.product()).enableAuthorizationServer(server.name())));
        }
        if (!server.broker()) {
            faults.add(TrustFault.now(
                    FaultCode.SERVER_NO_BROKER,
                    "the authorization server '" + server.name() + "' on " + at.label()
                            + " was registered without -IsTrustBroker, so it may name no application but itself",
                    at.product()
                            .moveAuthorizationServer(
                                    server.name(), server.metadata().toString())));
        }
        if (asks && !server.asked()) {
            faults.add(
                    unproxied(at, "'" + server.name() + "'", server.metadata().toString()));
        }
        return found;
    }

    private void missing(TrustState at) {
        String url = url(at);
        if (at.servers().isEmpty()) {
            faults.add(TrustFault.now(
                    FaultCode.SERVER_MISSING,
                    at.label() + " has not registered the authorization server of the tenant '" + tenant + "'",
                    at.product()
                            .registerAuthorizationServer(new AuthorizationServerSpec(
                                    at.product().authorizationServerName(), url, null, true))));
            return;
        }
        RegisteredAuthorizationServer other = at.servers().get(0);
        faults.add(TrustFault.now(
                FaultCode.SERVER_OF_ANOTHER_TENANT,
                "the authorization server '" + other.name() + "' on " + at.label() + " belongs to the tenant '"
                        + other.realm() + "', but the other server is in the tenant '" + tenant + "'",
                at.product().moveAuthorizationServer(other.name(), url)));
    }

    /** The URL of the tenant's metadata document. A proxy's URL has priority, because both must be equal. */
    private String url(TrustState at) {
        return at.settings().proxies().stream()
                .map(URI::toString)
                .filter(proxy -> proxy.contains(tenant))
                .findFirst()
                .orElse(pair.world().metadataOf(tenant));
    }

    private static TrustFault unproxied(TrustState at, String server, String url) {
        return TrustFault.now(
                FaultCode.SERVER_PROXY_MISSING,
                at.label() + " has no proxy in its default group for " + server,
                ((SharePointProduct) at.product()).addProxy(SharePointProduct.PROXY, url));
    }

    /** Checks whether the resource has a signing key of the authorization server, or will learn it automatically. */
    private void keys(RegisteredAuthorizationServer server) {
        TrustState at = pair.resource();
        if (known == null
                || server.keys().isEmpty()
                || pair.world().does(at, ProductBehavior.PUBLISHED_KEYS)
                || !Collections.disjoint(server.keys(), known.published())) {
            return;
        }
        faults.add(TrustFault.now(
                FaultCode.SERVER_KEYS_OLD,
                at.label() + " does not have the current signing key of the authorization server. Found "
                        + String.join(", ", server.keys()) + ", expected one of "
                        + String.join(", ", known.published()),
                at.product()
                        .refreshAuthorizationServer(
                                server.name(), server.metadata().toString())));
    }

    /** Checks the caller's registration at an on-premises resource. */
    private void application(RegisteredPartner held) {
        if (!held.enabled()) {
            faults.add(TrustFault.now(
                    FaultCode.PARTNER_DISABLED,
                    "the partner application '" + held.name() + "' on "
                            + pair.resource().label() + " is disabled",
                    pair.resource().product().enablePartner(held.name())));
        }
        faults.addAll(PermissionCheck.of(pair, held));
    }
}
