package org.s2slab.scenarios.copy;

import static org.s2slab.scenarios.copy.TrustSteps.with;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.WellKnownPrincipals;

/** What a tenant knows of its applications: names, certificates, whether they are enabled. */
final class TenantSteps {
    private static final String AUTHZ = "authz";

    /** What every tenant has from its first day. */
    private static final Set<String> FIRST_PARTY =
            Set.of(WellKnownPrincipals.EXCHANGE, WellKnownPrincipals.SHAREPOINT, WellKnownPrincipals.LYNC);

    private final Draft draft;
    private final KeyNames names;
    private final TrustSteps steps;
    private final Registrar registrar;

    TenantSteps(Draft draft, KeyNames names, TrustSteps steps, Registrar registrar) {
        this.draft = draft;
        this.names = names;
        this.steps = steps;
        this.registrar = registrar;
    }

    void of(TenantDraft tenant) {
        applications(tenant);
        if (tenant.dedicatedApplications) {
            steps.run(
                    "The tenant requires dedicated applications",
                    AUTHZ,
                    "Set-LabTenant",
                    with("TenantId", tenant.id, "DedicatedApplicationsRequired", true));
        }
    }

    private void applications(TenantDraft tenant) {
        if (!tenant.principalsAreKnown) {
            trusting(tenant).forEach(server -> assumed(tenant, server));
            return;
        }
        int others = 0;
        for (CopiedPrincipal principal : tenant.principals) {
            if (FIRST_PARTY.contains(principal.application())) {
                firstParty(tenant, principal);
            } else if (!own(tenant, principal)) {
                others++;
            }
        }
        if (others > 0) {
            draft.notes.leftOut(others + " applications of the tenant " + tenant.id + ", which have no certificate");
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

    private static Map<String, @Nullable Object> one(TenantDraft tenant, String application) {
        return with("TenantId", tenant.id, "AppPrincipalId", application);
    }

    private void firstParty(TenantDraft tenant, CopiedPrincipal principal) {
        Map<String, @Nullable Object> given = one(tenant, principal.application());
        given.put("AccountEnabled", principal.enabled());
        given.put("ServicePrincipalNames", List.copyOf(principal.names()));
        steps.run("The names of " + principal.name() + " in the tenant", AUTHZ, "Set-MsolServicePrincipal", given);
        principal.credentials().forEach(credential -> credential(tenant, principal, credential));
    }

    private void credential(TenantDraft tenant, CopiedPrincipal principal, CopiedPrincipal.Credential credential) {
        Optional<String> raw = registrar.raw(credential.thumbprint());
        if (raw.isEmpty()) {
            draft.notes.leftOut("a certificate of " + principal.name() + " in the tenant " + tenant.id + ", "
                    + credential.thumbprint());
            return;
        }
        Map<String, @Nullable Object> given = one(tenant, principal.application());
        proof(given, raw.get(), credential);
        steps.run(
                "A certificate of " + principal.name() + " is known to the tenant",
                AUTHZ,
                "New-MsolServicePrincipalCredential",
                given);
    }

    private static void proof(
            Map<String, @Nullable Object> given, String raw, CopiedPrincipal.@Nullable Credential credential) {
        given.put("Type", "Asymmetric");
        given.put("Usage", "Verify");
        given.put("Value", raw);
        if (credential != null && credential.start() != null) {
            given.put("StartDate", credential.start().toString());
        }
        if (credential != null && credential.end() != null) {
            given.put("EndDate", credential.end().toString());
        }
    }

    /** An application of the organisation's own; the first of its certificates makes it. */
    private boolean own(TenantDraft tenant, CopiedPrincipal principal) {
        List<CopiedPrincipal.Credential> usable = principal.credentials().stream()
                .filter(credential -> registrar.raw(credential.thumbprint()).isPresent())
                .toList();
        if (usable.isEmpty()) {
            return false;
        }
        Map<String, @Nullable Object> given = with(
                "TenantId",
                tenant.id,
                "DisplayName",
                principal.name(),
                "AppPrincipalId",
                principal.application(),
                "AccountEnabled",
                principal.enabled(),
                "TrustedForDelegation",
                principal.trusted() ? true : null,
                "ServicePrincipalNames",
                List.copyOf(principal.names()));
        proof(given, registrar.raw(usable.get(0).thumbprint()).orElseThrow(), usable.get(0));
        steps.run(principal.name() + " is an application of the tenant", AUTHZ, "New-MsolServicePrincipal", given);
        usable.stream().skip(1).forEach(credential -> credential(tenant, principal, credential));
        return true;
    }

    /** What the documented procedures leave, where nothing tells. */
    private void assumed(TenantDraft tenant, ServerDraft server) {
        String read = server.name.replace('-', '_') + "_principal";
        steps.run(
                "What names " + server.name + " has in the tenant is read",
                AUTHZ,
                "Get-MsolServicePrincipal",
                one(tenant, server.application()),
                read);
        List<String> all = new ArrayList<>(List.of("${" + read + ".ServicePrincipalNames}"));
        server.hosts.forEach(
                host -> all.add(server.is("exchange") ? "https://" + host + "/" : server.application() + "/" + host));
        Map<String, @Nullable Object> given = one(tenant, server.application());
        given.put("ServicePrincipalNames", all);
        steps.run("Its hosts are added", AUTHZ, "Set-MsolServicePrincipal", given);
        uploaded(tenant, server);
    }

    private void uploaded(TenantDraft tenant, ServerDraft server) {
        String current = server.keys.current();
        if (current == null || !names.of(server).containsKey(current)) {
            return;
        }
        Map<String, @Nullable Object> given = one(tenant, server.application());
        proof(given, registrar.raw(current).orElseThrow(), null);
        steps.run(
                "The certificate of " + server.name + " is known to the tenant",
                AUTHZ,
                "New-MsolServicePrincipalCredential",
                given);
    }
}
