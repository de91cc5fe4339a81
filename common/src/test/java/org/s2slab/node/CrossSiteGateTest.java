package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.testing.RawHttps;
import org.s2slab.testing.TestDeployment;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopKind;

/** What a page of another site can have a browser send is refused, by one rule each, although the password is right. */
class CrossSiteGateTest extends StartedNode {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String NAVIGATION = "Sec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n";
    private static final String OWN = "https://" + HOST;

    /** A request that is good but for one thing, and the rule that refuses it; null for one that is let in. */
    private record Case(@Nullable String rule, int status, String name, String method, String host, String fields) {}

    private static Case given(@Nullable String rule, int status, String name, String method, String... fields) {
        return new Case(rule, status, name, method, HOST, String.join("", fields));
    }

    private static Case atHost(@Nullable String rule, int status, String host) {
        return new Case(rule, status, "Host " + host, "GET", host, "");
    }

    private static final List<Case> EVERYWHERE = List.of(
            given(null, 200, "no browser", "GET"),
            given(null, 200, "no body", "POST"),
            given(null, 200, "a declared body", "POST", body("application/json")),
            given(null, 200, "a declared body with a parameter", "POST", body("Application/JSON; charset=utf-8")),
            given(null, 200, "a typed address", "GET", site("none")),
            given(
                    null,
                    200,
                    "the server's own page",
                    "POST",
                    site("same-origin"),
                    origin(OWN),
                    body("application/json")),
            atHost(null, 200, HOST + ":8443"),
            atHost(null, 200, HOST.toUpperCase(Locale.ROOT)),
            atHost(null, 200, "localhost:1"),
            atHost(null, 200, "127.0.0.1"),
            atHost(null, 200, "[::1]:8444"),
            atHost("A11", 421, "rebound.attacker.example"),
            atHost("A11", 421, "192.0.2.1"),
            atHost("A11", 421, HOST + ".attacker.example"),
            given("A12", 403, "another origin", "GET", origin("https://attacker.example")),
            given("A12", 403, "another port's origin", "GET", origin(OWN + ":8443")),
            given("A12", 403, "an origin without TLS", "GET", origin("http://" + HOST)),
            given("A12", 403, "no origin that is told", "GET", origin("null")),
            given("A12", 403, "two origins", "GET", origin(OWN), origin("https://attacker.example")),
            given("A12", 403, "another site", "GET", site("cross-site")),
            given("A12", 403, "a neighbour's site", "GET", site("same-site")),
            given("A12", 403, "a link on another site", "GET", site("cross-site"), NAVIGATION),
            given("A12", 403, "a reload of a form", "POST", site("none"), body("application/json")),
            given("A12", 403, "two sites", "GET", site("same-origin"), site("cross-site")),
            given("A13", 415, "a form", "POST", body(FORM)),
            given("A13", 415, "a form of its own page", "POST", origin(OWN), site("same-origin"), body(FORM)),
            given("A13", 415, "a form with a file", "POST", body("multipart/form-data; boundary=x")),
            given("A13", 415, "a plain text", "POST", body("text/plain")),
            given("A13", 415, "a type nobody declares", "PUT", body("text/xml")),
            given("A13", 415, "a body without type", "POST", "Content-Length: 2\r\n"),
            given("A13", 415, "a chunked body without type", "POST", "Transfer-Encoding: chunked\r\n"),
            given("A13", 415, "two types", "POST", "Content-Type: text/plain\r\n", body("application/json")));

    @TestFactory
    Stream<DynamicTest> guardsPeoplesEndpoints() {
        return tests("/people", node.port(), "anna@contoso.com", TestDeployment.PASSWORD);
    }

    @TestFactory
    Stream<DynamicTest> guardsEndpointsForPeopleAndPartners() {
        return tests("/both", node.port(), "anna@contoso.com", TestDeployment.PASSWORD);
    }

    @TestFactory
    Stream<DynamicTest> guardsTheManagementPort() throws IOException {
        String password = Files.readString(config.data().resolve("administrator"));
        return tests("/cmdlets/Get-Date", node.managementPort(), "administrator", password);
    }

    @TestFactory
    Stream<DynamicTest> leavesAloneWhatNoBrowserSendsByItself() {
        return EVERYWHERE.stream()
                .map(given -> dynamicTest(given.name(), () -> {
                    long before = lastSequence();
                    https(node.port()).send(request(given, "/partners", "Bearer a.b.c"));
                    assertThat(node.journal().since(before, null))
                            .extracting(Hop::kind)
                            .containsExactly(HopKind.ACCEPTED);
                }));
    }

    private Stream<DynamicTest> tests(String path, int port, String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        String credential = "Basic " + Base64.getEncoder().encodeToString(pair);
        return EVERYWHERE.stream()
                .map(given ->
                        dynamicTest(given.rule() + " " + given.name(), () -> check(given, path, port, credential)));
    }

    private void check(Case given, String path, int port, String credential) throws IOException {
        long before = lastSequence();
        String answer = https(port).send(request(given, path, credential));

        boolean reads = path.startsWith("/cmdlets/")
                && given.rule() == null
                && given.method().equals("GET");
        assertThat(answer).startsWith("HTTP/1.1 " + (reads ? 405 : given.status()) + " ");
        List<Hop> refused = node.journal().since(before, null).stream()
                .filter(hop -> hop.kind() == HopKind.REFUSED)
                .toList();
        if (given.rule() == null) {
            assertThat(refused).isEmpty();
        } else {
            assertThat(refused).extracting(Hop::rule).containsExactly(given.rule());
        }
    }

    private RawHttps https(int port) {
        return new RawHttps(deployment.authority().root(), HOST, port);
    }

    private static String request(Case given, String path, String credential) {
        String content = given.fields().contains("chunked")
                ? "2\r\n{}\r\n0\r\n\r\n"
                : given.fields().contains("Length") ? "{}" : "";
        return given.method() + " " + path + " HTTP/1.1\r\nHost: " + given.host() + "\r\nAuthorization: " + credential
                + "\r\n" + given.fields() + "Connection: close\r\n\r\n" + content;
    }

    private static String origin(String origin) {
        return "Origin: " + origin + "\r\n";
    }

    private static String site(String site) {
        return "Sec-Fetch-Site: " + site + "\r\n";
    }

    private static String body(String type) {
        return "Content-Type: " + type + "\r\nContent-Length: 2\r\n";
    }

    private long lastSequence() {
        List<Hop> hops = node.journal().since(0, null);
        return hops.isEmpty() ? 0 : hops.get(hops.size() - 1).entry().sequence();
    }
}
