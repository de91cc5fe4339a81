package org.s2slab.junit;

import org.s2slab.engine.deployment.Deployment;

/** Tokens as the servers of a deployment make them, for anybody and any resource, right ones and wrong ones. */
public final class Tokens {
    private final Deployment topology;

    Tokens(Deployment topology) {
        this.topology = topology;
    }

    /** A token by which a node's server calls; say next for whom it is made. */
    public TokenBuilder from(String node) {
        return TokenBuilder.of(topology, topology.serving(node).plan().name());
    }
}
