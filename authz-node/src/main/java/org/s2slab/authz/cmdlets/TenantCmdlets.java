package org.s2slab.authz.cmdlets;

import static org.s2slab.authz.cmdlets.TenantSelector.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.authz.registry.Tenant;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.refusal.Refusal;

/** Connect-MsolService, Get-MsolCompanyInformation, Get-MsolDomain, Get-CsTenant of Lync Online, and this lab's Get- and Set-LabTenant. */
public record TenantCmdlets(TenantRegistry registry, TenantSelector selection) {
    private static final String REQUIRED = "DedicatedApplicationsRequired";

    /** The suffix of the initial domain of every tenant. */
    private static final String INITIAL = ".onmicrosoft.com";

    /** A filter by one value, with or without the braces of a script block. */
    private static final Pattern FILTER = Pattern.compile(
            "\\s*\\{?\\s*(DisplayName|TenantId|ObjectId)\\s+-eq\\s+(['\"])(.*)\\2\\s*}?\\s*", Pattern.CASE_INSENSITIVE);

    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Connect-MsolService", this::connect),
                CMDLETS.cmdlet(
                        "Get-MsolCompanyInformation",
                        given -> Future.succeededFuture(
                                CmdletOutput.of(company(selection.of(given).tenant())))),
                CMDLETS.cmdlet("Get-MsolDomain", this::domains),
                CMDLETS.cmdlet("Get-CsTenant", this::tenants),
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
        Optional<String> requested = given.optionalText("DomainName");
        List<CmdletObject> found = all.stream()
                .filter(domain -> requested.isEmpty() || domain.equalsIgnoreCase(requested.get()))
                .map(domain -> CmdletObject.empty()
                        .with("Name", domain)
                        .with("Status", "Verified")
                        .with("Authentication", "Managed")
                        .with("IsDefault", domain.equals(all.get(0)))
                        .with("IsInitial", domain.endsWith(INITIAL)))
                .toList();
        return found.isEmpty() && requested.isPresent()
                ? Future.failedFuture(Refusal.notFound(
                        "DomainName: the tenant has no domain '" + requested.get() + "'; it has " + all + "."))
                : Future.succeededFuture(CmdletOutput.of(found));
    }

    private Future<CmdletOutput> tenants(CmdletArguments given) {
        Optional<String> identity = given.optionalText("Identity");
        Optional<String> filter = given.optionalText("Filter");
        Matcher equal = FILTER.matcher(filter.orElse(""));
        if (filter.isPresent() && !equal.matches()) {
            throw Refusal.invalid("Filter: '" + filter.get() + "' is not supported. Write {DisplayName -eq \"name\"},"
                    + " or TenantId or ObjectId in place of DisplayName.");
        }
        List<CmdletObject> found = registry.tenants().stream()
                .filter(tenant -> identity.isEmpty()
                        || tenant.id().equalsIgnoreCase(identity.get())
                        || tenant.name().equalsIgnoreCase(identity.get()))
                .filter(tenant -> filter.isEmpty()
                        || equal.group(3)
                                .equalsIgnoreCase(
                                        equal.group(1).equalsIgnoreCase("DisplayName") ? tenant.name() : tenant.id()))
                .map(TenantCmdlets::onlineTenant)
                .toList();
        return found.isEmpty() && identity.isPresent()
                ? Future.failedFuture(Refusal.notFound("Identity: there is no tenant '" + identity.get() + "'."))
                : Future.succeededFuture(CmdletOutput.of(found));
    }

    private static CmdletObject onlineTenant(Tenant tenant) {
        return CmdletObject.empty()
                .with("TenantId", tenant.id())
                .with("ObjectId", tenant.id())
                .with("DisplayName", tenant.name())
                .with("Domains", tenant.allDomains());
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
