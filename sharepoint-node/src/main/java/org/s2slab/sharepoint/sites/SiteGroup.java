package org.s2slab.sharepoint.sites;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A group of a site collection.
 *
 * @param number the Id in REST, from the same series as those of people
 * @param owner the number of the person or the group that owns it
 * @param associated which of the associated groups it is, by the right that it has from the beginning; null for others
 * @param members the numbers of the people in it
 */
public record SiteGroup(
        int number, Settings settings, int owner, @Nullable SiteRight associated, Set<Integer> members) {
    public SiteGroup {
        members = Set.copyOf(members);
    }

    /** What people change in a group. */
    public record Settings(String name, String description, boolean membersEdit, boolean onlyMembersView) {}

    /** Refuses a caller who may not change the group: everybody but site owners and the owner of the group. */
    public void requireManager(SiteCaller caller) {
        require(caller, false);
    }

    /** Refuses a caller who may not add and remove members. */
    public void requireEditor(SiteCaller caller) {
        require(caller, settings.membersEdit());
    }

    /** Refuses a caller who may not see the members. */
    public void requireViewer(SiteCaller caller) {
        if (!showsMembers(caller)) {
            throw caller.refusal(SiteRight.FULL_CONTROL);
        }
    }

    /** Whether the caller may see the members. */
    public boolean showsMembers(SiteCaller caller) {
        return !settings.onlyMembersView() || permits(caller, true);
    }

    private void require(SiteCaller caller, boolean memberMay) {
        if (!permits(caller, memberMay)) {
            throw caller.refusal(SiteRight.FULL_CONTROL);
        }
    }

    /** An application has its own right only, whatever the group permits its user. */
    private boolean permits(SiteCaller caller, boolean memberMay) {
        return caller.may(SiteRight.FULL_CONTROL)
                || (caller.isPerson()
                        && (caller.number() == owner || (memberMay && members.contains(caller.number()))));
    }
}
