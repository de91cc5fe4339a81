package org.s2slab.sharepoint.sites;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Switches;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/** Stores the webs of site collections. */
public record WebStore(IdGenerator ids, Clock clock) {
    /** The condition for all webs below a sub-web. */
    private static final String BENEATH = "EXISTS (SELECT 1 FROM sites top WHERE top.id = ?"
            + " AND substr(sites.path, 1, length(top.path) + 1) = top.path || '/')";

    /**
     * The properties of a new sub-web.
     *
     * @param name the last segment of its path
     * @param inherits whether the roles of its parent apply to it
     */
    public record Creation(String name, String title, String description, WebTemplate template, boolean inherits) {
        /** Names without the characters that are forbidden in sites' names, at their beginning or at their end. */
        private static final Pattern NAME =
                Pattern.compile("(?![_. ])(?!.*\\.\\.)[^~#%&*{}\\\\:<>?/+|\"\\p{Cntrl}]{1,128}(?<![. ])");

        private static final int LONGEST_PATH = 260;

        /** The managed path of site collections, which is not a web. */
        private static final String MANAGED = "/sites";

        /** The path of the web below its parent. */
        public String path(Site parent) {
            return parent.path() + "/" + name;
        }

        /** Whether a web below this parent can have the name. */
        public boolean fits(Site parent) {
            return NAME.matcher(name).matches()
                    && path(parent).length() <= LONGEST_PATH
                    && !path(parent).equalsIgnoreCase(MANAGED);
        }
    }

    /**
     * Creates a sub-web; empty if its path is taken. The path of a web's folder for lists is also taken.
     *
     * @param creator the person with full control if it does not inherit, or null for an application without a user
     */
    public Optional<Site> add(WriteTransaction tx, Site parent, Creation requested, @Nullable SiteUser creator) {
        String id = ids.uuid();
        String path = requested.path(parent);
        if ((path + "/").equalsIgnoreCase(parent.path() + WebList.FOLDER)) {
            return Optional.empty();
        }
        int made = tx.execute(
                "INSERT INTO sites (id, path, address, title, template, owner, created_at, description, root_id,"
                        + " parent_id, scope_id) SELECT ?, ?, ?, ?, ?, '', ?, ?, root_id,"
                        + " id, CASE WHEN ? = 1 THEN scope_id ELSE ? END FROM sites WHERE id = ?"
                        + " ON CONFLICT (path) DO NOTHING",
                id,
                WebApplicationStore.key(parent.collection().webApplication(), path),
                path,
                requested.title(),
                requested.template().name(),
                clock.instant().getEpochSecond(),
                requested.description(),
                requested.inherits() ? 1 : 0,
                id,
                parent.id());
        if (made > 0 && !requested.inherits() && creator != null) {
            tx.execute(
                    "INSERT INTO site_roles (site_id, number, level) VALUES (?, ?, 'FULL_CONTROL')",
                    id,
                    creator.number());
        }
        if (made > 0 && requested.template().hasLists()) {
            new ListStore(ids, clock).addFirst(tx, id);
        }
        return withId(tx, parent.collection(), id);
    }

    /** The web of a site collection with an id. */
    public static Optional<Site> withId(ReadTransaction rx, Site.Collection collection, String id) {
        return rx.first(SiteStore.SELECT + " WHERE w.root_id = ? AND w.id = ?", SiteStore::site, collection.id(), id);
    }

    /** The direct sub-webs of a web. */
    public static List<Site> beneath(ReadTransaction rx, Site web) {
        return rx.list(SiteStore.SELECT + " WHERE w.parent_id = ? ORDER BY w.path", SiteStore::site, web.id());
    }

    /** All webs of a site collection, the top-level one first. */
    public static List<Site> all(ReadTransaction rx, Site.Collection collection) {
        return rx.list(SiteStore.SELECT + " WHERE w.root_id = ? ORDER BY w.path", SiteStore::site, collection.id());
    }

    /**
     * The webs whose paths are the beginning of a path, the longest path first.
     *
     * @param webApplication the host of the web application; empty for the first one
     */
    public static List<Site> above(ReadTransaction rx, String webApplication, String path) {
        String key = WebApplicationStore.key(webApplication, path);
        return rx.list(
                SiteStore.SELECT + " WHERE w.path = ? OR substr(?, 1, length(w.path) + 1) = w.path || '/'"
                        + " ORDER BY length(w.path) DESC",
                SiteStore::site,
                key,
                key);
    }

    /** Deletes a sub-web with its content; false if it has sub-webs. */
    public static boolean remove(WriteTransaction tx, Site web) {
        return tx.execute(
                        "DELETE FROM sites WHERE id = ? AND NOT EXISTS (SELECT 1 FROM sites WHERE parent_id = ?)",
                        web.id(),
                        web.id())
                > 0;
    }

    /** A choice of a caller who stops the inheritance of roles. */
    public enum InheritanceBreak {
        /** The web gets the roles that it inherited. */
        COPIES_ROLES,

        /** All webs below it inherit from it afterwards. */
        CLEARS_BELOW
    }

    /**
     * Gives a sub-web, and the webs that inherit from it, separate roles.
     *
     * @param caller the person who gets full control if no roles are copied, or null for an application without a user
     * @param options what happens to the roles of the web, and to the webs below it
     */
    public static void breakInheritance(
            WriteTransaction tx, Site web, @Nullable SiteUser caller, Switches<InheritanceBreak> options) {
        boolean copies = options.has(InheritanceBreak.COPIES_ROLES);
        if (!web.hasOwnRoles()) {
            // The web may still have roles from the time before it inherited.
            tx.execute("DELETE FROM site_roles WHERE site_id = ?", web.id());
            tx.execute(
                    "INSERT INTO site_roles (site_id, number, level) SELECT ?, number, level FROM site_roles"
                            + " WHERE site_id = ? AND ? = 1 UNION SELECT ?, ?, 'FULL_CONTROL' WHERE ? = 1",
                    web.id(),
                    web.scopeId(),
                    copies ? 1 : 0,
                    web.id(),
                    caller == null ? 0 : caller.number(),
                    copies || caller == null ? 0 : 1);
        }
        tx.execute(
                "UPDATE sites SET scope_id = ? WHERE (id = ? OR " + BENEATH + ") AND (scope_id = ? OR ? = 1)",
                web.id(),
                web.id(),
                web.id(),
                web.scopeId(),
                options.has(InheritanceBreak.CLEARS_BELOW) ? 1 : 0);
    }

    /** Makes a sub-web and all webs below it inherit the roles of its parent. Does nothing if it already inherits. */
    public static void resetInheritance(WriteTransaction tx, Site web) {
        if (web.hasOwnRoles()) {
            tx.execute(
                    "UPDATE sites SET scope_id = (SELECT scope_id FROM sites WHERE id = ?) WHERE id = ? OR " + BENEATH,
                    web.parentId(),
                    web.id(),
                    web.id());
        }
    }
}
