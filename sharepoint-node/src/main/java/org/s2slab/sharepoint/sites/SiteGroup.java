package org.s2slab.sharepoint.sites;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;

/**
 * A group of a site collection.
 *
 * @param number the Id in REST, from the same series as the Ids of people
 * @param owner the number of the person or the group that owns it
 * @param associated the initial right of an associated group, which identifies it; null for other groups
 * @param members the numbers of its members
 */
public record SiteGroup(
        int number, Settings settings, int owner, @Nullable SiteRight associated, Set<Integer> members) {
    public SiteGroup {
        members = Set.copyOf(members);
    }

    /** The settings of a group that people can change. */
    public record Settings(String name, String description, Switches<MemberRule> rules) {
        /** A setting of a group about its members that is on or off. */
        public enum MemberRule {
            MEMBERS_EDIT,

            ONLY_MEMBERS_VIEW
        }

        public boolean membersEdit() {
            return rules.has(MemberRule.MEMBERS_EDIT);
        }

        public boolean onlyMembersView() {
            return rules.has(MemberRule.ONLY_MEMBERS_VIEW);
        }
    }

    /** Refuses a caller who may not change the group. Only site owners and the owner of the group may do this. */
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

    /** An application has only its own right, even if the group permits more to its user. */
    private boolean permits(SiteCaller caller, boolean memberMay) {
        return caller.may(SiteRight.FULL_CONTROL)
                || (caller.isPerson()
                        && (caller.number() == owner || (memberMay && members.contains(caller.number()))));
    }
}
