package org.s2slab.ucwa;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.PartnerClient;
import org.s2slab.client.PartnerRequest;
import org.s2slab.client.PartnerResponse;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;

/**
 * Manages Lync's online meetings of one person over UCWA, with a token for that person. It finds UCWA by
 * {@code lyncdiscover} and creates an application per request (UCWA 1.0, {@code myOnlineMeetings}).
 *
 * <p>Fails with a Refusal. Only PARTNER_UNREACHABLE leaves open whether Lync performed the request. UNAVAILABLE if the
 * application ends in between: the request was not performed, and a retry creates a new application.
 *
 * @param userAgent the user agent of the applications
 */
public record UcwaMeetingClient(PartnerClient partners, IdGenerator ids, String userAgent) {
    private static final Map<String, String> JSON = Map.of("Accept", "application/json");
    private static final Map<String, String> SENDING =
            Map.of("Accept", "application/json", "Content-Type", "application/json");

    /** The subcodes of a 404 for an application that has ended (UCWA, Generic synchronous errors). */
    private static final Set<String> ENDED = Set.of("ApplicationNotFound", "InactiveApplicationExpired");

    /** Creates a meeting; returns Lync's form of it, with {@code onlineMeetingId} and {@code joinUrl}. */
    public Future<JsonObject> create(String domain, JsonObject requested, CallContext context) {
        return within(
                domain,
                context,
                meetings -> call(HttpMethod.POST, meetings, SENDING, requested, context)
                        .map(answer -> whole(json(answer, 200, 201))));
    }

    /**
     * Changes a meeting and returns it as {@link #create} does, unless another client changes it at the same time.
     * Fails with NOT_FOUND if Lync does not have it any more.
     *
     * @param into converts Lync's form of the meeting to the requested one
     */
    public Future<JsonObject> change(String domain, String id, UnaryOperator<JsonObject> into, CallContext context) {
        return within(domain, context, meetings -> {
            URI one = URI.create(meetings + "/" + id);
            return call(HttpMethod.GET, one, JSON, null, context).compose(answer -> {
                JsonObject there = json(answer, 200);
                String etag = answer.headers().contains("ETag")
                        ? answer.headers().get("ETag")
                        : '"' + there.getString("etag", "") + '"';
                Map<String, String> headers =
                        Map.of("Accept", "application/json", "Content-Type", "application/json", "If-Match", etag);
                return call(HttpMethod.PUT, one, headers, into.apply(there), context)
                        .map(changed -> whole(json(changed, 200)));
            });
        });
    }

    /** Removes a meeting; succeeds if it does not exist. */
    public Future<Void> cancel(String domain, String id, CallContext context) {
        return within(domain, context, meetings -> remove(URI.create(meetings + "/" + id), context));
    }

    /** Removes the meeting whose description is this mark; false if Lync has no such meeting. */
    public Future<Boolean> cancelMarked(String domain, String mark, CallContext context) {
        return within(
                domain,
                context,
                meetings -> call(HttpMethod.GET, meetings, JSON, null, context)
                        .map(answer -> marked(json(answer, 200), mark))
                        .compose(found -> found.map(id -> remove(URI.create(meetings + "/" + id), context))
                                .orElseGet(Future::succeededFuture)
                                .map(found.isPresent())));
    }

    private Future<Void> remove(URI meeting, CallContext context) {
        return call(HttpMethod.DELETE, meeting, JSON, null, context).map(answer -> {
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

    /** Runs work on the person's meetings in a new application. A failure before it changes nothing at Lync. */
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
                .put("userAgent", userAgent)
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

    /** Finds the address of the person's applications: by the internal name, then the external one. */
    private Future<URI> applications(String domain, CallContext context) {
        return discover(URI.create("https://lyncdiscoverinternal." + domain + "/"), context)
                .recover(inside -> discover(URI.create("https://lyncdiscover." + domain + "/"), context))
                .compose(user -> userResource(user, context)
                        .compose(found -> isElsewhere(found)
                                ? discover(link(user, found, "redirect"), context)
                                        .compose(home -> userResource(home, context)
                                                .map(there -> link(home, there, "applications")))
                                : Future.succeededFuture(link(user, found, "applications"))));
    }

    private Future<JsonObject> userResource(URI user, CallContext context) {
        return call(HttpMethod.GET, user, JSON, null, context).map(answer -> json(answer, 200));
    }

    /** Whether the person's home is another pool (UCWA, redirect). */
    private static boolean isElsewhere(JsonObject user) {
        return user.getJsonObject("_links", new JsonObject()).containsKey("redirect");
    }

    private Future<URI> discover(URI root, CallContext context) {
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
                    if (answer.status() == 404 && hasEnded(answer)) {
                        throw Refusal.unavailable(
                                "the UCWA application ended before " + method + ": " + said(uri, answer));
                    }
                    return answer;
                });
    }

    /** Whether a 404 means the application, not the meeting: the server was restarted, or its clock was moved. */
    private static boolean hasEnded(PartnerResponse answer) {
        try {
            return ENDED.contains(answer.body().toJsonObject().getString("subcode", ""));
        } catch (DecodeException | ClassCastException e) {
            return false;
        }
    }

    private static JsonObject json(PartnerResponse answer, int... expected) {
        expect(answer, expected);
        try {
            return answer.body().toJsonObject();
        } catch (DecodeException | ClassCastException e) {
            // Lync has performed the request. Only its result is unknown.
            throw new Refusal(RefusalCode.PARTNER_UNREACHABLE, "Lync answered " + answer.status() + " without JSON");
        }
    }

    private static void expect(PartnerResponse answer, int... expected) {
        for (int status : expected) {
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

    /** A link of a response; relative links refer to the responding server. */
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

    private static JsonObject whole(JsonObject meeting) {
        String id = meeting.getString("onlineMeetingId");
        String joinUrl = meeting.getString("joinUrl");
        if (id == null || joinUrl == null || !id.matches("[A-Za-z0-9_-]{1,64}")) {
            // A meeting may exist now: the caller must assume that it does.
            throw new Refusal(
                    RefusalCode.PARTNER_UNREACHABLE, "Lync answered without onlineMeetingId or joinUrl: " + meeting);
        }
        return meeting;
    }

    /** Makes a failure definite: no request was sent yet. */
    private static Throwable certain(Throwable failure) {
        return failure instanceof Refusal refusal && !refusal.code().definite()
                ? Refusal.unavailable("Lync was not reached: " + refusal.detail())
                        .because(refusal)
                : failure;
    }
}
