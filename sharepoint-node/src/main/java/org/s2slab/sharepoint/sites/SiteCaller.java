package org.s2slab.sharepoint.sites;

import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.HopDetail.Finding;

/**
 * A caller at a web with its rights: a person, an application with a user, or an application without a user.
 *
 * @param profile the person, or null for an application as itself
 * @param user the person's entry in the site collection, or null without an entry
 * @param caller the person and the application, as they were authenticated
 * @param right the effective right: the lesser of the person's and the application's, or null without a right
 * @param reason the source of the right or the reason for its absence, for journals
 */
public record SiteCaller(
        Site site,
        @Nullable UserProfile profile,
        @Nullable SiteUser user,
        Caller caller,
        @Nullable SiteRight right,
        String reason) {
    /** The number in REST of the account that represents an application without a user. */
    public static final int APP_ACCOUNT = 1_073_741_822;

    /** The number of the caller as the author of items. */
    public int number() {
        return user == null ? APP_ACCOUNT : user.number();
    }

    /** The calling application, or null for a person's own client. */
    public @Nullable PrincipalId application() {
        return caller.application();
    }

    /** Whether the caller is a person's own client, and not an application. Such a client must send a form digest. */
    public boolean isPerson() {
        return application() == null;
    }

    /** The bits of the caller's permissions. */
    public long permissions() {
        return right == null ? 0 : right.mask;
    }

    boolean may(SiteRight needed) {
        return right != null && right.includes(needed);
    }

    Refusal refusal(SiteRight needed) {
        PrincipalId application = application();
        String who = application == null ? "" : "application " + application + (profile == null ? "" : " for ");
        return new Refusal(
                RefusalCode.ACCESS_DENIED,
                application == null ? null : "I6",
                Finding.of(
                        who + (profile == null ? "" : profile.upn()) + " may "
                                + (right == null ? "do nothing" : right.word) + " at " + site.serverRelativeUrl() + " ("
                                + reason + ")",
                        needed.word));
    }
}
