package org.s2slab.migration.importer;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.engine.product.AuthorizationServerProduct;
import org.s2slab.engine.product.CmdletCall;
import org.s2slab.engine.product.KeyCredentials;
import org.s2slab.identity.WellKnownPrincipals;

/** Writes the steps that set up a tenant's applications: names, certificates, enabled or disabled. */
final class TenantSteps {
    private static final String AUTHZ = "authz";

    /** The applications that every tenant has from the start. */
    private static final Set<String> FIRST_PARTY =
            Set.of(WellKnownPrincipals.EXCHANGE, WellKnownPrincipals.SHAREPOINT, WellKnownPrincipals.LYNC);

    private final DeploymentDraft draft;
    private final CertificateNameRegistry names;
    private final TrustSteps steps;
    private final PartnerSteps registrar;
    private final AuthorizationServerProduct authz = AuthorizationServerProduct.of(AUTHZ);
    private int applications;
    private int principals;

    TenantSteps(DeploymentDraft draft, CertificateNameRegistry names, TrustSteps steps, PartnerSteps registrar) {
        this.draft = draft;
        this.names = names;
        this.steps = steps;
        this.registrar = registrar;
    }

    void of(TenantDraft tenant) {
        applications(tenant);
        if (tenant.dedicatedApplications) {
            steps.run(
                    "The tenant requires dedicated applications", authz.requireDedicatedApplications(tenant.id, true));
        }
    }

    private void applications(TenantDraft tenant) {
        if (!tenant.principalsAreKnown) {
            trusting(tenant).forEach(server -> assumed(tenant, server));
            return;
        }
        List<String> others = new ArrayList<>();
        for (ImportedPrincipal principal : tenant.principals) {
            if (principal.application().equals(WellKnownPrincipals.GRAPH)) {
                continue; // Every tenant has Microsoft Graph.
            }
            if (FIRST_PARTY.contains(principal.application())) {
                firstParty(tenant, principal);
            } else if (!own(tenant, principal)) {
                others.add(principal.name());
            }
        }
        if (!others.isEmpty()) {
            draft.notes.leftOut("applications of the tenant " + tenant.id + " without a usable certificate: "
                    + String.join(", ", others));
        }
        if (!tenant.credentialsAreKnown) {
            trusting(tenant).forEach(server -> uploaded(tenant, server));
        }
    }

    private List<ServerDraft> trusting(TenantDraft tenant) {
        return draft.servers.stream()
                .filter(server -> !server.online)
                .filter(server -> server.servers.stream().anyMatch(trust -> tenant.id.equals(trust.realm())))
                .toList();
    }

    private void firstParty(TenantDraft tenant, ImportedPrincipal principal) {
        String id = read(tenant, principal.application(), principal.name());
        steps.run(
                "The names of " + principal.name() + " in the tenant",
                authz.changePrincipal(tenant.id, id, principal.enabled(), List.copyOf(principal.names())));
        List<JsonObject> keys = keys(tenant, principal);
        if (!keys.isEmpty()) {
            steps.run(
                    "The certificates of " + principal.name() + " are uploaded to the tenant",
                    authz.replaceKeys(tenant.id, id, keys));
        }
    }

    /** Reads the principal of an application; returns the variable with its object id. */
    private String read(TenantDraft tenant, String application, String name) {
        String variable = "principal_" + ++principals;
        steps.run(
                "The principal of " + name + " is read",
                authz.showApplication(tenant.id, application).as(variable));
        return "${" + variable + ".Id}";
    }

    private List<JsonObject> keys(TenantDraft tenant, ImportedPrincipal principal) {
        return principal.credentials().stream()
                .flatMap(credential -> key(tenant, principal, credential).stream())
                .toList();
    }

    private Optional<JsonObject> key(
            TenantDraft tenant, ImportedPrincipal principal, ImportedPrincipal.Credential credential) {
        return raw(tenant, principal, credential)
                .map(raw -> KeyCredentials.of(raw, credential.start(), credential.end()));
    }

    private Optional<String> raw(
            TenantDraft tenant, ImportedPrincipal principal, ImportedPrincipal.Credential credential) {
        Optional<String> raw = registrar.raw(credential.thumbprint());
        if (raw.isEmpty()) {
            draft.notes.leftOut("a certificate of " + principal.name() + " in the tenant " + tenant.id + ", "
                    + credential.thumbprint());
        }
        return raw;
    }

    /** Creates an application of the organisation with its first certificate, and uploads its other certificates. */
    private boolean own(TenantDraft tenant, ImportedPrincipal principal) {
        List<ImportedPrincipal.Credential> usable = principal.credentials().stream()
                .filter(credential -> registrar.raw(credential.thumbprint()).isPresent())
                .toList();
        if (usable.isEmpty()) {
            return false;
        }
        ImportedPrincipal.Credential first = usable.get(0);
        CmdletCall made = authz.createPrincipal(
                tenant.id,
                principal.name(),
                principal.application(),
                principal.enabled(),
                List.copyOf(principal.names()),
                principal.trusted() ? true : null);
        String raw = registrar.raw(first.thumbprint()).orElseThrow();
        String variable = "application_" + ++applications;
        steps.run(
                principal.name() + " is an application of the tenant",
                AuthorizationServerProduct.dated(
                                AuthorizationServerProduct.withKey(made, raw), first.start(), first.end())
                        .as(variable));
        String id = "${" + variable + ".ObjectId}";
        if (usable.size() > 1) {
            steps.run(
                    "All certificates of " + principal.name() + " are uploaded to the tenant",
                    authz.replaceKeys(tenant.id, id, keys(tenant, principal)));
        }
        if (principal.fullAccess()) {
            steps.run("The principal of Exchange Online is read", authz.exchangePrincipal(tenant.id));
            steps.run(
                    principal.name() + " has full_access_as_app",
                    authz.grantFullAccess(tenant.id, id, "${exchange.Id}"));
        }
        return true;
    }

    /** Writes the result of the documented procedures, if the export does not contain the applications. */
    private void assumed(TenantDraft tenant, ServerDraft server) {
        String id = read(tenant, server.application(), server.name);
        List<String> all = new ArrayList<>(List.of(id.replace(".Id}", ".ServicePrincipalNames}")));
        server.hosts.forEach(
                host -> all.add(server.is("exchange") ? "https://" + host + "/" : server.application() + "/" + host));
        steps.run("Its hosts are added", authz.changePrincipal(tenant.id, id, null, all));
        uploaded(tenant, server);
    }

    private void uploaded(TenantDraft tenant, ServerDraft server) {
        String current = server.keys.current();
        if (current == null || !names.of(server).containsKey(current)) {
            return;
        }
        String id = read(tenant, server.application(), server.name);
        steps.run(
                "The certificate of " + server.name + " is uploaded to the tenant",
                authz.replaceKeys(
                        tenant.id,
                        id,
                        List.of(
                                id.replace(".Id}", ".KeyCredentials}"),
                                KeyCredentials.of(registrar.raw(current).orElseThrow(), null, null))));
    }
}
