package org.s2slab.exchange.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The assignment of a management role to an account.
 *
 * @param name unique without case, for instance {@code UserApplication-LyncEnterprise-ApplicationAccount}
 * @param role the role's name in the product
 * @param assignee the id of the assigned account
 */
public record RoleAssignment(String name, String role, String assignee) {
    /** The right to act in other users' mailboxes by the ExchangeImpersonation header. */
    public static final String APPLICATION_IMPERSONATION = ApplicationRole.IMPERSONATION.roleName();

    /** The roles that can be assigned, sorted by name: application roles and the corresponding user roles. */
    public static final List<String> ROLES = Arrays.stream(ApplicationRole.values())
            .flatMap(role -> Stream.concat(Stream.of(role.roleName()), role.userRole().stream()))
            .sorted()
            .toList();
}
