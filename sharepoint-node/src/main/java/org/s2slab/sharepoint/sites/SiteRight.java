package org.s2slab.sharepoint.sites;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rights in a web. Each includes the rights before it. They are the permission levels of people, and the rights of
 * applications (Set-SPAppPrincipalPermission -Right).
 */
public enum SiteRight {
    READ("Read", "Read", 0xB0_0843_1061L, 2, 128, "Can view pages and list items and download documents."),
    WRITE(
            "Write",
            "Contribute",
            0x1B0_3C43_12EFL,
            3,
            64,
            "Can view, add, update, and delete list items and documents."),
    MANAGE("Manage", "Design", 0x1B0_3C5F_1BFFL, 4, 32, "Can view, add, update, delete, approve, and customize."),
    FULL_CONTROL("FullControl", "Full Control", Long.MAX_VALUE, 5, 1, "Has full control.");

    /** The name of an application's right in cmdlets. */
    final String word;

    /** The title of a person's permission level. */
    public final String level;

    /** The permission bits of SharePoint's default level with this name ([MS-WSSFO3] WSS Rights Mask). */
    public final long mask;

    /** The number of the level in SharePoint's enumeration RoleType. */
    public final int type;

    /** The position of the level in lists, the greatest right first. */
    public final int order;

    public final String description;

    SiteRight(String word, String level, long mask, int type, int order, String description) {
        this.word = word;
        this.level = level;
        this.mask = mask;
        this.type = type;
        this.order = order;
        this.description = description;
    }

    /** The level with this type. */
    public static Optional<SiteRight> ofType(int type) {
        return Arrays.stream(values()).filter(right -> right.type == type).findFirst();
    }

    public boolean includes(SiteRight other) {
        return compareTo(other) >= 0;
    }

    /** The lesser of two rights: an application and its user have only the rights that both have (check I6). */
    static @Nullable SiteRight lesser(@Nullable SiteRight one, @Nullable SiteRight other) {
        if (one == null || other == null) {
            return null;
        }
        return one.compareTo(other) <= 0 ? one : other;
    }

    /** The right with this name or level. A cmdlet has already checked that it exists. */
    static SiteRight named(String name) {
        return Arrays.stream(values())
                .filter(right -> right.word.equals(name) || right.level.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no right is called '" + name + "'"));
    }
}
