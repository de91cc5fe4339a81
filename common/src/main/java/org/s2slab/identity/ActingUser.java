package org.s2slab.identity;

/**
 * The user on whose behalf a call is made: a token names the user, or the user signed in. The data come from this
 * node's directory.
 *
 * @param id the node's own key of the user
 * @param realm the realm (tenant) of the user
 * @param enabled whether the account may be used at all
 */
public record ActingUser(String id, UserIdentifiers identifiers, String realm, boolean enabled) {
    public String label() {
        return identifiers.label();
    }
}
