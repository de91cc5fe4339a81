package org.s2slab.engine.run;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient;

/** Builds SOAP requests and reads HTTP responses for the steps of scenarios. */
final class StepMessageCodec {
    private static final String ENVELOPE = """
            <?xml version="1.0" encoding="utf-8"?>
            <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"
                xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"
                xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types">
              <s:Header><t:RequestServerVersion Version="Exchange2013"/></s:Header>
              <s:Body>%s</s:Body>
            </s:Envelope>
            """;

    /** The first bytes of a ZIP file. */
    private static final String ZIP = "PK\003\004";

    private StepMessageCodec() {}

    /** Wraps the content in a SOAP 1.1 envelope of EWS. */
    static String envelope(String content) {
        return ENVELOPE.formatted(content);
    }

    /** Encodes the fields of a form or of a query. */
    static String form(JsonObject fields) {
        QueryStringEncoder form = new QueryStringEncoder("");
        fields.forEach(field -> form.addParam(field.getKey(), String.valueOf(field.getValue())));
        return form.toString().substring(1);
    }

    /** The output of a step. JSON is parsed. A ZIP file becomes an object with the text of each file. */
    static StepOutput found(LabHttpClient.Answer answer) {
        String text = answer.body().toString(StandardCharsets.UTF_8);
        Object read = text.startsWith(ZIP) ? files(answer.body().getBytes()) : json(text);
        return new StepOutput(answer.status(), answer.headers(), text, read, null);
    }

    private static @Nullable JsonObject files(byte[] archive) {
        JsonObject files = new JsonObject();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
            return files;
        } catch (IOException e) {
            return null;
        }
    }

    private static @Nullable Object json(String text) {
        String start = text.stripLeading();
        if (!start.startsWith("{") && !start.startsWith("[")) {
            return null;
        }
        try {
            return Json.decodeValue(text);
        } catch (DecodeException e) {
            return null;
        }
    }
}
