package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Objects;
import org.s2slab.http.Callers;
import org.s2slab.http.Endpoint;
import org.s2slab.http.FailureResponder;
import org.s2slab.http.RequestJson;
import org.s2slab.identity.ActingUser;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.sharepoint.sites.Access;
import org.s2slab.sharepoint.sites.Right;
import org.s2slab.sharepoint.sites.Visitor;

/** What a person's client asks about online meetings on a site's calendar. */
final class MeetingEndpoint implements Endpoint {
    private static final String ALL = "/sites/:site/meetings";
    private static final String ONE = ALL + "/:meeting";

    private final Access access;
    private final MeetingScheduler scheduler;
    private final SiteCalendar calendar;

    MeetingEndpoint(Access access, MeetingScheduler scheduler, SiteCalendar calendar) {
        this.access = access;
        this.scheduler = scheduler;
        this.calendar = calendar;
    }

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
        return visitor(request, Right.WRITE)
                .compose(visitor -> scheduler.book(visitor, upn(request), details, Callers.context(request)))
                .compose(outcome -> told(outcome, "booked", 201, request));
    }

    private Future<JsonObject> list(RoutingContext request) {
        return visitor(request, Right.READ).compose(scheduler::at).map(meetings -> {
            JsonArray all = new JsonArray();
            meetings.forEach(meeting -> all.add(json(meeting)));
            return new JsonObject().put("meetings", all);
        });
    }

    private Future<JsonObject> show(RoutingContext request) {
        return visitor(request, Right.READ)
                .compose(visitor -> scheduler.at(visitor, request.pathParam("meeting")))
                .compose(this::shown);
    }

    private Future<JsonObject> change(RoutingContext request) {
        MeetingDetails details = details(request);
        return own(request)
                .compose(meeting -> scheduler.change(meeting, details, Callers.context(request)))
                .compose(outcome -> told(outcome, "changed", 200, request));
    }

    private Future<JsonObject> cancel(RoutingContext request) {
        return own(request)
                .compose(meeting -> scheduler.cancel(meeting, Callers.context(request)))
                .compose(outcome -> told(outcome, "cancelled", 200, request));
    }

    /** A meeting of the one who asks: tokens for Lync and Exchange speak for its organiser and nobody else. */
    private Future<Meeting> own(RoutingContext request) {
        return visitor(request, Right.WRITE)
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
            FailureResponder.note(request, refusal);
            answer.put("reason", refusal.detail())
                    .put("error", refusal.code().name())
                    .put("traceId", Callers.context(request).trace().traceId());
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

    private Future<JsonObject> shown(Meeting meeting) {
        return calendar.number(meeting).map(number -> json(meeting).put("item", number.orElse(null)));
    }

    private static JsonObject json(Meeting meeting) {
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

    private Future<Visitor> visitor(RoutingContext request, Right needed) {
        String path = "/sites/" + request.pathParam("site").toLowerCase(Locale.ROOT);
        return access.to(path, Callers.caller(request), Callers.context(request), needed);
    }

    private static String upn(RoutingContext request) {
        ActingUser user = Objects.requireNonNull(Callers.caller(request).user());
        return user.id();
    }

    private static MeetingDetails details(RoutingContext request) {
        JsonObject body = RequestJson.object(request);
        if (body == null) {
            throw new Refusal(RefusalCode.PARAMETER_INVALID, "a JSON object with the meeting is needed");
        }
        return MeetingDetails.of(body);
    }
}
