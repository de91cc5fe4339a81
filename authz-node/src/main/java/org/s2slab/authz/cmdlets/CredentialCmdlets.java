package org.s2slab.authz.cmdlets;

import static org.s2slab.authz.cmdlets.TenantSelector.CMDLETS;

import io.vertx.core.Future;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.s2slab.authz.registry.Credential;
import org.s2slab.authz.registry.ServicePrincipal;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.registry.TenantSnapshot;
import org.s2slab.management.Cmdlet;
import org.s2slab.management.CmdletArguments;
import org.s2slab.management.CmdletObject;
import org.s2slab.management.CmdletOutput;
import org.s2slab.node.NodeEnvironment;
import org.s2slab.pki.CertificateEncoding;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Get-, New- and Remove-MsolServicePrincipalCredential: the credentials of a tenant's applications. */
public record CredentialCmdlets(TenantRegistry registry, TenantSelector selection, NodeEnvironment environment) {
    public List<Cmdlet> all() {
        return List.of(
                CMDLETS.cmdlet("Get-MsolServicePrincipalCredential", this::get),
                CMDLETS.cmdlet("New-MsolServicePrincipalCredential", this::create),
                CMDLETS.cmdlet("Remove-MsolServicePrincipalCredential", this::remove));
    }

    private Future<CmdletOutput> get(CmdletArguments given) {
        boolean values = given.flag("ReturnKeyValues", false);
        ServicePrincipal principal = PrincipalSelector.of(given, selection.of(given));
        return Future.succeededFuture(CmdletOutput.of(principal.credentials().stream()
                .map(credential -> object(credential, values))
                .toList()));
    }

    private Future<CmdletOutput> create(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        String appId = PrincipalSelector.of(given, tenant).appId();
        CredentialParameters credential = CredentialParameters.of(given, environment);
        return given.unlessWhatIf(
                () -> registry.change(tenant.tenant().id(), appId, before -> before.with(credential.credential()))
                        .map(credential.told(CmdletOutput.NOTHING)));
    }

    private Future<CmdletOutput> remove(CmdletArguments given) {
        TenantSnapshot tenant = selection.of(given);
        ServicePrincipal principal = PrincipalSelector.of(given, tenant);
        List<String> keyIds = new ArrayList<>(given.texts("KeyIds").stream()
                .map(id -> id.toLowerCase(Locale.ROOT))
                .toList());
        given.optionalText("KeyId").ifPresent(keyIds::add);
        List<String> there =
                principal.credentials().stream().map(Credential::keyId).toList();
        if (keyIds.isEmpty() || !there.containsAll(keyIds)) {
            return Future.failedFuture(new Refusal(
                    keyIds.isEmpty() ? RefusalCode.PARAMETER_INVALID : RefusalCode.NOT_FOUND,
                    "KeyIds: " + keyIds + "; the key ids of " + principal.displayName() + " are " + there + "."));
        }
        return given.unlessWhatIf(
                CmdletOutput.NOTHING,
                () -> registry.change(tenant.tenant().id(), principal.appId(), before -> before.without(keyIds)));
    }

    private static CmdletObject object(Credential credential, boolean values) {
        X509Certificate certificate = credential.certificate();
        return CmdletObject.empty()
                .with("Type", credential.type().word())
                .with("Value", values && certificate != null ? CertificateEncoding.text(certificate) : "")
                .with("KeyId", credential.keyId())
                .with("StartDate", credential.start())
                .with("EndDate", credential.end())
                .with("Usage", credential.usage().word());
    }
}
