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
public record TenantRegistry(
        Tenant tenant,
        boolean dedicatedApplications,
        Map<String, ServicePrincipal> principals,
        Map<String, List<Credential>> online) {
    /** The application with exactly this id, or null. */
    public @Nullable ServicePrincipal principal(String appId) {
        return principals.get(appId);
    }

    /**
     * The credential an assertion names by its thumbprint: one of this application in this tenant, nobody else's. The
     * online service's own where the same certificate was uploaded besides.
     */
    public @Nullable Credential certificate(ServicePrincipal principal, String x5t) {
        if (principal.firstParty()) {
            for (Credential credential : online.getOrDefault(principal.appId(), List.of())) {
                if (credential.isCertificate(x5t)) {
                    return credential;
                }
            }
        }
        for (Credential credential : principal.credentials()) {
            if (credential.isCertificate(x5t)) {
                return credential;
            }
        }
        return null;
    }

    /** The principal that has a name already, other than the application itself; a name is one principal's only. */
    Optional<ServicePrincipal> holderOf(String name, String appId) {
        return principals.values().stream()
                .filter(principal -> !principal.appId().equals(appId))
                .filter(principal -> principal.names().stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    TenantRegistry with(ServicePrincipal principal) {
        Map<String, ServicePrincipal> changed = new LinkedHashMap<>(principals);
        changed.put(principal.appId(), principal);
        return new TenantRegistry(tenant, dedicatedApplications, changed, online);
    }

    TenantRegistry without(String appId) {
        Map<String, ServicePrincipal> changed = new LinkedHashMap<>(principals);
        changed.remove(appId);
        return new TenantRegistry(tenant, dedicatedApplications, changed, online);
    }

    TenantRegistry dedicated(boolean required) {
        return new TenantRegistry(tenant, required, principals, online);
    }
}
