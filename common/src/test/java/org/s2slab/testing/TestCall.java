package org.s2slab.testing;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTPS request to a node on this machine, with the real host name in Host and SNI. */
public final class TestCall {
    /** The response. */
    public record Answer(int status, MultiMap headers, Buffer bytes) {
        public String body() {
            return bytes.toString();
        }

        public JsonObject json() {
            return new JsonObject(bytes);
        }
    }

    private final HttpClient client;
    private final String host;
    private final int port;
    private final Map<String, String> headers = new LinkedHashMap<>();

    public TestCall(HttpClient client, String host, int port) {
        this.client = client;
        this.host = host;
        this.port = port;
    }

    public TestCall header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public TestCall basic(String user, String password) {
        byte[] text = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return header("Authorization", "Basic " + Base64.getEncoder().encodeToString(text));
    }

    public TestCall bearer(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public Answer get(String path) {
        return send(HttpMethod.GET, path, "");
    }

    public Answer post(String path, JsonObject body) {
        return send(HttpMethod.POST, path, body.encode());
    }

    /** Sends XML or JSON, and waits for the response. */
    public Answer send(HttpMethod method, String path, String body) {
        String type = body.isEmpty() ? null : body.startsWith("<") ? "text/xml" : "application/json";
        return send(method, path, Buffer.buffer(body), type);
    }

    /** Sends bytes without a default Content-Type, and waits for the response. */
    public Answer send(HttpMethod method, String path, Buffer body) {
        return send(method, path, body, null);
    }

    /** Sends only the header of a request, without its body. Returns the status of the response. */
    public int announce(HttpMethod method, String path, long length) {
        return client.request(options(method, path))
                .compose(request -> {
                    headers.forEach(request::putHeader);
                    request.putHeader("Content-Length", String.valueOf(length)).sendHead();
                    return request.response().map(HttpClientResponse::statusCode);
                })
                .await();
    }

    private Answer send(HttpMethod method, String path, Buffer body, @Nullable String type) {
        Future<Answer> answer = client.request(options(method, path)).compose(request -> {
            if (type != null) {
                request.putHeader("Content-Type", type);
            }
            headers.forEach(request::putHeader);
            return request.send(body)
                    .compose(response ->
                            response.body().map(read -> new Answer(response.statusCode(), response.headers(), read)));
        });
        return answer.await();
    }

    private RequestOptions options(HttpMethod method, String path) {
        return new RequestOptions()
                .setMethod(method)
                .setSsl(true)
                .setHost(host)
                .setPort(443)
                .setURI(path)
                .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"));
    }
}
