package org.s2slab.sharepoint.sites;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.refusal.Refusal;
import org.s2slab.sharepoint.sites.AppPermissions.Grant;
import org.s2slab.store.Database;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TokenInspection;

/**
 * Determines the rights of a caller at a web. An application with a user has the rights that both have. An
 * application without a user has only the rights granted with the app-only policy.
 */
public final class SiteAccess {
    /** The sentence of check I6, by whose id {@link SiteCaller} refuses. */
    private static final String BOTH_MAY = "An application does for a user only what both of them may.";

    private final SiteStore sites;
    private final AppPermissions permissions;
    private final UserProfileDirectory profiles;
    private final HopJournal journal;
    private final String host;

    /** @param host the host of the farm's web application, at which all sites are */
    public SiteAccess(
            SiteStore sites, Database database, UserProfileDirectory profiles, HopJournal journal, String host) {
        this.host = host;
        this.sites = sites;
        this.permissions = new AppPermissions(database);
        this.profiles = profiles;
        this.journal = journal;
    }

    /**
     * The caller at the web with a path. Fails with NOT_FOUND, or ACCESS_DENIED, which is in the journal. Who may not read a
     * sub-web gets NOT_FOUND too. A request at another host of the farm finds no web.
     */
    public Future<SiteCaller> to(String path, RoutingContext request, SiteRight needed) {
        if (!host.equalsIgnoreCase(request.request().authority().host())) {
            return Future.failedFuture(none(path));
        }
        Caller caller = RequestIdentity.caller(request);
        CallContext context = RequestIdentity.context(request);
        return sites.byPath(path)
                .map(found -> found.orElseThrow(() -> none(path)))
                .compose(site -> visitor(site, caller))
                .map(visitor -> {
                    if (!visitor.may(needed)) {
                        Refusal refusal = visitor.refusal(needed);
                        journal(refusal, visitor, context);
                        throw visitor.may(SiteRight.READ) || visitor.site().isTopLevel() ? refusal : none(path);
                    }
                    return visitor;
                });
    }

    private static Refusal none(String path) {
        return Refusal.notFound("there is no web at '" + path + "'");
    }

    /**
     * A caller of a web at the top-level web of its site collection. Fails with ACCESS_DENIED, which is not in the journal yet.
     *
     * @param needed the right there, or null for none
     */
    public Future<SiteCaller> atTop(SiteCaller visitor, @Nullable SiteRight needed) {
        Future<SiteCaller> top = visitor.site().isTopLevel()
                ? Future.succeededFuture(visitor)
                : sites.byPath(visitor.site().collection().path())
                        .compose(site -> visitor(site.orElseThrow(), visitor.caller()));
        return top.map(found -> {
            if (needed != null && !found.may(needed)) {
                throw found.refusal(needed);
            }
            return found;
        });
    }

    /** Whether a caller of one web may read another one. Nobody else learns that it exists. */
    public Future<Boolean> mayRead(Site other, SiteCaller visitor) {
        return visitor(other, visitor.caller()).map(there -> there.may(SiteRight.READ));
    }

    /** Those of some webs that a caller may read, in their order. */
    public Future<List<Site>> readable(List<Site> webs, SiteCaller visitor) {
        List<Future<Boolean>> may =
                webs.stream().map(web -> mayRead(web, visitor)).toList();
        return Future.all(may)
                .map(done -> IntStream.range(0, webs.size())
                        .filter(index -> may.get(index).result())
                        .mapToObj(webs::get)
                        .toList());
    }

    /** Records that a caller was refused. */
    public void journal(Refusal refusal, SiteCaller visitor, CallContext context) {
        PrincipalId application = visitor.application();
        String peer = application == null ? "-" : application.product();
        String rule = refusal.rule();
        Supplier<TokenInspection> opened = rule == null
                ? null
                : () -> new TokenInspection(null, List.of(CheckedRule.refused(rule, BOTH_MAY, Finding.of(refusal))));
        journal.refused(
                HopKind.REFUSED, peer, context, refusal, visitor.caller().tokenHash(), opened);
    }

    private Future<SiteCaller> visitor(Site site, Caller caller) {
        ActingUser acting = caller.user();
        Future<@Nullable SiteUser> user = acting == null
                ? Future.succeededFuture()
                : sites.user(site, acting.id()).map(found -> found.orElse(null));
        PrincipalId registered = caller.registered();
        Future<List<Grant>> grants =
                registered == null ? Future.succeededFuture(List.of()) : permissions.of(registered, site);
        return user.compose(known -> grants.map(granted -> visitor(site, caller, known, granted)));
    }

    private SiteCaller visitor(Site site, Caller caller, @Nullable SiteUser user, List<Grant> grants) {
        ActingUser acting = caller.user();
        UserProfile profile = acting == null ? null : profiles.of(acting.id()).orElse(null);
        SiteRight own = user == null ? null : user.right();
        if (caller.application() == null) {
            return new SiteCaller(site, profile, user, caller, own, "their permission level");
        }
        SiteRight granted = strongest(grants, acting == null);
        if (acting == null) {
            return new SiteCaller(site, null, null, caller, granted, "its app-only grants are " + grants);
        }
        String reason = "the person may " + shown(own) + ", the application " + shown(granted);
        return new SiteCaller(site, profile, user, caller, SiteRight.lesser(own, granted), reason);
    }

    private static @Nullable SiteRight strongest(List<Grant> grants, boolean appOnly) {
        return grants.stream()
                .filter(grant -> grant.appOnly() || !appOnly)
                .map(Grant::right)
                .max(SiteRight::compareTo)
                .orElse(null);
    }

    private static String shown(@Nullable SiteRight right) {
        return right == null ? "do nothing" : right.word;
    }
}
