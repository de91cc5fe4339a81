package org.s2slab.sharepoint.meetings;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.Ids;

/**
 * Lync's conferences of one person at a time, over UCWA with a token for that person, found by {@code lyncdiscover}.
 *
 * <p>Fails with a Refusal. PARTNER_UNREACHABLE alone leaves open whether Lync did what was asked.
 */
final class LyncConferencing {
    private static final Map<String, String> JSON = Map.of("Accept", "application/json");
    private static final Map<String, String> SENDING =
            Map.of("Accept", "application/json", "Content-Type", "application/json");

    /** Lync may forget a conference a week after its end: people look into past ones for a while. */
    private static final Duration KEPT_AFTER = Duration.ofDays(7);

    private final PartnerClient partners;
    private final Ids ids;

    LyncConferencing(PartnerClient partners, Ids ids) {
        this.partners = partners;
        this.ids = ids;
    }

    /** A conference that Lync has: its id, and the address at which people join. */
    record Conference(String id, String joinUrl) {}

    /** Makes a conference that bears the meeting's mark. */
    Future<Conference> create(String domain, String mark, MeetingDetails wanted, CallContext context) {
        return within(
                domain,
                context,
                meetings -> call(HttpMethod.POST, meetings, SENDING, into(new JsonObject(), mark, wanted), context)
                        .map(answer -> conference(json(answer, 200, 201))));
    }

    /** Makes a conference what is wanted now; fails with NOT_FOUND where Lync has it no more. */
    Future<Conference> change(String domain, String id, String mark, MeetingDetails wanted, CallContext context) {
        return within(domain, context, meetings -> {
            URI one = URI.create(meetings + "/" + id);
            return call(HttpMethod.GET, one, JSON, null, context).compose(answer -> {
                JsonObject there = json(answer, 200);
                String etag = answer.headers().contains("ETag")
                        ? answer.headers().get("ETag")
                        : '"' + there.getString("etag", "") + '"';
                Map<String, String> headers =
                        Map.of("Accept", "application/json", "Content-Type", "application/json", "If-Match", etag);
                return call(HttpMethod.PUT, one, headers, into(there, mark, wanted), context)
                        .map(changed -> conference(json(changed, 200)));
            });
        });
    }

    /** Removes a conference; one that is gone already is as good. */
    Future<Void> cancel(String domain, String id, CallContext context) {
        return within(domain, context, meetings -> remove(URI.create(meetings + "/" + id), context));
    }

    /** Removes the conference that bears a mark, where Lync has made one. */
    Future<Void> cancelMarked(String domain, String mark, CallContext context) {
        return within(
                domain,
                context,
                meetings -> call(HttpMethod.GET, meetings, JSON, null, context)
                        .map(answer -> marked(json(answer, 200), mark))
                        .compose(found -> found.map(id -> remove(URI.create(meetings + "/" + id), context))
                                .orElseGet(Future::succeededFuture)));
    }

    private static JsonObject into(JsonObject meeting, String mark, MeetingDetails wanted) {
        JsonArray attendees = new JsonArray();
        wanted.attendees().forEach(address -> attendees.add("sip:" + address));
        return meeting.put("description", mark)
                .put("subject", wanted.subject())
                .put("attendees", attendees)
                .put("accessLevel", wanted.accessLevel())
                .put("expirationTime", wanted.end().plus(KEPT_AFTER).toString());
    }

    private Future<Void> remove(URI conference, CallContext context) {
        return call(HttpMethod.DELETE, conference, JSON, null, context).map(answer -> {
            if (answer.status() != 404) {
                expect(answer, 200, 204);
            }
            return null;
        });
    }

