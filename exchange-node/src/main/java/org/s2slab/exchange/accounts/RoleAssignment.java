package org.s2slab.exchange.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A management role given to an account.
 *
 * @param name unique without case, for instance {@code UserApplication-LyncEnterprise-ApplicationAccount}
 * @param role the role's name in the product
 * @param assignee the id of the account it is given to
 */
public record RoleAssignment(String name, String role, String assignee) {
    /** The right to act in other people's mailboxes by the ExchangeImpersonation header. */
    public static final String APPLICATION_IMPERSONATION = ApplicationRole.IMPERSONATION.roleName();

    /** The roles that can be given here, sorted by name: those of applications, and those of users for the same. */
    public static final List<String> ROLES = Arrays.stream(ApplicationRole.values())
            .flatMap(role -> Stream.concat(Stream.of(role.roleName()), role.userRole().stream()))
            .sorted()
            .toList();
}
