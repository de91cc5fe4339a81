package org.s2slab.validation;

/** A property of a registered partner or issuer that is either true or false. */
public enum PartnerTrait {
    /** Its tokens come from an authorization server, and its keys from no other source. */
    USES_OAUTH_SERVER,
    /** Security identifiers in its tokens identify users (AcceptSecurityIdentifierInformation). */
    ACCEPTS_SIDS,
    /** It is trusted at the moment. */
    ENABLED,
    /** It may name applications other than itself (IsTrustBroker; authorization servers). */
    BROKER
}
