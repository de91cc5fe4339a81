package org.s2slab.exchange.ews;

import io.vertx.core.http.HttpServerResponse;

/** A response that stays open. Sends each message at once, in its own envelope and HTTP chunk. */
public final class StreamedEwsResponse {
    private final HttpServerResponse response;
    private final EwsOperation operation;

    StreamedEwsResponse(HttpServerResponse response, EwsOperation operation) {
        this.response = response.setChunked(true);
        this.operation = operation;
    }

    /** Sends the first messages of a response, then passes the open response to the code that continues it. */
    static void begin(HttpServerResponse response, EwsOperation operation, EwsResponse answer) {
        StreamedEwsResponse stream = new StreamedEwsResponse(response, operation);
        answer.messages().forEach(stream::send);
        var rest = answer.rest();
        if (rest != null) {
            rest.accept(stream);
        }
    }

    /** Sends a message; does nothing if the client has disconnected. */
    public void send(EwsMessage message) {
        if (!isOver()) {
            response.write(EwsResponseWriter.streamed(operation, message));
        }
    }

    /** Ends the response. */
    public void end() {
        if (!isOver()) {
            response.end();
        }
    }

    /** Whether the response was ended or the client has disconnected. */
    public boolean isOver() {
        return response.ended() || response.closed();
    }

    /** Whether the client receives data more slowly than this server sends them. */
    public boolean isBehind() {
        return response.writeQueueFull();
    }
}
