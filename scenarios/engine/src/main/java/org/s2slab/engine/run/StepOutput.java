package org.s2slab.engine.run;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.s2slab.engine.deployment.LabHttpClient;

/**
 * The output of a step: an HTTP response, or the objects of a cmdlet.
 *
 * @param status the HTTP status, or 0 without a request
 * @param body the body of the response as text
 * @param json the body as parsed JSON, or null if the body is not JSON
 * @param token the token that was presented, or null
 */
public record StepOutput(
        int status,
        MultiMap headers,
        String body,
        @Nullable Object json,
        @Nullable String token) {
    /** The output of a step that sends no request. */
    public static final StepOutput NOTHING = new StepOutput(0, MultiMap.caseInsensitiveMultiMap(), "", null, null);

    private static final Pattern ERROR_WORD = Pattern.compile("\\berror=\"?([A-Za-z_]+)");

    /** The output of a request. JSON is parsed. */
    public static StepOutput of(LabHttpClient.Answer answer) {
        return StepMessageCodec.found(answer);
    }

    /** The output of a step that prints a text instead of receiving a response. */
    public static StepOutput printed(String text) {
        return new StepOutput(0, MultiMap.caseInsensitiveMultiMap(), text, null, null);
    }

    StepOutput withToken(String presented) {
        return new StepOutput(status, headers, body, json, presented);
    }

    /** Whether the status of the response is 2xx. */
    public boolean succeeded() {
        return status >= 200 && status < 300;
    }

    /** The objects in a cmdlet's response. */
    public JsonArray output() {
        return json instanceof JsonObject object ? object.getJsonArray("output", new JsonArray()) : new JsonArray();
    }

    /** The warnings in a cmdlet's response. */
    public JsonArray warnings() {
        return json instanceof JsonObject object ? object.getJsonArray("warnings", new JsonArray()) : new JsonArray();
    }

    /** The code, message and rule of a refusal, as far as the response contains them; empty members are left out. */
    public JsonObject error() {
        JsonObject error = new JsonObject();
        String challenge = String.join(", ", headers.getAll("WWW-Authenticate"));
        Matcher word = ERROR_WORD.matcher(challenge);
        if (word.find()) {
            error.put("code", word.group(1)).put("message", challenge);
        }
        if (json instanceof JsonObject object && object.getValue("error") instanceof JsonObject told) {
            error.mergeIn(told);
        } else if (json instanceof JsonObject object && object.getValue("error") instanceof String told) {
            error.put("code", told).put("message", object.getString("error_description", body));
        }
        return error;
    }

    /** The reason of a refusal, for a report: the error's message, or the status and the first words of the body. */
    public String reason() {
        JsonObject error = error();
        return Optional.ofNullable(error.getString("message"))
                .map(message -> error.getString("code", "?") + ": " + message)
                .orElse(status + " " + (body.length() > 300 ? body.substring(0, 300) + "..." : body));
    }

    /** The value for references of later steps: the object or list of a cmdlet, else status, body and token. */
    Object capture() {
        if (json instanceof JsonObject object && object.containsKey("output")) {
            JsonArray output = output();
            return output.size() == 1 ? output.getValue(0) : output;
        }
        JsonObject capture = new JsonObject().put("status", status).put("body", json == null ? body : json);
        if (body.startsWith("<?xml")) {
            capture.put("xml", XmlPath.of(body).firsts());
        }
        return token == null ? capture : capture.put("token", token);
    }
}
