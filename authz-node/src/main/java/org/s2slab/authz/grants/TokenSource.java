package org.s2slab.authz.grants;

import io.vertx.core.Future;
import org.s2slab.trace.CallContext;

/** Decides about the requests of token endpoints. */
@FunctionalInterface
public interface TokenSource {
    /** Issues a token, or fails with {@link TokenDenial}. The result is in the journal before the response. */
    Future<IssuedToken> grant(TokenRequest request, CallContext context);
}
