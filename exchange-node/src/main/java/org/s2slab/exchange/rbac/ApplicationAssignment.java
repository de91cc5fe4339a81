package org.s2slab.exchange.rbac;

/**
 * The assignment of a management role to an application (New-ManagementRoleAssignment -App).
 *
 * @param role the name of the role, {@code Application <permission>}
 * @param principal the object id of the application's service principal
 * @param scope the name of the management scope, or an empty text for the whole organization
 */
public record ApplicationAssignment(String name, String role, String principal, String scope) {
    /** The beginning of the names of all roles for applications. */
    public static final String PREFIX = "Application ";

    private static final String EWS = "EWS.AccessAsApp";

    /** The permission that the role gives, as a consent of the tenant names it. */
    String permission() {
        String name = role.substring(PREFIX.length());
        return name.equals(EWS) ? "full_access_as_app" : name;
    }
}
