package org.s2slab.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.SigningKey;

/**
 * Sends the requests of the table bad-requests.yaml to a node or to its fake. Both must give the same responses to the
 * same bad requests. Otherwise a client could pass its test only because the fake accepts too much.
 */
public final class BadRequests {
    /** The start of a response to a too large request: the HTTP status, or the fault of Exchange Web Services. */
    private static final Pattern TOO_LARGE = Pattern.compile("(?s)HTTP/1.1 413|.*ErrorRequestStreamTooBig.*</");

    private static final Map<String, String> PRINCIPALS = Map.of(
            "lync", WellKnownPrincipals.LYNC,
            "exchange", WellKnownPrincipals.EXCHANGE,
            "sharepoint", WellKnownPrincipals.SHAREPOINT,
            "authz", WellKnownPrincipals.AUTHORIZATION_SERVER);
    private static final AtomicInteger UNIQUE = new AtomicInteger();

    /**
     * A server that receives the requests of the table.
     *
     * @param root the certificate authority of the server's TLS certificate
     * @param lastRule returns the rule of the server's last refusal
     * @param values the values of the variables with $ in the table, if they depend on the server
     */
    public record Server(
            X509Certificate root, int port, Supplier<@Nullable String> lastRule, Map<String, String> values) {}

    private BadRequests() {}

    /** Sends the rows of some protocols, one test for each row. */
    public static Stream<DynamicTest> sentTo(Server server, String... protocols) {
        Map<String, Object> table = table();
        return Arrays.stream(protocols).flatMap(protocol -> {
            Map<String, Object> usual = map(table.get(protocol));
            List<?> rows = (List<?>) Objects.requireNonNull(usual.remove("rows"));
            return Stream.concat(Stream.of(Map.of("row", "a good request")), rows.stream())
                    .map(row -> merged(usual, map(row)))
                    .map(row -> DynamicTest.dynamicTest(protocol + ": " + row.get("row"), () -> check(row, server)));
        });
    }

    /** Creates a meeting for Anna. Returns the server with the values of the variables for this meeting. */
    public static Server withMeeting(Server server) {
        JsonObject application = made(server, "/ucwa/oauth/v1/applications");
        String meetings = application
                .getJsonObject("_embedded")
                .getJsonObject("onlineMeetings")
                .getJsonObject("_links")
                .getJsonObject("myOnlineMeetings")
                .getString("href");
        JsonObject meeting = made(server, meetings);
        String key = meeting.fieldNames().stream()
                .filter(name -> String.valueOf(meeting.getValue(name)).startsWith("please pass this"))
                .findFirst()
                .orElseThrow();
        Map<String, String> values = Map.of(
                "meetings",
                meetings,
                "meeting",
                meetings + "/" + meeting.getString("onlineMeetingId"),
                "etag",
                meeting.getString("etag"),
                "key",
                key);
        return new Server(server.root(), server.port(), server.lastRule(), values);
    }

    private static JsonObject made(Server server, String path) {
        String response = response(merged(map(table().get("UCWA")), Map.of("request", "POST " + path)), server);
        assertThat(response).contains(" 201 ");
        return new JsonObject(response.substring(response.indexOf("\r\n\r\n")));
    }

    private static void check(Map<String, Object> row, Server server) {
        String response = response(row, server);

        assertThat(Integer.parseInt(response.split(" ", 3)[1])).as(response).isEqualTo(row.get("status"));
        if (row.containsKey("says")) {
            assertThat(response).contains(text(row.get("says")));
        }
        if (row.containsKey("rule")) {
            assertThat(server.lastRule().get()).isEqualTo(row.get("rule"));
        }
    }

