package org.s2slab.sharepoint.sites;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/** Stores the webs of site collections. */
public record WebStore(Database database, IdGenerator ids, Clock clock) {
    /** The condition for all webs beneath a sub-web with an id. */
    private static final String BENEATH = "EXISTS (SELECT 1 FROM sites top WHERE top.id = ?"
            + " AND substr(sites.path, 1, length(top.path) + 1) = top.path || '/')";

    /**
     * What a new sub-web is.
     *
     * @param name the last segment of its path
     * @param inherits whether the roles of its parent apply to it
     */
    public record Creation(String name, String title, String description, WebTemplate template, boolean inherits) {
        /** Names without the characters that sites cannot have in them, at their beginning and at their end. */
        private static final Pattern NAME =
                Pattern.compile("(?![_. ])(?!.*\\.\\.)[^~#%&*{}\\\\:<>?/+|\"\\p{Cntrl}]{1,128}(?<![. ])");

        private static final int LONGEST_PATH = 260;

        /** The managed path of site collections, which is no web. */
        private static final String MANAGED = "/sites";

        /** The path of the web beneath its parent. */
        public String path(Site parent) {
            return parent.path() + "/" + name;
        }

        /** Whether a web beneath this parent can have the name. */
        public boolean fits(Site parent) {
            return NAME.matcher(name).matches()
                    && path(parent).length() <= LONGEST_PATH
                    && !path(parent).equalsIgnoreCase(MANAGED);
        }
    }

    /**
     * Creates a sub-web; empty if its path is taken. A web has a folder for its lists, whose path is taken too.
     *
     * @param creator who has full control of it if it does not inherit, or null for an application without a user
     */
    public Future<Optional<Site>> add(Site parent, Creation wanted, @Nullable SiteUser creator) {
        String id = ids.uuid();
        String path = wanted.path(parent);
        if ((path + "/").equalsIgnoreCase(parent.path() + WebList.FOLDER)) {
            return Future.succeededFuture(Optional.empty());
        }
        return database.transaction(connection -> Rows.query(
                                connection,
                                "INSERT INTO sites (id, path, address, title, template, owner, created_at, description,"
                                        + " has_lists, root_id, parent_id, scope_id) SELECT ?, ?, ?, ?, ?, '', ?, ?, ?, root_id,"
                                        + " id, CASE WHEN ? THEN scope_id ELSE ? END FROM sites WHERE id = ?"
                                        + " ON CONFLICT (path) DO NOTHING RETURNING id",
                                id,
                                path.toLowerCase(Locale.ROOT),
                                path,
                                wanted.title(),
                                wanted.template().name(),
                                clock.instant().getEpochSecond(),
                                wanted.description(),
                                wanted.template().hasLists() ? 0 : 1,
                                wanted.inherits() ? 1 : 0,
                                id,
                                parent.id())
                        .compose(made -> made.size() == 0 || wanted.inherits() || creator == null
                                ? Future.succeededFuture()
                                : Rows.execute(
                                        connection,
                                        "INSERT INTO site_roles (site_id, number, level) VALUES (?, ?, 'FULL_CONTROL')",
                                        id,
                                        creator.number())))
                .compose(done -> withId(parent.collection(), id));
    }

    /** The web of a site collection with an id. */
    public Future<Optional<Site>> withId(Site.Collection collection, String id) {
        return database.first(
                SiteStore.SELECT + " WHERE w.root_id = ? AND w.id = ?", SiteStore::site, collection.id(), id);
    }

    /** The sub-webs immediately beneath a web. */
    public Future<List<Site>> beneath(Site web) {
        return database.list(SiteStore.SELECT + " WHERE w.parent_id = ? ORDER BY w.path", SiteStore::site, web.id());
    }

    /** All webs of a site collection, the top-level one first. */
    public Future<List<Site>> all(Site.Collection collection) {
        return database.list(
                SiteStore.SELECT + " WHERE w.root_id = ? ORDER BY w.path", SiteStore::site, collection.id());
    }

    /** The webs at the beginning of a path, the longest path first. */
    public Future<List<Site>> above(String path) {
        String key = path.toLowerCase(Locale.ROOT);
        return database.list(
                SiteStore.SELECT + " WHERE w.path = ? OR substr(?, 1, length(w.path) + 1) = w.path || '/'"
                        + " ORDER BY length(w.path) DESC",
                SiteStore::site,
                key,
                key);
    }

    /** Deletes a sub-web with its content; false if there are webs beneath it. */
    public Future<Boolean> remove(Site web) {
        return database.query(
                        "DELETE FROM sites WHERE id = ? AND NOT EXISTS (SELECT 1 FROM sites WHERE parent_id = ?) RETURNING 1",
                        web.id(),
                        web.id())
                .map(rows -> rows.size() > 0);
    }

    /**
     * Gives a sub-web, and those that inherit from it, roles of its own.
     *
     * @param caller who gets full control if no roles are copied, or null for an application without a user
     * @param copies whether it gets the roles that it inherited
     * @param clears whether all webs beneath it inherit from it afterwards
     */
    public Future<Void> breakInheritance(Site web, @Nullable SiteUser caller, boolean copies, boolean clears) {
        return database.transaction(connection -> scope(connection, web.id()).compose(before -> {
            boolean inherits = !before.equals(web.id());
            // The web may still have the roles that it had before it inherited.
            Future<Void> own = !inherits
                    ? Future.succeededFuture()
                    : Rows.execute(connection, "DELETE FROM site_roles WHERE site_id = ?", web.id())
                            .compose(done -> Rows.execute(
                                    connection,
                                    "INSERT INTO site_roles (site_id, number, level) SELECT ?, number, level FROM site_roles"
                                            + " WHERE site_id = ? AND ? UNION SELECT ?, ?, 'FULL_CONTROL' WHERE ?",
                                    web.id(),
                                    before,
                                    copies ? 1 : 0,
                                    web.id(),
                                    caller == null ? 0 : caller.number(),
                                    copies || caller == null ? 0 : 1));
            return own.compose(done -> Rows.execute(
                    connection,
                    "UPDATE sites SET scope_id = ? WHERE (id = ? OR " + BENEATH + ") AND (scope_id = ? OR ?)",
                    web.id(),
                    web.id(),
                    web.id(),
                    before,
                    clears ? 1 : 0));
        }));
    }

    /** Makes a sub-web and all webs beneath it inherit the roles of its parent. Nothing happens if it does already. */
    public Future<Void> resetInheritance(Site web) {
        return database.transaction(connection -> scope(connection, web.id())
                .compose(own -> !own.equals(web.id())
                        ? Future.succeededFuture()
                        : scope(connection, String.valueOf(web.parentId()))
                                .compose(scope -> Rows.execute(
                                        connection,
                                        "UPDATE sites SET scope_id = ? WHERE id = ? OR " + BENEATH,
                                        scope,
                                        web.id(),
                                        web.id()))));
    }

    private static Future<String> scope(SqlConnection connection, String id) {
        return Rows.first(connection, "SELECT scope_id FROM sites WHERE id = ?", row -> row.getString(0), id)
                .map(found -> found.orElseThrow(() -> Refusal.notFound("the web was deleted")));
    }
}
