package org.s2slab.migration.importer;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.WellKnownPrincipals;

/** Infers the servers and their hosts from the exported folders and from references in other servers' files. */
record ServerInference(DeploymentDraft draft) {
    private static final Set<String> PRODUCTS = Set.of("lync", "exchange", "sharepoint");

    void fill() {
        draft.servers.forEach(this::whetherOnline);
        new PoolInference(draft).fill();
        for (ServerDraft server : List.copyOf(draft.servers)) {
            server.partners.forEach(partner -> registered(server, partner));
            autodiscover(server);
            server.connectors.forEach(connector -> connected(server, connector));
        }
        draft.tenants.values().forEach(tenant -> tenant.principals.forEach(this::named));
        for (ServerDraft server : List.copyOf(draft.servers)) {
            server.partners.forEach(partner -> vouchedFor(server, partner));
        }
    }

    private void whetherOnline(ServerDraft server) {
        boolean byHost = server.hosts.stream()
                .findFirst()
                .filter(DomainNameValidator::isOnline)
                .isPresent();
        boolean byName = List.of(server.name.split("-", -1)).contains("online");
        server.online = byHost || byName;
        if (byName && !byHost) {
            draft.notes.assumed(server.name + " is the online service, because of the name of its folder");
        }
    }

    /** Infers the server of a registered partner: it has the host of the partner's metadata URL. */
    private void registered(ServerDraft at, ImportedPartner partner) {
        String role = WellKnownPrincipals.productOf(partner.application());
        if (!PRODUCTS.contains(role) || partner.byServer()) {
            return;
        }
        URI url = partner.metadata();
        if (url == null) {
            if (of(at, role, false).isEmpty()) {
                made(role, null, at.name + " has registered it");
            }
            return;
        }
        place(at, role, url, at.name + " has registered it", true);
    }

    /**
     * Adds a host to the server of a product. If the draft has no such server, it is created.
     *
     * @param surely whether to add the host even if all hosts of the server are known
     */
    private void place(ServerDraft at, String role, URI url, String why, boolean surely) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        if (draft.servers.stream().anyMatch(server -> server.hosts.contains(host))) {
            return;
        }
        Optional<ServerDraft> found = of(at, role, DomainNameValidator.isOnline(host));
        if (found.isEmpty()) {
            made(role, host, why);
        } else if (surely || !found.get().hostsAreKnown) {
            found.get().hosts.add(host);
            if (!surely) {
                draft.notes.assumed(host + " is a host of " + found.get().name);
            }
        }
    }

    private Optional<ServerDraft> of(ServerDraft other, String role, boolean online) {
        return draft.of(role)
                .filter(server -> server != other && server.online == online)
                .findFirst();
    }

    private ServerDraft made(String role, @Nullable String host, String why) {
        boolean online = host != null && DomainNameValidator.isOnline(host);
        Set<String> names = new TreeSet<>();
        draft.servers.forEach(server -> names.add(server.name));
        String first = online ? role + "-online" : role;
        String name = first;
        for (int i = 2; names.contains(name); i++) {
            name = first + "-" + i;
        }
        ServerDraft server = new ServerDraft(name, role);
        server.online = online;
        server.exported = false;
        if (online && role.equals("exchange")) {
            server.hosts.addAll(onlineHosts(role));
        }
        if (host != null) {
            server.hosts.add(host);
        }
        draft.servers.add(server);
        draft.notes.missing("the folder of " + name + ", which is inferred from other servers: " + why
                + (host == null ? "" : ", at " + host));
        return server;
    }

    /**
     * Adds the host of Exchange's Autodiscover service in Lync's configuration. It may be wrong, so it counts only if
     * Exchange's hosts are unknown.
     */
    private void autodiscover(ServerDraft server) {
        if (server.is("lync") && server.autodiscover != null) {
            place(
                    server,
                    "exchange",
                    URI.create(server.autodiscover),
                    server.name + " has its Autodiscover address",
                    false);
        }
    }

    private void connected(ServerDraft server, ImportedConnector connector) {
        List<URI> addresses = new ArrayList<>(List.of(connector.discovery()));
        Optional.ofNullable(connector.sharing()).ifPresent(addresses::add);
        addresses.forEach(address -> place(
                server, "exchange", address, "the connector '" + connector.name() + "' of " + server.name, false));
    }

    /** Adds the host names in a service principal's names, except Microsoft's hosts, which every tenant has. */
    private void named(ImportedPrincipal principal) {
        String role = WellKnownPrincipals.productOf(principal.application());
        if (!PRODUCTS.contains(role)) {
            return;
        }
        for (String name : principal.names()) {
            String host = name.replaceFirst("^https://", "")
                    .replaceFirst("^" + principal.application() + "/", "")
                    .replaceFirst("/$", "")
                    .toLowerCase(Locale.ROOT);
            boolean names = name.startsWith("https://") || name.startsWith(principal.application() + "/");
            boolean usable = names
                    && DomainNameValidator.isName(host)
                    && host.contains(".")
                    && !DomainNameValidator.isOnline(host);
            if (usable && draft.servers.stream().noneMatch(server -> server.hosts.contains(host))) {
                draft.of(role)
                        .filter(server -> !server.online && !server.hostsAreKnown)
                        .findFirst()
                        .ifPresent(server -> server.hosts.add(host));
            }
        }
    }

    /** Infers an online service from an application with issued tokens, if no other server has the application. */
    private void vouchedFor(ServerDraft at, ImportedPartner partner) {
        String role = WellKnownPrincipals.productOf(partner.application());
        boolean another = draft.of(role).anyMatch(server -> server != at);
        if (!PRODUCTS.contains(role)
                || !partner.byServer()
                || !partner.enabled()
                || at.online
                || at.role.equals(role)
                || another
                || at.servers.isEmpty()) {
            return;
        }
        String host = onlineHosts(role).get(0);
        made(role, host, "an authorization server issues tokens to " + at.name + " for '" + partner.name() + "'");
    }

    /** The host names of an online service, if the export does not contain them. */
    private List<String> onlineHosts(String role) {
        return onlineHosts(role, draft.domain);
    }

    static List<String> onlineHosts(String role, String domain) {
        return switch (role) {
            case "lync" -> List.of("webdir.online.lync.com");
            case "exchange" -> List.of("outlook.office365.com", "autodiscover-s.outlook.com");
            default -> List.of((domain.isEmpty() ? "contoso" : domain.split("\\.", 2)[0]) + ".sharepoint.com");
        };
    }
}
