package org.s2slab.migration.importer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.identity.WellKnownPrincipals;

/** Reads the output of a tenant's cmdlets. */
record TenantExportReader(ImportedServer from, DeploymentDraft draft) {
    void read(MetadataExport document) {
        Optional<ImportedObject> company = from.first(AuthorizationServerProduct.COMPANY);
        String id = company.flatMap(object -> object.text("ObjectId"))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(DomainNames::isGuid)
                .or(document::realm)
                .orElseThrow(() -> new FileSyntaxException(
                        from.all(AuthorizationServerProduct.PRINCIPALS).stream()
                                .map(ImportedObject::file)
                                .findFirst()
                                .orElse("the folder of a tenant"),
                        "the export does not name the tenant; add metadata.json or Get-MsolCompanyInformation.json"));
        TenantDraft tenant = draft.tenant(id);
        company.flatMap(object -> object.text("DisplayName")).ifPresent(name -> tenant.name = name);
        tenant.published.addAll(document.keys());
        tenant.dedicatedApplications = from.first(AuthorizationServerProduct.TENANT)
                .map(object -> object.flag("DedicatedApplicationsRequired", false))
                .orElse(false);
        domains(tenant, company);
        tenant.principalsAreKnown = from.has(AuthorizationServerProduct.PRINCIPALS);
        tenant.credentialsAreKnown = from.has(AuthorizationServerProduct.CREDENTIALS);
        Map<String, List<ImportedPrincipal.Credential>> credentials = credentials();
        for (ImportedObject object : from.all(AuthorizationServerProduct.PRINCIPALS)) {
            String application = object.require("AppPrincipalId").toLowerCase(Locale.ROOT);
            tenant.principals.add(new ImportedPrincipal(
                    application,
                    object.text("DisplayName").orElse(application),
                    object.flag("AccountEnabled", true),
                    object.flag("TrustedForDelegation", false),
                    object.texts("ServicePrincipalNames"),
                    credentials.getOrDefault(application, List.of())));
        }
        draft.authzHosts.addAll(from.hosts());
        if (from.hosts().isEmpty()) {
            draft.authzHosts.addAll(document.hosts());
        }
    }

    private void domains(TenantDraft tenant, Optional<ImportedObject> company) {
        List<ImportedObject> domains = from.all(AuthorizationServerProduct.DOMAINS);
        for (boolean initial : new boolean[] {true, false}) {
            domains.stream()
                    .filter(domain -> domain.flag("IsInitial", false) == initial)
                    .forEach(domain ->
                            tenant.domains.add(DomainNames.checked(domain.file(), "Name", domain.require("Name"))));
        }
        company.flatMap(object -> object.text("InitialDomain"))
                .map(domain -> DomainNames.checked(company.get().file(), "InitialDomain", domain))
                .ifPresent(tenant.domains::add);
    }

    /** The credentials by application. A credential without an application belongs to the server with the same key. */
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
