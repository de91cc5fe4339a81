package org.s2slab.trace;

/**
 * What kind of event a hop is. Caller's side: SIGNED, TOKEN_ASKED, REUSED, CALLED. Called side: CHALLENGED, ACCEPTED,
 * REFUSED. The authorization server: TOKEN_ISSUED, TOKEN_DENIED.
 */
public enum HopKind {
    /** A resource answered a request without usable credential by its challenge. */
    CHALLENGED,
    /** The built-in token server signed an actor token for an audience. */
    SIGNED,
    /** An authorization server, the peer, was asked for an actor token; the detail is the audience asked for. */
    TOKEN_ASKED,
    /** This authorization server issued the peer an actor token; the detail is its audience. */
    TOKEN_ISSUED,
    /** This authorization server refused the peer a token; the detail says why. */
    TOKEN_DENIED,
    /** An actor token obtained earlier was used again. */
    REUSED,
    /** A request with a token left for a partner. */
    CALLED,
    /** The answer to a call was a refusal, or no answer came. */
    FAILED,
    /** A token was validated and a caller recognised. */
    ACCEPTED,
    /** A credential was refused, by the rule the hop names. */
    REFUSED,
    /** A partner's AuthMetadata document was read and taken. */
    METADATA_READ,
    /** A partner's AuthMetadata document could not be had or was refused. */
    METADATA_REFUSED,
    /** A person signed in with their own credential. */
    SIGNED_IN
}
