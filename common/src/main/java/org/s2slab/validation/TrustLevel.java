package org.s2slab.validation;

/** What a partner application may do (New-CsPartnerApplication -ApplicationTrustLevel). */
public enum TrustLevel {
    /** Represents itself and acts for any user of the realm. */
    FULL,
    /** Represents itself; needs the authorization server's consent to act for a user. */
    APPLICATION,
    /** Acts for a user with the authorization server's consent; never represents itself. */
    USER;

    public boolean mayRepresentItself() {
        return this != USER;
    }

    /** Whether it may act for a user on its own word, without the consent of an authorization server. */
    public boolean mayImpersonate() {
        return this == FULL;
    }
}
