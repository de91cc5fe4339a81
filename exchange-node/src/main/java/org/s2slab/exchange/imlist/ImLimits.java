package org.s2slab.exchange.imlist;

/**
 * The size limits of an IM list. Public sources do not document the product's limits. The defaults exceed any manually
 * maintained list. The configuration of a node can change them.
 *
 * @param contacts the maximum number of contacts in a list
 * @param groups the maximum number of groups in a list, without the three default groups
 */
public record ImLimits(int contacts, int groups) {
    public static final ImLimits DEFAULT = new ImLimits(1000, 64);

    public ImLimits {
        if (contacts < 1 || groups < 1) {
            throw new IllegalArgumentException("limits of IM lists are at least 1, got " + contacts + ", " + groups);
        }
    }
}
