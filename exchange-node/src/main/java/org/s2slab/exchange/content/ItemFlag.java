package org.s2slab.exchange.content;

/** A property of an item that is either true or false. */
public enum ItemFlag {
    READ,
    DRAFT,

    /** The item is associated with its folder, as settings are, and hidden in the folder. */
    ASSOCIATED
}
