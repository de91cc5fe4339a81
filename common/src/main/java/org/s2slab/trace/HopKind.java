package org.s2slab.trace;

/**
 * The kind of event of a hop. Caller: ASKED, SIGNED, TOKEN_ASKED, REUSED, CALLED. Called server: CHALLENGED, ACCEPTED,
 * REFUSED. Authorization server: TOKEN_ISSUED, TOKEN_DENIED. Any server: TRUST_CHANGED.
 */
public enum HopKind {
    /** A request without token was sent to a partner, to get its challenge. */
    ASKED,
    /** A resource returned its challenge to a request without usable credential. */
    CHALLENGED,
    /** The built-in token server signed an actor token for an audience. */
    SIGNED,
    /** An actor token was requested from an authorization server, the peer. The detail is the audience. */
    TOKEN_ASKED,
    /** This authorization server issued an actor token to the peer. The detail is its audience. */
    TOKEN_ISSUED,
    /** This authorization server refused a token to the peer; the detail says why. */
    TOKEN_DENIED,
    /** An actor token obtained earlier was used again. */
    REUSED,
    /** A request with a token was sent to a partner. */
    CALLED,
    /** The response to a call was a refusal, or there was no response. */
    FAILED,
    /** A token was validated, its caller authenticated, and no rule about rights refused the request. */
    ACCEPTED,
    /** A credential was refused by the rule in the hop. */
    REFUSED,
    /** A partner's AuthMetadata document was read and accepted. */
    METADATA_READ,
    /** A partner's AuthMetadata document could not be read or was refused. */
    METADATA_REFUSED,
    /** A person signed in with their own credential. */
    SIGNED_IN,
    /** A cmdlet changed the trust of this node: its partners, its authorization servers or its signing keys. */
    TRUST_CHANGED
}
