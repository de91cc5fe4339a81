package org.s2slab.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.ListenerConfig;
import org.s2slab.config.RequestLimits;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.testing.RawHttps;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.testing.TestDialect;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;
import org.s2slab.validation.BearerValidator;

/** Group A of the check-list over real sockets: each request is good but for one thing, and that rule refuses it. */
class RequestRulesTest {
    private static final String GOOD_TOKEN = "Authorization: Bearer aa.bb.cc\r\n";

    /** A request and what it must lead to; {@code rule} null for one that is let in. */
    private record Case(@Nullable String rule, int status, String name, String request) {}

    private static final List<Case> CASES = List.of(
            new Case(null, 200, "a good token", get("/", GOOD_TOKEN)),
            new Case(null, 200, "a scheme in another case", get("/", "authorization: bEARER aa.bb.cc\r\n")),
            new Case(null, 200, "an absolute target", get("https://lync.contoso.com/", GOOD_TOKEN)),
            new Case("A1", 400, "two Authorization fields", get("/", GOOD_TOKEN + GOOD_TOKEN)),
            new Case("A2", 400, "access_token in the query", get("/?Access_Token=x", GOOD_TOKEN)),
            new Case("A2", 400, "prooftoken in the query", get("/?a=b&prooftoken=x", GOOD_TOKEN)),
            new Case("A2", 400, "a proof token in a field", get("/", GOOD_TOKEN + "X-PROOF_TOKEN: x\r\n")),
            new Case("A2", 400, "access_token in a form", post(GOOD_TOKEN, "access_token=x&b=c")),
            new Case("A3", 400, "two spaces", get("/", "Authorization: Bearer  aa.bb.cc\r\n")),
            new Case("A3", 400, "a tab", get("/", "Authorization: Bearer\taa.bb.cc\r\n")),
            new Case("A3", 400, "no token68", get("/", "Authorization: Bearer aa.bb.c;c\r\n")),
            new Case("A3", 400, "two credentials in one field", get("/", "Authorization: Bearer, Bearer\r\n")),
            new Case(null, 200, "a body with indented lines", indented(GOOD_TOKEN)),
            new Case("A3", 400, "a folded field", get("/", "Authorization: Bearer aa.\r\n bb.cc\r\n")),
            new Case("A3", 400, "a credential in the next line", get("/", "Authorization: Bearer\r\n aa.bb.cc\r\n")),
            new Case("A3", 400, "a value in the next line", get("/", "Authorization:\r\n Bearer aa.bb.cc\r\n")),
            new Case("A3", 400, "a fold by a tab", get("/", GOOD_TOKEN + "X-Note: a\r\n\tb\r\n")),
            new Case("A3", 400, "a fold behind a bare line feed", get("/", GOOD_TOKEN + "X-Note: a\n b\r\n")),
            new Case("A3", 400, "a folded field that is the last", indented(GOOD_TOKEN + "X-Note: a\r\n \r\n")),
            new Case("A4", 400, "two Host fields", get("/", "Host: exchange.contoso.com\r\n" + GOOD_TOKEN)),
            new Case("A4", 400, "no Host field", "GET / HTTP/1.1\r\n" + GOOD_TOKEN + "Connection: close\r\n\r\n"),
            new Case("A4", 400, "a Host that is none", host("lync_contoso com/x")),
            new Case("A4", 400, "another absolute target", get("https://exchange.contoso.com/", GOOD_TOKEN)),
            new Case("A5", 403, "no TLS", get("/", GOOD_TOKEN)),
            new Case(
                    "A6", 400, "a long credential", get("/", "Authorization: Bearer a.b." + "c".repeat(6200) + "\r\n")),
            new Case("A6", 431, "a long header", get("/", GOOD_TOKEN + "X-Long: " + "c".repeat(9000) + "\r\n")),
            new Case("A7", 401, "one dot", get("/", "Authorization: Bearer aa.bb\r\n")),
            new Case("A7", 401, "a thousand dots", get("/", "Authorization: Bearer a" + ".".repeat(1000) + "\r\n")),
            new Case("A8", 401, "no credential", get("/", "")),
            new Case("A8", 401, "an empty Bearer", get("/", "Authorization: Bearer\r\n")),
            new Case("A8", 401, "another scheme", get("/", "Authorization: Negotiate YII=\r\n")),
            new Case(
                    "A9", 400, "two kinds of length", post(GOOD_TOKEN + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n")),
            new Case("A10", 400, "a cookie beside", get("/", GOOD_TOKEN + "Cookie: a=b\r\n")),
            new Case(
                    "A10",
                    400,
                    "a proxy credential beside",
                    get("/", GOOD_TOKEN + "Proxy-Authorization: Basic YTpi\r\n")));

    @TempDir
    static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static final HopJournal JOURNAL = new HopJournal("lync", new TestClock());
    private static final AtomicReference<@Nullable RequestFacts> FACTS = new AtomicReference<>();
    private static RawHttps https;
    private static int plainPort;

    @BeforeAll
    static void start() {
        TestDeployment deployment = new TestDeployment(folder);
        var config = deployment.config("lync", List.of("lync.contoso.com"), List.of());
        int port = listening(org.s2slab.pki.TlsOptions.server(
                config.tls().tlsKey(), config.tls().tlsCertificate()));
        https = new RawHttps(deployment.authority().root(), "lync.contoso.com", port);
        plainPort = listening(new HttpServerOptions());
    }

    private static int listening(HttpServerOptions options) {
        HttpListener listener = new HttpListener(
                VERTX,
                new RequestTrace(IdGenerator.seeded(1), List.of("request-id")),
                JOURNAL,
                new OperationCounters(),
                FailureHandler.forPublic(new TestDialect(), new InternalFailures(new OperationCounters())),
                RequestLimits.USUAL,
                1 << 20);
        listener.listen(options, ListenerConfig.ANY, guarded(listener)).await();
        return listener.port();
    }

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @TestFactory
    Stream<DynamicTest> refusesByTheRule() {
        return CASES.stream().map(given -> dynamicTest(given.rule() + " " + given.name(), () -> check(given)));
    }

    @Test
    void hasACaseForEveryRule() {
        assertThat(CASES.stream().map(Case::rule))
                .containsAll(RequestRules.ALL.stream().map(RequestRule::id).toList());
    }

    @Test
    void namesEveryRuleOnce() {
        assertThat(RequestRules.ALL.stream().map(RequestRule::id))
                .containsExactlyInAnyOrder("A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "A10");
    }

    @Test
    void findsAFoldWhereverTheHeaderIsCut() throws IOException {
        String folded = get("/", "X-Note: a\r\n b\r\n" + GOOD_TOKEN);
        for (int cut : List.of(5, folded.indexOf("a\r\n") + 2, folded.indexOf("\n b") + 1, folded.length() - 2)) {
            long before = lastSequence();
            assertThat(https.send(folded.substring(0, cut), folded.substring(cut)))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(JOURNAL.since(before, null)).singleElement().satisfies(hop -> {
                assertThat(hop.rule()).isEqualTo("A3");
                assertThat(Objects.requireNonNull(hop.detail()).text()).contains("obs-fold");
            });
        }
    }

    @Test
    void findsAFoldInTheSecondOfTwoRequestsThatComeTogether() throws IOException {
        String first = "POST / HTTP/1.1\r\nHost: lync.contoso.com\r\n" + GOOD_TOKEN
                + "Transfer-Encoding: chunked\r\n\r\n3\r\n\n b\r\n0\r\n\r\n";
        long before = lastSequence();

        assertThat(https.send(first + get("/", "X-Note: a\r\n b\r\n" + GOOD_TOKEN)))
                .startsWith("HTTP/1.1 200 ")
                .contains("HTTP/1.1 400 ");

        assertThat(JOURNAL.since(before, null)).extracting(Hop::rule).containsExactly(null, "A3");
    }

    @Test
    void knowsNoOtherExpectationThanToContinue() throws IOException {
        assertThat(https.send(indented(GOOD_TOKEN + "Expect: x\r\n"))).startsWith("HTTP/1.1 417 ");
        assertThat(https.send(indented(GOOD_TOKEN + "Expect: 100-continue\r\n")))
                .startsWith("HTTP/1.1 100 ")
                .contains("HTTP/1.1 200 ");
    }

    private static void check(Case given) throws IOException {
        long before = lastSequence();
        FACTS.set(null);
        String answer = "A5".equals(given.rule()) ? plain(given.request()) : https.send(given.request());

        assertThat(answer).startsWith("HTTP/1.1 " + given.status() + " ");
        List<Hop> hops = new ArrayList<>(JOURNAL.since(before, null));
        if (given.rule() != null) {
            // A body is read, and its form looked at, when the credential has been accepted.
            hops.removeIf(hop -> hop.kind() == HopKind.ACCEPTED);
        }
        assertThat(hops).hasSize(1);
        assertThat(answer)
                .as("whoever is refused can ask why")
                .contains("request-id: " + hops.get(0).cause().trace().guid());
        assertThat(hops.get(0).kind()).isEqualTo(kindOf(given));
        // A call without a credential is challenged. No rule has refused it.
        assertThat(hops.get(0).rule())
                .as(String.valueOf(hops.get(0).detail()))
                .isEqualTo(kindOf(given) == HopKind.CHALLENGED ? null : given.rule());
        assertThat(broken()).isSubsetOf(given.rule() == null ? Set.of() : Set.of(given.rule()));
    }

    private static HopKind kindOf(Case given) {
        if (given.rule() == null) {
            return HopKind.ACCEPTED;
        }
        return given.rule().equals("A8") ? HopKind.CHALLENGED : HopKind.REFUSED;
    }

    /** The rules that do not hold of the last request, so that none can stand in for another. */
    private static List<String> broken() {
        RequestFacts facts = FACTS.get();
        List<String> broken = new ArrayList<>();
        if (facts != null) {
            RequestRules.HEAD.stream().filter(rule -> !rule.holds().test(facts)).forEach(rule -> broken.add(rule.id()));
        }
        return broken;
    }

    private static Router guarded(HttpListener listener) {
        Router router = listener.router();
        router.route().order(-1).handler(request -> {
            FACTS.set(RequestFacts.of(request));
            request.next();
        });
        PrincipalId lync = PrincipalId.parse("00000004-0000-0ff1-ce00-000000000000@contoso.com");
        var self = new ServiceIdentity(lync, Set.of("contoso.com"), Set.of("lync.contoso.com"));
        BearerValidator validator =
                (token, host, port, context, witness) -> Future.succeededFuture(new Caller(lync, null, null));
        var doorkeeper = new CallerAuthenticator(
                new TestDialect(), () -> self, List::of, JOURNAL, validator, null, fields -> Optional.empty());
        new EndpointRoutes(router, listener.checks().ofEndpoint(routes -> {}, null, doorkeeper))
                .routeWithRegex("/")
                .respond(request -> Future.succeededFuture(new JsonObject()));
        return router;
    }

    private static long lastSequence() {
        List<Hop> hops = JOURNAL.since(0, null);
        return hops.isEmpty() ? 0 : hops.get(hops.size() - 1).entry().sequence();
    }

    private static String plain(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), plainPort)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static String get(String target, String fields) {
        return "GET " + target + " HTTP/1.1\r\nHost: lync.contoso.com\r\n" + fields + "Connection: close\r\n\r\n";
    }

    private static String host(String host) {
        return "GET / HTTP/1.1\r\nHost: " + host + "\r\n" + GOOD_TOKEN + "Connection: close\r\n\r\n";
    }

    /** With a body of which a line begins with a blank, as every XML's does. */
    private static String indented(String fields) {
        String body = "{\r\n \"a\": 1}";
        return "GET / HTTP/1.1\r\nHost: lync.contoso.com\r\nContent-Length: " + body.length() + "\r\n" + fields
                + "Connection: close\r\n\r\n" + body;
    }

    private static String post(String fields, String form) {
        return "POST / HTTP/1.1\r\nHost: lync.contoso.com\r\n" + fields
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                + "\r\nConnection: close\r\n\r\n" + form;
    }
}
