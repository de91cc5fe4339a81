package org.s2slab.sharepoint;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.sharepoint.Faults.Reply;
import org.s2slab.testing.FakeAuthorizationServer;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.FakePartner.Seen;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestMetadata;

/** A Lync with UCWA as far as SharePoint uses it: discovery, applications, and the online meetings of each person. */
final class FakeLync {
    static final String METADATA = "https://lync.contoso.com/metadata/json/1";
    static final String APPLICATION = "application";
    static final String CREATE = "create";
    static final String LIST = "list";
    static final String READ = "read";
    static final String CHANGE = "change";
    static final String REMOVE = "remove";

    private static final String JSON = "application/json; charset=utf-8";
    private static final String APPLICATIONS = "/ucwa/oauth/v1/applications";
    private static final String MEETINGS = "/onlineMeetings/myOnlineMeetings";

    /** What goes wrong. */
    final Faults faults = new Faults();

    private final Map<String, JsonObject> meetings = new LinkedHashMap<>();
    private int made;

    FakeLync(SharePointLab lab) {
        String challenge = "Bearer trusted_issuers=\"" + WellKnownPrincipals.SHAREPOINT + "@" + lab.realm()
                + "\", client_id=\"" + WellKnownPrincipals.LYNC + "\"";
        lab.beside("lync.contoso.com", "lyncdiscoverinternal.contoso.com")
                .on(
                        "/metadata/json/1",
                        FakePartner.json(
                                TestMetadata.document(WellKnownPrincipals.LYNC, "contoso.com", TestKeys.lync())))
                .on("/", FakePartner.json(link("user", "https://lync.contoso.com/user")))
                .on("/user", FakePartner.challenging(challenge, FakePartner.json(link("applications", APPLICATIONS))))
                .otherwise(FakePartner.challenging(challenge, this::ucwa));
    }

    /** The subjects of a person's conferences. */
    synchronized List<String> subjects(String owner) {
        return meetings.values().stream()
                .filter(meeting -> owner.equals(meeting.getString("owner")))
                .map(meeting -> meeting.getString("subject"))
                .toList();
    }

    /** The addresses at which people join a person's conferences. */
    synchronized List<String> joinUrls(String owner) {
        return meetings.values().stream()
                .filter(meeting -> owner.equals(meeting.getString("owner")))
                .map(meeting -> meeting.getString("joinUrl"))
                .toList();
    }

    synchronized void forgetAll() {
        meetings.clear();
    }

    private static String link(String rel, String href) {
        return "{\"_links\":{\"" + rel + "\":{\"href\":\"" + href + "\"}}}";
    }

    private void ucwa(Seen request, HttpServerResponse response) {
        String owner = FakeAuthorizationServer.payload(
                        String.valueOf(request.authorization()).substring("Bearer ".length()))
                .getString("sip");
        String path = request.path();
        if (path.equals(APPLICATIONS)) {
            play(APPLICATION, response, () -> application());
        } else if (path.endsWith(MEETINGS)) {
            boolean creates = HttpMethod.POST.equals(request.method());
            play(
                    creates ? CREATE : LIST,
                    response,
                    () -> creates ? create(owner, request.body().toJsonObject()) : list(owner));
        } else if (path.contains(MEETINGS)) {
            one(request, path.substring(path.lastIndexOf('/') + 1), response);
        } else {
            response.setStatusCode(204).end();
        }
    }

    private void one(Seen request, String id, HttpServerResponse response) {
        switch (request.method().name()) {
            case "GET" -> play(READ, response, () -> found(id));
            case "PUT" -> play(CHANGE, response, () -> change(id, request));
            case "DELETE" ->
                play(REMOVE, response, () -> meetings.remove(id) == null ? missing() : new Reply(204, JSON, ""));
            default -> response.setStatusCode(405).end();
        }
    }

    private void play(String step, HttpServerResponse response, java.util.function.Supplier<Reply> work) {
        faults.play(
                step,
                response,
                () -> {
                    synchronized (this) {
                        return work.get();
                    }
                },
                new Reply(403, JSON, "{\"code\":\"Forbidden\"}"),
                new Reply(503, JSON, "{\"code\":\"ServiceFailure\"}"));
    }

    private static Reply application() {
        return new Reply(
                201,
                JSON,
                new JsonObject(link("self", APPLICATIONS + "/1"))
                        .put(
                                "_embedded",
                                new JsonObject()
                                        .put(
                                                "onlineMeetings",
                                                new JsonObject(
                                                        link("myOnlineMeetings", APPLICATIONS + "/1" + MEETINGS))))
                        .encode());
    }

    private Reply create(String owner, JsonObject wanted) {
        String id = "M" + ++made;
        meetings.put(
                id,
                wanted.put("owner", owner)
                        .put("onlineMeetingId", id)
                        .put("joinUrl", "https://meet.contoso.com/x/" + id)
                        .put("etag", "1"));
        return new Reply(201, JSON, wanted.encode());
    }

    private Reply list(String owner) {
        JsonArray own = new JsonArray();
        meetings.values().stream()
                .filter(meeting -> owner.equals(meeting.getString("owner")))
                .forEach(own::add);
        return new Reply(
                200,
                JSON,
                new JsonObject()
                        .put("_embedded", new JsonObject().put("myOnlineMeeting", own))
                        .encode());
    }

    private Reply found(String id) {
        JsonObject meeting = meetings.get(id);
        return meeting == null
                ? missing()
                : new Reply(200, JSON, meeting.encode(), Map.of("ETag", '"' + meeting.getString("etag") + '"'));
    }

    /** As UCWA: only who has seen the present state may change it. */
    private Reply change(String id, Seen request) {
        JsonObject meeting = meetings.get(id);
        if (meeting == null) {
            return missing();
        }
        if (!('"' + meeting.getString("etag") + '"').equals(request.headers().get("If-Match"))) {
            return new Reply(412, JSON, "{\"code\":\"PreconditionFailed\"}");
        }
        String next = Integer.toString(Integer.parseInt(meeting.getString("etag")) + 1);
        meetings.put(id, request.body().toJsonObject().put("etag", next));
        return found(id);
    }

    private static Reply missing() {
        return new Reply(404, JSON, "{\"code\":\"NotFound\"}");
    }
}
