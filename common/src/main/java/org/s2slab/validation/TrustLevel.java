package org.s2slab.validation;

/** The permissions of a partner application (New-CsPartnerApplication -ApplicationTrustLevel). */
public enum TrustLevel {
    /** The application represents itself and acts for any user of the realm. */
    FULL,
    /** The application represents itself; to act for a user it needs the authorization server's consent. */
    APPLICATION,
    /** The application acts for a user with the authorization server's consent; it never represents itself. */
    USER;

    public boolean mayRepresentItself() {
        return this != USER;
    }

    /** Whether it may act for a user without the consent of an authorization server. */
    public boolean mayImpersonate() {
        return this == FULL;
    }
}
