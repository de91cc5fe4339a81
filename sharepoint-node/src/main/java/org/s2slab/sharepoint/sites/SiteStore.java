package org.s2slab.sharepoint.sites;

import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.ResultRow;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/** Stores the farm's site collections and their people; {@link WebStore} stores their sub-webs. */
public record SiteStore(IdGenerator ids, Clock clock) {
    /** The people of a web's site collection with their levels at the web, also by groups or as the owner. */
    private static final String USERS =
            "SELECT upn, number, changed, COALESCE((SELECT string_agg(level, ',') FROM site_roles r"
                    + " WHERE r.site_id = w.scope_id AND (r.number = u.number OR r.number IN (SELECT m.number"
                    + " FROM site_group_members m WHERE m.site_id = u.site_id AND m.member = u.number))), '') || ','"
                    + " || COALESCE((SELECT 'FULL_CONTROL' FROM sites s WHERE s.id = u.site_id AND s.owner = u.upn), '') AS levels"
                    + " FROM sites w JOIN site_users u ON u.site_id = w.root_id WHERE w.id = ?";

    private static final String ENSURE = "INSERT INTO site_users (site_id, upn, number)"
            + " SELECT ?, ?, COALESCE(MAX(number), 0) + 1 FROM site_principals WHERE site_id = ?"
            + " ON CONFLICT (site_id, upn) DO UPDATE SET removed = 0";

    private static final String WITHDRAW_ROLES =
            "DELETE FROM site_roles WHERE number = ? AND site_id IN (SELECT id FROM sites WHERE root_id = ?)";

    static final String SELECT = "SELECT w.id, w.address, w.title, w.template, w.created_at, w.description,"
            + " r.id AS root_id, r.address AS root_address, r.owner, r.host, w.parent_id, w.scope_id FROM sites w JOIN sites r ON r.id = w.root_id";

    /** Creates the root site collection at the first start, like the setup of a farm's first web application. */
    public void load(WriteTransaction tx) {
        add(tx, "", "", "Team Site", "STS#0", "", "");
    }

    /** All site collections, the root first. */
    static List<Site> all(ReadTransaction rx) {
        return rx.list(SELECT + " WHERE w.parent_id IS NULL ORDER BY w.path", SiteStore::site);
    }

    /** @param key the key of a web, see {@link Site#key}; empty for the web at the root of the first web application */
    public static Optional<Site> byKey(ReadTransaction rx, String key) {
        return rx.first(SELECT + " WHERE w.path = ?", SiteStore::site, key.toLowerCase(Locale.ROOT));
    }

    /**
     * Creates a site collection with its first lists and its associated groups. The owner has full control. Empty if
     * the path is taken.
     *
     * @param webApplication the host of the web application; empty for the first one
     * @param path empty for the root, otherwise {@code /sites/x} in lower case
     */
    public Optional<Site> add(
            WriteTransaction tx,
            String webApplication,
            String path,
            String title,
            String template,
            String owner,
            String description) {
        String id = ids.uuid();
        int made = tx.execute(
                "INSERT INTO sites (id, path, address, title, template, owner, created_at, description, root_id,"
                        + " scope_id, host) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO NOTHING",
                id,
                WebApplicationStore.key(webApplication, path),
                path,
                title,
                template,
                owner,
                clock.instant().getEpochSecond(),
                description,
                id,
                id,
                webApplication);
        if (made == 0) {
            return Optional.empty();
        }
        if (!owner.isEmpty()) {
            tx.execute(ENSURE, id, owner, id);
            tx.execute(
                    "INSERT INTO site_roles (site_id, number, level)"
                            + " SELECT site_id, number, 'FULL_CONTROL' FROM site_users WHERE site_id = ?",
                    id);
        }
        tx.execute(SiteGroupStore.ASSOCIATED, id, title);
        new ListStore(ids, clock).addFirst(tx, id);
        return byKey(tx, WebApplicationStore.key(webApplication, path));
    }

