package org.s2slab.migration.importer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.config.Switches;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.migration.importer.ImportedPrincipal.ImportedTrait;

/**
 * Reads the applications of a tenant with their certificates and permissions: from the output of the MSOnline module, or
 * from that of Microsoft Graph PowerShell, with which an administrator has to export since MSOnline was retired. In Graph,
 * the certificates of an own application belong to the application, and those of Microsoft's to the principal.
 */
record PrincipalExportReader(ImportedServer from, DeploymentDraft draft) {
    private static final String KEYS = "KeyCredentials";

    void read(TenantDraft tenant) {
        List<ImportedObject> graph = from.all(AuthorizationServerProduct.GRAPH_PRINCIPALS);
        boolean online = from.has(AuthorizationServerProduct.PRINCIPALS);
        List<ImportedObject> objects = online ? from.all(AuthorizationServerProduct.PRINCIPALS) : graph;
        tenant.principalsAreKnown = online || from.has(AuthorizationServerProduct.GRAPH_PRINCIPALS);
        List<ImportedObject> applications = from.all(AuthorizationServerProduct.GRAPH_APPLICATIONS);
        tenant.credentialsAreKnown = from.has(AuthorizationServerProduct.CREDENTIALS)
                || Stream.concat(graph.stream(), applications.stream()).anyMatch(object -> object.has(KEYS));
        Map<String, List<ImportedPrincipal.Credential>> credentials =
                from.has(AuthorizationServerProduct.CREDENTIALS) ? credentials() : keyCredentials(graph);
        keyCredentials(applications)
                .forEach((application, keys) -> keys.forEach(key -> add(credentials, application, key)));
        Set<String> allowed = fullAccess(graph);
        for (ImportedObject object : objects) {
            String application =
                    object.require(online ? "AppPrincipalId" : "AppId").toLowerCase(Locale.ROOT);
            tenant.principals.add(new ImportedPrincipal(
                    application,
                    object.text("DisplayName").orElse(application),
                    Switches.<ImportedTrait>of()
                            .with(ImportedTrait.ENABLED, object.flag("AccountEnabled", true))
                            .with(ImportedTrait.TRUSTED, object.flag("TrustedForDelegation", false))
                            .with(ImportedTrait.FULL_ACCESS, allowed.contains(application)),
                    object.texts("ServicePrincipalNames"),
                    credentials.getOrDefault(application, List.of())));
        }
        applications.stream()
                .filter(object -> tenant.principals.stream()
                        .noneMatch(known -> known.application().equals(applicationId(object))))
                .forEach(object -> draft.notes.leftOut(object.file() + ": the application '"
                        + object.text("DisplayName").orElse("") + "' (" + applicationId(object)
                        + "), of which the export has no service principal"));
    }

    private static String applicationId(ImportedObject object) {
        return object.require("AppId").toLowerCase(Locale.ROOT);
    }

    /** Adds a certificate, unless the application is known to have it. */
    private static void add(
            Map<String, List<ImportedPrincipal.Credential>> found,
            String application,
            ImportedPrincipal.Credential key) {
        List<ImportedPrincipal.Credential> known = found.computeIfAbsent(application, id -> new ArrayList<>());
        if (known.stream().noneMatch(one -> one.thumbprint().equals(key.thumbprint()))) {
            known.add(key);
        }
    }

    /** The applications with full_access_as_app; notes other permissions, which the lab does not have. */
    private Set<String> fullAccess(List<ImportedObject> graph) {
        Map<String, String> applications = new LinkedHashMap<>();
        for (ImportedObject object : graph) {
            object.text("Id").ifPresent(id -> applications.put(id, applicationId(object)));
        }
        Set<String> found = new HashSet<>();
        for (ImportedObject consent : from.all(AuthorizationServerProduct.CONSENTS)) {
            String application = applications.get(consent.text("PrincipalId").orElse(""));
            String role = consent.text("AppRoleId").orElse("");
            if (application != null && role.equalsIgnoreCase(AuthorizationServerProduct.FULL_ACCESS_ROLE)) {
                found.add(application);
            } else {
                draft.notes.leftOut(consent.file() + ": the permission " + role + " of "
                        + consent.text("PrincipalDisplayName").orElse("an application")
                        + ", which the lab does not have");
            }
        }
        return found;
    }

