package org.s2slab.migration.importer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.s2slab.engine.product.ProductCmdlets;
import org.s2slab.engine.product.ProductRole;

/**
 * Builds the draft of a deployment from the exported files of all servers.
 *
 * @param now the time of the export
 */
record DeploymentExportReader(DeploymentDraft draft, Instant now) {
    void read(List<ImportedServer> imported) {
        List<ImportedServer> ordered = new ArrayList<>(imported);
        ordered.sort(Comparator.comparing((ImportedServer server) -> ProductRole.of(server.product()))
                .thenComparing(ImportedServer::name));
        ordered.forEach(this::read);
    }

    private void read(ImportedServer from) {
        ImportedObject metadata = from.metadata();
        MetadataExport document = metadata == null ? MetadataExport.NONE : MetadataExport.of(metadata, draft);
        if (from.product().equals("authz")) {
            new TenantExportReader(from, draft).read(document);
            return;
        }
        ServerDraft server = new ServerDraft(from.name(), from.product());
        server.hosts.addAll(from.hosts());
        server.hostsAreKnown = !from.hosts().isEmpty();
        server.members.putAll(from.servers());
        draft.servers.add(server);
        switch (from.product()) {
            case "lync" -> new LyncExportReader(from, draft, server, now).read(document);
            case "exchange" -> new ExchangeExportReader(from, draft, server).read(document);
            default -> new SharePointExportReader(from, draft, server).read(document);
        }
        if (server.realm == null) {
            server.realm = document.realm().orElse(null);
        }
        if (!server.hostsAreKnown) {
            server.hosts.addAll(document.hosts());
        }
        store(from, server);
    }

    private void store(ImportedServer from, ServerDraft server) {
        List<String> store = new ArrayList<>(server.keys.others());
        for (ImportedObject object : from.all(ProductCmdlets.STORED_CERTIFICATES)) {
            KnownCertificate.ofObject(object)
                    .filter(certificate -> object.flag("HasPrivateKey", true))
                    .map(draft::keep)
                    .filter(thumbprint -> !store.contains(thumbprint))
                    .ifPresent(store::add);
        }
        server.keys = server.keys.storing(store);
    }

    /** The time of the latest Get-Date.json; empty if the export has no such file. */
    static Optional<Instant> written(List<ImportedServer> imported) {
        return imported.stream()
                .flatMap(server -> server.first(ProductCmdlets.DATE).stream())
                .flatMap(object -> object.moment(object.has("value") ? "value" : "DateTime").stream())
                .max(Comparator.naturalOrder());
    }
}
