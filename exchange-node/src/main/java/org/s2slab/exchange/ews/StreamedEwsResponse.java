package org.s2slab.exchange.ews;

import io.vertx.core.http.HttpServerResponse;

/** A response that stays open: each message is sent at once, as its own envelope in its own chunk. */
public final class StreamedEwsResponse {
    private final HttpServerResponse response;
    private final EwsOperation operation;

    StreamedEwsResponse(HttpServerResponse response, EwsOperation operation) {
        this.response = response.setChunked(true);
        this.operation = operation;
    }

    /** Begins the response of an operation and passes it to the code that continues it. */
    static void begin(HttpServerResponse response, EwsOperation operation, EwsResponse answer) {
        StreamedEwsResponse stream = new StreamedEwsResponse(response, operation);
        answer.messages().forEach(stream::send);
        var rest = answer.rest();
        if (rest != null) {
            rest.accept(stream);
        }
    }

    /** Sends a message; nothing happens when the caller is gone. */
    public void send(EwsMessage message) {
        if (!isOver()) {
            response.write(EwsResponseWriter.streamed(operation, message));
        }
    }

    /** Ends the answer. */
    public void end() {
        if (!isOver()) {
            response.end();
        }
    }

    /** Whether nothing can be sent any more, because it was ended or the caller is gone. */
    public boolean isOver() {
        return response.ended() || response.closed();
    }

    /** Whether the caller receives data more slowly than it is sent. */
    public boolean isBehind() {
        return response.writeQueueFull();
    }
}
