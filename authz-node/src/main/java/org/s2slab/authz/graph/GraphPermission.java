package org.s2slab.authz.graph;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.s2slab.config.DirectoryRole;
import org.s2slab.identity.Caller;

/**
 * The rights that requests need: one of some application permissions, or one of some directory roles of the signed-in
 * person (<a href="https://learn.microsoft.com/graph/permissions-reference">permissions</a>, <a
 * href="https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference">roles</a>).
 */
@SuppressWarnings("ImmutableEnumChecker") // The sets are those of Set.of.
enum GraphPermission {
    /** Any person of the tenant may read applications. */
    READ(
            Set.of(
                    "Application.Read.All",
                    "Application.ReadWrite.All",
                    "Directory.Read.All",
                    "Directory.ReadWrite.All"),
            Set.of()),
    DOMAINS(Set.of("Domain.Read.All", "Directory.Read.All", "Directory.ReadWrite.All"), Set.of()),
    WRITE(
            Set.of("Application.ReadWrite.All", "Directory.ReadWrite.All"),
            Set.of(
                    DirectoryRole.GLOBAL_ADMINISTRATOR,
                    DirectoryRole.APPLICATION_ADMINISTRATOR,
                    DirectoryRole.CLOUD_APPLICATION_ADMINISTRATOR)),
    /** Changes Microsoft's own principals, or gives permissions at Microsoft Graph. */
    WRITE_FIRST_PARTY(
            Set.of("Application.ReadWrite.All", "Directory.ReadWrite.All"), Set.of(DirectoryRole.GLOBAL_ADMINISTRATOR)),
    CONSENT(
            Set.of("AppRoleAssignment.ReadWrite.All"),
            Set.of(
                    DirectoryRole.GLOBAL_ADMINISTRATOR,
                    DirectoryRole.PRIVILEGED_ROLE_ADMINISTRATOR,
                    DirectoryRole.APPLICATION_ADMINISTRATOR,
                    DirectoryRole.CLOUD_APPLICATION_ADMINISTRATOR)),
    CONSENT_AT_GRAPH(
            Set.of("AppRoleAssignment.ReadWrite.All"),
            Set.of(DirectoryRole.GLOBAL_ADMINISTRATOR, DirectoryRole.PRIVILEGED_ROLE_ADMINISTRATOR)),
    /** Needs no role; the operation itself asks for a signed-in person. */
    SELF(Set.of(), Set.of());

    /** The scope with which a program may do all that the signed-in person may. */
    static final String EVERYTHING = "Directory.AccessAsUser.All";

    private final Set<String> permissions;
    private final Set<DirectoryRole> directoryRoles;

    GraphPermission(Set<String> permissions, Set<DirectoryRole> directoryRoles) {
        this.permissions = permissions;
        this.directoryRoles = directoryRoles;
    }

    /**
     * Whether a caller has this right. The roles of a person are ids of directory roles, and the scopes of the program
     * with which the person works: it needs one of both.
     */
    boolean isOf(Caller caller) {
        boolean isPermitted = hasOneOf(permissions, caller);
        boolean hasRole = directoryRoles.isEmpty()
                || directoryRoles.stream().map(DirectoryRole::template).anyMatch(caller.roles()::contains);
        return caller.user() == null
                ? isPermitted
                : (isPermitted || caller.roles().contains(EVERYTHING)) && hasRole;
    }

    private static boolean hasOneOf(Set<String> needed, Caller caller) {
        return needed.isEmpty() || caller.roles().stream().anyMatch(needed::contains);
    }

    /** The permissions of which a caller needs one. */
    String needed() {
        return "one of " + String.join(", ", new TreeSet<>(permissions))
                + (directoryRoles.isEmpty()
                        ? ""
                        : "; a person also one of the roles "
                                + directoryRoles.stream()
                                        .map(DirectoryRole::title)
                                        .sorted()
                                        .collect(Collectors.joining(", ")));
    }
}
