package org.s2slab.validation;

import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.s2slab.identity.Caller;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.TokenInspection;

/** Turns the text of a bearer token into the caller it proves, or fails with a Refusal that names the rule. */
public interface BearerValidator {
    /** Of whom nobody keeps a record. */
    Consumer<Supplier<TokenInspection>> NOBODY = record -> {};

    /** The same when nobody keeps a record of it. */
    default Future<Caller> validate(String token, String host, int port, CallContext context) {
        return validate(token, host, port, context, NOBODY);
    }

    /**
     * @param token the text after {@code Bearer }
     * @param host the request's Host without port, in lower case
     * @param port the port the request's Host names, or the scheme's default
     * @param witness is given, before the result is there, what will open the token up for a journal; it holds nothing by
     *     which the token could be used. Not called for what is no S2S token, nor where a kept result is used: the
     *     token was shown when it was validated
     */
    Future<Caller> validate(
            String token, String host, int port, CallContext context, Consumer<Supplier<TokenInspection>> witness);
}
