package org.s2slab.migration.importer;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.s2slab.engine.product.ExchangeProduct;
import org.s2slab.engine.product.ProductPaths;

/** Infers a server's signing keys and partners, if its own folder does not contain them. */
record TrustInference(DeploymentDraft draft) {
    void fill() {
        draft.servers.forEach(this::keys);
        for (ServerDraft server : draft.servers) {
            if (!server.partnersAreKnown && !server.online) {
                draft.servers.forEach(other -> partners(server, other));
            }
        }
        draft.servers.stream().filter(server -> server.is("lync")).forEach(this::autodiscover);
        draft.tenants.values().stream()
                .filter(tenant -> !tenant.principalsAreKnown)
                .forEach(tenant -> draft.notes.assumed("the tenant " + tenant.id
                        + " has the present certificates and the hosts of the servers that trust it"));
        unknownKeys();
    }

    private void keys(ServerDraft server) {
        if (server.online) {
            server.keys = ImportedSigningKeys.signing(ofItsOwn(server));
            return;
        }
        if (server.keys.current() != null || (server.keysAreKnown && server.is("lync"))) {
            return;
        }
        Map<String, Integer> held = new LinkedHashMap<>();
        for (ServerDraft other : draft.servers) {
            for (ImportedPartner partner : other.partners) {
                Set<String> keys = partner.keys();
                if (keys != null && draft.meant(other, partner).equals(Optional.of(server))) {
                    keys.forEach(key -> held.merge(key, 1, Integer::sum));
                }
            }
        }
        Optional<String> most =
                held.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
        server.keys = ImportedSigningKeys.signing(most.orElseGet(() -> ofItsOwn(server)));
        draft.notes.assumed(server.name + " signs with "
                + most.map(key -> "the key that its partners have, " + key)
                        .orElse("a key that is not in the export, but its partners have it"));
    }

    /** A placeholder for an unknown key of a server. */
    private String ofItsOwn(ServerDraft server) {
        return draft.keep(new KnownCertificate("the key of " + server.name, null, List.of(), null, null, null));
    }

    /** For a registered server, adds the registration in the opposite direction, which the procedures require. */
    private void partners(ServerDraft server, ServerDraft other) {
        boolean knowsIt = other.partners.stream()
                .filter(partner -> !partner.byServer())
                .anyMatch(partner -> draft.meant(other, partner).equals(Optional.of(server)));
        boolean here = server.partners.stream()
                .anyMatch(partner -> draft.meant(server, partner).equals(Optional.of(other)));
        if (!knowsIt || here || other == server) {
            return;
        }
        String name = server.product().nameFor(other.role());
        String account = server.is("exchange") ? ExchangeProduct.accountOf(other.role()) : null;
        server.partners.add(new ImportedPartner(
                name,
                other.application(),
                other.realm,
                URI.create(other.metadata()),
                false,
                null,
                true,
                "Full",
                account,
                false));
        draft.notes.assumed(server.name + " knows " + other.name + " by its metadata, for " + other.name + " knows it");
    }

    private void autodiscover(ServerDraft lync) {
        boolean told = lync.exported && lync.serviceName != null;
        if (lync.autodiscover != null || told || lync.online) {
            return;
        }
        draft.of("exchange").findFirst().ifPresent(exchange -> {
            lync.autodiscover = ProductPaths.autodiscoverAt(List.copyOf(exchange.hosts));
            draft.notes.assumed(lync.name + " looks for Exchange at " + lync.autodiscover);
        });
    }

    /** Notes the assumption about stored keys that a product's cmdlet does not show. */
    private void unknownKeys() {
        for (ServerDraft server : draft.servers) {
            for (ImportedPartner partner : server.partners) {
                if (server.exported && !partner.byServer() && partner.keys() == null && server.partnersAreKnown) {
                    draft.notes.assumed(server.name + " holds the present keys of '" + partner.name()
                            + "', because its cmdlet does not show them");
                }
            }
        }
    }
}
