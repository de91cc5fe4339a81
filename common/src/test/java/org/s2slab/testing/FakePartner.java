package org.s2slab.testing;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.Hosts;

/**
 * A partner server that does what a test tells it to, misbehaviour included, and remembers what it was asked. Listens on
 * a free port, under host names it enters into the deployment's {@link Hosts}.
 */
public final class FakePartner {
    /** One request as it came. */
    public record Seen(HttpMethod method, String path, String host, MultiMap headers, Buffer body) {
        /** The credential it came with, or null. */
        public @Nullable String authorization() {
            return headers.get("Authorization");
        }
    }

    /** What to do with one request. */
    @FunctionalInterface
    public interface Script {
        void play(Seen request, HttpServerResponse response);
    }

    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Script otherwise = status(404);
    private final HttpServer server;

    private FakePartner(Vertx vertx, Hosts hosts, HttpServerOptions options, String... names) {
        server = vertx.createHttpServer(options)
                .requestHandler(request -> request.body().onSuccess(body -> {
                    Seen one = new Seen(
                            request.method(),
                            request.path(),
                            request.authority().host(),
                            MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
                            body);
                    seen.add(one);
                    scripts.getOrDefault(one.path(), otherwise).play(one, request.response());
                }))
                .listen(0, "127.0.0.1")
                .await();
        for (String name : names) {
            hosts.put(name, address());
        }
    }

    /** A partner that speaks TLS and proves these names. */
    public static FakePartner secure(Vertx vertx, Hosts hosts, String... names) {
        return new FakePartner(vertx, hosts, TestTls.server(names), names);
    }

    /** A partner that proves its names by a certificate of its own. */
    public static FakePartner secure(Vertx vertx, Hosts hosts, HttpServerOptions tls, String... names) {
        return new FakePartner(vertx, hosts, tls, names);
    }

    /** A partner without TLS. */
    public static FakePartner plain(Vertx vertx, Hosts hosts, String... names) {
        return new FakePartner(vertx, hosts, new HttpServerOptions(), names);
    }

    /** What to do from now on when this path is asked for; 404 where nothing was said. */
    public FakePartner on(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    /** What to do when a path is asked for of which nothing else was said; 404 unless this was. */
    public FakePartner otherwise(Script script) {
        otherwise = script;
        return this;
    }

    /** Everything it was asked so far, in order. */
    public List<Seen> seen() {
        return List.copyOf(seen);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort());
    }

    public void stop() {
        server.close().await();
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
