package org.s2slab.node;

/** A deployed node of some role, as whoever started it sees it. */
public interface Role {
    /** The port partners and people reach. */
    int port();

    /** The port administrators reach. */
    int managementPort();
}
