package org.s2slab.exchange.rbac;

/**
 * An application of the tenant as Exchange knows it (New-ServicePrincipal).
 *
 * @param objectId the id of its service principal in the tenant; Exchange does not check it
 * @param appId the id of the application, which tokens name
 */
record ApplicationPrincipal(String objectId, String appId, String displayName) {
    boolean isMeantBy(String identity) {
        return objectId.equalsIgnoreCase(identity)
                || appId.equalsIgnoreCase(identity)
                || displayName.equalsIgnoreCase(identity);
    }
}
