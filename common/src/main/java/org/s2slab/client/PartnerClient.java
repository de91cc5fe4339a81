package org.s2slab.client;

import io.vertx.core.Future;
import org.s2slab.trace.CallContext;

/**
 * Calls partner servers: asks for the challenge once, has the actor token made, wraps it for the user, calls.
 *
 * <p>Fails with a Refusal: TOKEN_UNOBTAINABLE when this node cannot or may not make a token for what the challenge
 * names, PARTNER_REFUSED when the partner answers 401 or 403 to the token (detail: its status, diagnostics and
 * challenge), PARTNER_UNREACHABLE when no answer came.
 */
public final class PartnerClient {
    /** Calls as this application, on behalf of the context's user where there is one. */
    public Future<PartnerResponse> call(PartnerRequest request, CallContext context) {
        throw new UnsupportedOperationException("skeleton");
    }
}
