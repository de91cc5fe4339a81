package org.s2slab.junit;

/** Makes tokens as the servers of a deployment sign them, valid or spoiled, for any audience. */
@FunctionalInterface
public interface Tokens {
    /** A builder of a token with which a node's server calls; set its audience next. */
    TokenBuilder from(String node);
}
