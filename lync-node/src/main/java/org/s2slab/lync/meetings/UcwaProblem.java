package org.s2slab.lync.meetings;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.s2slab.http.Dialect;
import org.s2slab.refusal.Refusal;

/** An error response of UCWA: an HTTP status, the code of this status, a more precise subcode, and a sentence. */
final class UcwaProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The documented errors that this server sends (UCWA, errors and informational messages). */
    enum Kind {
        DESERIALIZATION_FAILURE(400, "BadRequest"),
        PARAMETER_VALIDATION_FAILURE(400, "BadRequest"),
        FORBIDDEN(403, "Forbidden"),
        APPLICATION_NOT_FOUND(404, "NotFound"),
        RESOURCE_NOT_FOUND(404, "NotFound"),
        METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
        TOO_MANY_ONLINE_MEETINGS(409, "Conflict"),
        PRECONDITION_FAILED(412, "PreconditionFailed"),
        ENTITY_TOO_LARGE(413, "EntityTooLarge"),
        UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType"),
        PRECONDITION_REQUIRED(428, "PreconditionRequired"),
        TOO_MANY_REQUESTS(429, "TooManyRequests"),
        TOO_MANY_APPLICATIONS(429, "TooManyRequests"),
        SERVICE_FAILURE(500, "ServiceFailure"),
        SERVICE_UNAVAILABLE(503, "ServiceUnavailable");

        private final int status;
        private final String code;

        Kind(int status, String code) {
            this.status = status;
            this.code = code;
        }
    }

    private final Kind kind;
    private final transient Map<String, String> parameters;

    UcwaProblem(Kind kind, String message) {
        this(kind, message, Map.of());
    }

    private UcwaProblem(Kind kind, String message, Map<String, String> parameters) {
        super(message, null, false, false);
        this.kind = kind;
        this.parameters = parameters;
    }

    /** The error for one unacceptable member of the request. */
    static UcwaProblem parameter(String name, String message) {
        return new UcwaProblem(Kind.PARAMETER_VALIDATION_FAILURE, name + ": " + message, Map.of(name, message));
    }

    /** Maps a refusal to an error of UCWA. */
    static UcwaProblem of(Refusal refusal) {
        Kind kind = switch (refusal.code().status()) {
            case 400 -> Kind.PARAMETER_VALIDATION_FAILURE;
            case 403 -> Kind.FORBIDDEN;
            case 404 -> Kind.RESOURCE_NOT_FOUND;
            case 405 -> Kind.METHOD_NOT_ALLOWED;
            case 413 -> Kind.ENTITY_TOO_LARGE;
            case 415 -> Kind.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> Kind.TOO_MANY_REQUESTS;
            case 503 -> Kind.SERVICE_UNAVAILABLE;
            default -> Kind.SERVICE_FAILURE;
        };
        return new UcwaProblem(kind, Dialect.told(refusal));
    }

    int status() {
        return kind.status;
    }

    /** The body of the response; {@code debugInfo} contains the trace id for the journals. */
    JsonObject body(String traceId) {
        JsonObject body = new JsonObject().put("code", kind.code);
        String subcode = UcwaEnumNames.of(kind);
        if (!subcode.equals(kind.code)) {
            body.put("subcode", subcode);
        }
        body.put("message", getMessage());
        if (!parameters.isEmpty()) {
            JsonObject named = new JsonObject();
            parameters.forEach(named::put);
            body.put("parameters", named);
        }
        return body.put("debugInfo", new JsonObject().put("traceId", traceId));
    }
}
