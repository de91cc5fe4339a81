package org.s2slab.engine.kill;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.s2slab.pki.TlsOptions;

/**
 * A relay in front of one node, through which all its messages pass. At each moment of a message, a watcher decides
 * whether the message continues. The relay terminates TLS with the node's certificate, so neither side detects it.
 */
final class Relay {
    /** The moments of a message, in order. */
    enum Moment {
        /** The relay has the whole request; the node has received nothing of it. */
        ARRIVED,
        /** The relay has sent the request to the node; no response has arrived. */
        SENT,
        /** The node has processed the request and responded; the client has received nothing of the response. */
        DONE,
        /** The client has received half of the response. */
        HALF_ANSWERED,
        /** The client has received the whole response. */
        ANSWERED
    }

    /**
     * A message from the point of view of the network.
     *
     * @param to the name of the receiving node
     * @param what method and path, with the element of a SOAP body
     * @param challenge whether it only requests the challenge: a Bearer field without a token
     */
    record Message(String to, String what, boolean challenge) {
        private static final Pattern OPERATION = Pattern.compile("Body>\\s*<(?:\\w+:)?(\\w+)");

        /** Matches messages for a node whose method, path and element match a regular expression. */
        static Predicate<Message> to(String node, String form) {
            return message -> message.to().equals(node) && message.what().matches(form);
        }

        static Message of(String to, HttpServerRequest request, Buffer body) {
            Matcher operation = OPERATION.matcher(body.toString(StandardCharsets.UTF_8));
            String authorization = request.getHeader("Authorization");
            return new Message(
                    to,
                    request.method() + " " + request.path() + (operation.find() ? " " + operation.group(1) : ""),
                    "Bearer".equals(authorization));
        }
    }

    /**
     * Decides at each moment of a message. A failure cuts the connection, and an incomplete Future holds the message.
     */
    interface Watcher {
        Future<Void> at(Message message, Moment moment);
    }

    private record Answer(int status, MultiMap headers, Buffer body) {}

    private final String node;
    private final Watcher watcher;
    private final HttpClient client;
    private final HttpServer server;
    private volatile int target;

    /** @param folder the folder of the node, which contains its TLS key and certificate */
    Relay(Vertx vertx, String node, Path folder, Watcher watcher) {
        this.node = node;
        this.watcher = watcher;
        this.client = vertx.createHttpClient(
                TlsOptions.client(folder.resolveSibling("root").resolve("root.pem")));
        this.server = vertx.createHttpServer(
                        TlsOptions.server(folder.resolve("tls-key.pem"), folder.resolve("tls.pem")))
                .requestHandler(this::pass);
    }

    /** Starts to listen; returns the port. */
    Future<Integer> listen() {
        return server.listen(0, "127.0.0.1").map(HttpServer::actualPort);
    }

    /** Sets the port of the node. */
    void leadsTo(int port) {
        target = port;
    }

    private void pass(HttpServerRequest request) {
        request.body()
                .compose(body -> {
                    Message message = Message.of(node, request, body);
                    return watcher.at(message, Moment.ARRIVED)
                            .compose(go -> ask(request, body, message))
                            .compose(answer -> watcher.at(message, Moment.DONE).map(answer))
                            .compose(answer -> answer(request.response(), answer, message));
                })
                .onFailure(cut -> request.connection().close());
    }

    private Future<Answer> ask(HttpServerRequest request, Buffer body, Message message) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
        headers.remove("Transfer-Encoding").remove("Content-Length").remove("Host");
        RequestOptions options = new RequestOptions()
                .setMethod(request.method())
                .setHost(request.authority().host())
                .setPort(443)
                .setSsl(true)
                .setServer(SocketAddress.inetSocketAddress(target, "127.0.0.1"))
                .setURI(request.uri())
                .setHeaders(headers);
        return client.request(options).compose(asked -> {
            Future<Answer> answer = asked.response()
                    .compose(
                            said -> said.body().map(content -> new Answer(said.statusCode(), said.headers(), content)));
            return asked.end(body)
                    .compose(written -> watcher.at(message, Moment.SENT))
                    .compose(go -> answer);
        });
    }

    private Future<Void> answer(HttpServerResponse response, Answer answer, Message message) {
        int half = answer.body().length() / 2;
        response.setStatusCode(answer.status());
        answer.headers().forEach(field -> {
            if (!field.getKey().equalsIgnoreCase("Transfer-Encoding")) {
                response.headers().add(field.getKey(), field.getValue());
            }
        });
        response.putHeader("Content-Length", String.valueOf(answer.body().length()));
        Future<Void> begun = half == 0
                ? Future.succeededFuture()
                : response.write(answer.body().slice(0, half))
                        .compose(written -> watcher.at(message, Moment.HALF_ANSWERED));
        return begun.compose(go ->
                        response.end(answer.body().slice(half, answer.body().length())))
                .compose(ended -> watcher.at(message, Moment.ANSWERED));
    }
}
