package org.s2slab.engine.checker.plain;

/** The groups of facts, which correspond to the groups of refusals in the products. */
public enum FactGroup {
    /** The request that carries the token. */
    REQUEST,
    /** The spelling and the members of the token, and the permitted claims of each layer. */
    FORM,
    /** Fact 1: a key of the issuer verifies the signature of the actor token. */
    SIGNATURE,
    /** Fact 8: the current time is in the validity periods of both layers. */
    LIFETIME,
    /** Fact 5: the token is for this service and host. */
    AUDIENCE,
    /** Fact 4: all realms are the realm of the resource. */
    TENANT,
    /** Fact 7: the user. */
    USER,
    /** Facts 2 and 3: the calling application. */
    APPLICATION,
    /** The validity period of the certificate. */
    CERTIFICATE,
    /** Fact 6: the permissions of the caller. */
    GRANT
}
