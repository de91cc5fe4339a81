package org.s2slab.exchange.responsecode;

import java.util.LinkedHashMap;
import java.util.Map;
import org.s2slab.xml.XmlLocation;

/** The failure of a whole request: a SOAP 1.1 fault with HTTP 500, in the product's form. */
public final class EwsFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ResponseCode code;
    private final transient Map<String, String> details;

    public EwsFault(ResponseCode code) {
        this(code, code.sentence());
    }

    public EwsFault(ResponseCode code, String text) {
        this(code, text, Map.of());
    }

    private EwsFault(ResponseCode code, String text, Map<String, String> details) {
        super(text, null, false, false);
        this.code = code;
        this.details = details;
    }

    /** Creates ErrorSchemaValidation with the position in the request and the violated schema rule. */
    public static EwsFault schema(XmlLocation place, String violation) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("LineNumber", Integer.toString(place.line()));
        details.put("LinePosition", Integer.toString(place.column()));
        details.put("Violation", violation);
        String text = "The request failed schema validation: " + violation;
        return new EwsFault(ResponseCode.ErrorSchemaValidation, text, details);
    }

    /** Creates ErrorServerBusy with the time in milliseconds after which a client may retry. */
    public static EwsFault busy(long backOff) {
        ResponseCode code = ResponseCode.ErrorServerBusy;
        return new EwsFault(code, code.sentence(), Map.of("BackOffMilliseconds", Long.toString(backOff)));
    }

    public ResponseCode code() {
        return code;
    }

    /** The text of {@code faultstring} and {@code Message}. */
    public String text() {
        String message = getMessage();
        return message == null ? code.sentence() : message;
    }

    /** The values in {@code MessageXml} by name, in order; may be empty. */
    public Map<String, String> details() {
        return details;
    }
}
