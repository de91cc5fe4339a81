package org.s2slab.refusal;

import org.jspecify.annotations.Nullable;

/**
 * The catalogue of all refusals of this lab.
 *
 * <p>Each entry fixes the HTTP status, the OAuth error code (RFC 6750 section 3.1, RFC 6749 section 5.2) and the public
 * sentence. Codes for causes before the signature is verified share one sentence per family, so an unauthenticated
 * caller learns only about form. After a <em>definite</em> refusal the other side certainly did not perform the
 * request: to repeat it unchanged is pointless but harmless. After an indefinite refusal this is unknown.
 */
public enum RefusalCode {
    REQUEST_MALFORMED(400, "invalid_request", Family.REQUEST, "The request is malformed.", true),
    REQUEST_TIMEOUT(408, "invalid_request", Family.REQUEST, "The request did not arrive in time.", true),
    REQUEST_TOO_LARGE(413, "invalid_request", Family.REQUEST, "The request is larger than this server takes.", true),
    EXPECTATION_FAILED(417, "invalid_request", Family.REQUEST, "This server knows 100-continue only.", true),
    HOST_NOT_SERVED(421, "invalid_request", Family.REQUEST, "This server has no such name.", true),
    TLS_REQUIRED(403, null, Family.REQUEST, "This resource is served over TLS only.", true),
    CREDENTIAL_MISSING(401, null, Family.REQUEST, "This resource needs a credential.", true),
    CREDENTIAL_WRONG(401, null, Family.REQUEST, "The user name or password is wrong.", true),

    TOKEN_FORM(401, "invalid_token", Family.FORM, "The token is invalid.", true),
    TOKEN_SIGNATURE(401, "invalid_token", Family.SIGNATURE, "The token has an invalid signature.", true),
    TOKEN_CERTIFICATE(401, "invalid_token", Family.CERTIFICATE, "The token's certificate is not usable.", true),
    TOKEN_LIFETIME(401, "invalid_token", Family.LIFETIME, "The token is not valid at this time.", true),
    TOKEN_AUDIENCE(401, "invalid_token", Family.AUDIENCE, "The token is made for another audience.", true),
    TOKEN_AUDIENCE_HOST(401, "invalid_token", Family.AUDIENCE, "The token is made for another host.", true),
    TOKEN_TENANT(401, "invalid_token", Family.TENANT, "The token's realm is not served here.", true),
    TOKEN_APPLICATION(401, "invalid_token", Family.APPLICATION, "The application is not accepted here.", true),
    TOKEN_DELEGATION(401, "invalid_token", Family.GRANT, "The actor is not trusted for delegation.", true),
    TOKEN_USER_UNKNOWN(401, "invalid_token", Family.USER, "The user in the token does not exist.", true),
    TOKEN_USER_AMBIGUOUS(401, "invalid_token", Family.USER, "The user in the token is ambiguous.", true),
    TOKEN_USER_REFUSED(401, "invalid_token", Family.USER, "The user in the token is not accepted.", true),
    SIGN_IN_NOT_ENABLED(401, "invalid_token", Family.GRANT, "Tokens of people are not enabled here.", true),
    GRANT_INSUFFICIENT(403, "insufficient_scope", Family.GRANT, "The application may not do this.", true),
    TENANT_POLICY(403, "access_denied", Family.GRANT, "A policy of the tenant does not allow this.", true),
    VALIDATION_FAILED(401, "invalid_token", Family.INTERNAL, "The token could not be checked.", true),

    CLIENT_UNPROVEN(400, "invalid_client", Family.APPLICATION, "The client's credential is not accepted.", true),
    CLIENT_UNAUTHORIZED(400, "unauthorized_client", Family.APPLICATION, "The client may not ask for this.", true),
    GRANT_TYPE_UNSUPPORTED(400, "unsupported_grant_type", Family.REQUEST, "This server has no such grant.", true),
    SCOPE_INVALID(400, "invalid_scope", Family.AUDIENCE, "The scope names no resource.", true),
    RESOURCE_UNKNOWN(400, "invalid_resource", Family.AUDIENCE, "The tenant has no such resource.", true),

    PARAMETER_INVALID(400, "invalid_request", Family.REQUEST, "A value in the request is not acceptable.", true),
    ACCESS_DENIED(403, "access_denied", Family.GRANT, "You may not do this.", true),
    NOT_FOUND(404, "not_found", Family.REQUEST, "There is nothing here by that name.", true),
    METHOD_NOT_ALLOWED(405, "invalid_request", Family.REQUEST, "This resource does not take that method.", true),
    CONFLICT(409, "conflict", Family.REQUEST, "The request conflicts with the present state.", true),
    MEDIA_TYPE_UNSUPPORTED(
            415, "invalid_request", Family.REQUEST, "This resource does not take that media type.", true),
    TOO_MANY_REQUESTS(429, "temporarily_unavailable", Family.REQUEST, "Too many requests at once.", true),
    NOT_SUPPORTED(501, "not_supported", Family.REQUEST, "This server does not do that yet.", true),
    UNAVAILABLE(503, "temporarily_unavailable", Family.INTERNAL, "The service cannot do this at the moment.", true),

    INTERNAL_ERROR(500, "server_error", Family.INTERNAL, "An internal error occurred.", false),
    METADATA_UNUSABLE(502, "metadata_unusable", Family.INTERNAL, "The partner's metadata document is unusable.", true),
    TOKEN_UNOBTAINABLE(502, "token_unobtainable", Family.INTERNAL, "No token could be made for the partner.", true),
    PARTNER_REFUSED(502, "partner_refused", Family.INTERNAL, "The partner server refused the call.", true),
    PARTNER_UNREACHABLE(502, "partner_unreachable", Family.INTERNAL, "The partner server did not answer.", false);

    /** The kind of cause of a refusal; challenges, journals and reports use its name. */
    public enum Family {
        REQUEST,
        FORM,
        SIGNATURE,
        CERTIFICATE,
        LIFETIME,
        AUDIENCE,
        TENANT,
        APPLICATION,
        GRANT,
        USER,
        INTERNAL
    }

    private final int status;
    private final @Nullable String error;
    private final Family family;
    private final String sentence;
    private final boolean definite;

    RefusalCode(int status, @Nullable String error, Family family, String sentence, boolean definite) {
        this.status = status;
        this.error = error;
        this.family = family;
        this.sentence = sentence;
        this.definite = definite;
    }

    /** The HTTP status of a response with this refusal. */
    public int status() {
        return status;
    }

    /** The OAuth error code, or null if the response has none (RFC 6750 section 3.1, no credential given). */
    public @Nullable String error() {
        return error;
    }

    public Family family() {
        return family;
    }

    /** The public sentence, for unauthenticated callers. */
    public String sentence() {
        return sentence;
    }

    /** Whether the refusing side certainly did not perform the request. */
    public boolean definite() {
        return definite;
    }
}
