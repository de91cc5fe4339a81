package org.s2slab.testing;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.s2slab.testing.FakePartner.Seen;

/**
 * The conferences of a fake Lync: discovery, one application, and the online meetings of each person (UCWA). The fake
 * refuses the same requests as Lync; see bad-requests.yaml.
 */
public class FakeUcwa {
    public static final String APPLICATION = "application";
    public static final String CREATE = "create";
    public static final String LIST = "list";
    public static final String READ = "read";
    public static final String CHANGE = "change";
    public static final String REMOVE = "remove";

    private static final String ROOT = "/Autodiscover/AutodiscoverService.svc/root";
    private static final String APPLICATIONS = "/ucwa/oauth/v1/applications";
    private static final String OWN = APPLICATIONS + "/1";
    private static final String MEETINGS = "/onlineMeetings/myOnlineMeetings";

    /** The JSON member that every change of a conference must contain. */
    private static final String PUT_KEY = "6f2a7c1e-0000-4000-8000-000000000001";

    private static final List<String> TEXTS = List.of("subject", "description", "expirationTime");
    private static final Map<String, Set<String>> WORDS = Map.of(
            "accessLevel", Set.of("none", "locked", "invited", "sameenterprise", "everyone"),
            "automaticLeaderAssignment", Set.of("", "disabled", "sameenterprise", "everyone"),
            "entryExitAnnouncement", Set.of("enabled", "disabled", "unsupported"),
            "phoneUserAdmission", Set.of("enabled", "disabled", "unsupported"),
            "lobbyBypassForPhoneUsers", Set.of("enabled", "disabled", "unsupported"));

    private final Map<String, Conference> conferences = new LinkedHashMap<>();
    private int made;

    /** The server of the endpoints. */
    public final FakePartner server;

    private record Conference(String owner, JsonObject json) {}

    /** Thrown to refuse a request. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient FakeResponse response;

        Refused(int status, String code, String subcode) {
            super(subcode, null, false, false);
            response = FakeResponse.json(status, "{\"code\":\"" + code + "\",\"subcode\":\"" + subcode + "\"}");
        }

        static Refused parameter() {
            return new Refused(400, "BadRequest", "ParameterValidationFailure");
        }
    }

    /** @param lync a partner whose trust is already configured */
    public FakeUcwa(FakePartner lync) {
        server = lync;
        lync.forAnyone(HttpMethod.GET, "/", FakePartner.json(link("user", "https://lync.contoso.com" + ROOT + "/user")))
                .forPartners(
                        HttpMethod.GET,
                        ROOT + "(?:/oauth)?/user",
                        FakePartner.json(link("applications", "https://lync.contoso.com" + APPLICATIONS)));
        on(lync, HttpMethod.POST, APPLICATIONS, APPLICATION, this::application);
        on(lync, HttpMethod.DELETE, APPLICATIONS + "/[^/]+", "", seen -> noContent());
        String meetings = APPLICATIONS + "/[^/]+" + MEETINGS;
        on(lync, HttpMethod.POST, meetings, CREATE, this::create);
        on(lync, HttpMethod.GET, meetings, LIST, this::list);
        on(lync, HttpMethod.GET, meetings + "/[^/]+", READ, seen -> represented(find(seen), 200));
        on(lync, HttpMethod.PUT, meetings + "/[^/]+", CHANGE, this::change);
        on(lync, HttpMethod.DELETE, meetings + "/[^/]+", REMOVE, this::remove);
    }

    private void on(
            FakePartner lync, HttpMethod method, String path, String step, Function<Seen, FakeResponse> answer) {
        lync.forPartners(method, path, (seen, response) -> play(step, response, () -> answered(seen, answer)));
    }

    /** Responds to one request of a client. A test can override this method to make the request fail. */
    protected void play(String step, HttpServerResponse response, Supplier<FakeResponse> work) {
        work.get().send(response);
    }

    private synchronized FakeResponse answered(Seen seen, Function<Seen, FakeResponse> answer) {
        try {
            if (seen.path().startsWith(APPLICATIONS + "/") && !(seen.path() + "/").startsWith(OWN + "/")) {
                throw new Refused(404, "NotFound", "ApplicationNotFound");
            }
            return answer.apply(seen);
        } catch (Refused refused) {
            return refused.response;
        }
    }

    /** The subjects of a person's conferences. */
    public List<String> subjects(String owner) {
        return members(owner, "subject");
    }

    /** The addresses at which people join a person's conferences. */
    public List<String> joinUrls(String owner) {
        return members(owner, "joinUrl");
    }

    private synchronized List<String> members(String owner, String name) {
        return conferences.values().stream()
                .filter(conference -> owner.equals(conference.owner()))
                .map(conference -> conference.json().getString(name))
                .toList();
    }

    /** The conference with an id. The conference must exist. */
    public synchronized JsonObject meeting(String id) {
        return Objects.requireNonNull(conferences.get(id)).json();
    }

    public synchronized void forgetAll() {
        conferences.clear();
    }

    public synchronized boolean isEmpty() {
        return conferences.isEmpty();
    }

