package org.s2slab.sharepoint.sites;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.http.Endpoint.CallerPolicy;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.sharepoint.sites.AppPermissions.Grant;
import org.s2slab.store.ReadTransaction;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.TokenInspection;

/**
 * Determines the rights of a caller at a web. An application with a user has only the rights that both have. An
 * application without a user has only the rights granted with the app-only policy.
 */
public final class SiteAccess {
    /** The sentence of check I6, whose id is in the refusals of {@link SiteCaller}. */
    private static final String BOTH_MAY = "An application does for a user only what both of them may.";

    private final UserProfileDirectory profiles;
    private final HopJournal journal;
    private final String host;
    private final @Nullable CallerPolicy policy;

    /**
     * @param host the host of the farm's web application, which has all sites
     * @param policy the policy of the tenant for authenticated callers; null for a farm
     */
    public SiteAccess(UserProfileDirectory profiles, HopJournal journal, String host, @Nullable CallerPolicy policy) {
        this.host = host;
        this.profiles = profiles;
        this.journal = journal;
        this.policy = policy;
    }

    /** The policy of the tenant for authenticated callers; empty for a farm. */
    public Optional<CallerPolicy> policy() {
        return Optional.ofNullable(policy);
    }

    /** The refusal of a caller who must not learn that the web exists. Only the journal gets the real cause. */
    private static final class HiddenWeb extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Refusal shown;

        HiddenWeb(Refusal journaled, Refusal shown) {
            super(journaled);
            this.shown = shown;
        }
    }

    /**
     * The caller at the web with a path. Throws NOT_FOUND or ACCESS_DENIED; NOT_FOUND also if the caller may not read a
     * sub-web, or for a request to another host of the farm. {@link #journaled} records the exception.
     */
    public SiteCaller to(ReadTransaction rx, String path, RoutingContext request, SiteRight needed) {
        Site site = webApplication(rx, request.request().authority().host())
                .flatMap(found -> SiteStore.byKey(rx, WebApplicationStore.key(found, path)))
                .orElseThrow(() -> none(path));
        SiteCaller visitor = visitor(rx, site, RequestIdentity.caller(request));
        if (!visitor.may(needed)) {
            Refusal refusal = visitor.refusal(needed);
            throw visitor.may(SiteRight.READ) || site.isTopLevel() ? refusal : new HiddenWeb(refusal, none(path));
        }
        return visitor;
    }

    /** Returns the result of a transaction for a caller, and journals a refusal of the caller. */
    public <T> Future<T> journaled(RoutingContext request, Future<T> result) {
        return result.recover(failure -> {
            Throwable refusal = failure instanceof HiddenWeb ? failure.getCause() : failure;
            if (refusal instanceof Refusal refused && refused.code() == RefusalCode.ACCESS_DENIED) {
                journal(refused, RequestIdentity.caller(request), RequestIdentity.context(request));
            }
            return Future.failedFuture(failure instanceof HiddenWeb hidden ? hidden.shown : failure);
        });
    }

    /** The web application of a host, see {@link Site.Collection#webApplication}; empty if the farm has none there. */
    public Optional<String> webApplication(ReadTransaction rx, String requested) {
        return WebApplicationStore.at(rx, host, requested);
    }

    private static Refusal none(String path) {
        return Refusal.notFound("there is no web at '" + path + "'");
    }

    /**
     * Moves a caller of a web to the top-level web of its site collection. Throws ACCESS_DENIED.
     *
     * @param needed the required right there, or null for no requirement
     */
    public SiteCaller atTop(ReadTransaction rx, SiteCaller visitor, @Nullable SiteRight needed) {
        Site web = visitor.site();
        SiteCaller top = web.isTopLevel()
                ? visitor
                : visitor(
                        rx,
                        SiteStore.byKey(
                                        rx,
                                        WebApplicationStore.key(
                                                web.collection().webApplication(),
                                                web.collection().path()))
                                .orElseThrow(),
                        visitor.caller());
        if (needed != null && !top.may(needed)) {
            throw top.refusal(needed);
        }
        return top;
    }

    /** Whether a caller of one web may read another web. Otherwise the caller must not learn that it exists. */
    public boolean mayRead(ReadTransaction rx, Site other, SiteCaller visitor) {
        return visitor(rx, other, visitor.caller()).may(SiteRight.READ);
    }

    private void journal(Refusal refusal, Caller caller, CallContext context) {
        PrincipalId application = caller.application();
        String peer = application == null ? "-" : application.product();
        String rule = refusal.rule();
        Supplier<TokenInspection> opened = rule == null
                ? null
                : () -> new TokenInspection(null, List.of(CheckedRule.refused(rule, BOTH_MAY, Finding.of(refusal))));
        journal.refused(HopKind.REFUSED, peer, context, refusal, caller.tokenHash(), opened);
    }

    private SiteCaller visitor(ReadTransaction rx, Site site, Caller caller) {
        ActingUser acting = caller.user();
        PrincipalId registered = caller.registered();
        return visitor(
                site,
                caller,
                acting == null ? null : SiteStore.user(rx, site, acting.id()).orElse(null),
                registered == null ? List.of() : AppPermissions.of(rx, registered, site));
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
