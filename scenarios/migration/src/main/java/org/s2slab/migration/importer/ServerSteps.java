package org.s2slab.migration.importer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.LyncProduct;
import org.s2slab.engine.product.SharePointProduct;
import org.s2slab.exchange.ews.ApplicationPermissions;
import org.s2slab.identity.WellKnownPrincipals;

/** Writes the steps that set a server's configuration, except the keys of its partners. */
record ServerSteps(DeploymentDraft draft, TrustSteps steps, PartnerSteps registrar, DirectoryBuilder people) {
    private static final Set<String> GRANTED = Stream.concat(
                    ApplicationPermissions.ACT_AS.stream(), Stream.of(ApplicationPermissions.EVERY_MAILBOX))
            .collect(Collectors.toUnmodifiableSet());

    void of(ServerDraft server) {
        if (server.is("lync")) {
            lync(server);
        } else if (server.is("exchange")) {
            exchange(server);
        }
        if (!server.online) {
            partners(server);
        }
        if (server.is("sharepoint") && !server.online) {
            sharepoint(server);
        }
        server.connectors.forEach(connector -> connector(server, connector));
    }

    private void lync(ServerDraft server) {
        String service = server.serviceName;
        boolean other = service != null && !service.equalsIgnoreCase(server.application());
        String url = server.autodiscover;
        if (url != null && !url.toLowerCase(Locale.ROOT).endsWith("/autodiscover.svc")) {
            draft.notes.leftOut(server.name + ": ExchangeAutodiscoverUrl " + url
                    + ", which Lync does not use: it ends in autodiscover.svc");
            url = null;
        }
        if (url != null || other || !server.redirects.isEmpty()) {
            steps.run(
                    "Lync gets the Autodiscover address of Exchange",
                    ((LyncProduct) server.product())
                            .configure(
                                    other && !server.online
                                            ? Objects.requireNonNull(service).toLowerCase(Locale.ROOT)
                                            : null,
                                    url,
                                    server.redirects.isEmpty() ? null : List.copyOf(server.redirects)));
        }
        String own = server.ownApplication;
        if (own != null) {
            steps.run(
                    "Lync is told the id of its application",
                    ((LyncProduct) server.product())
                            .useOwnApplication(own)
                            .with("TokenEndpointHost", server.tokenEndpointHost));
        }
    }

    private void exchange(ServerDraft server) {
        String service = server.serviceName;
        if (!server.online && service != null && !service.equalsIgnoreCase(server.application())) {
            steps.run(
                    "Exchange uses another service name than its partners have",
                    server.product().setServiceName(service));
        }
        for (ImportedPerson person : server.people) {
            if (people.differs(person)) {
                steps.run(
                        person.name() + " has other addresses there",
                        ((ExchangeProduct) server.product()).setAddresses(person.upn(), person.mail()));
            }
        }
        new HybridSteps(draft, steps).of(server);
    }

    private void partners(ServerDraft server) {
        for (ImportedPartner partner : server.partners) {
            boolean known =
                    !WellKnownPrincipals.productOf(partner.application()).equals(partner.application());
            if (partner.byServer() && !server.is("sharepoint")) {
                registrar.byServer(server, partner);
            } else if (!partner.byServer() && partner.metadata() == null) {
                registrar.byHand(server, partner);
            } else if (!partner.byServer()
                    && (!known || draft.meant(server, partner).isEmpty())) {
                draft.notes.leftOut(server.name + ": '" + partner.name() + "' (" + partner.application()
                        + "), because no server of the copy publishes " + partner.metadata());
                continue;
            }
            granted(server, partner);
        }
        boolean setup =
                server.partners.stream().anyMatch(partner -> partner.name().equals(ExchangeProduct.SETUP_PARTNER));
        if (server.is("exchange") && server.partnersAreKnown && !setup) {
            steps.run(
                    "Exchange loses the objects that setup made for the other premises",
                    server.product().removePartner(ExchangeProduct.SETUP_PARTNER));
        }
    }

    /** Grants a partner of Exchange the permissions that partners do not have by default. */
    private void granted(ServerDraft server, ImportedPartner partner) {
        server.grants.getOrDefault(partner.name(), Map.of()).forEach((kind, permissions) -> {
            List<String> known = permissions.stream().filter(GRANTED::contains).toList();
            if (known.size() < permissions.size()) {
                draft.notes.leftOut(
                        server.name + ": " + kind + " of '" + partner.name() + "' that the lab does not have: "
                                + permissions.stream()
                                        .filter(one -> !known.contains(one))
                                        .toList());
            }
            boolean actAs = kind.equals(ExchangeExportReader.ACT_AS);
            if (!known.isEmpty()) {
                steps.run(
                        partner.name() + " has permissions of its own",
                        ((ExchangeProduct) server.product())
                                .permit(partner.name(), actAs ? known : null, actAs ? null : known));
            }
        });
    }

    private void connector(ServerDraft server, ImportedConnector connector) {
        String path = String.valueOf(connector.discovery().getPath());
        if (!path.toLowerCase(Locale.ROOT).endsWith("autodiscover.svc")) {
            draft.notes.leftOut(server.name + ": the connector '" + connector.name() + "', whose address "
                    + connector.discovery() + " is no autodiscover.svc");
            return;
        }
        steps.run(
                "A connector leads to " + String.join(", ", connector.domains()),
                ((ExchangeProduct) server.product())
                        .connect(
                                connector.name(),
                                connector.discovery().toString(),
                                connector.sharing() == null
                                        ? null
                                        : connector.sharing().toString(),
                                connector.domains(),
                                connector.enabled()));
    }

    /** Writes the steps for a farm's authorization server: its proxies, and the applications whose tokens it issues. */
    private void sharepoint(ServerDraft farm) {
        SharePointProduct product = (SharePointProduct) farm.product();
        if (!farm.proxiesAreKnown) {
            farm.servers.forEach(trust -> {
                farm.proxies.putIfAbsent(
                        SharePointProduct.PROXY, trust.metadata().toString());
                draft.notes.assumed(farm.name + " has a proxy to " + trust.metadata());
            });
        }
        farm.proxies.forEach((name, url) ->
                steps.run("The farm gets a proxy to the authorization server", product.addProxy(name, url)));
        for (String nameId : farm.permissions.keySet()) {
            String application = nameId.substring(0, nameId.indexOf('@'));
            String realm = nameId.substring(nameId.indexOf('@') + 1);
            boolean issuer =
                    farm.partners.stream().anyMatch(partner -> partner.issuer().equals(nameId));
            boolean broker = application.equals(WellKnownPrincipals.AUTHORIZATION_SERVER);
            boolean itself = application.equals(WellKnownPrincipals.SHAREPOINT) && realm.equals(farm.realm);
            boolean vouched = farm.servers.stream().anyMatch(trust -> realm.equals(trust.realm()));
            if (!issuer && !broker && !itself && vouched) {
                steps.run(
                        "An application of the broker is registered",
                        product.registerApplication(nameId, "https://" + farm.host(), nameId));
                registrar.permitted(farm, nameId);
            }
        }
    }
}