    private static String link(String rel, String href) {
        return new JsonObject()
                .put("_links", new JsonObject().put(rel, new JsonObject().put("href", href)))
                .encode();
    }

    private FakeResponse application(Seen seen) {
        JsonObject expected = body(seen);
        for (String name : List.of("userAgent", "culture")) {
            text(expected, name);
        }
        JsonObject meetings = new JsonObject(link("myOnlineMeetings", OWN + MEETINGS));
        return FakeResponse.json(
                201,
                new JsonObject(link("self", OWN))
                        .put("_embedded", new JsonObject().put("onlineMeetings", meetings))
                        .encode());
    }

    private FakeResponse create(Seen seen) {
        JsonObject expected = body(seen);
        check(expected);
        String id = "M" + ++made;
        String owner = seen.mailbox();
        expected.put("onlineMeetingId", id)
                .put("joinUrl", "https://meet.contoso.com/" + owner.split("@", 2)[0] + "/" + id)
                .put("accessLevel", expected.getString("accessLevel", "SameEnterprise"))
                .put(PUT_KEY, "please pass this in a PUT request")
                .put("etag", "1");
        return represented(new Conference(owner, expected), 201);
    }

    private FakeResponse list(Seen seen) {
        JsonArray own = new JsonArray();
        conferences.values().stream()
                .filter(conference -> conference.owner().equals(seen.mailbox()))
                .forEach(conference -> own.add(conference.json()));
        return FakeResponse.json(
                200,
                new JsonObject()
                        .put("_embedded", new JsonObject().put("myOnlineMeeting", own))
                        .encode());
    }

    /** Changes a conference. As in UCWA, the request must contain the entity tag of the current state. */
    private FakeResponse change(Seen seen) {
        JsonObject expected = body(seen);
        Conference old = find(seen);
        String etag = old.json().getString("etag");
        unchanged(seen, etag, true);
        if (!expected.containsKey(PUT_KEY)) {
            throw Refused.parameter();
        }
        check(expected);
        for (String kept : List.of("onlineMeetingId", "joinUrl")) {
            expected.put(kept, old.json().getString(kept));
        }
        expected.put("etag", Integer.toString(Integer.parseInt(etag) + 1));
        return represented(new Conference(old.owner(), expected), 200);
    }

    private FakeResponse remove(Seen seen) {
        Conference old = find(seen);
        unchanged(seen, old.json().getString("etag"), false);
        conferences.remove(old.json().getString("onlineMeetingId"));
        return noContent();
    }

    private FakeResponse represented(Conference conference, int status) {
        JsonObject json = conference.json();
        conferences.put(json.getString("onlineMeetingId"), conference);
        return new FakeResponse(
                status,
                "application/json; charset=utf-8",
                json.encode(),
                Map.of("ETag", '"' + json.getString("etag") + '"'));
    }

    private static FakeResponse noContent() {
        return FakeResponse.json(204, "");
    }

    private Conference find(Seen seen) {
        Conference found = conferences.get(seen.path().substring(seen.path().lastIndexOf('/') + 1));
        if (found == null || !found.owner().equals(seen.mailbox())) {
            throw new Refused(404, "NotFound", "ResourceNotFound");
        }
        return found;
    }

    private static void unchanged(Seen seen, String etag, boolean required) {
        String found = seen.headers().get("If-Match");
        if (found == null && required) {
            throw new Refused(428, "PreconditionRequired", "PreconditionRequired");
        }
        if (found != null && !found.equals('"' + etag + '"')) {
            throw new Refused(412, "PreconditionFailed", "PreconditionFailed");
        }
    }

    private static JsonObject body(Seen seen) {
        if (!String.valueOf(seen.headers().get("Content-Type")).startsWith("application/json")) {
            throw new Refused(415, "UnsupportedMediaType", "UnsupportedMediaType");
        }
        try {
            return new JsonObject(seen.body());
        } catch (DecodeException e) {
            throw new Refused(400, "BadRequest", "DeserializationFailure");
        }
    }

    private static void check(JsonObject expected) {
        TEXTS.forEach(name -> text(expected, name));
        WORDS.forEach((name, words) -> {
            String word = text(expected, name);
            if (word != null && !words.contains(word.toLowerCase(Locale.ROOT))) {
                throw Refused.parameter();
            }
        });
        for (String list : List.of("attendees", "leaders")) {
            Object people = expected.getValue(list, new JsonArray());
            if (!(people instanceof JsonArray array)
                    || !array.stream()
                            .allMatch(it -> it instanceof String person
                                    && person.strip().matches("(?:sip:)?[^\\s@<>\"]+@[^\\s@<>\"]+"))) {
                throw Refused.parameter();
            }
        }
        try {
            String end = expected.getString("expirationTime");
            OffsetDateTime read = end == null ? null : OffsetDateTime.parse(end);
            expected.put("expirationTime", read == null ? null : end);
        } catch (DateTimeException e) {
            throw Refused.parameter();
        }
    }

    private static String text(JsonObject expected, String name) {
        Object value = expected.getValue(name);
        if (value != null && !(value instanceof String)) {
            throw Refused.parameter();
        }
        return (String) value;
    }
}
