package org.s2slab.trace;

/** What kind of event a hop is. Caller's side: SIGNED, REUSED, CALLED. Called side: CHALLENGED, ACCEPTED, REFUSED. */
public enum HopKind {
    /** A resource answered a request without usable credential by its challenge. */
    CHALLENGED,
    /** The built-in token server signed an actor token for an audience. */
    SIGNED,
    /** An actor token signed earlier was used again. */
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
