package org.s2slab.sharepoint.sites;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/** Stores the farm's site collections and their people; {@link WebStore} has their sub-webs. */
public record SiteStore(Database database, IdGenerator ids, Clock clock) {
    /** The people of a web's site collection with their levels at the web, those of their groups, and that of the owner. */
    private static final String USERS =
            "SELECT upn, number, changed, COALESCE((SELECT group_concat(level) FROM site_roles r"
                    + " WHERE r.site_id = w.scope_id AND (r.number = u.number OR r.number IN (SELECT m.number"
                    + " FROM site_group_members m WHERE m.site_id = u.site_id AND m.member = u.number))), '') || ','"
                    + " || COALESCE((SELECT 'FULL_CONTROL' FROM sites s WHERE s.id = u.site_id AND s.owner = u.upn), '')"
                    + " FROM sites w JOIN site_users u ON u.site_id = w.root_id WHERE w.id = ?";

    private static final String ENSURE = "INSERT INTO site_users (site_id, upn, number)"
            + " SELECT ?, ?, COALESCE(MAX(number), 0) + 1 FROM site_principals WHERE site_id = ?"
            + " ON CONFLICT (site_id, upn) DO UPDATE SET removed = 0";

    private static final String WITHDRAW_ROLES =
            "DELETE FROM site_roles WHERE number = ? AND site_id IN (SELECT id FROM sites WHERE root_id = ?)";

    static final String SELECT = "SELECT w.id, w.address, w.title, w.template, w.created_at, w.description, r.id,"
            + " r.address, r.owner, w.parent_id, w.scope_id FROM sites w JOIN sites r ON r.id = w.root_id";

    /** Creates the root site collection at the first start, as the setup of a farm's first web application does. */
    public Future<Void> load() {
        return add("", "Team Site", "STS#0", "", "").mapEmpty();
    }

    /** All site collections, the root first. */
    Future<List<Site>> all() {
        return database.list(SELECT + " WHERE w.parent_id IS NULL ORDER BY w.path", SiteStore::site);
    }

    /** @param path of a web; empty for that at the root of the host */
    public Future<Optional<Site>> byPath(String path) {
        return database.first(SELECT + " WHERE w.path = ?", SiteStore::site, path.toLowerCase(Locale.ROOT));
    }

    /**
     * Creates a site collection whose owner has full control of it, with its associated groups; empty if the path is taken.
     *
     * @param path empty for the root, else {@code /sites/x} in lower case
     */
    public Future<Optional<Site>> add(String path, String title, String template, String owner, String description) {
        String id = ids.uuid();
        return database.transaction(connection -> Rows.query(
                                connection,
                                "INSERT INTO sites (id, path, address, title, template, owner, created_at, description,"
                                        + " root_id, scope_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                        + " ON CONFLICT (path) DO NOTHING RETURNING 1",
                                id,
                                path,
                                path,
                                title,
                                template,
                                owner,
                                clock.instant().getEpochSecond(),
                                description,
                                id,
                                id)
                        .compose(made ->
                                made.size() == 0 ? Future.succeededFuture() : addPeople(connection, id, owner, title)))
                .compose(done -> byPath(path))
                .map(found -> found.filter(site -> site.id().equals(id)));
    }

    private static Future<Void> addPeople(SqlConnection connection, String id, String owner, String seed) {
        Future<Void> owned = owner.isEmpty()
                ? Future.succeededFuture()
                : Rows.execute(connection, ENSURE, id, owner, id)
                        .compose(done -> Rows.execute(
                                connection,
                                "INSERT INTO site_roles (site_id, number, level)"
                                        + " SELECT site_id, number, 'FULL_CONTROL' FROM site_users WHERE site_id = ?",
                                id));
        return owned.compose(done -> Rows.execute(connection, SiteGroupStore.ASSOCIATED, id, seed));
    }

    Future<Void> remove(Site site) {
        return database.execute("DELETE FROM sites WHERE id = ?", site.id());
    }

    /** Grants a right to a person, and replaces the previous one. */
    Future<Void> put(Site site, String upn, SiteRight right) {
        return ensure(site, upn)
                .compose(user -> database.transaction(connection -> Rows.execute(
                                connection,
                                "DELETE FROM site_roles WHERE site_id = ? AND number = ?",
                                site.id(),
                                user.number())
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
        String root = site.collection().id();
        return database.execute(ENSURE, root, upn, root)
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
                                        found.get().number(),
                                        site.collection().id())
                                .compose(done -> Rows.execute(
                                        connection,
                                        "DELETE FROM site_group_members WHERE site_id = ? AND member = ?",
                                        site.collection().id(),
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
                site.collection().id(),
                number);
    }

    /** Removes a person with their rights and memberships. The number stays theirs, because items name their authors by it. */
    public Future<Void> remove(Site site, int number) {
        return database.execute(
                "UPDATE site_users SET removed = 1 WHERE site_id = ? AND number = ?",
                site.collection().id(),
                number);
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

    static Site site(Row row) {
        return new Site(
                row.getString(0),
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Instant.ofEpochSecond(row.getLong(4)),
                row.getString(5),
                new Site.Collection(row.getString(6), row.getString(7), row.getString(8)),
                row.getString(9),
                row.getString(10));
    }
}
