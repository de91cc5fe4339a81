package org.s2slab.migration.importer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Infers names that the export does not contain: the default domain, hosts, realms and accepted domains. */
record NameInference(DeploymentDraft draft) {
    private static final String UNKNOWN = "contoso.com";

    /** Infers the default SIP domain. Lync's certificate is the best source, because it must contain this domain. */
    void domain() {
        Optional<ServerDraft> lync =
                draft.of("lync").filter(server -> !server.online).findFirst();
        Set<String> candidates = new LinkedHashSet<>();
        lync.ifPresent(server -> {
            KnownCertificate certificate = draft.certificates.get(String.valueOf(server.keys.current()));
            String realm = Objects.requireNonNullElse(server.realm, "");
            if (certificate != null && certificate.names().contains(realm)) {
                candidates.add(realm);
            }
            if (certificate != null && certificate.subject() != null) {
                candidates.add(certificate.subject().toLowerCase(Locale.ROOT));
            }
            candidates.add(realm);
        });
        draft.of("exchange").forEach(server -> candidates.addAll(server.domains));
        draft.servers.forEach(server ->
                server.partners.forEach(partner -> candidates.add(Objects.requireNonNullElse(partner.realm(), ""))));
        draft.servers.forEach(server -> server.people.forEach(
                person -> candidates.add(person.upn().substring(person.upn().indexOf('@') + 1))));
        draft.tenants.values().forEach(tenant -> candidates.addAll(tenant.domains));
        draft.servers.stream()
                .flatMap(server -> server.hosts.stream())
                .filter(host -> !DomainNameValidator.isOnline(host) && host.indexOf('.') != host.lastIndexOf('.'))
                .forEach(host -> candidates.add(host.substring(host.indexOf('.') + 1)));
        draft.domain = candidates.stream()
                .filter(name ->
                        DomainNameValidator.isName(name) && name.contains(".") && !name.endsWith(".onmicrosoft.com"))
                .findFirst()
                .orElse(UNKNOWN);
        if (!candidates.contains(draft.domain)) {
            draft.notes.assumed("the export has no domain, so it is " + UNKNOWN);
        }
    }

    void hosts() {
        Set<String> claimed = new HashSet<>();
        for (ServerDraft server : draft.servers) {
            server.hosts.removeIf(host -> !claimed.add(host));
        }
        for (ServerDraft server : draft.servers) {
            List<String> usual = usual(server);
            if (server.hosts.isEmpty()) {
                usual.stream().filter(claimed::add).forEach(server.hosts::add);
                if (server.hosts.isEmpty()) {
                    server.hosts.add(server.name + "." + draft.domain);
                }
                draft.notes.assumed("the export has no hosts of " + server.name + ", so they are " + server.hosts);
            } else if (!server.hostsAreKnown && !server.is("sharepoint")) {
                // The products search for each other at these hosts, even if a server has further hosts.
                List<String> more = found(server).stream().filter(claimed::add).toList();
                server.hosts.addAll(more);
                if (!more.isEmpty()) {
                    draft.notes.assumed(server.name + " answers to " + String.join(" and ", more) + " as well");
                }
            }
        }
    }

    private List<String> usual(ServerDraft server) {
        List<String> usual = new ArrayList<>(
                server.online
                        ? ServerInference.onlineHosts(server.role, draft.domain)
                        : List.of(server.name + "." + draft.domain));
        usual.addAll(found(server));
        return usual;
    }

    private List<String> found(ServerDraft server) {
        return switch (server.role) {
            case "lync" ->
                List.of("lyncdiscover." + draft.domain, "lyncdiscoverinternal." + draft.domain, "meet." + draft.domain);
            case "exchange" ->
                server.online && draft.of("exchange").anyMatch(other -> !other.online)
                        ? List.of()
                        : List.of("autodiscover." + draft.domain);
            default -> List.of();
        };
    }

    /**
     * Infers the realm with which each server signs. If a server's export does not contain its realm, the registrations
     * at other servers do.
     */
    void realms() {
        for (ServerDraft server : draft.servers) {
            if (server.online) {
                server.realm = draft.ownTenant;
                continue;
            }
            if (server.realm == null) {
                Optional<String> known = draft.servers.stream()
                        .flatMap(other -> other.partners.stream()
                                .filter(partner -> !partner.byServer()
                                        && draft.meant(other, partner).equals(Optional.of(server)))
                                .flatMap(partner -> Stream.ofNullable(partner.realm())))
                        .findFirst();
                server.realm = known.orElse(server.is("sharepoint") ? null : draft.domain);
                draft.notes.assumed(
                        "the realm of " + server.name + " is " + (server.realm == null ? "its own" : server.realm));
            }
            if (server.is("exchange") && server.domains.isEmpty()) {
                server.domains.add(draft.domain);
                String realm = server.realm;
                if (realm != null && realm.contains(".")) {
                    server.domains.add(realm);
                }
                draft.notes.assumed(server.name + " accepts the domains " + server.domains);
            }
        }
    }
}
