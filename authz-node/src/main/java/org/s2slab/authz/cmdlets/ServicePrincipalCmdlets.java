package org.s2slab.authz.cmdlets;

import static org.s2slab.management.Parameter.Type.BOOLEAN;
import static org.s2slab.management.Parameter.Type.GUID;
import static org.s2slab.management.Parameter.Type.STRING;
import static org.s2slab.management.Parameter.Type.STRINGS;
import static org.s2slab.management.Parameter.optional;
import static org.s2slab.management.Parameter.required;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.authz.registry.Registry;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.management.Parameter;
import org.s2slab.management.Parameters;
import org.s2slab.node.Environment;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Get-, New-, Set- and Remove-MsolServicePrincipal: the applications of a tenant. */
public final class ServicePrincipalCmdlets {
    private static final Parameter DISPLAY_NAME = optional("DisplayName", STRING, "The name people read.");
    private static final Parameter ENABLED =
            optional("AccountEnabled", BOOLEAN, "Whether it gets tokens, and tokens for it are given.");
    private static final Parameter NAMES = optional(
            "ServicePrincipalNames",
            STRINGS,
            "By which names tokens for it are asked for: <application>/<host>, https://<host>/, <application>/*.<domain>. The"
                    + " whole list: read it, add to it, write it back.");
    private static final Parameter ADDRESSES = optional("Addresses", STRINGS, "Redirect addresses; shown only.");
    private static final Parameter TRUSTED = optional(
            "TrustedForDelegation",
            BOOLEAN,
            "Whether it may speak for users. This lab's: the real directory sets it for Microsoft's own applications only.");

    private final Registry registry;
    private final TenantSelection selection;
    private final Environment environment;

    public ServicePrincipalCmdlets(Registry registry, TenantSelection selection, Environment environment) {
        this.registry = registry;
        this.selection = selection;
        this.environment = environment;
    }

    public List<Cmdlet> all() {
        List<Parameter> one = PrincipalChoice.and();
        return List.of(
                Cmdlet.reads(
                        "Get-MsolServicePrincipal",
                        "Shows a tenant's applications: one, those whose display name begins with a text, or all.",
                        listing(one),
                        this::get),
                Cmdlet.changes(
                        "New-MsolServicePrincipal",
                        "Makes an application in a tenant, and with it a credential: the one given, or a new secret.",
                        NewCredential.and(
                                required("DisplayName", STRING, "The name people read."),
                                optional("AppPrincipalId", GUID, "The application's id; a new one unless given."),
                                ENABLED,
                                NAMES,
                                ADDRESSES,
                                TRUSTED,
                                TenantSelection.TENANT_ID),
                        this::create),
                Cmdlet.changes(
                        "Set-MsolServicePrincipal",
                        "Changes an application.",
                        PrincipalChoice.and(DISPLAY_NAME, ENABLED, NAMES, ADDRESSES, TRUSTED),
                        this::set),
                Cmdlet.changes(
                        "Remove-MsolServicePrincipal",
                        "Removes an application with its credentials; not one of Microsoft's own.",
                        one,
                        this::remove));
    }

    private static List<Parameter> listing(List<Parameter> one) {
        var all = new java.util.ArrayList<>(one);
        all.add(optional("SearchString", STRING, "What its display name begins with.")
                .in("All"));
        return all;
    }

    private Future<CmdletOutput> get(Parameters given) {
        TenantRegistry tenant = selection.of(given);
        if (PrincipalChoice.isGiven(given)) {
            return Future.succeededFuture(CmdletOutput.of(object(PrincipalChoice.of(given, tenant))));
        }
        String begin = given.optionalText("SearchString").orElse("").toLowerCase(Locale.ROOT);
        return Future.succeededFuture(CmdletOutput.of(tenant.principals().values().stream()
                .filter(principal ->
                        principal.displayName().toLowerCase(Locale.ROOT).startsWith(begin))
                .map(ServicePrincipalCmdlets::object)
                .toList()));
    }

    private Future<CmdletOutput> create(Parameters given) {
        String tenant = selection.of(given).tenant().id();
        NewCredential credential = NewCredential.of(given, environment);
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
                        List.of())
                .with(credential.credential());
        return given.unlessWhatIf(
                () -> registry.create(tenant, made).map(created -> credential.told(CmdletOutput.of(object(created)))));
    }

    private Future<CmdletOutput> set(Parameters given) {
        TenantRegistry tenant = selection.of(given);
        String appId = PrincipalChoice.of(given, tenant).appId();
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> registry.change(tenant.tenant().id(), appId, before -> changed(before, given)));
    }

    private static ServicePrincipal changed(ServicePrincipal before, Parameters given) {
        return before.changed(
                Optional.of(before.displayName())
                        .filter(name -> !given.has("DisplayName"))
                        .orElseGet(() -> given.text("DisplayName")),
                given.flag("AccountEnabled", before.accountEnabled()),
                given.flag("TrustedForDelegation", before.trustedForDelegation()),
                given.has("ServicePrincipalNames") ? given.texts("ServicePrincipalNames") : before.names(),
                given.has("Addresses") ? given.texts("Addresses") : before.addresses());
    }

    private Future<CmdletOutput> remove(Parameters given) {
        TenantRegistry tenant = selection.of(given);
        ServicePrincipal principal = PrincipalChoice.of(given, tenant);
        if (principal.firstParty()) {
            return Future.failedFuture(new Refusal(
                    RefusalCode.PARAMETER_INVALID,
                    principal.displayName()
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
