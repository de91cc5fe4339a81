package org.s2slab.validation;

import io.vertx.core.Future;
import org.s2slab.identity.Caller;
import org.s2slab.trace.CallContext;

/** Turns the text of a bearer token into the caller it proves, or fails with a Refusal that names the rule. */
public interface BearerValidator {
    /**
     * @param token the text after {@code Bearer }
     * @param host the request's Host without port, in lower case
     * @param port the port the request's Host names, or the scheme's default
     */
    Future<Caller> validate(String token, String host, int port, CallContext context);
}
