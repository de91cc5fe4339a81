package org.s2slab.sharepoint.sites;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The rights in a web, each of which includes those before it: the permission levels of people, and the rights of
 * applications (Set-SPAppPrincipalPermission -Right).
 */
public enum SiteRight {
    READ("Read", "Read", 0xB0_0843_1061L),
    WRITE("Write", "Contribute", 0x1B0_3C43_12EFL),
    MANAGE("Manage", "Design", 0x1B0_3C5F_1BFFL),
    FULL_CONTROL("FullControl", "Full Control", Long.MAX_VALUE);

    /** The name in cmdlets, for an application. */
    final String word;

    /** The title of the permission level of people. */
    final String level;

    /** The bits of the permissions in SharePoint's default level of this name ([MS-WSSFO3] WSS Rights Mask). */
    final long mask;

    SiteRight(String word, String level, long mask) {
        this.word = word;
        this.level = level;
        this.mask = mask;
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

    /** The right with this name or level; the cmdlet has checked that it exists. */
    static SiteRight named(String name) {
        return Arrays.stream(values())
                .filter(right -> right.word.equals(name) || right.level.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no right is called '" + name + "'"));
    }
}
