package org.s2slab.validation;

import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.s2slab.identity.Caller;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.TokenInspection;

/** Validates the text of a bearer token and returns its caller, or fails with a Refusal that names the rule. */
public interface BearerValidator {
    /** A consumer that discards the record. */
    Consumer<Supplier<TokenInspection>> NOBODY = record -> {};

    /** Validates without a record. */
    default Future<Caller> validate(String token, String host, int port, CallContext context) {
        return validate(token, host, port, context, NOBODY);
    }

    /**
     * @param token the text after {@code Bearer }
     * @param host the request's Host without port, in lower case
     * @param port the port the request's Host names, or the scheme's default
     * @param witness gets, before the result, a supplier of the token's content for a journal, which is not usable as a
     *     token. Not called for a text that is not an S2S token, nor for a cached result: the journal has the first
     *     validation
     */
    Future<Caller> validate(
            String token, String host, int port, CallContext context, Consumer<Supplier<TokenInspection>> witness);
}
