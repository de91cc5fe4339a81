package org.s2slab.sharepoint.sites;

import java.util.List;
import org.s2slab.identity.PrincipalId;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** The permissions of applications, by scope (Set-SPAppPrincipalPermission). */
public final class AppPermissions {
    private AppPermissions() {}

    /** The scope of a grant: a web with the webs that inherit from it, a site collection, or the whole farm. */
    enum Scope {
        SITE("Site"),
        SITE_COLLECTION("SiteCollection"),
        SITE_SUBSCRIPTION("SiteSubscription");

        final String word;

        Scope(String word) {
            this.word = word;
        }

        static Scope named(String word) {
            for (Scope scope : values()) {
                if (scope.word.equals(word)) {
                    return scope;
                }
            }
            throw new IllegalArgumentException("no scope is called '" + word + "'");
        }
    }

    /** A grant; with {@code appOnly} also for the application without a user. */
    record Grant(Scope scope, SiteRight right, boolean appOnly) {}

    /** Grants full rights everywhere, also without a user. */
    static void putEverything(WriteTransaction tx, PrincipalId principal) {
        tx.execute(
                "INSERT INTO app_permissions (principal, scope, target, level, app_only)"
                        + " VALUES (?, ?, '', ?, 1) ON CONFLICT (principal, scope, target) DO NOTHING",
                principal.toString(),
                Scope.SITE_SUBSCRIPTION.name(),
                SiteRight.FULL_CONTROL.name());
    }

    static void put(WriteTransaction tx, PrincipalId principal, Site site, Grant grant) {
        tx.execute(
                "INSERT INTO app_permissions (principal, scope, target, level, app_only)"
                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (principal, scope, target)"
                        + " DO UPDATE SET level = excluded.level, app_only = excluded.app_only",
                principal.toString(),
                grant.scope().name(),
                target(grant.scope(), site),
                grant.right().name(),
                grant.appOnly() ? 1 : 0);
    }

    static void remove(WriteTransaction tx, PrincipalId principal, Site site, Scope scope) {
        tx.execute(
                "DELETE FROM app_permissions WHERE principal = ? AND scope = ? AND target = ?",
                principal.toString(),
                scope.name(),
                target(scope, site));
    }

    /** The grants of an application for a web, or for a web from which it inherits, or with a wider scope. */
    static List<Grant> of(ReadTransaction rx, PrincipalId principal, Site site) {
        return rx.list(
                "SELECT scope, level, app_only FROM app_permissions WHERE principal = ? AND (target = ''"
                        + " OR scope = 'SITE_COLLECTION' AND target = ? OR scope = 'SITE' AND target IN"
                        + " (SELECT a.id FROM sites a JOIN sites w ON w.scope_id = a.scope_id WHERE w.id = ? AND (a.id = w.id"
                        + " OR substr(w.path, 1, length(a.path) + 1) = a.path || '/'))) ORDER BY scope",
                row -> new Grant(
                        Scope.valueOf(row.text("scope")),
                        SiteRight.valueOf(row.text("level")),
                        row.integer("app_only") == 1),
                principal.toString(),
                site.collection().id(),
                site.id());
    }

    /**
     * Whether an application has full rights in every site collection.
     *
     * @param appOnly whether the application calls without a user
     */
    public static boolean hasEverything(ReadTransaction rx, PrincipalId principal, boolean appOnly) {
        return rx.first(
                        "SELECT 1 FROM app_permissions WHERE principal = ? AND scope = ? AND level = ? AND app_only >= ?",
                        row -> true,
                        principal.toString(),
                        Scope.SITE_SUBSCRIPTION.name(),
                        SiteRight.FULL_CONTROL.name(),
                        appOnly ? 1 : 0)
                .isPresent();
    }

    private static String target(Scope scope, Site site) {
        return switch (scope) {
            case SITE -> site.id();
            case SITE_COLLECTION -> site.collection().id();
            case SITE_SUBSCRIPTION -> "";
        };
    }
}
