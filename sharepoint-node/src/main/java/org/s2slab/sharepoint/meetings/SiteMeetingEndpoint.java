package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.RequestIdentity;
import org.s2slab.http.RequestJson;
import org.s2slab.identity.ActingUser;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.sharepoint.meetings.SiteMeeting.State;
import org.s2slab.sharepoint.sites.SiteAccess;
import org.s2slab.sharepoint.sites.SiteCaller;
import org.s2slab.sharepoint.sites.SiteRight;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;

/** The REST interface for online meetings on a site's calendar. */
record SiteMeetingEndpoint(Database database, SiteAccess access, MeetingScheduler scheduler) implements Endpoint {
    private static final String ALL = "/sites/:site/meetings";
    private static final String ONE = ALL + "/:meeting";

    @Override
    public void mount(EndpointRoutes routes) {
        routes.post(ALL).respond(this::book);
        routes.get(ALL).respond(this::list);
        routes.get(ONE).respond(this::show);
        routes.put(ONE).respond(this::change);
        routes.delete(ONE).respond(this::cancel);
    }

    private Future<JsonObject> book(RoutingContext request) {
        MeetingDetails details = details(request);
        return read(request, rx -> visitor(rx, request, SiteRight.WRITE))
                .compose(visitor -> scheduler.book(visitor, upn(request), details, RequestIdentity.context(request)))
                .compose(outcome -> told(outcome, "booked", 201, request));
    }

    private Future<JsonObject> list(RoutingContext request) {
        return read(
                request,
                rx -> new JsonObject()
                        .put(
                                "meetings",
                                new JsonArray(
                                        SiteMeetingStore.at(
                                                        rx,
                                                        visitor(rx, request, SiteRight.READ)
                                                                .site()
                                                                .id())
                                                .stream()
                                                .map(SiteMeetingEndpoint::json)
                                                .toList())));
    }

    private Future<JsonObject> show(RoutingContext request) {
        return read(request, rx -> shown(rx, meeting(rx, request, SiteRight.READ)));
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

    private <T> Future<T> read(RoutingContext request, Function<ReadTransaction, T> body) {
        return access.journaled(request, database.read(body));
    }

    /** A meeting that the caller organises. Tokens for Lync and Exchange are issued only for the organiser. */
    private Future<SiteMeeting> own(RoutingContext request) {
        return read(request, rx -> meeting(rx, request, SiteRight.WRITE)).map(meeting -> {
            if (!meeting.organiser().equals(upn(request))) {
                throw new Refusal(
                        RefusalCode.ACCESS_DENIED,
                        "only its organiser " + meeting.organiser() + " changes the meeting");
            }
            return meeting;
        });
    }

    /** The meeting of a request; fails with NOT_FOUND if it does not exist or is not visible. */
    private SiteMeeting meeting(ReadTransaction rx, RoutingContext request, SiteRight needed) {
        SiteCaller visitor = visitor(rx, request, needed);
        String id = request.pathParam("meeting");
        SiteMeeting meeting = SiteMeetingStore.existing(rx, id);
        boolean hidden = meeting.operation().state() == State.BOOKING
                || meeting.operation().state() == State.UNDOING;
        if (hidden || !meeting.siteId().equals(visitor.site().id())) {
            throw Refusal.notFound("there is no meeting '" + id + "' on this site");
        }
        return meeting;
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
                        : database.read(rx -> shown(rx, outcome.meeting())).map(answer::mergeIn))
                .map(whole -> exchange == null ? whole : whole.put("exchange", exchange.json()));
    }

    private static JsonObject shown(ReadTransaction rx, SiteMeeting meeting) {
        return json(meeting).put("item", SiteCalendar.number(rx, meeting).orElse(null));
    }

    private static JsonObject json(SiteMeeting meeting) {
        return new JsonObject()
                .put("id", meeting.id())
                .put("state", meeting.operation().state().name().toLowerCase(Locale.ROOT))
                .put("organiser", meeting.organiser())
                .mergeIn(meeting.details().json())
                .put("joinUrl", meeting.joinUrl())
                .put("onlineMeetingId", meeting.conference())
                .put("exchange", new JsonObject().put("done", meeting.atExchange()))
                .put("lastError", meeting.operation().lastError());
    }

    private SiteCaller visitor(ReadTransaction rx, RoutingContext request, SiteRight needed) {
        String path = "/sites/" + request.pathParam("site").toLowerCase(Locale.ROOT);
        return access.to(rx, path, request, needed);
    }

    private static String upn(RoutingContext request) {
        ActingUser user = Objects.requireNonNull(RequestIdentity.caller(request).user());
        return user.id();
    }

    private static MeetingDetails details(RoutingContext request) {
        return MeetingDetails.of(RequestJson.required(request, "a JSON object with the meeting is needed"));
    }
}
