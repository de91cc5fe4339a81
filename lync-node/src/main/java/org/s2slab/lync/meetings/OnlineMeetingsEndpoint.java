package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;

/** UCWA's {@code onlineMeetings} resource: the meetings of the user to whom an application belongs. */
record OnlineMeetingsEndpoint(
        UcwaResponder ucwa, UcwaCallerResolver callers, OnlineMeetingService schedule, OnlineMeetingJson json)
        implements Endpoint {
    private static final String COLLECTION =
            "(?i)" + UcwaResponder.APPLICATIONS + "/(?<application>[^/]+)/onlineMeetings/myOnlineMeetings";
    private static final String MEETING = COLLECTION + "/(?<meeting>[^/]+)";

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.POST, COLLECTION).handler(ucwa.telling(this::create));
        routes.routeWithRegex(HttpMethod.GET, COLLECTION).handler(ucwa.telling(this::list));
        routes.routeWithRegex(HttpMethod.GET, MEETING).handler(ucwa.telling(this::read));
        routes.routeWithRegex(HttpMethod.PUT, MEETING).handler(ucwa.telling(this::change));
        routes.routeWithRegex(HttpMethod.DELETE, MEETING).handler(ucwa.telling(this::delete));
    }

    private Future<UcwaResponder.Answer> create(RoutingContext request) {
        return callers.application(request)
                .compose(application -> schedule.add(application.user(), UcwaResponder.body(request))
                        .map(made -> UcwaResponder.Answer.created(json.meeting(application, made))));
    }

    private Future<UcwaResponder.Answer> list(RoutingContext request) {
        return callers.application(request)
                .compose(application -> schedule.of(application.user())
                        .map(meetings -> UcwaResponder.Answer.ok(json.meetings(application, meetings))));
    }

    private Future<UcwaResponder.Answer> read(RoutingContext request) {
        return callers.application(request)
                .compose(application -> schedule.find(application.user(), request.pathParam("meeting"))
                        .map(found -> UcwaResponder.Answer.ok(json.meeting(application, found))));
    }

    private Future<UcwaResponder.Answer> change(RoutingContext request) {
        return callers.application(request)
                .compose(application -> schedule.change(
                                application.user(),
                                request.pathParam("meeting"),
                                request.request().getHeader(HttpHeaders.IF_MATCH),
                                UcwaResponder.body(request))
                        .map(changed -> UcwaResponder.Answer.ok(json.meeting(application, changed))));
    }

    private Future<UcwaResponder.Answer> delete(RoutingContext request) {
        return callers.application(request)
                .compose(application -> schedule.remove(
                        application.user(),
                        request.pathParam("meeting"),
                        request.request().getHeader(HttpHeaders.IF_MATCH)))
                .map(removed -> UcwaResponder.Answer.nothing());
    }
}
