package org.s2slab.exchange.ews;

import java.util.Optional;
import org.s2slab.exchange.mailbox.Mailbox;
import org.s2slab.exchange.mailbox.RoleAssignments;
import org.s2slab.identity.Caller;

/**
 * Decides whether a caller may do what needs a management role. A user must have it; an application must have it, or its
 * counterpart for applications, as well: neither lends the other a right. A {@code ManagementRole} header narrows a
 * caller to the roles it names, and an application without a user must name one.
 */
final class GrantedRoles {
    private final RoleAssignments roles;

    GrantedRoles(RoleAssignments roles) {
        this.roles = roles;
    }

    /**
     * Succeeds quietly.
     *
     * @param user the account acted for, or empty for an application that acts as itself
     * @param linkedAccount the account whose permissions the application has
     * @throws EwsFault ErrorAccessDenied, without saying who lacks what
     */
    void require(
            AdminRole role,
            Caller caller,
            Optional<Mailbox> user,
            Optional<Mailbox> linkedAccount,
            Optional<ManagementRoles> header) {
        if (!allow(role, caller, user, linkedAccount, header)) {
            throw denied();
        }
    }

    /** Whether {@link #require} would succeed. */
    boolean allow(
            AdminRole role,
            Caller caller,
            Optional<Mailbox> user,
            Optional<Mailbox> linkedAccount,
            Optional<ManagementRoles> header) {
        boolean userMay = user.isEmpty() || (has(user.get(), role.roleName()) && named(header, role));
        boolean applicationMay = caller.isPerson()
                || linkedAccount
                        .filter(account -> has(account, role.roleName()) || has(account, role.applicationRole()))
                        .isPresent();
        boolean headerFits = user.isPresent()
                || header.filter(named -> ManagementRoles.name(named.application(), role.roleName())
                                || ManagementRoles.name(named.application(), role.applicationRole()))
                        .isPresent();
        return userMay && applicationMay && headerFits;
    }

    static EwsFault denied() {
        return new EwsFault(
                ResponseCode.ErrorAccessDenied,
                "The caller has not assigned any of the RBAC roles requested in the management role header.");
    }

    private static boolean named(Optional<ManagementRoles> header, AdminRole role) {
        return header.isEmpty() || ManagementRoles.name(header.get().user(), role.roleName());
    }

    private boolean has(Mailbox account, String role) {
        return roles.has(account.id(), role);
    }
}
