package org.s2slab.junit;

/** Makes tokens of the servers of a deployment, valid or spoiled, for any audience. */
@FunctionalInterface
public interface Tokens {
    /** A builder for a token with which a node calls another server. Its audience must be set next. */
    TokenBuilder from(String node);
}
