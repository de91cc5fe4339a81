package org.s2slab.engine.run;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.TlsOptions;

/** Presents tokens to a resource outside of the lab, each on a connection of its own. Redirects are not followed. */
public final class ForeignResource implements AutoCloseable {
    /** Time until a request without a response fails. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The machine's own names: a token may be sent to them without TLS. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * The request that presents a token.
     *
     * @param headers further headers, beside the one of the token
     */
    public record Request(
            HttpMethod method,
            URI address,
            MultiMap headers,
            @Nullable Buffer body) {
        public Request {
            requireUsable(address);
        }
    }

    private final HttpClient http;
    private final Request request;
    private final Duration patience;

    /**
     * @param roots PEM file of the trusted root certificates, or null for those of Java
     * @throws IllegalArgumentException when the file contains no certificate
     */
    public ForeignResource(Vertx vertx, Request request, @Nullable Path roots) {
        this(vertx, request, roots, PATIENCE);
    }

    ForeignResource(Vertx vertx, Request request, @Nullable Path roots, Duration patience) {
        HttpClientOptions options =
                roots == null ? new HttpClientOptions().setVerifyHost(true) : TlsOptions.client(roots);
        this.http = vertx.createHttpClient(options.setKeepAlive(false));
        this.request = request;
        this.patience = patience;
    }

    /** IllegalArgumentException when a token must not be sent to the address. */
    private static void requireUsable(URI address) {
        String scheme = address.getScheme();
        String host = address.getHost();
        if (host == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException("'" + address + "' is no http or https address");
        }
        if (scheme.equals("http") && !LOOPBACK.contains(host)) {
            throw new IllegalArgumentException(
                    "'" + address + "': a token goes over the network with https only; http is for this machine");
        }
    }

    /** Presents a token, and returns the status of the response; fails when there is no response. */
    public Future<Integer> present(String token) {
        RequestOptions options = new RequestOptions()
                .setAbsoluteURI(request.address().toString())
                .setMethod(request.method())
                .setFollowRedirects(false);
        request.headers().forEach(header -> options.addHeader(header.getKey(), header.getValue()));
        options.putHeader(HttpHeaders.AUTHORIZATION.toString(), "Bearer " + token);
        Future<HttpClientRequest> opened = http.request(options);
        return opened.compose(sent -> {
                    Buffer body = request.body();
                    return (body == null ? sent.send() : sent.send(body)).map(answer -> status(sent, answer));
                })
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(withCause(failure)))
                // A request that timed out would keep its connection, and there are few.
                .onFailure(failure -> opened.onSuccess(HttpClientRequest::reset));
    }

    /** Vert.x says only that there is no TLS connection; its cause says why. */
    private static Throwable withCause(Throwable failure) {
        return failure.getCause() instanceof SSLException cause
                ? new SSLException(
                        "no TLS connection (" + cause.getMessage()
                                + "); --ca FILE names the root certificate of a server that Java does not trust",
                        cause)
                : failure;
    }

    /** The status only: the rest of the response is not read, however long it is. */
    private static int status(HttpClientRequest sent, HttpClientResponse answer) {
        answer.exceptionHandler(closed -> {});
        sent.connection().close();
        return answer.statusCode();
    }

    @Override
    public void close() {
        http.close().otherwiseEmpty().await();
    }
}
