package org.s2slab.exchange.accounts;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A built-in role group: whoever is in it has its roles. Nobody is in one from the start. */
public enum RoleGroup {
    /** May search all mailboxes and hold what lies in them. */
    DISCOVERY_MANAGEMENT("Discovery Management", "Legal Hold", "Mailbox Search");

    private final String displayName;
    private final String first;
    private final String second;

    RoleGroup(String displayName, String first, String second) {
        this.displayName = displayName;
        this.first = first;
        this.second = second;
    }

    /** By name, without case. */
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

    /** The assignments that give it its roles, as the product names them. */
    List<RoleAssignment> assignments() {
        return roles().stream()
                .map(role -> new RoleAssignment(role + "-" + displayName, role, displayName))
                .toList();
    }
}
