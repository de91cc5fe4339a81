package org.s2slab.lync.meetings;

import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import org.s2slab.http.AnyCase;
import org.s2slab.http.Callers;
import org.s2slab.http.Endpoint;
import org.s2slab.lync.meetings.Applications.Application;
import org.s2slab.lync.meetings.Applications.Owner;

/** UCWA's {@code applications}: where a client, or a partner on a user's behalf, begins and ends. */
final class ApplicationsEndpoint implements Endpoint {
    private static final String APPLICATION = "(?i)" + Ucwa.APPLICATIONS + "/(?<application>[^/]+)";

    private final Ucwa ucwa;
    private final UcwaCallers callers;
    private final Applications applications;
    private final Schedule schedule;

    ApplicationsEndpoint(Ucwa ucwa, UcwaCallers callers, Applications applications, Schedule schedule) {
        this.ucwa = ucwa;
        this.callers = callers;
        this.applications = applications;
        this.schedule = schedule;
    }

    @Override
    public void mount(Router router) {
        router.routeWithRegex(HttpMethod.POST, AnyCase.path(Ucwa.APPLICATIONS)).handler(ucwa.telling(this::create));
        router.routeWithRegex(HttpMethod.GET, APPLICATION + "/me").handler(ucwa.telling(this::readMe));
        router.routeWithRegex(HttpMethod.GET, APPLICATION).handler(ucwa.telling(this::read));
        router.routeWithRegex(HttpMethod.POST, APPLICATION + "/me/makeMeAvailable")
                .handler(ucwa.telling(this::makeMeAvailable));
        router.routeWithRegex(HttpMethod.DELETE, APPLICATION).handler(ucwa.telling(this::delete));
    }

    private Future<Ucwa.Answer> create(RoutingContext request) {
        return callers.user(request).compose(user -> {
            JsonObject body = Ucwa.body(request);
            Application made = applications.add(
                    user,
                    Owner.of(user, Callers.caller(request)),
                    member(body, "userAgent", "unknown"),
                    member(body, "culture", "en-US"));
            return represent(made).map(Ucwa.Answer::created);
        });
    }

    private Future<Ucwa.Answer> read(RoutingContext request) {
        return callers.application(request).compose(this::represent).map(Ucwa.Answer::ok);
    }

    private Future<Ucwa.Answer> readMe(RoutingContext request) {
        return callers.application(request).map(application -> Ucwa.Answer.ok(me(application)));
    }

    /** Presence is not simulated: that somebody is available is heard and changes nothing. */
    private Future<Ucwa.Answer> makeMeAvailable(RoutingContext request) {
        return callers.application(request).map(application -> Ucwa.Answer.nothing());
    }

    private Future<Ucwa.Answer> delete(RoutingContext request) {
        return callers.application(request).map(application -> {
            applications.remove(application.id());
            return Ucwa.Answer.nothing();
        });
    }

    /** A member whose name clients write with a small or a capital letter at its beginning. */
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
            JsonObject links = ValuesEndpoint.links(application)
                    .put("self", Ucwa.href(application.href() + "/onlineMeetings"))
                    .put("myOnlineMeetings", Ucwa.href(MeetingJson.collection(application)));
            standing.ifPresent(meeting -> links.put(
                    "myAssignedOnlineMeeting", Ucwa.href(MeetingJson.collection(application) + "/" + meeting.id())));
            JsonObject meetings = new JsonObject().put("_links", links).put("rel", "onlineMeetings");
            return new JsonObject()
                    .put("culture", application.culture())
                    .put("userAgent", application.userAgent())
                    .put("_links", new JsonObject().put("self", Ucwa.href(application.href())))
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
                                .put("self", Ucwa.href(self))
                                .put("makeMeAvailable", Ucwa.href(self + "/makeMeAvailable")))
                .put("rel", "me");
    }
}
