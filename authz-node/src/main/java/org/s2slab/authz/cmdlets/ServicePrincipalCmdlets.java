package org.s2slab.authz.cmdlets;

import static org.s2slab.authz.cmdlets.TenantSelector.CMDLETS;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.authz.registry.RedirectAddress;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.ServicePrincipal.PrincipalTrait;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.config.Switches;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.refusal.Refusal;

/** Get-, New-, Set- and Remove-MsolServicePrincipal, and New-LabServicePrincipal: the applications of a tenant. */
public record ServicePrincipalCmdlets(TenantRegistry registry, TenantSelector selection, NodeEnvironment environment) {
    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-MsolServicePrincipal", this::get),
                CMDLETS.cmdlet("New-MsolServicePrincipal", this::create),
                CMDLETS.cmdlet("New-LabServicePrincipal", this::create),
                CMDLETS.cmdlet("Set-MsolServicePrincipal", this::set),
                CMDLETS.cmdlet("Remove-MsolServicePrincipal", this::remove));
    }

    private Future<CmdletOutput> get(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        if (PrincipalSelector.isGiven(given)) {
            return Future.succeededFuture(CmdletOutput.of(object(PrincipalSelector.of(given, tenant))));
        }
        String begin = given.optionalText("SearchString").orElse("").toLowerCase(Locale.ROOT);
        return Future.succeededFuture(CmdletOutput.of(tenant.principals().values().stream()
                .filter(ServicePrincipal::hasPrincipal)
                .filter(principal ->
                        principal.displayName().toLowerCase(Locale.ROOT).startsWith(begin))
                .map(ServicePrincipalCmdlets::object)
                .toList()));
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        String tenant = selection.of(given).tenant().id();
        CredentialParameters credential = CredentialParameters.of(given, environment);
        ServicePrincipal made = new ServicePrincipal(
                        given.optionalText("AppPrincipalId")
                                .orElseGet(() -> environment.ids().uuid()),
                        environment.ids().uuid(),
                        given.text("DisplayName"),
                        Switches.<PrincipalTrait>of()
                                .with(PrincipalTrait.ACCOUNT_ENABLED, given.flag("AccountEnabled", true))
                                .with(PrincipalTrait.TRUSTED_FOR_DELEGATION, given.flag("TrustedForDelegation", false)),
                        given.texts("ServicePrincipalNames"),
                        addresses(given),
                        List.of(),
                        List.of())
                .with(credential.credential());
        return given.unlessWhatIf(
                () -> registry.create(tenant, made).map(created -> credential.told(CmdletOutput.of(object(created)))));
    }

    private Future<CmdletOutput> set(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        String appId = PrincipalSelector.of(given, tenant).appId();
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> registry.change(tenant.tenant().id(), appId, before -> changed(before, given)));
    }

    private static ServicePrincipal changed(ServicePrincipal before, CmdletArguments given) {
        return before.changed(
                Optional.of(before.displayName())
                        .filter(name -> !given.has("DisplayName"))
                        .orElseGet(() -> given.text("DisplayName")),
                before.traits()
                        .with(PrincipalTrait.ACCOUNT_ENABLED, given.flag("AccountEnabled", before.accountEnabled()))
                        .with(
                                PrincipalTrait.TRUSTED_FOR_DELEGATION,
                                given.flag("TrustedForDelegation", before.trustedForDelegation())),
                given.has("ServicePrincipalNames") ? given.texts("ServicePrincipalNames") : before.names(),
                given.has("Addresses") ? addresses(given) : before.addresses());
    }

    private static List<String> addresses(CmdletArguments given) {
        List<String> addresses = given.texts("Addresses");
        if (addresses.size() > RedirectAddress.MOST || !addresses.stream().allMatch(RedirectAddress::isOfProgram)) {
            throw Refusal.invalid("Addresses: expected are at most " + RedirectAddress.MOST + " addresses such as "
                    + RedirectAddress.EXPECTED + ".");
        }
        return addresses;
    }

    private Future<CmdletOutput> remove(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        ServicePrincipal principal = PrincipalSelector.of(given, tenant);
        if (principal.firstParty()) {
            return Future.failedFuture(Refusal.invalid(principal.displayName()
                    + " is one of Microsoft's own applications, which a tenant always has; disable it"
                    + " with Set-MsolServicePrincipal -AccountEnabled $false."));
        }
        return given.unlessWhatIf(
                CmdletOutput.NOTHING, () -> registry.remove(tenant.tenant().id(), principal.appId()));
    }

    private static CmdletObject object(ServicePrincipal principal) {
        return CmdletObject.empty()
                .with("ExtensionData", "System.Runtime.Serialization.ExtensionDataObject")
                .with("AccountEnabled", principal.accountEnabled())
                .with("Addresses", principal.addresses())
                .with("AppPrincipalId", principal.appId())
                .with("DisplayName", principal.displayName())
                .with("ObjectId", principal.objectId())
                .with("ServicePrincipalNames", principal.names())
                .with("TrustedForDelegation", principal.trustedForDelegation());
    }
}
