package org.s2slab.authz.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is in one tenant at one moment; never changed, but replaced.
 *
 * @param dedicatedApplications whether the tenant's own servers must use applications of their own instead of Microsoft's
 * @param principals by application id
 * @param online certificates of the online services by application id, the same for all tenants
 */
public record TenantSnapshot(
        Tenant tenant,
        boolean dedicatedApplications,
        Map<String, ServicePrincipal> principals,
        Map<String, List<Credential>> online) {
    /** The application with exactly this id, or null. */
    public @Nullable ServicePrincipal principal(String appId) {
        return principals.get(appId);
    }

    /**
     * The credential an assertion names by thumbprints: one of this application in this tenant, nobody else's. The
     * online service's own where the same certificate was uploaded besides.
     */
    public @Nullable Credential certificate(ServicePrincipal principal, List<String> thumbprints) {
        if (principal.firstParty()) {
            for (Credential credential : online.getOrDefault(principal.appId(), List.of())) {
                if (credential.isCertificate(thumbprints)) {
                    return credential;
                }
            }
        }
        for (Credential credential : principal.credentials()) {
            if (credential.isCertificate(thumbprints)) {
                return credential;
            }
        }
        return null;
    }

    /** The application tokens for a host are given for, by its names; none where no application here has one. */
    public Optional<ServicePrincipal> serving(String host) {
        return principals.values().stream()
                .filter(principal -> principal.isNamedFor(host))
                .findFirst();
    }

    /** The principal that has a name already, other than the application itself; a name is one principal's only. */
    Optional<ServicePrincipal> holderOf(String name, String appId) {
        return principals.values().stream()
                .filter(principal -> !principal.appId().equals(appId))
                .filter(principal -> principal.names().stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    TenantSnapshot with(ServicePrincipal principal) {
        Map<String, ServicePrincipal> changed = new LinkedHashMap<>(principals);
        changed.put(principal.appId(), principal);
        return new TenantSnapshot(tenant, dedicatedApplications, changed, online);
    }

    TenantSnapshot without(String appId) {
        Map<String, ServicePrincipal> changed = new LinkedHashMap<>(principals);
        changed.remove(appId);
        return new TenantSnapshot(tenant, dedicatedApplications, changed, online);
    }

    TenantSnapshot dedicated(boolean required) {
        return new TenantSnapshot(tenant, required, principals, online);
    }
}
