package org.s2slab.console;

import org.s2slab.engine.run.ScenarioSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The reasons for which the console refuses a request. The name of a reason is the {@code code} of the response. */
enum ConsoleError {
    /** The request could be understood as a request to two different hosts. */
    REQUEST_WRONG(400, "Host: must be there once. The target of the request must be a path."),

    PARAMETER_WRONG(400, "The address has an unknown, a repeated or a malformed parameter."),

    /** Another host name could belong to an attacker who makes it resolve to this machine (DNS rebinding). */
    HOST_WRONG(421, "Host: must be 127.0.0.1, localhost, or what --name or --listen says, with the port of this page."),
    ORIGIN_WRONG(403, "Origin, Sec-Fetch-Site: only the console's own page may send requests."),
    CREDENTIAL_MISSING(401, "Authorization: must be Bearer KEY. The key is in the link that ./lab console printed."),
    CREDENTIAL_WRONG(401, "Authorization: the key is wrong. The key is in the link that ./lab console printed."),
    MEDIA_TYPE_WRONG(415, "Content-Type: must be application/json."),
    BODY_WRONG(400, "The body is not a JSON object of the required form."),
    BODY_TOO_LARGE(413, "The body is larger than 64 KiB."),
    NOT_FOUND(404, "Not found."),
    METHOD_WRONG(405, "This resource does not support the method."),
    NO_STAGE(409, "No deployment is running. Choose a topology or a scenario first."),
    REFUSED(422, "The request cannot be executed."),
    TOO_MANY_STREAMS(503, "Too many pages are open."),
    FAILED(500, "The console failed. Its terminal shows the error.");

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleError.class);

    private final int status;
    private final String sentence;

    ConsoleError(int status, String sentence) {
        this.status = status;
        this.sentence = sentence;
    }

    int status() {
        return status;
    }

    /** A refusal because work of the deployment failed. The failure is logged, because the cause may be the lab itself. */
    static ConsoleException after(Exception failure) {
        LOG.error("a request of the page failed", failure);
        return REFUSED.because(ScenarioSession.reason(failure));
    }

    /** An exception with this reason and its default sentence. */
    ConsoleException because() {
        return new ConsoleException(this, sentence);
    }

    /** An exception with this reason and another sentence. */
    ConsoleException because(String detail) {
        return new ConsoleException(this, detail);
    }
}
