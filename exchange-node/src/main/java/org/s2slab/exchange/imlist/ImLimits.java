package org.s2slab.exchange.imlist;

/**
 * How large an IM list may grow. No public source gives the product's numbers; these are
 * ours, large enough for any list people keep by hand, and a node's configuration may set others.
 *
 * @param contacts contacts of one list
 * @param groups groups of one list besides the three default ones
 */
public record ImLimits(int contacts, int groups) {
    public static final ImLimits DEFAULT = new ImLimits(1000, 64);

    public ImLimits {
        if (contacts < 1 || groups < 1) {
            throw new IllegalArgumentException("limits of IM lists are at least 1, got " + contacts + ", " + groups);
        }
    }
}
