package org.s2slab.identity;

/**
 * An application principal in a realm, {@code <id>@<realm>}, as {@code iss} and {@code nameid} name it ([MS-XOAUTH]
 * 2.2). Compared whole and with case. The realm {@code *} stands for "any realm" and occurs in challenges and metadata
 * only.
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
     * @throws IllegalArgumentException when the text has no or more than one {@code @}, a slash in the id, or an empty
     *     half
     */
    public static PrincipalId parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("not a principal: '" + text + "' (expected id@realm)");
        }
        return new PrincipalId(text.substring(0, at), text.substring(at + 1));
    }

    /** The product's short name where the id is a well-known one. */
    public String product() {
        return WellKnownPrincipals.productOf(id);
    }

    @Override
    public String toString() {
        return id + "@" + realm;
    }
}
