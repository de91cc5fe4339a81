package org.s2slab.authz.grants;

import org.s2slab.refusal.Refusal;

/** The refusal of a token request: the reason for the journal, and the error text of the real server for the client. */
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

    /** The text for the client. It begins with the {@code AADSTS} number of the real server, if there is one. */
    public String told() {
        return told;
    }
}
