package org.s2slab.sharepoint.sites;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/** Stores the farm's site collections and their people. */
public record SiteStore(Database database, IdGenerator ids, Clock clock) {
    /** The people of a site, with their own levels, those of their groups, and that of the owner. */
    private static final String USERS =
            "SELECT upn, number, changed, COALESCE((SELECT group_concat(level) FROM site_roles r"
                    + " WHERE r.site_id = u.site_id AND (r.number = u.number OR r.number IN (SELECT m.number"
                    + " FROM site_group_members m WHERE m.site_id = u.site_id AND m.member = u.number))), '') || ','"
                    + " || COALESCE((SELECT 'FULL_CONTROL' FROM sites s WHERE s.id = u.site_id AND s.owner = u.upn), '')"
                    + " FROM site_users u WHERE site_id = ?";

    private static final String WITHDRAW_ROLES = "DELETE FROM site_roles WHERE site_id = ? AND number = ?";

    private static final String SELECT = "SELECT id, path, title, template, owner, created_at, description FROM sites";

    /** Creates the root site collection at the first start, as the setup of a farm's first web application does. */
    public Future<Void> load() {
        return byPath("")
                .compose(root -> root.isPresent()
                        ? Future.succeededFuture()
                        : add("", "Team Site", "STS#0", "").mapEmpty());
    }

    /** All site collections, the root first. */
    Future<List<Site>> all() {
        return database.list(SELECT + " ORDER BY path", SiteStore::site);
    }

    /** @param path empty for the root, else {@code /sites/x} in lower case */
    public Future<Optional<Site>> byPath(String path) {
        return database.first(SELECT + " WHERE path = ?", SiteStore::site, path);
    }

    /** Creates a site collection whose owner has full control of it, with its associated groups. */
    public Future<Site> add(String path, String title, String template, String owner) {
        Instant created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Site site = new Site(ids.uuid(), path, title, template, owner, created, "");
        return database.query(
                        "INSERT INTO sites (id, path, title, template, owner, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                        Tuple.of(
                                site.id(),
                                path,
                                title,
                                template,
                                owner,
                                site.created().getEpochSecond()))
                .compose(done -> owner.isEmpty() ? Future.succeededFuture() : put(site, owner, SiteRight.FULL_CONTROL))
                .compose(done -> new SiteGroupStore(database).addAssociated(site, title))
                .map(site);
    }

    Future<Void> remove(Site site) {
        return database.execute("DELETE FROM sites WHERE id = ?", site.id());
    }

    /** Grants a right to a person, and replaces the previous one. */
    Future<Void> put(Site site, String upn, SiteRight right) {
        return ensure(site, upn)
                .compose(user -> database.transaction(
                        connection -> Rows.execute(connection, WITHDRAW_ROLES, site.id(), user.number())
                                .compose(done -> Rows.execute(
                                        connection,
                                        "INSERT INTO site_roles (site_id, number, level) VALUES (?, ?, ?)",
                                        site.id(),
                                        user.number(),
                                        right.name()))));
    }

    /** Changes the title and the description of a site's web. */
    public Future<Void> describe(Site site, String title, String description) {
        return database.execute(
                "UPDATE sites SET title = ?, description = ? WHERE id = ?", title, description, site.id());
    }

    /** The entry of a person, which is made without a right if there is none. */
    public Future<SiteUser> ensure(Site site, String upn) {
        return database.execute(
                        "INSERT INTO site_users (site_id, upn, number)"
                                + " SELECT ?, ?, COALESCE(MAX(number), 0) + 1 FROM site_principals WHERE site_id = ?"
                                + " ON CONFLICT (site_id, upn) DO UPDATE SET removed = 0",
                        Tuple.of(site.id(), upn, site.id()))
                .compose(done -> user(site, upn))
                .map(user -> user.orElseThrow());
    }

    /** Revokes a person's rights. The number stays theirs, because items name their authors by it. */
    Future<Void> withdraw(Site site, String upn) {
        return user(site, upn)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture()
                        : database.transaction(connection -> Rows.execute(
                                        connection,
                                        WITHDRAW_ROLES,
                                        site.id(),
                                        found.get().number())
                                .compose(done -> Rows.execute(
                                        connection,
                                        "DELETE FROM site_group_members WHERE site_id = ? AND member = ?",
                                        site.id(),
                                        found.get().number()))));
    }

    /** The people of a site in the order of their numbers. */
    public Future<List<SiteUser>> users(Site site) {
        return database.list(USERS + " AND removed = 0 ORDER BY number", SiteStore::user, site.id());
    }

    /** The people of a site, also those who were removed from it. */
    public Future<List<SiteUser>> everybody(Site site) {
        return database.list(USERS, SiteStore::user, site.id());
    }

    /** Changes what the site shows of a person. */
    public Future<Void> change(Site site, int number, JsonObject changed) {
        return database.execute(
                "UPDATE site_users SET changed = json_patch(changed, ?) WHERE site_id = ? AND number = ?",
                changed.encode(),
                site.id(),
                number);
    }

    /** Removes a person with their rights and memberships. The number stays theirs, because items name their authors by it. */
    public Future<Void> remove(Site site, int number) {
        return database.execute(
                "UPDATE site_users SET removed = 1 WHERE site_id = ? AND number = ?", site.id(), number);
    }

    public Future<Optional<SiteUser>> user(Site site, String upn) {
        return database.first(USERS + " AND upn = ?", SiteStore::user, site.id(), upn);
    }

    private static SiteUser user(Row row) {
        return new SiteUser(
                row.getString(0),
                row.getInteger(1),
                Arrays.stream(row.getString(3).split(",", -1))
                        .filter(level -> !level.isEmpty())
                        .map(SiteRight::valueOf)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                new JsonObject(row.getString(2)));
    }

    private static Site site(Row row) {
        return new Site(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Instant.ofEpochSecond(row.getLong(5)),
                row.getString(6));
    }
}
