package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Objects;
import org.s2slab.http.Endpoint;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.RequestIdentity;
import org.s2slab.http.RequestJson;
import org.s2slab.identity.ActingUser;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.sharepoint.sites.SiteAccess;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;

/** The REST interface for online meetings on a site's calendar. */
record SiteMeetingEndpoint(SiteAccess access, MeetingScheduler scheduler, SiteCalendar calendar) implements Endpoint {
    private static final String ALL = "/sites/:site/meetings";
    private static final String ONE = ALL + "/:meeting";

    @Override
    public void mount(Router router) {
        router.post(ALL).respond(this::book);
        router.get(ALL).respond(this::list);
        router.get(ONE).respond(this::show);
        router.put(ONE).respond(this::change);
        router.delete(ONE).respond(this::cancel);
    }

    private Future<JsonObject> book(RoutingContext request) {
        MeetingDetails details = details(request);
        return visitor(request, SiteRight.WRITE)
                .compose(visitor -> scheduler.book(visitor, upn(request), details, RequestIdentity.context(request)))
                .compose(outcome -> told(outcome, "booked", 201, request));
    }

    private Future<JsonObject> list(RoutingContext request) {
        return visitor(request, SiteRight.READ)
                .compose(scheduler::at)
                .map(meetings -> new JsonObject()
                        .put(
                                "meetings",
                                new JsonArray(meetings.stream()
                                        .map(SiteMeetingEndpoint::json)
                                        .toList())));
    }

    private Future<JsonObject> show(RoutingContext request) {
        return visitor(request, SiteRight.READ)
                .compose(visitor -> scheduler.at(visitor, request.pathParam("meeting")))
                .compose(this::shown);
    }

    private Future<JsonObject> change(RoutingContext request) {
        MeetingDetails details = details(request);
        return own(request)
                .compose(meeting -> scheduler.change(meeting, details, RequestIdentity.context(request)))
                .compose(outcome -> told(outcome, "changed", 200, request));
    }

    private Future<JsonObject> cancel(RoutingContext request) {
        return own(request)
                .compose(meeting -> scheduler.cancel(meeting, RequestIdentity.context(request)))
                .compose(outcome -> told(outcome, "cancelled", 200, request));
    }

    /** A meeting of the caller. Tokens for Lync and Exchange are issued only for its organiser. */
    private Future<SiteMeeting> own(RoutingContext request) {
        return visitor(request, SiteRight.WRITE)
                .compose(visitor -> scheduler.at(visitor, request.pathParam("meeting")))
                .map(meeting -> {
                    if (!meeting.organiser().equals(upn(request))) {
                        throw new Refusal(
                                RefusalCode.ACCESS_DENIED,
                                "only its organiser " + meeting.organiser() + " changes the meeting");
                    }
                    return meeting;
                });
    }

    private Future<JsonObject> told(MeetingOutcome outcome, String word, int status, RoutingContext request) {
        JsonObject answer = new JsonObject().put(word, outcome.done());
        Refusal refusal = outcome.refusal();
        if (refusal != null) {
            FailureHandler.note(request, refusal);
            answer.put("reason", refusal.detail())
                    .put("error", refusal.code().name())
                    .put("traceId", RequestIdentity.context(request).trace().traceId());
        }
        if (!outcome.done() && refusal != null) {
            request.response().setStatusCode(refusal.code().status());
            return Future.succeededFuture(answer.put("undone", outcome.settledNow() ? "now" : "later"));
        }
        request.response().setStatusCode(outcome.settledNow() ? status : 202);
        answer.put("finished", outcome.settledNow() ? "now" : "later");
        AppointmentOutcome exchange = outcome.exchange();
        return (word.equals("cancelled")
                        ? Future.succeededFuture(answer)
                        : shown(outcome.meeting()).map(answer::mergeIn))
                .map(whole -> exchange == null ? whole : whole.put("exchange", exchange.json()));
    }

    private Future<JsonObject> shown(SiteMeeting meeting) {
        return calendar.number(meeting).map(number -> json(meeting).put("item", number.orElse(null)));
    }

    private static JsonObject json(SiteMeeting meeting) {
        return new JsonObject()
                .put("id", meeting.id())
                .put("state", meeting.state().name().toLowerCase(Locale.ROOT))
                .put("organiser", meeting.organiser())
                .mergeIn(meeting.details().json())
                .put("joinUrl", meeting.joinUrl())
                .put("onlineMeetingId", meeting.conference())
                .put("exchange", new JsonObject().put("done", meeting.atExchange()))
                .put("lastError", meeting.lastError());
    }

    private Future<SiteCaller> visitor(RoutingContext request, SiteRight needed) {
        String path = "/sites/" + request.pathParam("site").toLowerCase(Locale.ROOT);
        return access.to(path, request, needed);
    }

    private static String upn(RoutingContext request) {
        ActingUser user = Objects.requireNonNull(RequestIdentity.caller(request).user());
        return user.id();
    }

    private static MeetingDetails details(RoutingContext request) {
        JsonObject body = RequestJson.object(request);
        if (body == null) {
            throw Refusal.invalid("a JSON object with the meeting is needed");
        }
        return MeetingDetails.of(body);
    }
}
