package org.s2slab.authz.registry;

import java.util.List;
import java.util.Optional;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * An application permission that a resource offers. Its value is in the claim {@code roles} of app-only tokens.
 *
 * @param resource the application id of the resource
 * @param id the permission's id, the same in every tenant
 * @param value the permission's name in the claim
 * @param displayName the permission's name for people
 */
public record AppRole(String resource, String id, String value, String displayName) {
    /** The permissions of Exchange Online for web services (Microsoft's list of permissions has more). */
    private static final List<AppRole> ALL = List.of(
            new AppRole(
                    WellKnownPrincipals.EXCHANGE,
                    "dc890d15-9560-4a4c-9b7f-a736ec74ec40",
                    "full_access_as_app",
                    "Use Exchange Web Services with full access to all mailboxes"),
            new AppRole(
                    WellKnownPrincipals.EXCHANGE,
                    "dc50a0fb-09a3-484d-be87-e023b12c6440",
                    "Exchange.ManageAsApp",
                    "Manage Exchange As Application"));

    /** The permissions of a resource, by its application id. */
    public static List<AppRole> of(String resource) {
        return ALL.stream().filter(role -> role.resource().equals(resource)).toList();
    }

    /** The permission of a resource with this id. */
    public static Optional<AppRole> of(String resource, String id) {
        return of(resource).stream().filter(role -> role.id().equals(id)).findFirst();
    }
}
