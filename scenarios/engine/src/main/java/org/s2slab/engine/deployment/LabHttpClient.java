package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.TlsOptions;

/** An HTTPS client for people, administrators and outsiders. It uses real host names, but connects to the deployment. */
public final class LabHttpClient {
    /** Maximum time in seconds for a request. A node that calls an absent partner responds within ten seconds. */
    private static final int SECONDS = 30;

    /** Maximum time in seconds for a request to the process of a deployment, which may start all nodes again. */
    private static final int CONTROL_SECONDS = 65;

    /** Maximum time in seconds for a request that copies, packs or unpacks databases, which may have many GiB. */
    private static final int SNAPSHOT_SECONDS = 3_600;

    private static final String SNAPSHOT = "/snapshot";

    /**
     * A request. {@code host} is for URL, SNI and Host field; {@code connect} is the address or name of the machine with
     * the port, or null for the client's own.
     */
    public record Ask(
            HttpMethod method,
            String host,
            int port,
            String path,
            MultiMap headers,
            @Nullable Buffer body,
            @Nullable String connect) {
        /** A request to the machine of the client. */
        public Ask(HttpMethod method, String host, int port, String path, MultiMap headers, @Nullable Buffer body) {
            this(method, host, port, path, headers, body, null);
        }
    }

    /** A response. */
    public record Answer(int status, MultiMap headers, Buffer body) {}

    private final Vertx vertx;
    private final String connect;
    private final HttpClient http;

    /**
     * @param root PEM file of the deployment's root certificate
     * @param connect the address or name of the machine with the deployment's ports
     */
    public LabHttpClient(Vertx vertx, Path root, String connect) {
        this.vertx = vertx;
        this.connect = connect;
        this.http = vertx.httpClientBuilder()
                .with(TlsOptions.client(root))
                // Each connection needs a TLS handshake, which takes longer than most requests.
                .with(new PoolOptions().setHttp1MaxSize(3))
                .withConnectHandler(connection -> connection.exceptionHandler(LabHttpClient::ended))
                .build();
    }

    /** The address or name of the machine with the deployment's ports. */
    String connect() {
        return connect;
    }

    /** Runs blocking work, such as reading a file, on a worker thread. */
    <T> Future<T> offTheLoop(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    /** Sends a request. The result fails if there is no response. */
    public Future<Answer> send(Ask ask) {
        RequestOptions options = new RequestOptions()
                .setMethod(ask.method())
                .setHost(ask.host())
                .setPort(443)
                .setSsl(true)
                .setServer(
                        SocketAddress.inetSocketAddress(ask.port(), Objects.requireNonNullElse(ask.connect(), connect)))
                .setURI(ask.path())
                .setHeaders(ask.headers())
                .setFollowRedirects(false);
        int seconds = seconds(ask);
        // The caller may be on any thread. The body must be requested in the tick of the response. Later its end is
        // missed.
        return http.request(options)
                .compose(request -> {
                    Future<HttpClientResponse> response =
                            ask.body() == null ? request.send() : request.send(ask.body());
                    return response.compose(answer ->
                            answer.body().map(body -> new Answer(answer.statusCode(), answer.headers(), body)));
                })
                .timeout(seconds, TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof TimeoutException
                                ? new TimeoutException("no answer to " + ask.method() + " " + ask.path() + " within "
                                        + seconds + " seconds")
                                : failure));
    }

    private static int seconds(Ask ask) {
        if (ask.path().startsWith(SNAPSHOT)) {
            return SNAPSHOT_SECONDS;
        }
        return ask.host().equals(ControlListener.HOST) ? CONTROL_SECONDS : SECONDS;
    }

    /** Ignores the end of an idle connection. A caller that waits for a response gets its own failure. */
    private static void ended(Throwable failure) {}

    /** The value of an Authorization field with HTTP Basic credentials (RFC 7617). */
    public static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Closes the client's connections. */
    public Future<Void> close() {
        return http.close();
    }
}
