package org.s2slab.authz.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The immutable content of one tenant at one moment. A change replaces it.
 *
 * @param dedicatedApplications whether the tenant's servers must use their own applications instead of Microsoft's
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
     * The credential of this application in this tenant that an assertion names by thumbprints. If the certificate of
     * the online service was also uploaded, the online service's own credential is returned.
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

    /** The application that has a name for a host, for which tokens for this host are issued; may be empty. */
    public Optional<ServicePrincipal> serving(String host) {
        return principals.values().stream()
                .filter(principal -> principal.isNamedFor(host))
                .findFirst();
    }

    /** The tenant's own application with this id or name; empty for Microsoft's, whose tokens name a host. */
    public Optional<ServicePrincipal> webApi(String name) {
        return principals.values().stream()
                .filter(principal -> !principal.firstParty())
                .filter(principal -> principal.appId().equalsIgnoreCase(name)
                        || principal.names().stream().anyMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    /** The principal with this object id; empty if the tenant has no such principal. */
    public Optional<ServicePrincipal> byObjectId(String objectId) {
        return principals.values().stream()
                .filter(principal -> principal.objectId().equals(objectId))
                .findFirst();
    }

    /** Another principal that already has a name. A name belongs to one principal only. */
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
