package org.s2slab.exchange.responsecode;

/** The error of one response message in an accepted request: HTTP 200, {@code ResponseClass="Error"}. */
public final class EwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ResponseCode code;

    public EwsError(ResponseCode code) {
        this(code, code.sentence());
    }

    public EwsError(ResponseCode code, String text) {
        super(text, null, false, false);
        this.code = code;
    }

    public ResponseCode code() {
        return code;
    }

    /** The {@code MessageText}. */
    public String text() {
        String message = getMessage();
        return message == null ? code.sentence() : message;
    }
}
