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

/** Presents tokens to a resource outside of the lab, each on a new connection. Redirects are not followed. */
public final class ForeignTokenPresenter implements AutoCloseable {
    /** Time until a request without a response fails. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** The machine's own names. A token may be sent to these hosts without TLS. */
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * The request that presents a token.
     *
     * @param headers further headers, without the Authorization header
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
     * @param roots PEM file of the trusted root certificates, or null for Java's root certificates
     * @throws IllegalArgumentException if the file contains no certificate
     */
    public ForeignTokenPresenter(Vertx vertx, Request request, @Nullable Path roots) {
        this(vertx, request, roots, PATIENCE);
    }

    ForeignTokenPresenter(Vertx vertx, Request request, @Nullable Path roots, Duration patience) {
        HttpClientOptions options =
                roots == null ? new HttpClientOptions().setVerifyHost(true) : TlsOptions.client(roots);
        this.http = vertx.createHttpClient(options.setKeepAlive(false));
        this.request = request;
        this.patience = patience;
    }

    /** Throws IllegalArgumentException if a token must not be sent to this URL. */
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

    /** Presents a token, and returns the status of the response. Fails if there is no response. */
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
                // Without the reset, a request that timed out keeps its connection, and the number of connections is
                // small.
                .onFailure(failure -> opened.onSuccess(HttpClientRequest::reset));
    }

    /** Returns the cause if TLS failed, because the message of Vert.x does not contain the reason. */
    private static Throwable withCause(Throwable failure) {
        return failure.getCause() instanceof SSLException cause
                ? new SSLException(
                        "no TLS connection (" + cause.getMessage()
                                + "); --ca FILE names the root certificate of a server that Java does not trust",
                        cause)
                : failure;
    }

    /** Returns the status, and ignores the rest of the response, which can be very long. */
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
