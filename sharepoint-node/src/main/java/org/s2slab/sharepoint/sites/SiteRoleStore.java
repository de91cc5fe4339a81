package org.s2slab.sharepoint.sites;

import io.vertx.core.json.JsonArray;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** Stores the rights that people and groups have at webs with their own roles. */
public final class SiteRoleStore {
    private SiteRoleStore() {}

    /** The rights of people and groups, by their numbers. */
    public static Map<Integer, Set<SiteRight>> all(ReadTransaction rx, Site site) {
        Map<Integer, Set<SiteRight>> all = new TreeMap<>();
        rx.list(
                "SELECT number, level FROM site_roles WHERE site_id = ?",
                row -> all.computeIfAbsent((int) row.integer("number"), first -> EnumSet.noneOf(SiteRight.class))
                        .add(SiteRight.valueOf(row.text("level"))),
                site.scopeId());
        return all;
    }

    /** Gives a right to a person or a group of the site; false if nobody has this number. */
    public static boolean add(WriteTransaction tx, Site site, int number, SiteRight right) {
        return tx.execute(
                        "INSERT INTO site_roles (site_id, number, level) SELECT ?, number, ? FROM"
                                + " (SELECT site_id, number, removed FROM site_users"
                                + " UNION ALL SELECT site_id, number, removed FROM site_groups) principals"
                                + " WHERE site_id = ? AND number = ? AND removed = 0"
                                + " ON CONFLICT (site_id, number, level) DO UPDATE SET level = excluded.level",
                        site.id(),
                        right.name(),
                        site.collection().id(),
                        number)
                > 0;
    }

    /** Removes rights from a person or a group; false if they had none of these rights. */
    public static boolean remove(WriteTransaction tx, Site site, int number, Set<SiteRight> rights) {
        return tx.execute(
                        "DELETE FROM site_roles WHERE site_id = ? AND number = ?"
                                + " AND level IN (SELECT value FROM json_each(?))",
                        site.id(),
                        number,
                        new JsonArray(rights.stream().map(SiteRight::name).toList()).encode())
                > 0;
    }
}
