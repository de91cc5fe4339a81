package org.s2slab.migration.importer;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The content of an AuthMetadata document of any product. */
record MetadataExport(Optional<String> realm, Set<String> keys, Set<String> hosts) {
    static final MetadataExport NONE = new MetadataExport(Optional.empty(), Set.of(), Set.of());

    /** Reads the document, and stores its certificates in the draft. */
    static MetadataExport of(ImportedObject document, DeploymentDraft draft) {
        Set<String> keys = new LinkedHashSet<>();
        for (ImportedObject key : document.objects("keys")) {
            boolean signs = key.text("usage").orElse("signing").equalsIgnoreCase("signing");
            for (ImportedObject value : key.objects("keyValue")) {
                if (signs) {
                    value.certificates("value").forEach(certificate -> keys.add(draft.keep(certificate)));
                }
            }
        }
        Set<String> hosts = new LinkedHashSet<>();
        for (ImportedObject endpoint : document.objects("endpoints")) {
            endpoint.address("location").map(URI::getHost).ifPresent(host -> hosts.add(host.toLowerCase(Locale.ROOT)));
        }
        Optional<String> realm = document.realm("realm")
                .or(() -> document.text("issuer")
                        .filter(issuer -> issuer.contains("@"))
                        .map(issuer -> issuer.substring(issuer.indexOf('@') + 1))
                        .filter(text -> !text.equals("*"))
                        .map(text -> DomainNameValidator.checked(document.file(), "issuer", text)));
        return new MetadataExport(realm, keys, hosts);
    }
}
