package org.s2slab.lync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestCall;

/**
 * What an unmodified UCWA client library sent to schedule a meeting, sent again in its order: each answer has the status
 * and the members of the one that satisfied it. Nothing is replayed where the recordings are not at hand.
 */
class UcwaReplayTest {
    private static final Path RECORDINGS =
            Path.of(System.getProperty("s2slab.root")).resolveSibling("shared").resolve("recorded/ucwa-js");

    /** Members of the stand-in server's answers for what this server does not do: messages, groups, batches, events. */
    private static final Set<String> NOT_DONE =
            Set.of("people", "communication", "policies", "batch", "events", "onlineMeetingExtensions");

    @TempDir
    Path folder;

    private LyncLab lab;

    /** What the recording says, and what this run has instead. */
    private final Map<String, String> now = new HashMap<>();

    @BeforeEach
    void start() {
        lab = new LyncLab(folder);
        now.put("lyncdiscoverinternal.contoso.com", "lyncdiscover.contoso.com");
        now.put("lyncweb.contoso.com", "lync.contoso.com");
        now.put("alice", "anna");
        now.put("pass%40word1", "Passw0rd%21");
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    @TestFactory
    Stream<DynamicTest> isAnsweredAsTheClientNeeds() throws IOException {
        if (!Files.isDirectory(RECORDINGS)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.list(RECORDINGS)) {
            return files.sorted().toList().stream()
                    .map(file -> dynamicTest(file.getFileName().toString(), () -> replay(file)));
        }
    }

    private void replay(Path file) {
        String[] halves = read(file).split("======== RESPONSE ========\\R", 2);
        Recorded request = Recorded.of(halves[0]);
        Recorded expected = Recorded.of(halves[1]);
        TestCall call = lab.call(translated(request.headers().getOrDefault("host", "")));
        request.headers().forEach((name, value) -> {
            if (!Set.of("host", "content-length", "connection").contains(name)) {
                call.header(name, translated(value));
            }
        });
        String[] line = request.first().split(" ", -1);

        var answer = call.send(HttpMethod.valueOf(line[0]), translated(line[1]), translated(request.body()));

        assertThat(answer.status()).isEqualTo(Integer.parseInt(expected.first().split(" ", -1)[1]));
        if (answer.status() == 401) {
            assertThat(String.join(",", answer.headers().getAll("WWW-Authenticate")))
                    .startsWith("Bearer trusted_issuers=\"")
                    .contains("MsRtcOAuth href=\"https://lync.contoso.com/WebTicket/oauthtoken\"", "password");
        } else if (expected.body().startsWith("{")) {
            JsonObject recorded = new JsonObject(expected.body());
            assertThat(paths("", answer.json())).containsAll(paths("", recorded));
            learn(recorded, answer.json());
        } else if (!expected.body().isEmpty()) {
            assertThat(answer.headers().get("Content-Type")).startsWith("text/html");
        }
    }

    /** What the client takes from an answer and sends again: its ticket, the application, the meeting. */
    private void learn(JsonObject recorded, JsonObject answer) {
        learn(recorded.getString("access_token"), answer.getString("access_token"));
        learn(recorded.getString("onlineMeetingId"), answer.getString("onlineMeetingId"));
        if (recorded.containsKey("onlineMeetingId")) {
            learn(recorded.getString("etag"), answer.getString("etag"));
            learn(guid(recorded), guid(answer));
        }
        if ("application".equals(recorded.getString("rel"))) {
            learn("applications/105", UcwaCaller.self(answer).substring("/ucwa/oauth/v1/".length()));
        }
        // The lab's clock stands in another year than the recording's.
        now.put(
                "2026-09-21T14:13:20.000Z",
                lab.clock.instant().plusSeconds(3600).toString());
    }

    private void learn(@Nullable String recorded, @Nullable String actual) {
        if (recorded != null && actual != null) {
            now.put(recorded, actual);
        }
    }

    private static String guid(JsonObject meeting) {
        return meeting.fieldNames().stream()
                .filter(name -> name.matches("[0-9a-f-]{36}"))
                .findFirst()
                .orElseThrow();
    }

    private String translated(String text) {
        String result = text;
        for (var entry : now.entrySet()) {
            result = result.replace(entry.getKey(), entry.getValue());
        }
        return result;
    }

    /** The paths of all members a client may look for, those of list items once. */
    private static List<String> paths(String prefix, Object json) {
        List<String> paths = new ArrayList<>();
        if (json instanceof JsonArray array && !array.isEmpty() && array.getValue(0) instanceof JsonObject first) {
            paths.addAll(paths(prefix + "[]", first));
        }
        if (json instanceof JsonObject object) {
            for (var member : object) {
                String name = member.getKey().matches("[0-9a-f-]{36}") ? "<guid>" : member.getKey();
                if (!NOT_DONE.contains(name)) {
                    paths.add(prefix + "/" + name);
                    paths.addAll(paths(prefix + "/" + name, member.getValue()));
                }
            }
        }
        return paths;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One half of a recording. */
    private record Recorded(String first, Map<String, String> headers, String body) {
        static Recorded of(String text) {
            String[] parts = text.split("\\R\\R", 2);
            String[] head = parts[0].split("\\R", -1);
            Map<String, String> headers = new HashMap<>();
            for (int i = 1; i < head.length; i++) {
                int colon = head[i].indexOf(':');
                headers.put(
                        head[i].substring(0, colon).toLowerCase(Locale.ROOT),
                        head[i].substring(colon + 1).strip());
            }
            return new Recorded(head[0], headers, parts.length < 2 ? "" : parts[1].strip());
        }
    }
}
