package org.s2slab.node;

import org.s2slab.config.NodeConfig;

/** The configuration of one role: what every node has, and what the role adds. */
public interface ProductConfig {
    NodeConfig node();
}
