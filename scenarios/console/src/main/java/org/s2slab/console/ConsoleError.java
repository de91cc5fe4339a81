package org.s2slab.console;

/** The reasons for which the console refuses a request; the name is the {@code code} of the response. */
enum ConsoleError {
    /** Another name may be an attacker's that leads to this machine (DNS rebinding). */
    HOST_WRONG(421, "Host: this page is served as 127.0.0.1 or localhost, with its port, and under no other name."),
    ORIGIN_WRONG(403, "Origin, Sec-Fetch-Site: only the console's own page may ask."),
    CREDENTIAL_MISSING(401, "Authorization: Bearer KEY is needed; the key is in the link that ./lab console printed."),
    CREDENTIAL_WRONG(401, "Authorization: this key is not the one in the link that ./lab console printed."),
    MEDIA_TYPE_WRONG(415, "Content-Type: application/json is needed."),
    BODY_WRONG(400, "The body is no JSON object of the form that is needed."),
    BODY_TOO_LARGE(413, "The body is larger than 64 KiB."),
    NOT_FOUND(404, "There is nothing here by that name."),
    METHOD_WRONG(405, "This resource does not take that method."),
    NO_STAGE(409, "No deployment is up: choose a topology or a scenario first."),
    REFUSED(422, "That cannot be done."),
    TOO_MANY_STREAMS(503, "Too many pages are open."),
    FAILED(500, "The console failed; its terminal says more.");

    private final int status;
    private final String sentence;

    ConsoleError(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    int status() {
        return status;
    }

    String sentence() {
        return sentence;
    }

    /** A failure with this name and its sentence. */
    ConsoleException because() {
        return new ConsoleException(this, sentence);
    }

    /** A failure with this name and a sentence of its own. */
    ConsoleException because(String detail) {
        return new ConsoleException(this, detail);
    }
}
