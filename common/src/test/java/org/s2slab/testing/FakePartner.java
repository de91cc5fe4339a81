package org.s2slab.testing;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.client.Challenge;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.config.HostsFile;
import org.s2slab.config.ListenerConfig;
import org.s2slab.config.RequestLimits;
import org.s2slab.http.CallerAuthenticator;
import org.s2slab.http.Endpoint;
import org.s2slab.http.EndpointRoutes;
import org.s2slab.http.FailureHandler;
import org.s2slab.http.HttpListener;
import org.s2slab.http.RequestCheck;
import org.s2slab.http.RequestIdentity;
import org.s2slab.http.RequestTrace;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.pki.RsaEngine;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.Hop;
import org.s2slab.trace.HopJournal;
import org.s2slab.trace.HopKind;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TraceParent;
import org.s2slab.validation.TokenValidator;
import org.s2slab.validation.ValidationProfile;

/**
 * A partner server that does what a test tells it to, misbehaviour included, and remembers what it was asked. Listens on
 * a free port, under host names it enters into the deployment's {@link HostsFile}. What no node would accept never reaches the
 * test: the listener, its limits and the rules for requests are those of a node, and so is the authenticator of {@link #forPartners}.
 */
public final class FakePartner {
    /**
     * One request as it came.
     *
     * @param user the user of the token that was accepted; null without user, and where tokens are not looked at
     */
    public record Seen(
            HttpMethod method,
            String path,
            String host,
            MultiMap headers,
            Buffer body,
            @Nullable UserIdentifiers user) {
        /** The credential it came with, or null. */
        public @Nullable String authorization() {
            return headers.get("Authorization");
        }

        /** The mail address of the user. */
        public String mailbox() {
            return Objects.requireNonNull(user, "a token without user").label();
        }
    }

    /** What to do with one request. */
    @FunctionalInterface
    public interface Script {
        void play(Seen request, HttpServerResponse response);
    }

    /**
     * Whom it trusts, and who it is.
     *
     * @param challenge what it answers where no token is presented
     */
    public record Trust(
            ServiceIdentity self,
            ValidationProfile profile,
            TestIssuers issuers,
            Clock clock,
            Supplier<String> challenge) {}

    private static final Endpoint ENDPOINT = routes -> {};

    /** As Exchange, which takes the longest ones. */
    private static final long LARGEST_BODY = 32L * 1024 * 1024;

    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final OperationCounters counters = new OperationCounters();
    private final HopJournal journal = new HopJournal("fake", Clock.systemUTC());
    private final Vertx vertx;
    private final HttpListener listener;
    private final Router router;
    private final String deployment;
    private @Nullable CallerAuthenticator doorkeeper;

    /** Asked of each request by its path, before all else; true where it has ended the request. */
    public volatile BiPredicate<String, HttpServerResponse> interruption = (path, response) -> false;

    private FakePartner(Vertx vertx, HostsFile hosts, HttpServerOptions options, String... names) {
        this.vertx = vertx;
        var traces = new RequestTrace(IdGenerator.seeded(1), List.of(RequestTrace.REQUEST_ID));
        listener = new HttpListener(
                vertx,
                traces,
                journal,
                counters,
                FailureHandler.forPublic(new FakeDialect(() -> ""), new InternalFailures(counters)),
                RequestLimits.USUAL,
                LARGEST_BODY);
        // The rules for requests refuse whatever comes without TLS.
        router = options.isSsl() ? listener.router() : Router.router(vertx);
        router.route().handler(request -> {
            traces.begin(request);
            if (!interruption.test(request.request().path(), request.response())) {
                request.next();
            }
        });
        deployment = vertx.deployVerticle(context -> listener.listen(options, ListenerConfig.ANY, router))
                .await();
        for (String name : names) {
            hosts.put(name, address());
        }
    }

    /** A partner that speaks TLS and proves these names. */
    public static FakePartner secure(Vertx vertx, HostsFile hosts, String... names) {
        return new FakePartner(vertx, hosts, TestTls.server(names), names);
    }

    /** A partner that proves its names by a certificate of its own. */
    public static FakePartner secure(Vertx vertx, HostsFile hosts, HttpServerOptions tls, String... names) {
        return new FakePartner(vertx, hosts, tls, names);
    }

    /** A partner without TLS. */
    public static FakePartner plain(Vertx vertx, HostsFile hosts, String... names) {
        return new FakePartner(vertx, hosts, new HttpServerOptions(), names);
    }

    /** What to do from now on when this path is asked for, by whatever method; 404 where nothing was said. */
    public FakePartner on(String path, Script script) {
        if (scripts.put(path, script) == null) {
            serve(routes(reading()).routeWithRegex(Pattern.quote(path)), path);
        }
        return this;
    }

    /** The same as {@link #on}, but by this method only; paths are in any case, and a body is as long as anyone may send one. */
    public FakePartner forAnyone(HttpMethod method, String path, Script script) {
        scripts.put(path, script);
        serve(routes(listener.checks().ofEndpoint(ENDPOINT, null, null)).routeWithRegex(method, "(?i)" + path), path);
        return this;
    }

