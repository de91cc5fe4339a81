package org.s2slab.sharepoint.rest;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.sharepoint.sites.SiteGroup;
import org.s2slab.sharepoint.sites.SiteGroup.Settings.MemberRule;

/** The entity {@code SP.Group} in requests and responses. */
final class GroupEntity {
    private static final String TYPE = "SP.Group";
    private static final Set<String> WRITABLE =
            Set.of("Title", "Description", "AllowMembersEditMembership", "OnlyAllowMembersViewMembership");

    /** The characters that a group's name cannot contain ([MS-UGS] 3.1.4.1). */
    private static final Pattern SPECIAL = Pattern.compile("[\\p{Cntrl}\"/\\\\\\[\\]:|<>+=;,?*'@]");

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_DESCRIPTION = 512;

    private GroupEntity() {}

    /**
     * The settings in a request. A setting that the request omits keeps its value. An unchanged name, for instance the
     * name of an associated group, is not checked.
     */
    static SiteGroup.Settings settings(RestRequest request, SiteGroup.Settings before) {
        EntityBody body = EntityBody.of(request, TYPE, TYPE::equals).with(WRITABLE);
        String description = body.text("Description").orElse(before.description());
        if (description.length() > LONGEST_DESCRIPTION) {
            throw RestError.groupDescription();
        }
        String title = body.text("Title").orElse(before.name());
        return new SiteGroup.Settings(
                title.equals(before.name()) && !title.isEmpty() ? title : name(title),
                description,
                Switches.<MemberRule>of()
                        .with(
                                MemberRule.MEMBERS_EDIT,
                                body.flag("AllowMembersEditMembership").orElse(before.membersEdit()))
                        .with(
                                MemberRule.ONLY_MEMBERS_VIEW,
                                body.flag("OnlyAllowMembersViewMembership").orElse(before.onlyMembersView())));
    }

    /** Checks that the product accepts this name for a group. */
    static String name(String name) {
        if (name.isBlank()
                || name.length() > LONGEST_NAME
                || SPECIAL.matcher(name).find()) {
            throw RestError.groupName();
        }
        return name;
    }

    /** @param owner the title of the person or group that owns the group; null if the owner is unknown */
    static RestEntity of(SiteGroup group, @Nullable String owner) {
        SiteGroup.Settings settings = group.settings();
        return new RestEntity(
                TYPE,
                "Web/SiteGroups/GetById(" + group.number() + ")",
                null,
                new JsonObject()
                        .put("Id", group.number())
                        .put("IsHiddenInUI", false)
                        .put("LoginName", settings.name())
                        .put("Title", settings.name())
                        .put("PrincipalType", 8)
                        .put("AllowMembersEditMembership", settings.membersEdit())
                        .put("AllowRequestToJoinLeave", false)
                        .put("AutoAcceptRequestToJoinLeave", false)
                        .put("Description", settings.description())
                        .put("OnlyAllowMembersViewMembership", settings.onlyMembersView())
                        .put("OwnerTitle", owner)
                        .put("RequestToJoinLeaveEmailSetting", ""));
    }
}
