package org.s2slab.testing;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** The response of a fake partner. */
public record FakeResponse(int status, String type, String body, Map<String, String> headers) {
    public FakeResponse(int status, String type, String body) {
        this(status, type, body, Map.of());
    }

    public static FakeResponse json(int status, String body) {
        return new FakeResponse(status, "application/json; charset=utf-8", body);
    }

    public static FakeResponse xml(int status, String body) {
        return new FakeResponse(status, "text/xml; charset=utf-8", body);
    }

    public void send(HttpServerResponse response) {
        headers.forEach(response::putHeader);
        response.setStatusCode(status).putHeader("Content-Type", type).end(body);
    }
}
