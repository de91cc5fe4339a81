package org.s2slab.migration.importer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The draft of a deployment: filled first from the files of an export, then by inference. */
final class DeploymentDraft {
    final List<ServerDraft> servers = new ArrayList<>();
    final Map<String, TenantDraft> tenants = new LinkedHashMap<>();
    final Map<String, KnownCertificate> certificates = new LinkedHashMap<>();
    final ImportNotes notes;

    /** The default SIP domain. */
    String domain = "";

    /** The tenant of the online services, or null. */
    @Nullable
    String ownTenant;

    /** The host names of the authorization server in the registrations. */
    final Set<String> authzHosts = new LinkedHashSet<>();

    /** The authorization servers of a pool with their own hosts; empty for one server. */
    final Map<String, List<String>> authzServers = new LinkedHashMap<>();

    DeploymentDraft(ImportNotes notes) {
        this.notes = notes;
    }

    /** Stores a certificate, and returns its thumbprint. */
    String keep(KnownCertificate certificate) {
        certificates.merge(certificate.thumbprint(), certificate, KnownCertificate::and);
        return certificate.thumbprint();
    }

    /** Stores a certificate by the thumbprint in a member; returns this thumbprint, or null if it is missing. */
    @Nullable
    String thumbprint(ImportedObject object, String member) {
        return object.text(member)
                .map(hex -> KnownCertificate.ofThumbprint(hex)
                        .orElseThrow(() -> object.wrong(member, object.member(member), "a thumbprint", "")))
                .map(this::keep)
                .orElse(null);
    }

    Stream<ServerDraft> of(String role) {
        return servers.stream().filter(server -> server.is(role));
    }

    TenantDraft tenant(String id) {
        return tenants.computeIfAbsent(id, TenantDraft::new);
    }

    /**
     * The server that a registration names: the server with the host of the metadata URL. Otherwise, the only other
     * on-premises server with this application.
     */
    Optional<ServerDraft> meant(ServerDraft at, ImportedPartner partner) {
        List<ServerDraft> candidates = servers.stream()
                .filter(server -> server != at && server.application().equals(partner.application()))
                .toList();
        return candidates.stream()
                .filter(server -> server.serves(partner.metadata()))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(server -> !server.online)
                        .findFirst()
                        .filter(one -> candidates.stream()
                                        .filter(server -> !server.online)
                                        .count()
                                == 1));
    }
}