    /** Verifies tokens in front of {@link #forPartners}, by all rules. */
    public FakePartner trusting(Trust trust) {
        var validator = new TokenValidator(
                trust::self,
                trust.issuers(),
                trust.issuers(),
                new RsaEngine(counters),
                trust.profile(),
                trust.clock(),
                new ConfigurationEpoch());
        doorkeeper = new CallerAuthenticator(
                new FakeDialect(trust.challenge()),
                trust::self,
                List::of,
                journal,
                validator,
                null,
                fields -> Challenge.parse(fields).map(Challenge::content));
        return this;
    }

    /**
     * What to do when a partner with an accepted token asks by this method for what matches a path; the regular expression is in any
     * case.
     */
    public FakePartner forPartners(HttpMethod method, String path, Script script) {
        // Tests decide how many requests run at a time.
        List<RequestCheck> checks =
                listener.checks().ofEndpoint(ENDPOINT, null, Objects.requireNonNull(doorkeeper)).stream()
                        .filter(check -> !check.name().equals("turns"))
                        .toList();
        String key = method + " " + path;
        scripts.put(key, script);
        serve(routes(checks).routeWithRegex(method, "(?i)" + path), key);
        return this;
    }

    /** The checks that read a body of any length. */
    private List<RequestCheck> reading() {
        return listener.checks().ofAdministrators(Set.of(), request -> {}).stream()
                .filter(check -> check.name().equals("body") || check.name().equals("content"))
                .toList();
    }

    private EndpointRoutes routes(List<RequestCheck> checks) {
        return new EndpointRoutes(router, checks);
    }

    private void serve(Route route, String key) {
        route.handler(request -> {
            Seen one = seen(request);
            seen.add(one);
            Objects.requireNonNull(scripts.get(key)).play(one, request.response());
        });
        route.failureHandler(FakePartner::refuseLarge);
    }

    private static void refuseLarge(RoutingContext request) {
        if (request.request().path().equalsIgnoreCase("/EWS/Exchange.asmx")) {
            FakeEws.fault("ErrorRequestStreamTooBig", "The request is too large.")
                    .send(request.response());
        } else {
            request.next();
        }
    }

    private static Seen seen(RoutingContext request) {
        Buffer body = request.body().buffer();
        return new Seen(
                request.request().method(),
                request.request().path(),
                request.request().authority().host(),
                MultiMap.caseInsensitiveMultiMap().addAll(request.request().headers()),
                body == null ? Buffer.buffer() : body,
                RequestIdentity.context(request).user());
    }

    /** Notes by which rule a script refused. */
    void refusedBy(String rule) {
        CallContext context = new CallContext(null, TraceParent.start(IdGenerator.seeded(1)), null);
        journal.record(HopKind.REFUSED, "-", context, rule, null, null);
    }

    /** The rule by which it refused last. */
    private @Nullable String lastRule() {
        List<Hop> refused = journal.since(0, null, Set.of(HopKind.REFUSED, HopKind.CHALLENGED));
        return refused.isEmpty() ? null : refused.get(refused.size() - 1).rule();
    }

    /** As a target of bad requests; certified by this root. */
    public BadRequests.Server target(X509Certificate root, Map<String, String> values) {
        return new BadRequests.Server(root, listener.port(), this::lastRule, values);
    }

    /** Everything it was asked so far, in order. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
    }

    /** Serves nothing any more, not even a request that arrives on a connection that is being closed. */
    public void stop() {
        interruption = (path, response) -> {
            response.reset();
            return true;
        };
        vertx.undeploy(deployment).await();
    }

    public static Script json(String document) {
        return (request, response) -> response.putHeader("Content-Type", "application/json; charset=utf-8")
                .end(document);
    }

    public static Script status(int status) {
        return (request, response) -> response.setStatusCode(status).end();
    }

    public static Script redirect(String location) {
        return (request, response) ->
                response.setStatusCode(302).putHeader("Location", location).end();
    }

    /** Begins an answer and never ends it. */
    public static Script endless() {
        return (request, response) -> response.setChunked(true)
                .putHeader("Content-Type", "application/json")
                .write("{");
    }

    /** A body of this many bytes whose length is not announced. */
    public static Script huge(int bytes) {
        return (request, response) -> response.setChunked(true)
                .putHeader("Content-Type", "application/json")
                .end(" ".repeat(bytes));
    }

    /** Answers a request without a token by a challenge, and one with a token by the script. */
    public static Script challenging(String challenge, Script accepted) {
        return (request, response) -> {
            String credential = request.authorization();
            if (credential == null || credential.strip().equals("Bearer")) {
                refused(challenge).play(request, response);
            } else {
                accepted.play(request, response);
            }
        };
    }

    /** 401 with a challenge. */
    public static Script refused(String challenge) {
        return (request, response) -> {
            response.headers().add("WWW-Authenticate", challenge).add("WWW-Authenticate", "Basic Realm=\"\"");
            response.setStatusCode(401).end();
        };
    }
}
