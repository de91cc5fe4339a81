package org.s2slab.identity;

/**
 * An application principal in a realm, {@code <id>@<realm>}, as in the claims {@code iss} and {@code nameid}
 * ([MS-XOAUTH] 2.2). It is compared as a whole and with case. The realm {@code *} stands for "any realm" and occurs
 * only in challenges and metadata.
 */
public record PrincipalId(String id, String realm) {
    public PrincipalId {
        if (id.isEmpty()
                || realm.isEmpty()
                || id.indexOf('@') >= 0
                || realm.indexOf('@') >= 0
                || id.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a principal: '" + id + "@" + realm + "' (expected id@realm)");
        }
    }

    /**
     * Parses {@code id@realm}.
     *
     * @throws IllegalArgumentException if the text has no or more than one {@code @}, a slash in the id, or an empty id
     *     or realm
     */
    public static PrincipalId parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("not a principal: '" + text + "' (expected id@realm)");
        }
        return new PrincipalId(text.substring(0, at), text.substring(at + 1));
    }

    /** The product's short name if the id is well-known, otherwise the id. */
    public String product() {
        return WellKnownPrincipals.productOf(id);
    }

    @Override
    public String toString() {
        return id + "@" + realm;
    }
}
