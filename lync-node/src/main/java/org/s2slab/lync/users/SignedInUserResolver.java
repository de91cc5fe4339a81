package org.s2slab.lync.users;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.ActingUser;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/** Resolves the signed-in person of a request to a user of Lync. */
public record SignedInUserResolver(UserStore users) {
    /** A signed-in user, and the context for Lync's calls for this user. */
    public record SignedIn(LyncUser user, CallContext context) {}

    /** The signed-in user of a request; fails with ACCESS_DENIED for a person without Lync. */
    public Future<SignedIn> of(RoutingContext request) {
        ActingUser acting = RequestIdentity.caller(request).user();
        if (acting == null) {
            return Future.failedFuture(new Refusal(RefusalCode.ACCESS_DENIED, "this is for people, not for servers"));
        }
        String upn = acting.identifiers().upn();
        return users.find(upn == null ? acting.id() : upn)
                .map(found -> found.filter(LyncUser::enabled)
                        .orElseThrow(() -> new Refusal(
                                RefusalCode.ACCESS_DENIED, "'" + acting.label() + "' is not enabled for Lync")))
                .map(user -> new SignedIn(user, RequestIdentity.context(request).forUser(user.identifiers())));
    }
}