    private static Optional<String> marked(JsonObject list, String mark) {
        JsonObject embedded = list.getJsonObject("_embedded", new JsonObject());
        return embedded.getJsonArray("myOnlineMeeting", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .filter(meeting -> mark.equals(meeting.getString("description")))
                .map(meeting -> meeting.getString("onlineMeetingId"))
                .findFirst();
    }

    /** Does something with the person's meetings in an application made for it. Until then nothing is changed at Lync. */
    private <T> Future<T> within(String domain, CallContext context, Function<URI, Future<T>> action) {
        return applications(domain, context)
                .compose(applications -> application(applications, context))
                .recover(failure -> Future.failedFuture(certain(failure)))
                .compose(application -> action.apply(application.meetings())
                        .eventually(() -> call(HttpMethod.DELETE, application.self(), JSON, null, context)
                                .otherwiseEmpty()));
    }

    private record Application(URI self, URI meetings) {}

    private Future<Application> application(URI applications, CallContext context) {
        JsonObject body = new JsonObject()
                .put("userAgent", "SharePoint")
                .put("endpointId", ids.uuid())
                .put("culture", "en-US");
        return call(HttpMethod.POST, applications, SENDING, body, context).map(answer -> {
            JsonObject made = json(answer, 200, 201);
            return new Application(
                    link(applications, made, "self"),
                    link(
                            applications,
                            made.getJsonObject("_embedded", new JsonObject())
                                    .getJsonObject("onlineMeetings", new JsonObject()),
                            "myOnlineMeetings"));
        });
    }

    /** Where the person's applications are: by way of the internal name, then the external one. */
    private Future<URI> applications(String domain, CallContext context) {
        return discover("lyncdiscoverinternal." + domain, context)
                .recover(inside -> discover("lyncdiscover." + domain, context))
                .compose(user -> call(HttpMethod.GET, user, JSON, null, context)
                        .map(answer -> link(user, json(answer, 200), "applications")));
    }

    private Future<URI> discover(String host, CallContext context) {
        URI root = URI.create("https://" + host + "/");
        return partners.ask(new PartnerRequest(HttpMethod.GET, root, JSON, null), context)
                .map(answer -> link(root, json(answer, 200), "user"));
    }

    private Future<PartnerResponse> call(
            HttpMethod method, URI uri, Map<String, String> headers, @Nullable JsonObject body, CallContext context) {
        Buffer sent = body == null ? null : body.toBuffer();
        return partners.call(new PartnerRequest(method, uri, headers, sent), context)
                .map(answer -> {
                    if (answer.status() >= 500) {
                        throw new Refusal(RefusalCode.PARTNER_UNREACHABLE, said(uri, answer));
                    }
                    return answer;
                });
    }

    private static JsonObject json(PartnerResponse answer, int... wanted) {
        expect(answer, wanted);
        try {
            return answer.body().toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            throw new Refusal(RefusalCode.PARTNER_REFUSED, "Lync answered " + answer.status() + " without JSON");
        }
    }

    private static void expect(PartnerResponse answer, int... wanted) {
        for (int status : wanted) {
            if (answer.status() == status) {
                return;
            }
        }
        RefusalCode code = answer.status() == 404 ? RefusalCode.NOT_FOUND : RefusalCode.PARTNER_REFUSED;
        throw new Refusal(code, said(null, answer));
    }

    private static String said(@Nullable URI uri, PartnerResponse answer) {
        String body = answer.body().toString();
        return "Lync answered " + answer.status() + (uri == null ? "" : " at '" + uri + "'") + ": "
                + body.substring(0, Math.min(body.length(), 300));
    }

    /** A link of an answer; relative ones are of the server that answered. */
    private static URI link(URI base, JsonObject resource, String rel) {
        String href = resource.getJsonObject("_links", new JsonObject())
                .getJsonObject(rel, new JsonObject())
                .getString("href");
        try {
            URI link = base.resolve(href == null ? "" : href);
            if (href != null && "https".equals(link.getScheme()) && link.getHost() != null) {
                return link;
            }
        } catch (IllegalArgumentException e) {
            throw new Refusal(RefusalCode.PARTNER_REFUSED, "Lync's link '" + rel + "' is no address: '" + href + "'");
        }
        throw new Refusal(
                RefusalCode.PARTNER_REFUSED,
                "Lync at '" + base.getHost() + "' gave no https link '" + rel + "', but '" + href + "'");
    }

    private static Conference conference(JsonObject meeting) {
        String id = meeting.getString("onlineMeetingId");
        String joinUrl = meeting.getString("joinUrl");
        if (id == null || joinUrl == null || !id.matches("[A-Za-z0-9_-]{1,64}")) {
            // There may well be a conference now: whoever asked must treat it so.
            throw new Refusal(
                    RefusalCode.PARTNER_UNREACHABLE, "Lync answered without onlineMeetingId or joinUrl: " + meeting);
        }
        return new Conference(id, joinUrl);
    }

    /** Nothing had been asked for yet, so nothing can have been done. */
    private static Throwable certain(Throwable failure) {
        return failure instanceof Refusal refusal && !refusal.code().definite()
                ? new Refusal(RefusalCode.UNAVAILABLE, "Lync was not reached: " + refusal.detail())
                : failure;
    }
}
