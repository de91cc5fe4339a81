package org.s2slab.authz.registry;

import io.vertx.core.json.JsonObject;
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
 * @param applications the applications that are registered in the tenant, by application id; each has a principal
 * @param members by object id, as JSON: the members of applications and principals that no rule reads
 * @param online certificates of the online services by application id, the same for all tenants
 */
public record TenantSnapshot(
        Tenant tenant,
        boolean dedicatedApplications,
        Map<String, ServicePrincipal> principals,
        Map<String, Application> applications,
        Map<String, String> members,
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
                .filter(principal -> principal.isNamed(name))
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

    /** The members of an application or a principal that no rule reads. */
    public JsonObject membersOf(String objectId) {
        return new JsonObject(members.getOrDefault(objectId, "{}"));
    }

    TenantSnapshot with(ServicePrincipal principal) {
        return copy(with(principals, principal.appId(), principal), applications, members);
    }

    TenantSnapshot with(Application application) {
        return copy(principals, with(applications, application.appId(), application), members);
    }

    TenantSnapshot with(String objectId, String objectMembers) {
        return copy(principals, applications, with(members, objectId, objectMembers));
    }

    TenantSnapshot with(List<Application> registered, Map<String, String> allMembers) {
        Map<String, Application> byId = new LinkedHashMap<>();
        registered.forEach(application -> byId.put(application.appId(), application));
        return copy(principals, byId, allMembers);
    }

    TenantSnapshot without(String appId) {
        Map<String, ServicePrincipal> otherPrincipals = new LinkedHashMap<>(principals);
        Map<String, Application> otherApplications = new LinkedHashMap<>(applications);
        Map<String, String> otherMembers = new LinkedHashMap<>(members);
        ServicePrincipal principal = otherPrincipals.remove(appId);
        Application application = otherApplications.remove(appId);
        otherMembers.remove(principal == null ? "" : principal.objectId());
        otherMembers.remove(application == null ? "" : application.objectId());
        return copy(otherPrincipals, otherApplications, otherMembers);
    }

    TenantSnapshot dedicated(boolean required) {
        return new TenantSnapshot(tenant, required, principals, applications, members, online);
    }

    private static <T> Map<String, T> with(Map<String, T> before, String key, T value) {
        Map<String, T> changed = new LinkedHashMap<>(before);
        changed.put(key, value);
        return changed;
    }

    private TenantSnapshot copy(
            Map<String, ServicePrincipal> otherPrincipals,
            Map<String, Application> otherApplications,
            Map<String, String> otherMembers) {
        return new TenantSnapshot(
                tenant, dedicatedApplications, otherPrincipals, otherApplications, otherMembers, online);
    }
}