    /**
     * Lets changes of a site collection run one after another, also those of other servers of the farm. What was read
     * before must be read again if it matters.
     */
    public static void lock(WriteTransaction tx, Site site) {
        tx.lock("SELECT id FROM sites WHERE id = ?", site.collection().id());
    }

    static void remove(WriteTransaction tx, Site site) {
        tx.execute("DELETE FROM sites WHERE id = ?", site.id());
    }

    /** Grants a right to a person, and replaces the previous right. */
    static void put(WriteTransaction tx, Site site, String upn, SiteRight right) {
        lock(tx, site);
        int number = ensure(tx, site, upn).number();
        tx.execute("DELETE FROM site_roles WHERE site_id = ? AND number = ?", site.id(), number);
        tx.execute("INSERT INTO site_roles (site_id, number, level) VALUES (?, ?, ?)", site.id(), number, right.name());
    }

    /** Changes the title and the description of a site's web. */
    public static void describe(WriteTransaction tx, Site site, String title, String description) {
        tx.execute("UPDATE sites SET title = ?, description = ? WHERE id = ?", title, description, site.id());
    }

    /** The entry of a person; if it does not exist, creates it without a right. */
    public static SiteUser ensure(WriteTransaction tx, Site site, String upn) {
        String root = site.collection().id();
        tx.execute(ENSURE, root, upn, root);
        return user(tx, site, upn).orElseThrow();
    }

    /** Revokes a person's rights. The person keeps the number, because items name their authors by number. */
    static void withdraw(WriteTransaction tx, Site site, String upn) {
        user(tx, site, upn).ifPresent(found -> {
            tx.execute(WITHDRAW_ROLES, found.number(), site.collection().id());
            tx.execute(
                    "DELETE FROM site_group_members WHERE site_id = ? AND member = ?",
                    site.collection().id(),
                    found.number());
        });
    }

    /** The people of a site in the order of their numbers. */
    public static List<SiteUser> users(ReadTransaction rx, Site site) {
        return rx.list(USERS + " AND removed = 0 ORDER BY number", SiteStore::user, site.id());
    }

    /** The people of a site, including people who were removed. */
    public static List<SiteUser> everybody(ReadTransaction rx, Site site) {
        return rx.list(USERS, SiteStore::user, site.id());
    }

    /** Changes the data of a person in the site. */
    public static void change(WriteTransaction tx, Site site, int number, JsonObject changed) {
        String one = " WHERE site_id = ? AND number = ?";
        String id = site.collection().id();
        tx.first(
                        "SELECT changed FROM site_users" + one,
                        row -> new JsonObject(row.text("changed")).mergeIn(changed, true),
                        id,
                        number)
                .ifPresent(
                        merged -> tx.execute("UPDATE site_users SET changed = ?" + one, merged.encode(), id, number));
    }

    /** Removes a person with all rights and memberships. The number stays theirs, as the author of items. */
    public static void remove(WriteTransaction tx, Site site, int number) {
        tx.execute(
                "UPDATE site_users SET removed = 1 WHERE site_id = ? AND number = ?",
                site.collection().id(),
                number);
    }

    public static Optional<SiteUser> user(ReadTransaction rx, Site site, String upn) {
        return rx.first(USERS + " AND upn = ?", SiteStore::user, site.id(), upn);
    }

    private static SiteUser user(ResultRow row) {
        return new SiteUser(
                row.text("upn"),
                (int) row.integer("number"),
                Arrays.stream(row.text("levels").split(",", -1))
                        .filter(level -> !level.isEmpty())
                        .map(SiteRight::valueOf)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                new JsonObject(row.text("changed")));
    }

    static Site site(ResultRow row) {
        return new Site(
                row.text("id"),
                row.text("address"),
                row.text("title"),
                row.text("template"),
                Instant.ofEpochSecond(row.integer("created_at")),
                row.text("description"),
                new Site.Collection(row.text("root_id"), row.text("root_address"), row.text("owner"), row.text("host")),
                row.optionalText("parent_id"),
                row.text("scope_id"));
    }
}
