package org.s2slab.authz.cmdlets;

import static org.s2slab.management.CmdletParameter.Type.BOOLEAN;
import static org.s2slab.management.CmdletParameter.Type.GUID;
import static org.s2slab.management.CmdletParameter.Type.STRING;
import static org.s2slab.management.CmdletParameter.Type.STRINGS;
import static org.s2slab.management.CmdletParameter.optional;
import static org.s2slab.management.CmdletParameter.required;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.CmdletParameter;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.refusal.Refusal;

/** Get-, New-, Set- and Remove-MsolServicePrincipal: the applications of a tenant. */
public record ServicePrincipalCmdlets(TenantRegistry registry, TenantSelector selection, NodeEnvironment environment) {
    private static final CmdletParameter DISPLAY_NAME = optional("DisplayName", STRING, "The display name.");
    private static final CmdletParameter ENABLED =
            optional("AccountEnabled", BOOLEAN, "Whether tokens are issued to the application and for it.");
    private static final CmdletParameter NAMES = optional(
            "ServicePrincipalNames",
            STRINGS,
            "The names by which tokens for the application are requested: <application>/<host>, https://<host>/,"
                    + " <application>/*.<domain>. The new list replaces the old one: read the list, add to it and write"
                    + " it back.");
    private static final CmdletParameter ADDRESSES =
            optional("Addresses", STRINGS, "Redirect addresses. They are only shown.");
    private static final CmdletParameter TRUSTED = optional(
            "TrustedForDelegation",
            BOOLEAN,
            "Whether the application may act for users. In the product, this is possible for Microsoft's own"
                    + " applications only.");

    public List<Cmdlet> all() {
        List<CmdletParameter> one = PrincipalSelector.and();
        return List.of(
                Cmdlet.reads(
                        "Get-MsolServicePrincipal",
                        "Shows the applications of a tenant: one, those whose display name begins with a text, or all.",
                        listing(one),
                        this::get),
                Cmdlet.changes(
                        "New-MsolServicePrincipal",
                        "Creates an application in a tenant with a credential: the given credential or a new secret.",
                        CredentialParameters.and(
                                required("DisplayName", STRING, "The display name."),
                                optional("AppPrincipalId", GUID, "The application's id (default: a new id)."),
                                ENABLED,
                                NAMES,
                                ADDRESSES,
                                TRUSTED,
                                TenantSelector.TENANT_ID),
                        this::create),
                Cmdlet.changes(
                        "Set-MsolServicePrincipal",
                        "Changes an application.",
                        PrincipalSelector.and(DISPLAY_NAME, ENABLED, NAMES, ADDRESSES, TRUSTED),
                        this::set),
                Cmdlet.changes(
                        "Remove-MsolServicePrincipal",
                        "Removes an application and its credentials. Microsoft's own applications cannot be removed.",
                        one,
                        this::remove));
    }

    private static List<CmdletParameter> listing(List<CmdletParameter> one) {
        var all = new java.util.ArrayList<>(one);
        all.add(optional("SearchString", STRING, "The text with which the display name begins.")
                .in("All"));
        return all;
    }

    private Future<CmdletOutput> get(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        if (PrincipalSelector.isGiven(given)) {
            return Future.succeededFuture(CmdletOutput.of(object(PrincipalSelector.of(given, tenant))));
        }
        String begin = given.optionalText("SearchString").orElse("").toLowerCase(Locale.ROOT);
        return Future.succeededFuture(CmdletOutput.of(tenant.principals().values().stream()
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
                        given.flag("AccountEnabled", true),
                        given.flag("TrustedForDelegation", false),
                        false,
                        given.texts("ServicePrincipalNames"),
                        given.texts("Addresses"),
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
                given.flag("AccountEnabled", before.accountEnabled()),
                given.flag("TrustedForDelegation", before.trustedForDelegation()),
                given.has("ServicePrincipalNames") ? given.texts("ServicePrincipalNames") : before.names(),
                given.has("Addresses") ? given.texts("Addresses") : before.addresses());
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
