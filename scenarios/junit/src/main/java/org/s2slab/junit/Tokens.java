package org.s2slab.junit;

import org.s2slab.engine.deployment.Deployment;

/** Makes tokens as the servers of a deployment sign them, valid or spoiled, for any audience. */
public final class Tokens {
    private final Deployment topology;

    Tokens(Deployment topology) {
        this.topology = topology;
    }

    /** A builder of a token with which a node's server calls; set its audience next. */
    public TokenBuilder from(String node) {
        return TokenBuilder.of(topology, topology.serving(node).plan().name());
    }
}
