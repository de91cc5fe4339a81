package org.s2slab.authz.grants;

import org.s2slab.refusal.Refusal;

/** A token refused: why, for the journal, and what the client is told of it in the words of the real server. */
public final class TokenDenial extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;
    private final String told;

    TokenDenial(Refusal refusal, String told) {
        super(refusal.detail(), refusal, false, false);
        this.refusal = refusal;
        this.told = told;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** Begins with its {@code AADSTS} number where the real server has one for it. */
    public String told() {
        return told;
    }
}