    private static String response(Map<String, Object> row, Server server) {
        // Longer names come first, because the name of one variable can be the beginning of another name.
        Map<String, String> values = new TreeMap<>(
                Comparator.comparingInt((String word) -> -word.length()).thenComparing(word -> word));
        values.putAll(PRINCIPALS);
        map(row.get("values")).forEach((name, value) -> values.put(name, text(value)));
        values.putAll(server.values());
        values.put("unique", "unique-" + UNIQUE.incrementAndGet());
        values.put("token", token(map(row.get("token")), values));
        RawHttps https = new RawHttps(server.root(), text(row.get("server")), server.port());
        try (RawConnection connection = RawConnection.secured(https, "127.0.0.1", server.port())) {
            connection.write(request(row, values));
            // The server refuses a request with a too large Content-Length before the body, and then keeps the
            // connection open.
            await().pollInterval(Duration.ofMillis(2))
                    .until(() -> connection.isClosed()
                            || TOO_LARGE.matcher(connection.read()).lookingAt());
            return connection.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String request(Map<String, Object> row, Map<String, String> values) {
        String body = filled(row.getOrDefault("body", ""), values);
        Map<String, Object> headers =
                merged(Map.of("Connection", "close", "Content-Length", body.length()), map(row.get("headers")));
        StringBuilder request = new StringBuilder(filled(row.get("request"), values)).append(" HTTP/1.1\r\n");
        headers.forEach((name, value) ->
                fields(value).forEach(one -> request.append(name + ": " + filled(one, values) + "\r\n")));
        return request.append("\r\n").append(body).toString();
    }

    private static List<?> fields(Object value) {
        return value instanceof List<?> several ? several : value.equals("absent") ? List.of() : List.of(text(value));
    }

    /** A token from Lync for Anna, or an assertion from Lync, with the claims and keys of the row. */
    private static String token(Map<String, Object> row, Map<String, String> values) {
        TestTokens token = row.containsKey("assertion") ? TestTokens.alone() : TestTokens.forAnna();
        map(row.get("both")).forEach((name, value) -> token.claimInBoth(name, filled(value, values)));
        claims(token.actor(), map(row.get("actor")), values);
        claims(token.actor(), map(row.get("assertion")), values);
        claims(token.outer(), map(row.get("outer")), values);
        if (row.containsKey("key")) {
            token.actor().signedBy(key(row.get("key")));
        }
        if (row.containsKey("forgedBy")) {
            token.actor().signedOnlyBy(key(row.get("forgedBy")));
        }
        map(row.get("header")).forEach((name, value) -> token.actor().header(name, value));
        return token.text();
    }

    private static SigningKey key(@Nullable Object owner) {
        return switch (text(owner)) {
            case "exchange" -> TestKeys.exchange();
            case "outsider" -> TestKeys.outsider();
            default -> throw new IllegalArgumentException("no key of '" + owner + "'");
        };
    }

    private static void claims(TestLayer layer, Map<String, Object> claims, Map<String, String> values) {
        claims.forEach((name, value) -> {
            if (value.equals("absent")) {
                layer.withoutClaim(name);
            } else {
                layer.claim(name, value instanceof String ? filled(value, values) : value);
            }
        });
    }

    /** Replaces the variables in a text with their values. A value can contain further variables. */
    private static String filled(@Nullable Object template, Map<String, String> values) {
        String text = text(template);
        for (int depth = 0; depth < 2; depth++) {
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("$" + value.getKey(), value.getValue());
            }
        }
        return text;
    }

    private static String text(@Nullable Object value) {
        return value instanceof Map<?, ?> repeated
                ? text(repeated.get("of")).repeat((Integer) Objects.requireNonNull(repeated.get("times")))
                : String.valueOf(value);
    }

    /** Merges a row into the default values. The value "absent" in a row removes a member. */
    private static Map<String, Object> merged(Map<String, Object> usual, Map<String, Object> row) {
        Map<String, Object> all = new LinkedHashMap<>(usual);
        row.forEach((name, value) -> {
            Object old = all.get(name);
            boolean both =
                    value instanceof Map && old instanceof Map && !map(value).containsKey("times");
            all.put(name, both ? merged(map(old), map(value)) : value);
        });
        return all;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    private static Map<String, Object> table() {
        try (InputStream file = BadRequests.class.getResourceAsStream("/bad-requests.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
