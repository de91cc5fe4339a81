package org.s2slab.sharepoint.sites;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.s2slab.store.Database;

/** Stores the rights that people and groups have at the webs with roles of their own. */
public record SiteRoleStore(Database database) {
    /** The rights by the numbers of the people and groups that have one. */
    public Future<Map<Integer, Set<SiteRight>>> all(Site site) {
        return database.list("SELECT number, level FROM site_roles WHERE site_id = ?", row -> row, site.scopeId())
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                (Row row) -> row.getInteger(0),
                                TreeMap::new,
                                Collectors.mapping(
                                        row -> SiteRight.valueOf(row.getString(1)),
                                        Collectors.toCollection(() -> EnumSet.noneOf(SiteRight.class))))));
    }

    /** Gives a right to a person or a group of the site; false if there is no one with this number. */
    public Future<Boolean> add(Site site, int number, SiteRight right) {
        return database.query(
                        "INSERT INTO site_roles (site_id, number, level) SELECT ?, number, ? FROM"
                                + " (SELECT site_id, number, removed FROM site_users"
                                + " UNION ALL SELECT site_id, number, removed FROM site_groups)"
                                + " WHERE site_id = ? AND number = ? AND removed = 0"
                                + " ON CONFLICT DO UPDATE SET level = excluded.level RETURNING 1",
                        site.id(),
                        right.name(),
                        site.collection().id(),
                        number)
                .map(rows -> rows.size() > 0);
    }

    /** Takes rights from a person or a group; false if they had none of them. */
    public Future<Boolean> remove(Site site, int number, Set<SiteRight> rights) {
        return database.query(
                        "DELETE FROM site_roles WHERE site_id = ? AND number = ?"
                                + " AND level IN (SELECT value FROM json_each(?)) RETURNING 1",
                        site.id(),
                        number,
                        new JsonArray(rights.stream().map(SiteRight::name).toList()).encode())
                .map(rows -> rows.size() > 0);
    }
}
