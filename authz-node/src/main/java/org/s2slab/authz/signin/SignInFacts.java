package org.s2slab.authz.signin;

/** Facts that rules check, with the values that their texts name. */
interface SignInFacts {
    /** A value by its name; an empty text if the request has no such value. */
    String text(String name);
}
