package org.s2slab.testing;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTPS request to a node on this machine, with the real host name in Host and SNI. */
public final class TestCall {
    /** What came back. */
    public record Answer(int status, MultiMap headers, String body) {
        public JsonObject json() {
            return new JsonObject(body);
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

    /** Sends and waits. */
    public Answer send(HttpMethod method, String path, String body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setSsl(true)
                .setHost(host)
                .setPort(443)
                .setURI(path)
                .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"));
        Future<Answer> answer = client.request(options).compose(request -> {
            if (!body.isEmpty()) {
                request.putHeader("Content-Type", body.startsWith("<") ? "text/xml" : "application/json");
            }
            headers.forEach(request::putHeader);
            return request.send(Buffer.buffer(body))
                    .compose(response -> response.body()
                            .map(read -> new Answer(response.statusCode(), response.headers(), read.toString())));
        });
        return answer.await();
    }
}
