package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.s2slab.pki.TlsOptions;

/** Sends the requests of people, administrators and outsiders: HTTPS to the deployment's real names on this machine. */
public final class LabHttpClient {
    /** What a whole request may take; a node that tries an absent partner answers within ten seconds. */
    private static final int SECONDS = 30;

    /** A request before it is sent; {@code host} goes into URL, SNI and Host, {@code port} is where it is served. */
    public record Ask(
            HttpMethod method,
            String host,
            int port,
            String path,
            MultiMap headers,
            @Nullable Buffer body) {}

    /** What was answered. */
    public record Answer(int status, MultiMap headers, Buffer body) {}

    private final HttpClient http;

    /** @param root PEM file of the root certificate of the deployment */
    public LabHttpClient(Vertx vertx, Path root) {
        this.http = vertx.httpClientBuilder()
                .with(TlsOptions.client(root))
                .withConnectHandler(connection -> connection.exceptionHandler(LabHttpClient::ended))
                .build();
    }

    /** Sends a request; fails when no answer comes. */
    public Future<Answer> send(Ask ask) {
        RequestOptions options = new RequestOptions()
                .setMethod(ask.method())
                .setHost(ask.host())
                .setPort(443)
                .setSsl(true)
                .setServer(SocketAddress.inetSocketAddress(ask.port(), "127.0.0.1"))
                .setURI(ask.path())
                .setHeaders(ask.headers())
                .setFollowRedirects(false);
        // Whoever asks may be any thread: the body is asked for in the same tick as the answer, or its end is missed.
        return http.request(options)
                .compose(request -> {
                    Future<HttpClientResponse> response =
                            ask.body() == null ? request.send() : request.send(ask.body());
                    return response.compose(answer ->
                            answer.body().map(body -> new Answer(answer.statusCode(), answer.headers(), body)));
                })
                .timeout(SECONDS, TimeUnit.SECONDS);
    }

    /** Whoever waits for an answer is told; a connection that nobody uses may end in any way, with the process it led to. */
    private static void ended(Throwable failure) {}

    /** An HTTP Basic credential. */
    public static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    /** Closes its connections. */
    public Future<Void> close() {
        return http.close();
    }
}
