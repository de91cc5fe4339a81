package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.s2slab.http.RequestIdentity;
import org.s2slab.identity.Caller;
import org.s2slab.lync.meetings.UcwaApplicationRegistry.Application;
import org.s2slab.lync.meetings.UcwaApplicationRegistry.Owner;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.lync.users.SignedInUserResolver;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** Resolves the user and the UCWA application of a request. */
record UcwaCallerResolver(SignedInUserResolver people, UcwaApplicationRegistry applications) {
    /** The user of the request. A partner that calls as itself has no meetings and no applications. */
    Future<LyncUser> user(RoutingContext request) {
        Caller caller = RequestIdentity.caller(request);
        if (caller.user() == null) {
            return Future.failedFuture(new Refusal(
                    RefusalCode.GRANT_INSUFFICIENT,
                    "D8",
                    caller.application() + " calls as itself; UCWA is used on behalf of a user"));
        }
        return people.of(request).map(SignedInUserResolver.SignedIn::user);
    }

    /** The application in a request's path, if it is the caller's own. */
    Future<Application> application(RoutingContext request) {
        String id = request.pathParam("application");
        return user(request)
                .compose(user -> applications.use(id, Owner.of(user, RequestIdentity.caller(request))))
                .map(found -> found.orElseThrow(() -> new UcwaProblem(
                        UcwaProblem.Kind.APPLICATION_NOT_FOUND,
                        "There is no application " + id + " of yours; POST to applications makes one.")));
    }
}
