package org.s2slab.trust;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.HostsFile;
import org.s2slab.trace.SpanObserver;
import org.s2slab.trace.TraceParent;

/**
 * Sends HTTP requests to hosts of this deployment only. Names resolve through {@link HostsFile} only, once for each
 * request. Redirects are never followed. Time and size are bounded.
 */
public final class DeploymentHttpClient {
    /** The limits of an exchange: its time on an idle machine ({@link TimeLimit}) and the size of the response body. */
    public record Limits(Duration time, int bytes) {}

    /** The response of a host, with any status. */
    public record Answer(int status, MultiMap headers, Buffer body) {}

    private final HttpClient client;
    private final HostsFile hosts;
    private final TimeLimit time;
    private SpanObserver spans = SpanObserver.NONE;

    /** @param client verifies the certificate chain by the lab's root, and the host name */
    public DeploymentHttpClient(Vertx vertx, HttpClient client, HostsFile hosts) {
        this(client, hosts, new TimeLimit(vertx, () -> MachineLoad.slowness(vertx)));
    }

    DeploymentHttpClient(HttpClient client, HostsFile hosts, TimeLimit time) {
        this.client = client;
        this.hosts = hosts;
        this.time = time;
    }

    /** Sets the observer of requests with a place in a trace. Must be called before the first request. */
    public DeploymentHttpClient observedBy(SpanObserver observer) {
        spans = observer;
        return this;
    }

    /** Whether the deployment has this host. */
    public boolean knows(String host) {
        return !hosts.find(host).isEmpty();
    }

    /** Sends a request with its place in a trace, as {@link #send(HttpMethod, URI, MultiMap, Buffer, Limits)} does. */
    public Future<Answer> send(
            TraceParent place, HttpMethod method, URI uri, MultiMap headers, @Nullable Buffer body, Limits limits) {
        headers.set(TraceParent.HEADER, place.header());
        SpanObserver.Ending ending = spans.began(
                place,
                new SpanObserver.Exchange(
                        SpanObserver.Side.SENT, method.name(), uri.getHost(), uri.getPort(), uri.getRawPath()));
        try {
            return send(method, uri, headers, body, limits)
                    .onComplete(done ->
                            ending.ended(done.succeeded() ? done.result().status() : 0, null));
        } catch (RuntimeException e) {
            ending.ended(0, null);
            throw e;
        }
    }

    /**
     * Sends a request; fails with {@link NoAnswer}. The addresses are looked up once and used as they are (check L1). If
     * a server of a pool cannot be reached, the next one is tried. A request that was sent is not repeated. The
     * exception is a GET whose connection the server closed, for instance because the server stops (RFC 9110, 9.2.2).
     */
    public Future<Answer> send(HttpMethod method, URI uri, MultiMap headers, @Nullable Buffer body, Limits limits) {
        List<InetSocketAddress> servers = hosts.find(uri.getHost());
        if (servers.isEmpty()) {
            return Future.failedFuture(new NoAnswer(
                    NoAnswer.Why.NO_SUCH_HOST, "no host named '" + uri.getHost() + "' in this deployment"));
        }
        return send(method, uri, headers, body, limits, servers);
    }

    /** Sends a request to an address, and does not resolve the host of the URI; fails with {@link NoAnswer}. */
    public Future<Answer> send(
            HttpMethod method,
            URI uri,
            MultiMap headers,
            @Nullable Buffer body,
            Limits limits,
            InetSocketAddress address) {
        return send(method, uri, headers, body, limits, List.of(address));
    }

    private Future<Answer> send(
            HttpMethod method,
            URI uri,
            MultiMap headers,
            @Nullable Buffer body,
            Limits limits,
            List<InetSocketAddress> servers) {
        var running = new AtomicReference<@Nullable HttpClientRequest>();
        var over = new AtomicBoolean();
        Iterator<InetSocketAddress> rest = servers.iterator();
        Function<InetSocketAddress, RequestOptions> options = server -> options(method, uri, headers, server);
        Supplier<Future<Answer>> attempt =
                () -> connected(options, rest, limits).compose(request -> {
                    running.set(request);
                    if (over.get()) {
                        // The caller's Future has failed, so nothing may be sent any more.
                        request.reset();
                        return Future.<Answer>failedFuture("too late");
                    }
                    var response = body == null ? request.send() : request.send(body);
                    return response.compose(answer -> read(answer, limits));
                });
        Future<Answer> exchange = attempt.get()
                .recover(failure -> method.equals(HttpMethod.GET)
                                && failure instanceof HttpClosedException
                                && rest.hasNext()
                                && !over.get()
                        ? attempt.get()
                        : Future.failedFuture(failure));
        return time.within(limits.time(), exchange).recover(failure -> {
            over.set(true);
            HttpClientRequest request = running.get();
            if (request != null) {
                request.reset();
            }
            return Future.failedFuture(NoAnswerCause.of(failure, limits.time()));
        });
    }

    /** Connects to the first server that can be reached. */
    private Future<HttpClientRequest> connected(
            Function<InetSocketAddress, RequestOptions> options, Iterator<InetSocketAddress> servers, Limits limits) {
        return client.request(options.apply(servers.next()))
                .recover(failure -> servers.hasNext()
                                && NoAnswerCause.of(failure, limits.time()).why() == NoAnswer.Why.NOT_REACHED
                        ? connected(options, servers, limits)
                        : Future.failedFuture(failure));
    }

    private static RequestOptions options(HttpMethod method, URI uri, MultiMap headers, InetSocketAddress address) {
        boolean tls = "https".equals(uri.getScheme());
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(method)
                .setHost(uri.getHost())
                .setPort(uri.getPort() > 0 ? uri.getPort() : tls ? 443 : 80)
                .setSsl(tls)
                .setServer(SocketAddress.inetSocketAddress(address))
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setHeaders(headers)
                .setFollowRedirects(false)
                // This timeout uses the machine's clock, so it must be longer than any limit of the whole exchange.
                .setConnectTimeout(TimeLimit.MOST.plusSeconds(1).toMillis());
    }

    private static Future<Answer> read(HttpClientResponse response, Limits limits) {
        Promise<Answer> answer = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(answer::tryFail);
        response.handler(chunk -> {
            if (body.length() + chunk.length() > limits.bytes()) {
                answer.tryFail(tooLarge(limits));
                return;
            }
            body.appendBuffer(chunk);
        });
        response.endHandler(end -> answer.tryComplete(new Answer(response.statusCode(), response.headers(), body)));
        return answer.future();
    }

    private static NoAnswer tooLarge(Limits limits) {
        return new NoAnswer(NoAnswer.Why.TOO_LARGE, "the answer is larger than " + limits.bytes() + " bytes");
    }

    /** The failure of an exchange without a complete response. Its text gives administrators the reason. */
    public static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** The kind of cause. */
        public enum Why {
            NO_SUCH_HOST,
            NOT_REACHED,
            TLS,
            TOO_SLOW,
            TOO_LARGE
        }

        private final Why why;

        NoAnswer(Why why, String message) {
            super(message, null, false, false);
            this.why = why;
        }

        public Why why() {
            return why;
        }

        /** The text of the failure, never null. */
        public String detail() {
            return String.valueOf(getMessage());
        }
    }
}
