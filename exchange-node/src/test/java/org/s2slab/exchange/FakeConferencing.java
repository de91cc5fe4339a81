package org.s2slab.exchange;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.FakePartner.Script;
import org.s2slab.testing.FakePartner.Seen;

/** Lync's conferences as UCWA has them, as far as Exchange asks for them; can be away, or lose its answers. */
final class FakeConferencing {
    private static final String CHALLENGE = "Bearer client_id=\"" + RunningExchange.LYNC_ID
            + "\", trusted_issuers=\"00000002-0000-0ff1-ce00-000000000000@contoso.com\"";
    private static final String APPLICATIONS = "/ucwa/oauth/v1/applications";
    private static final String MEETINGS = APPLICATIONS + "/1/onlineMeetings/myOnlineMeetings";

    private final FakePartner lync;
    private final AtomicInteger numbers = new AtomicInteger();

    /** What it keeps, by id. */
    final Map<String, JsonObject> meetings = new ConcurrentHashMap<>();

    /** Nothing but errors from now on. */
    volatile boolean away;

    /** Makes the conference that is asked for, and then does not say so. */
    volatile boolean losesAnswers;

    FakeConferencing(FakePartner lync) {
        this.lync = lync;
        lync.on(
                "/",
                json(
                        "{\"_links\":{\"user\":{\"href\":\"https://lync.contoso.com/Autodiscover/AutodiscoverService.svc/root/oauth/user\"}}}"));
        on(
                "/Autodiscover/AutodiscoverService.svc/root/oauth/user",
                json("{\"_links\":{\"applications\":{\"href\":\"https://lync.contoso.com" + APPLICATIONS + "\"}}}"));
        on(
                APPLICATIONS,
                json("{\"_links\":{\"self\":{\"href\":\"" + APPLICATIONS
                        + "/1\"}},\"_embedded\":{\"onlineMeetings\":{\"_links\":{\"myOnlineMeetings\":{\"href\":\""
                        + MEETINGS + "\"}}}}}"));
        on(APPLICATIONS + "/1", FakePartner.status(204));
        on(MEETINGS, this::collection);
    }

    /** The conference of that id, which must be there. */
    JsonObject meeting(String id) {
        return Objects.requireNonNull(meetings.get(id));
    }

    private void on(String path, Script script) {
        lync.on(path, FakePartner.challenging(CHALLENGE, (request, response) -> {
            if (away) {
                response.setStatusCode(503).end();
            } else {
                script.play(request, response);
            }
        }));
    }

    private Script json(String document) {
        return (request, response) -> {
            if (away) {
                response.setStatusCode(503).end();
            } else {
                FakePartner.json(document).play(request, response);
            }
        };
    }

    private void collection(Seen request, HttpServerResponse response) {
        if (request.method().name().equals("GET")) {
            response.end(new JsonObject()
                    .put(
                            "_embedded",
                            new JsonObject().put("myOnlineMeeting", new JsonArray(List.copyOf(meetings.values()))))
                    .encode());
            return;
        }
        String id = "M" + numbers.incrementAndGet();
        JsonObject meeting = kept(id, request.body().toJsonObject(), 1);
        on(MEETINGS + "/" + id, (one, answer) -> single(id, one, answer));
        if (losesAnswers) {
            response.setStatusCode(500).end();
            return;
        }
        response.setStatusCode(201).putHeader("ETag", "\"1\"").end(meeting.encode());
    }

    private void single(String id, Seen request, HttpServerResponse response) {
        JsonObject there = meetings.get(id);
        if (there == null) {
            response.setStatusCode(404).end("{\"code\":\"NotFound\"}");
            return;
        }
        switch (request.method().name()) {
            case "DELETE" -> {
                meetings.remove(id);
                response.setStatusCode(204).end();
            }
            case "PUT" -> {
                if (!("\"" + there.getString("etag") + "\"")
                        .equals(request.headers().get("If-Match"))) {
                    response.setStatusCode(412).end("{\"code\":\"PreconditionFailed\"}");
                    return;
                }
                int next = Integer.parseInt(there.getString("etag")) + 1;
                response.end(kept(id, request.body().toJsonObject(), next).encode());
            }
            default ->
                response.putHeader("ETag", "\"" + there.getString("etag") + "\"")
                        .end(there.encode());
        }
    }

    private JsonObject kept(String id, JsonObject sent, int etag) {
        JsonObject meeting = sent.copy()
                .put("onlineMeetingId", id)
                .put("joinUrl", "https://meet.contoso.com/anna/" + id)
                .put("accessLevel", sent.getString("accessLevel", "SameEnterprise"))
                .put("etag", Integer.toString(etag));
        meetings.put(id, meeting);
        return meeting;
    }
}
