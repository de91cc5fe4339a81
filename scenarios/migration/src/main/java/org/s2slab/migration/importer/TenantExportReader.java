package org.s2slab.migration.importer;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.text.FileSyntaxException;
import org.s2slab.identity.Guid;

/** Reads the output of a tenant's cmdlets. */
record TenantExportReader(ImportedServer from, DeploymentDraft draft) {
    void read(MetadataExport document) {
        Optional<ImportedObject> company = from.first(AuthorizationServerProduct.COMPANY);
        String id = company.flatMap(object -> object.text("ObjectId"))
                .map(text -> text.toLowerCase(Locale.ROOT))
                .filter(Guid::isLowerCase)
                .or(document::realm)
                .orElseThrow(() -> new FileSyntaxException(
                        Stream.of(AuthorizationServerProduct.PRINCIPALS, AuthorizationServerProduct.GRAPH_PRINCIPALS)
                                .flatMap(cmdlet -> from.all(cmdlet).stream())
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
        new PrincipalExportReader(from, draft).read(tenant);
        draft.authzHosts.addAll(from.hosts());
        draft.authzServers.putAll(from.servers());
        if (from.hosts().isEmpty()) {
            draft.authzHosts.addAll(document.hosts());
        }
    }

    private void domains(TenantDraft tenant, Optional<ImportedObject> company) {
        List<ImportedObject> domains = from.all(AuthorizationServerProduct.DOMAINS);
        for (boolean initial : new boolean[] {true, false}) {
            domains.stream()
                    .filter(domain -> domain.flag("IsInitial", false) == initial)
                    .forEach(domain -> tenant.domains.add(
                            DomainNameValidator.checked(domain.file(), "Name", domain.require("Name"))));
        }
        company.flatMap(object -> object.text("InitialDomain"))
                .map(domain -> DomainNameValidator.checked(company.get().file(), "InitialDomain", domain))
                .ifPresent(tenant.domains::add);
    }
}
