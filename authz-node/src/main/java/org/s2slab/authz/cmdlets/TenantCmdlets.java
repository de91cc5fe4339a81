package org.s2slab.authz.cmdlets;

import static org.s2slab.authz.cmdlets.TenantSelector.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.authz.registry.Tenant;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;

/** Connect-MsolService, Get-MsolCompanyInformation, Get-MsolDomain, and this lab's Get- and Set-LabTenant. */
public record TenantCmdlets(TenantRegistry registry, TenantSelector selection) {
    private static final String REQUIRED = "DedicatedApplicationsRequired";

    /** The suffix of the initial domain of every tenant. */
    private static final String INITIAL = ".onmicrosoft.com";

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Connect-MsolService", this::connect),
                CMDLETS.cmdlet(
                        "Get-MsolCompanyInformation",
                        given -> Future.succeededFuture(
                                CmdletOutput.of(company(selection.of(given).tenant())))),
                CMDLETS.cmdlet("Get-MsolDomain", this::domains),
                CMDLETS.cmdlet(
                        "Get-LabTenant", given -> Future.succeededFuture(CmdletOutput.of(object(selection.of(given))))),
                CMDLETS.cmdlet("Set-LabTenant", this::set));
    }

    private Future<CmdletOutput> connect(CmdletArguments given) {
        selection.connect(given);
        return Future.succeededFuture(CmdletOutput.NOTHING);
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        String tenant = selection.of(given).tenant().id();
        return given.unlessWhatIf(
                CmdletOutput.NOTHING, () -> registry.requireDedicatedApplications(tenant, given.flag(REQUIRED, false)));
    }

    private Future<CmdletOutput> domains(CmdletArguments given) {
        List<String> all = selection.of(given).tenant().allDomains();
        Optional<String> wanted = given.optionalText("DomainName");
        List<CmdletObject> found = all.stream()
                .filter(domain -> wanted.isEmpty() || domain.equalsIgnoreCase(wanted.get()))
                .map(domain -> CmdletObject.empty()
                        .with("Name", domain)
                        .with("Status", "Verified")
                        .with("Authentication", "Managed")
                        .with("IsDefault", domain.equals(all.get(0)))
                        .with("IsInitial", domain.endsWith(INITIAL)))
                .toList();
        return found.isEmpty() && wanted.isPresent()
                ? Future.failedFuture(Refusal.notFound(
                        "DomainName: the tenant has no domain '" + wanted.get() + "'; it has " + all + "."))
                : Future.succeededFuture(CmdletOutput.of(found));
    }

    private static CmdletObject company(Tenant tenant) {
        List<String> domains = tenant.allDomains();
        return CmdletObject.empty()
                .with("DisplayName", tenant.name())
                .with("ObjectId", tenant.id())
                .with("InitialDomain", domains.isEmpty() ? null : domains.get(0));
    }

    private static CmdletObject object(TenantSnapshot registry) {
        return CmdletObject.empty()
                .with("TenantId", registry.tenant().id())
                .with("DisplayName", registry.tenant().name())
                .with("Domains", registry.tenant().allDomains())
                .with(REQUIRED, registry.dedicatedApplications());
    }
}
