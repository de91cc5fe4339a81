package org.s2slab.authz.grants;

import org.jspecify.annotations.Nullable;
import org.s2slab.refusal.Refusal;

/** The refusal of a token request: the reason for the journal, and the error text of the real server for the client. */
public final class TokenDenial extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final String told;
    private final @Nullable String error;

    /** @param error the OAuth error code, or null for the code of the refusal */
    public TokenDenial(Refusal refusal, String told, @Nullable String error) {
        super(refusal.detail(), refusal, false, false);
        this.refusal = refusal;
        this.told = told;
        this.error = error;
    }

    /** The OAuth error code of the response. */
    public @Nullable String error() {
        return error == null ? refusal.code().error() : error;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** The text for the client. It begins with the {@code AADSTS} number of the real server, if this exists. */
    public String told() {
        return told;
    }
}
