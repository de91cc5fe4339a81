package org.s2slab.migration.importer;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.product.SharePointProduct;
import org.s2slab.identity.WellKnownPrincipals;

/** Reads the output of SharePoint's cmdlets. */
record SharePointExportReader(ImportedServer from, DeploymentDraft draft, ServerDraft server) {
    void read(MetadataExport document) {
        Optional<ImportedObject> config = from.first(SharePointProduct.CONFIGURATION);
        server.keysAreKnown = !document.keys().isEmpty() || config.isPresent();
        server.keys = config.filter(
                        object -> object.text("SigningCertificateThumbprint").isPresent())
                .map(object -> new ImportedSigningKeys(
                        draft.thumbprint(object, "SigningCertificateThumbprint"),
                        draft.thumbprint(object, "PreviousSigningCertificateThumbprint"),
                        draft.thumbprint(object, "QueueSigningCertificateThumbprint"),
                        null,
                        List.of()))
                .orElseGet(() -> document.keys().stream()
                        .findFirst()
                        .map(ImportedSigningKeys::signing)
                        .orElse(ImportedSigningKeys.NONE))
                .publishing(document.keys());
        server.realm = from.first(SharePointProduct.REALM)
                .flatMap(object -> object.text("Realm").or(() -> object.text("value")))
                .or(document::realm)
                .or(() ->
                        config.flatMap(object -> object.text("NameIdentifier")).map(SharePointExportReader::realm))
                .map(realm -> realm.toLowerCase(Locale.ROOT))
                .orElse(null);
        server.partnersAreKnown = from.has(SharePointProduct.ISSUERS);
        server.serversAreKnown = server.partnersAreKnown;
        from.all(SharePointProduct.ISSUERS).forEach(this::issuer);
        principals();
        server.proxiesAreKnown = from.has(SharePointProduct.PROXIES);
        for (ImportedObject proxy : from.all(SharePointProduct.PROXIES)) {
            Optional<URI> metadata = proxy.address("MetadataServiceEndpointUri");
            if (metadata.isPresent() && proxy.flag("InDefaultProxyGroup", true)) {
                server.proxies.put(
                        proxy.text("DisplayName").orElse("ACS"), metadata.get().toString());
            }
        }
    }

    private static @Nullable String realm(String nameId) {
        int at = nameId.indexOf('@');
        String realm = at < 0 ? "*" : nameId.substring(at + 1);
        return realm.equals("*") ? null : realm;
    }

    private void issuer(ImportedObject object) {
        String name = object.require("Name");
        String nameId = object.text("RegisteredIssuerName")
                .or(() -> object.text("NameId"))
                .orElse("");
        String application = nameId.split("@", 2)[0].toLowerCase(Locale.ROOT);
        URI metadata = object.address("MetadataEndPoint").orElse(null);
        if (application.equals(WellKnownPrincipals.AUTHORIZATION_SERVER)) {
            if (metadata == null) {
                draft.notes.leftOut(server.name + ": the broker '" + name + "' has no metadata address");
            } else {
                server.servers.add(
                        new ImportedAuthorizationServer(name, realm(nameId), metadata, true, keys(object), null));
            }
        } else if (application.isEmpty() || (metadata == null && keys(object) == null)) {
            draft.notes.leftOut(server.name + ": the trusted issuer '" + name + "' has neither a name nor a key");
        } else {
            server.partners.add(new ImportedPartner(
                    name, application, realm(nameId), metadata, false, keys(object), true, "Full", null, false));
        }
    }

    private @Nullable Set<String> keys(ImportedObject object) {
        Set<String> keys = new LinkedHashSet<>();
        for (String member : List.of("SigningCertificate", "AdditionalSigningCertificates")) {
            if (object.has(member)) {
                object.certificates(member).forEach(certificate -> keys.add(draft.keep(certificate)));
            }
        }
        if (object.has("SigningCertificateThumbprints")) {
            object.texts("SigningCertificateThumbprints").stream()
                    .flatMap(text -> KnownCertificate.ofThumbprint(text).stream())
                    .forEach(certificate -> keys.add(draft.keep(certificate)));
        }
        return keys.isEmpty() ? null : keys;
    }

    /** Reads the permissions of applications. Only the lab's cmdlet shows them. The product's cmdlet does not. */
    private void principals() {
        List<ImportedObject> principals = from.all(SharePointProduct.APP_PRINCIPALS);
        server.permissionsAreKnown = principals.stream().anyMatch(principal -> principal.has("Permissions"));
        for (ImportedObject principal : principals) {
            principal
                    .text("NameIdentifier")
                    .filter(name -> name.indexOf('@') > 0)
                    .ifPresent(name -> server.permissions.put(name, new ArrayList<>(principal.texts("Permissions"))));
        }
    }
}
