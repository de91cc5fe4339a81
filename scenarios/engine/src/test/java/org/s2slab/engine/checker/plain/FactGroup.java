package org.s2slab.engine.checker.plain;

/** What a refusal is about, as the receivers of these tokens sort it. */
public enum FactGroup {
    /** The request that carries the token. */
    REQUEST,
    /** Spelling, members, and which layer may say what. */
    FORM,
    /** Fact 1: a key of the issuer verifies the actor token. */
    SIGNATURE,
    /** Fact 8: now is in both windows. */
    LIFETIME,
    /** Fact 5: it was made for this service and host. */
    AUDIENCE,
    /** Fact 4: all realms are that of the resource. */
    TENANT,
    /** Fact 7: the user. */
    USER,
    /** Facts 2 and 3: who calls. */
    APPLICATION,
    /** The certificate's dates. */
    CERTIFICATE,
    /** Fact 6: what the caller may do. */
    GRANT
}
