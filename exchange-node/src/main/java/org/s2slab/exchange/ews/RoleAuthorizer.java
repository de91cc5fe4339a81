package org.s2slab.exchange.ews;

import java.util.Optional;
import org.s2slab.exchange.accounts.ApplicationRole;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.RoleAssignmentStore;
import org.s2slab.exchange.responsecode.EwsFault;
import org.s2slab.exchange.responsecode.ResponseCode;

/**
 * Authorizes callers for operations that need a management role over other users' mailboxes. The user must have the
 * role. An application must also have the role, or the corresponding application role. A {@code ManagementRole} header
 * restricts a caller to the named roles. An application without a user must send this header.
 */
record RoleAuthorizer(RoleAssignmentStore roles) {
    /**
     * Checks that the caller has a role.
     *
     * @param user the account for which the application acts, or empty for an application without a user
     * @throws EwsFault ErrorAccessDenied without a reason; the journal contains the reason
     */
    void require(
            ApplicationRole role,
            CallerRoles access,
            Optional<Mailbox> user,
            Optional<ManagementRoleHeader> header,
            String operation) {
        user.ifPresent(account -> access.requireOf(account, role, operation, denied()));
        access.require(role, operation, denied());
        if (!headerFits(role, user, header)) {
            throw denied();
        }
    }

    /** Whether {@link #require} would succeed. */
    boolean allow(
            ApplicationRole role, CallerRoles access, Optional<Mailbox> user, Optional<ManagementRoleHeader> header) {
        return user.filter(account -> !roles.has(account.id(), userRole(role))).isEmpty()
                && (access.isPerson() || access.has(role))
                && headerFits(role, user, header);
    }

    static EwsFault denied() {
        return new EwsFault(
                ResponseCode.ErrorAccessDenied,
                "The caller has not assigned any of the RBAC roles requested in the management role header.");
    }

    private static boolean headerFits(
            ApplicationRole role, Optional<Mailbox> user, Optional<ManagementRoleHeader> header) {
        return user.isPresent()
                ? header.isEmpty() || ManagementRoleHeader.name(header.get().user(), userRole(role))
                : header.filter(named -> ManagementRoleHeader.name(named.application(), userRole(role))
                                || ManagementRoleHeader.name(named.application(), role.roleName()))
                        .isPresent();
    }

    private static String userRole(ApplicationRole role) {
        return role.userRole().orElseThrow();
    }
}