    /** From the principals or applications of Microsoft Graph; a listing has the thumbprints of certificates only. */
    private Map<String, List<ImportedPrincipal.Credential>> keyCredentials(List<ImportedObject> graph) {
        Map<String, List<ImportedPrincipal.Credential>> found = new LinkedHashMap<>();
        for (ImportedObject principal : graph) {
            for (ImportedObject key : principal.objects(KEYS)) {
                thumbprint(key)
                        .ifPresentOrElse(
                                thumbprint -> add(
                                        found,
                                        applicationId(principal),
                                        new ImportedPrincipal.Credential(
                                                thumbprint,
                                                key.moment("StartDateTime").orElse((Instant) null),
                                                key.moment("EndDateTime").orElse((Instant) null))),
                                () -> draft.notes.leftOut(principal.file() + ": a key of "
                                        + principal.text("DisplayName").orElse("an application")
                                        + " without its value and without its thumbprint"));
            }
        }
        return found;
    }

    private Optional<String> thumbprint(ImportedObject key) {
        List<KnownCertificate> certificates = key.has("Key") ? key.certificates("Key") : List.of();
        if (!certificates.isEmpty()) {
            return Optional.of(draft.keep(certificates.get(0)));
        }
        return key.text("CustomKeyIdentifier")
                .map(text -> KnownCertificate.ofThumbprint(text)
                        .orElseGet(
                                () -> KnownCertificate.ofThumbprint(hex(text)).orElse(null)))
                .map(draft::keep);
    }

    /** Windows PowerShell writes the bytes of a thumbprint as base64. */
    private static String hex(String base64) {
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** By application; one that does not say whose it is belongs to the server whose key it is. */
    private Map<String, List<ImportedPrincipal.Credential>> credentials() {
        Map<String, List<ImportedPrincipal.Credential>> found = new LinkedHashMap<>();
        for (ImportedObject object : from.all(AuthorizationServerProduct.CREDENTIALS)) {
            boolean verifies = !object.text("Usage").orElse("Verify").equalsIgnoreCase("Sign");
            List<KnownCertificate> certificates =
                    verifies && isAsymmetric(object) ? object.certificates("Value") : List.of();
            if (certificates.isEmpty()) {
                if (verifies && isAsymmetric(object)) {
                    draft.notes.leftOut(object.file() + ": a certificate without its value; export with"
                            + " -ReturnKeyValues $true");
                }
                continue;
            }
            String thumbprint = draft.keep(certificates.get(0));
            String application = object.text("AppPrincipalId")
                    .map(text -> text.toLowerCase(Locale.ROOT))
                    .orElseGet(() -> owner(object, thumbprint));
            if (!application.isEmpty()) {
                found.computeIfAbsent(application, id -> new ArrayList<>())
                        .add(new ImportedPrincipal.Credential(
                                thumbprint,
                                object.moment("StartDate").orElse(null),
                                object.moment("EndDate").orElse((Instant) null)));
            }
        }
        return found;
    }

    private static boolean isAsymmetric(ImportedObject object) {
        String type = object.text("Type").orElse("Asymmetric");
        return type.equalsIgnoreCase("Asymmetric")
                || (type.matches("[0-9]") && object.text("Value").orElse("").startsWith("MII"));
    }

    private String owner(ImportedObject object, String thumbprint) {
        Optional<ServerDraft> owner = draft.servers.stream()
                .filter(server -> server.keys.published().contains(thumbprint)
                        || server.keys.others().contains(thumbprint))
                .findFirst();
        String application = owner.map(ServerDraft::application).orElse("");
        if (application.isEmpty()) {
            draft.notes.leftOut(object.file() + ": a credential has no application, and its key is not that of a server"
                    + "; add AppPrincipalId to each (see docs/IMPORT.md)");
        } else {
            draft.notes.assumed(object.file() + ": the credential with the key " + thumbprint + " is "
                    + WellKnownPrincipals.productOf(application) + "'s");
        }
        return application;
    }
}
