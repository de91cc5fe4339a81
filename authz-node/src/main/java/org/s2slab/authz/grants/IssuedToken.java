package org.s2slab.authz.grants;

/**
 * A token that was given.
 *
 * @param text the token
 * @param resource what it is for, as the client asked for it
 * @param notBefore seconds since 1970
 * @param expires seconds since 1970
 */
public record IssuedToken(String text, String resource, long notBefore, long expires) {
    /** Never the token. */
    @Override
    public String toString() {
        return "IssuedToken[" + resource + "]";
    }
}
