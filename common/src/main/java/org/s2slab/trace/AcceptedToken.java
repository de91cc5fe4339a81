package org.s2slab.trace;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An accepted token of a request that may still be refused, for instance because a role is missing. */
record AcceptedToken(
        Instant at,
        String peer,
        CallContext context,
        @Nullable String tokenHash,
        @Nullable Supplier<TokenInspection> token) {
    /** The content of this token with the rules of the refusal. */
    @Nullable
    Supplier<TokenInspection> refusedWith(@Nullable Supplier<TokenInspection> refused) {
        return token == null || refused == null
                ? refused
                : () -> token.get().with(refused.get().checks());
    }
}
