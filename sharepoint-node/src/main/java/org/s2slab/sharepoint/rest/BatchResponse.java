package org.s2slab.sharepoint.rest;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Map;

/** The multipart response to a batch. SharePoint's response has no change sets: each response is a separate part. */
final class BatchResponse {
    private static final String LINE = "\r\n";

    private final String boundary;
    private final Buffer body = Buffer.buffer();

    BatchResponse(String id) {
        this.boundary = "batchresponse_" + id;
    }

    void add(RestResponder.Written part) {
        body.appendString("--" + boundary + LINE)
                .appendString("Content-Type: application/http" + LINE)
                .appendString("Content-Transfer-Encoding: binary" + LINE + LINE)
                .appendString("HTTP/1.1 " + part.status() + " "
                        + HttpResponseStatus.valueOf(part.status()).reasonPhrase() + LINE);
        part.headers()
                .forEach((name, value) -> body.appendString(
                        name.toUpperCase(Locale.ROOT) + ": " + value.replaceAll("[\r\n]", "") + LINE));
        body.appendString(LINE).appendBuffer(part.body()).appendString(LINE);
    }

    RestResponder.Written written() {
        return new RestResponder.Written(
                200,
                Map.of("Content-Type", "multipart/mixed; boundary=\"" + boundary + "\""),
                Buffer.buffer().appendBuffer(body).appendString("--" + boundary + "--" + LINE));
    }
}
