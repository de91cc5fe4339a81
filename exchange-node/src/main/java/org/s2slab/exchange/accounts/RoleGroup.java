package org.s2slab.exchange.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A built-in role group. The members have the roles of the group. A new group has no members. */
public enum RoleGroup {
    /** Members may search all mailboxes and place their items on hold. */
    DISCOVERY_MANAGEMENT("Discovery Management", "Legal Hold", "Mailbox Search");

    private final String displayName;
    private final String first;
    private final String second;

    RoleGroup(String displayName, String first, String second) {
        this.displayName = displayName;
        this.first = first;
        this.second = second;
    }

    /** Finds a role group by its name, compared without case. */
    public static Optional<RoleGroup> named(String name) {
        return Arrays.stream(values())
                .filter(group -> group.displayName.equalsIgnoreCase(name))
                .findFirst();
    }

    public String displayName() {
        return displayName;
    }

    public List<String> roles() {
        return List.of(first, second);
    }

    /** The role assignments of the group. Each assignment has the name that the product gives it. */
    List<RoleAssignment> assignments() {
        return roles().stream()
                .map(role -> new RoleAssignment(role + "-" + displayName, role, displayName))
                .toList();
    }
}
