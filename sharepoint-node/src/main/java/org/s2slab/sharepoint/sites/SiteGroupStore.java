package org.s2slab.sharepoint.sites;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.s2slab.config.Switches;
import org.s2slab.sharepoint.sites.SiteGroup.Settings.MemberRule;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;

/** Stores the groups of site collections and their members. */
public final class SiteGroupStore {
    private static final String GROUPS =
            "SELECT number, name, description, members_edit, only_members_view, owner, level,"
                    + " COALESCE((SELECT string_agg(CAST(member AS TEXT), ',') FROM site_group_members m"
                    + " WHERE m.site_id = g.site_id AND m.number = g.number), '') AS members FROM site_groups g"
                    + " WHERE site_id = ? AND removed = 0 ORDER BY number";

    /** Adds the associated groups that a site collection does not have. */
    static final String ASSOCIATED = "WITH given (site, seed) AS (SELECT ?, ?), required (place, ending, granted) AS"
            + " (VALUES (1, ' Owners', 'FULL_CONTROL'), (2, ' Members', 'WRITE'), (3, ' Visitors', 'READ')),"
            + " top (highest) AS (SELECT COALESCE(MAX(number), 0) FROM site_principals, given WHERE site_id = site)"
            + " INSERT INTO site_groups (site_id, number, name, description, members_edit, only_members_view, owner, level)"
            + " SELECT site, highest + place, seed || ending, '', 0, 0, COALESCE((SELECT number FROM site_groups"
            + " WHERE site_id = site AND removed = 0 AND level = 'FULL_CONTROL'), highest + 1), granted"
            + " FROM given, required, top WHERE NOT EXISTS (SELECT 1 FROM site_groups g, required w WHERE g.site_id = site"
            + " AND g.removed = 0 AND g.level = '' AND LOWER(g.name) = LOWER(seed || w.ending COLLATE \"BINARY\")) ON CONFLICT DO NOTHING";

    private SiteGroupStore() {}

    /** The groups of a site in the order of their numbers. */
    public static List<SiteGroup> all(ReadTransaction rx, Site site) {
        return rx.list(GROUPS, SiteGroupStore::group, site.collection().id());
    }

    /** Adds a group without a role. Returns its number, or empty if another group has the name. */
    public static Optional<Integer> add(WriteTransaction tx, Site site, SiteGroup.Settings settings, int owner) {
        return tx.first(
                "INSERT INTO site_groups (site_id, number, name, description, members_edit, only_members_view, owner, level)"
                        + " SELECT ?, COALESCE(MAX(number), 0) + 1, ?, ?, ?, ?, ?, '' FROM site_principals"
                        + " WHERE site_id = ? ON CONFLICT DO NOTHING RETURNING number",
                row -> (int) row.integer("number"),
                site.collection().id(),
                settings.name(),
                settings.description(),
                settings.membersEdit() ? 1 : 0,
                settings.onlyMembersView() ? 1 : 0,
                owner,
                site.collection().id());
    }

    /** Adds the associated groups that the site does not have; none if another group has one of their names. */
    public static void addAssociated(WriteTransaction tx, Site site, String seed) {
        tx.execute(ASSOCIATED, site.collection().id(), seed);
    }

    /** Changes a group; false if another group has the name. */
    public static boolean change(WriteTransaction tx, Site site, int number, SiteGroup.Settings settings) {
        return tx.execute(
                        "UPDATE site_groups SET name = ?, description = ?, members_edit = ?, only_members_view = ?"
                                + " WHERE site_id = ? AND number = ? AND NOT EXISTS (SELECT 1 FROM site_groups g"
                                + " WHERE g.site_id = site_groups.site_id AND g.number <> site_groups.number"
                                + " AND g.removed = 0 AND LOWER(g.name) = LOWER(? COLLATE \"BINARY\"))",
                        settings.name(),
                        settings.description(),
                        settings.membersEdit() ? 1 : 0,
                        settings.onlyMembersView() ? 1 : 0,
                        site.collection().id(),
                        number,
                        settings.name())
                > 0;
    }

    /** Makes a person the owner of a group. */
    public static void own(WriteTransaction tx, Site site, int number, int owner) {
        tx.execute(
                "UPDATE site_groups SET owner = ? WHERE site_id = ? AND number = ?",
                owner,
                site.collection().id(),
                number);
    }

    /** Removes a group, and the rights that its members have through it. */
    public static void remove(WriteTransaction tx, Site site, int number) {
        tx.execute(
                "UPDATE site_groups SET removed = 1 WHERE site_id = ? AND number = ?",
                site.collection().id(),
                number);
    }

    /** Adds a person to a group of the site, unless the person or the group was removed. */
    public static void join(WriteTransaction tx, Site site, int number, int member) {
        tx.execute(
                "INSERT INTO site_group_members (site_id, number, member) SELECT g.site_id, g.number, u.number"
                        + " FROM site_groups g JOIN site_users u ON u.site_id = g.site_id AND u.removed = 0"
                        + " WHERE g.site_id = ? AND g.number = ? AND g.removed = 0 AND u.number = ? ON CONFLICT DO NOTHING",
                site.collection().id(),
                number,
                member);
    }

    /** Removes a person from a group. */
    public static void leave(WriteTransaction tx, Site site, int number, int member) {
        tx.execute(
                "DELETE FROM site_group_members WHERE site_id = ? AND number = ? AND member = ?",
                site.collection().id(),
                number,
                member);
    }

    private static SiteGroup group(ResultRow row) {
        String level = row.text("level");
        return new SiteGroup(
                (int) row.integer("number"),
                new SiteGroup.Settings(
                        row.text("name"),
                        row.text("description"),
                        Switches.<MemberRule>of()
                                .with(MemberRule.MEMBERS_EDIT, row.integer("members_edit") == 1)
                                .with(MemberRule.ONLY_MEMBERS_VIEW, row.integer("only_members_view") == 1)),
                (int) row.integer("owner"),
                level.isEmpty() ? null : SiteRight.valueOf(level),
                Arrays.stream(row.text("members").split(",", -1))
                        .filter(member -> !member.isEmpty())
                        .map(Integer::valueOf)
                        .collect(Collectors.toSet()));
    }
}
