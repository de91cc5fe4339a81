package org.s2slab.trace;

/** The cause of a failed call to a partner, or of a failed read of its metadata document. */
public enum FailureCause {
    /** No response came from the address. */
    UNREACHABLE,
    /** No call was made, because the partner has no mailbox for the user. */
    NO_MAILBOX,
    /** The partner refused the token. */
    REFUSED,
    /** The partner responded without a challenge that names a token to present. */
    NO_CHALLENGE,
    /** No token: the partner does not trust this server. */
    NO_TOKEN_NOT_TRUSTED,
    /** No token: the partner, or the authorization server that it trusts, is not registered in this node. */
    NO_TOKEN_NOT_REGISTERED,
    /** No token: this server has no certificate to sign one. */
    NO_TOKEN_NO_CERTIFICATE,
    /** No token: this server's certificate does not cover the user's domain. */
    NO_TOKEN_CERTIFICATE_UNFIT,
    /** No token: the authorization server did not issue one. */
    NO_TOKEN_ISSUED,
    /** No token: the challenge is incomplete, or contradicts this node's registrations. */
    NO_TOKEN_CHALLENGE_UNUSABLE,
    /** The metadata document cannot be used. */
    METADATA_UNUSABLE
}
