package org.s2slab.lync.users;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.ActingUser;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;

/** Who a person's request comes from, as Lync knows them. */
public final class SignedInUserResolver {
    private final UserStore users;

    /** The person, and the context in which Lync acts for them. */
    public record SignedIn(LyncUser user, CallContext context) {}

    public SignedInUserResolver(UserStore users) {
        this.users = users;
    }

    /** Fails with ACCESS_DENIED for somebody who may not use Lync. */
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
