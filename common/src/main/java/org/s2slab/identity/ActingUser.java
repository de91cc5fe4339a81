package org.s2slab.identity;

/**
 * The one user a call is made for, as this node's own directory knows them.
 *
 * @param id the node's own key of the user
 * @param realm the realm (tenant) the user lives in
 * @param enabled whether the account may be used at all
 */
public record ActingUser(String id, UserIdentifiers identifiers, String realm, boolean enabled) {
    public String label() {
        return identifiers.label();
    }
}
