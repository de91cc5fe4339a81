package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.s2slab.http.CaseInsensitivePath;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.RequestIdentity;
import org.s2slab.lync.meetings.UcwaApplicationRegistry.Application;
import org.s2slab.lync.meetings.UcwaApplicationRegistry.Owner;

/** UCWA's {@code applications} resource, where a client, or a partner for a user, creates and deletes sessions. */
record UcwaApplicationsEndpoint(
        UcwaResponder ucwa,
        UcwaCallerResolver callers,
        UcwaApplicationRegistry applications,
        OnlineMeetingService schedule)
        implements Endpoint {
    private static final String APPLICATION = "(?i)" + UcwaResponder.APPLICATIONS + "/(?<application>[^/]+)";

    @Override
    public void mount(EndpointRoutes routes) {
        routes.routeWithRegex(HttpMethod.POST, CaseInsensitivePath.path(UcwaResponder.APPLICATIONS))
                .handler(ucwa.telling(this::create));
        routes.routeWithRegex(HttpMethod.GET, APPLICATION + "/me").handler(ucwa.telling(this::readMe));
        routes.routeWithRegex(HttpMethod.GET, APPLICATION).handler(ucwa.telling(this::read));
        routes.routeWithRegex(HttpMethod.POST, APPLICATION + "/me/makeMeAvailable")
                .handler(ucwa.telling(this::makeMeAvailable));
        routes.routeWithRegex(HttpMethod.DELETE, APPLICATION).handler(ucwa.telling(this::delete));
    }

    private Future<UcwaResponder.Answer> create(RoutingContext request) {
        return callers.user(request).compose(user -> {
            JsonObject body = UcwaResponder.body(request);
            return applications
                    .add(
                            Owner.of(user, RequestIdentity.caller(request)),
                            member(body, "userAgent", "unknown"),
                            member(body, "culture", "en-US"))
                    .compose(this::represent)
                    .map(UcwaResponder.Answer::created);
        });
    }

    private Future<UcwaResponder.Answer> read(RoutingContext request) {
        return callers.application(request).compose(this::represent).map(UcwaResponder.Answer::ok);
    }

    private Future<UcwaResponder.Answer> readMe(RoutingContext request) {
        return callers.application(request).map(application -> UcwaResponder.Answer.ok(me(application)));
    }

    /** Accepts the request without effect, because presence is not simulated. */
    private Future<UcwaResponder.Answer> makeMeAvailable(RoutingContext request) {
        return callers.application(request).map(application -> UcwaResponder.Answer.nothing());
    }

    private Future<UcwaResponder.Answer> delete(RoutingContext request) {
        return callers.application(request)
                .compose(application -> applications.remove(application.id()))
                .map(removed -> UcwaResponder.Answer.nothing());
    }

    /** A member whose name may begin with a lower-case or an upper-case letter. */
    private static String member(JsonObject body, String name, String otherwise) {
        String capital = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        Object value = body.getValue(name, body.getValue(capital));
        if (value == null) {
            return otherwise;
        }
        if (!(value instanceof String text) || text.length() > 200) {
            throw UcwaProblem.parameter(name, "a text of at most 200 characters is expected.");
        }
        return text;
    }

    private Future<JsonObject> represent(Application application) {
        return schedule.standing(application.user()).map(standing -> {
            JsonObject links = MeetingOptionsEndpoint.links(application)
                    .put("self", UcwaResponder.href(application.href() + "/onlineMeetings"))
                    .put("myOnlineMeetings", UcwaResponder.href(OnlineMeetingJson.collection(application)));
            standing.ifPresent(meeting -> links.put(
                    "myAssignedOnlineMeeting",
                    UcwaResponder.href(OnlineMeetingJson.collection(application) + "/" + meeting.id())));
            JsonObject meetings = new JsonObject().put("_links", links).put("rel", "onlineMeetings");
            return new JsonObject()
                    .put("culture", application.culture())
                    .put("userAgent", application.userAgent())
                    .put("_links", new JsonObject().put("self", UcwaResponder.href(application.href())))
                    .put(
                            "_embedded",
                            new JsonObject().put("me", me(application)).put("onlineMeetings", meetings))
                    .put("rel", "application")
                    .put("etag", "1");
        });
    }

    private static JsonObject me(Application application) {
        String self = application.href() + "/me";
        return new JsonObject()
                .put("name", application.user().displayName())
                .put("uri", "sip:" + application.user().sip())
                .put(
                        "_links",
                        new JsonObject()
                                .put("self", UcwaResponder.href(self))
                                .put("makeMeAvailable", UcwaResponder.href(self + "/makeMeAvailable")))
                .put("rel", "me");
    }
}
