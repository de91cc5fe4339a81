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
 * A fake partner server that runs scripts of a test, can misbehave, and records all requests. The server listens on a
 * free port with host names that it adds to the deployment's {@link HostsFile}.
 *
 * <p>The listener, its limits, its request rules and the authenticator of {@link #forPartners} are the same as in a
 * node. A request that every node refuses therefore never reaches the script of a test.
 */
public final class FakePartner {
    /**
     * A received request.
     *
     * @param user the user of the accepted token; null without a user, and if the path needs no token
     */
    public record Seen(
            HttpMethod method,
            String path,
            String host,
            MultiMap headers,
            Buffer body,
            @Nullable UserIdentifiers user) {
        /** The value of the Authorization field, or null. */
        public @Nullable String authorization() {
            return headers.get("Authorization");
        }

        /** The mail address of the user. */
        public String mailbox() {
            return Objects.requireNonNull(user, "a token without user").label();
        }
    }

    /** Responds to one request. */
    @FunctionalInterface
    public interface Script {
        void play(Seen request, HttpServerResponse response);
    }

    /**
     * The identity of the server and the issuers that it trusts.
     *
     * @param challenge the challenge in a response to a request without a token
     */
    public record Trust(
            ServiceIdentity self,
            ValidationProfile profile,
            TestIssuers issuers,
            Clock clock,
            Supplier<String> challenge) {}

    private static final Endpoint ENDPOINT = routes -> {};

    /** The maximum size of a body in Exchange, which has the largest limit of all products. */
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

    /** Runs before all other processing of a request, with the path. Returns true if it has ended the request. */
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
        // The request rules of a node refuse every request without TLS.
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

    /** Creates a partner with TLS and a certificate for these host names. */
    public static FakePartner secure(Vertx vertx, HostsFile hosts, String... names) {
        return new FakePartner(vertx, hosts, TestTls.server(names), names);
    }

    /** Creates a partner with a given TLS certificate. */
    public static FakePartner secure(Vertx vertx, HostsFile hosts, HttpServerOptions tls, String... names) {
        return new FakePartner(vertx, hosts, tls, names);
    }

    /** Creates a partner without TLS. */
    public static FakePartner plain(Vertx vertx, HostsFile hosts, String... names) {
        return new FakePartner(vertx, hosts, new HttpServerOptions(), names);
    }

    /** Sets the script for a path and all methods. A path without a script gets status 404. */
    public FakePartner on(String path, Script script) {
        if (scripts.put(path, script) == null) {
            serve(routes(reading()).routeWithRegex(Pattern.quote(path)), path);
        }
        return this;
    }

    /**
     * Sets the script for a path and one method. The path is compared without case, and the body may have the maximum
     * size.
     */
    public FakePartner forAnyone(HttpMethod method, String path, Script script) {
        scripts.put(path, script);
        serve(routes(listener.checks().ofEndpoint(ENDPOINT, null, null)).routeWithRegex(method, "(?i)" + path), path);
        return this;
    }

    /** Validates the tokens of requests for {@link #forPartners} by all rules. */
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
     * Sets the script for requests of one method with an accepted token. The path must match a regular expression,
     * which is compared without case.
     */
    public FakePartner forPartners(HttpMethod method, String path, Script script) {
        // The number of concurrent requests has no limit, because tests control it.
        List<RequestCheck> checks =
                listener.checks().ofEndpoint(ENDPOINT, null, Objects.requireNonNull(doorkeeper)).stream()
                        .filter(check -> !check.name().equals("turns"))
                        .toList();
        String key = method + " " + path;
        scripts.put(key, script);
        serve(routes(checks).routeWithRegex(method, "(?i)" + path), key);
        return this;
    }

    /** The checks that read a body of any permitted length. */
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

    /** Records the rule by which a script refused a request. */
    void refusedBy(String rule) {
        CallContext context = new CallContext(null, TraceParent.start(IdGenerator.seeded(1)), null);
        journal.record(HopKind.REFUSED, "-", context, rule, null, null);
    }

    /** The rule of the last refusal. */
    private @Nullable String lastRule() {
        List<Hop> refused = journal.since(0, null, Set.of(HopKind.REFUSED, HopKind.CHALLENGED), HopJournal.CAPACITY);
        return refused.isEmpty() ? null : refused.get(refused.size() - 1).rule();
    }

    /** This server as a target of {@link BadRequests}, with the certificate authority of its certificate. */
    public BadRequests.Server target(X509Certificate root, Map<String, String> values) {
        return new BadRequests.Server(root, listener.port(), this::lastRule, values);
    }

    /** All received requests, in order. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.port());
    }

    /** Stops the server. Requests that arrive on a closing connection get no response either. */
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

    /** A script that begins a response and never ends it. */
    public static Script endless() {
        return (request, response) -> response.setChunked(true)
                .putHeader("Content-Type", "application/json")
                .write("{");
    }

    /** A script that sends a body of the given size without a Content-Length. */
    public static Script huge(int bytes) {
        return (request, response) -> response.setChunked(true)
                .putHeader("Content-Type", "application/json")
                .end(" ".repeat(bytes));
    }

    /** A script that responds with a challenge to a request without a token, and otherwise runs another script. */
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

    /** A script that responds with status 401 and a challenge. */
    public static Script refused(String challenge) {
        return (request, response) -> {
            response.headers().add("WWW-Authenticate", challenge).add("WWW-Authenticate", "Basic Realm=\"\"");
            response.setStatusCode(401).end();
        };
    }
}
