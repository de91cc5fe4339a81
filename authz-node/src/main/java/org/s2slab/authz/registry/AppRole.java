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
    /**
     * The permissions of Exchange Online for web services, and of Microsoft Graph for applications and for hybrid
     * Exchange (Microsoft's list of permissions has more). The last two ids are the lab's own, because Microsoft's are
     * not in its list; clients look for their values.
     */
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
                    "Manage Exchange As Application"),
            graph("9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", "Application.Read.All", "Read all applications"),
            graph(
                    "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
                    "Application.ReadWrite.All",
                    "Read and write all applications"),
            graph(
                    "06b708a9-e830-4db3-a914-8e69da51d44f",
                    "AppRoleAssignment.ReadWrite.All",
                    "Manage app permission grants and app role assignments"),
            graph("7ab1d382-f21e-4acd-a863-ba3e13f7da61", "Directory.Read.All", "Read directory data"),
            graph("19dbc75e-c2e2-444c-a770-ec69d8559fc7", "Directory.ReadWrite.All", "Read and write directory data"),
            graph("dbb9058a-0e50-45d7-ae91-66909b5d4664", "Domain.Read.All", "Read domains"),
            graph("798ee544-9d2d-430c-a058-570e29e34338", "Calendars.Read", "Read calendars in all mailboxes"),
            graph("40f97065-369a-49f4-947c-6a255697ae91", "MailboxSettings.Read", "Read all user mailbox settings"),
            graph("ac593564-6e82-5de2-8824-31f004404710", "MailTips.ReadBasic.All", "Read MailTips of all users"),
            graph("b48985c3-54c0-5655-8ee2-d47887ee56ee", "ProfilePhoto.Read.All", "Read the photos of all users"));

    private static AppRole graph(String id, String value, String displayName) {
        return new AppRole(WellKnownPrincipals.GRAPH, id, value, displayName);
    }

    /** The permissions of a resource, by its application id. */
    public static List<AppRole> of(String resource) {
        return ALL.stream().filter(role -> role.resource().equals(resource)).toList();
    }

    /** The permission of a resource with this id. */
    public static Optional<AppRole> of(String resource, String id) {
        return of(resource).stream().filter(role -> role.id().equals(id)).findFirst();
    }
}
