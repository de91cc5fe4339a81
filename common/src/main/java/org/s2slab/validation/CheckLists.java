package org.s2slab.validation;

/**
 * The two check-lists of a node. The form of a token's issuer selects one list, which decides alone: a token that this
 * list refuses is never tried by the other list.
 *
 * @param servers for tokens of servers and of Access Control Service, whose issuer is {@code id@realm}
 * @param accessTokens for access tokens of evoSTS, whose issuer is an address
 */
record CheckLists(CheckList servers, CheckList accessTokens) {
    /** The complete lists. No switch weakens them. */
    static final CheckLists COMPLETE = new CheckLists(CheckList.COMPLETE, CheckList.ACCESS_TOKEN);

    CheckList of(CompactToken presented, ValidationProfile profile) {
        return UnverifiedToken.isAccessToken(presented, profile) ? accessTokens : servers;
    }

    /** Returns these lists without one rule, to show that the rule is needed. */
    CheckLists without(String id) {
        return new CheckLists(servers.without(id), accessTokens.without(id));
    }
}
