package org.s2slab.trace;

/** Why a call to a partner, or the reading of its metadata document, failed. */
public enum FailureCause {
    /** No response came from the address. */
    UNREACHABLE,
    /** The partner refused the token. */
    REFUSED,
    /** The partner responded, but not with a challenge that names a token to bring. */
    NO_CHALLENGE,
    /** No token: the partner does not trust this server. */
    NO_TOKEN_NOT_TRUSTED,
    /** No token: the partner, or the authorization server that it trusts, is not registered here. */
    NO_TOKEN_NOT_REGISTERED,
    /** No token: this server has no certificate to sign one. */
    NO_TOKEN_NO_CERTIFICATE,
    /** No token: this server's certificate does not cover the user's domain. */
    NO_TOKEN_CERTIFICATE_UNFIT,
    /** No token: the authorization server issued none. */
    NO_TOKEN_ISSUED,
    /** No token: the challenge is incomplete, or contradicts what is registered here. */
    NO_TOKEN_CHALLENGE_UNUSABLE,
    /** The metadata document cannot be used. */
    METADATA_UNUSABLE
}
